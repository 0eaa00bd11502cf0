"""Letters to a body go by a real mail server on this machine."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.db.models.functions import Now
from pytest_django import Settings

import company as cast
from goodstanding.config.mail import Pace
from goodstanding.records.models import (
    Delivery,
    Entry,
    Fact,
    Fate,
    Passage,
    Submission,
)
from goodstanding.services import pausing
from goodstanding.services.access import Actor
from goodstanding.services.credits import correct_credit
from goodstanding.services.leases import Lost
from goodstanding.services.organisations import found_company
from goodstanding.services.submitting import fates, sending
from goodstanding.services.submitting.consents import give_consent
from goodstanding.services.submitting.making import submit
from goodstanding.services.submitting.settings import Submitting, change_submitting
from goodstanding.work import sender
from mail_server import Server, mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.EMAIL_PACE = Pace(patience=5.0, patience_after=0.4)
    monkeypatch.setattr(sender, "close_old_connections", lambda: None)  # the test's own


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with mail_server(tmp_path_factory.mktemp("mail") / "log") as server:
        yield server


class Log:
    """What the server has taken since the test began."""

    def __init__(self, server: Server) -> None:
        self._server, self._before = server, len(server.taken())

    def taken(self) -> list[tuple[str, str]]:
        return self._server.taken()[self._before :]


@pytest.fixture
def log(running: Server, settings: Settings) -> Log:
    settings.EMAIL_URL = f"smtp://127.0.0.1:{running.port}"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    return Log(running)


def letter(by: Actor, to: str, name: str = "Maria Lopez") -> Submission:
    """A letter about six hours of somebody who has agreed, to an address."""
    change_submitting(by=by, values=Submitting("Cascade <credits@cascade.example>", {"IICRC": to}))
    maria = cast.person(by, name, number="104233", email="maria@cascade.example")
    cast.held(by, maria)
    cast.credit(by, maria, provider="Larch School", approved=True)
    give_consent(by=by, person=maria, given_on=cast.TODAY)
    (made,) = submit(by=by, people=[maria], all_the_same=True)
    return made


def now(made: Submission) -> tuple[str, str]:
    """How a letter stands, and its credit."""
    made.refresh_from_db()
    credit = Fact.objects.of(made.organisation).get(kind="credit", superseded_seq=None)
    return made.state, credit.states["state"]


def ways(made: Submission) -> list[tuple[str, str]]:
    rows = Delivery.objects.of(made.organisation).filter(submission=made).order_by("pk")
    return list(rows.values_list("recipient", "state"))


def test_a_letter_arrives_at_the_body_and_then_its_copy(log: Log) -> None:
    by = cast.actor(cast.company())
    made = letter(by, "none@body.example")
    assert now(made) == ("queued", "earned")
    assert sender.send_due() == 2
    number = made.message_id
    assert log.taken() == [(number, "none@body.example"), (number, "maria@cascade.example")]
    assert now(made) == ("sent", "submitted")
    told = Entry.objects.of(by.organisation).order_by("-seq")[0]
    assert (told.actor, told.verb) == ("system", "submission.fate")
    assert sender.send_due() == 0


@pytest.mark.parametrize(
    ("fault", "state", "credit", "taken"),
    [
        ("grey", Fate.DEFERRED, "earned", 0),
        ("later", Fate.DEFERRED, "earned", 0),
        ("drop-before", Fate.DEFERRED, "earned", 0),
        ("refused", Fate.REFUSED, "earned", 0),
        ("refused-after", Fate.REFUSED, "earned", 0),
        ("drop-after", Fate.UNKNOWN, "earned", 1),
        ("hang-after", Fate.UNKNOWN, "earned", 1),
        ("later-after", Fate.UNKNOWN, "earned", 1),
        ("drop-done", Fate.SENT, "submitted", 1),
    ],
)
def test_what_a_server_does_decides_what_becomes_of_a_letter(
    log: Log, fault: str, state: Fate, credit: str, taken: int
) -> None:
    by = cast.actor(cast.company())
    made = letter(by, f"{fault}@body.example")
    sender.send_due()
    sender.send_due()
    assert now(made) == (state.value, credit)
    assert [to for _, to in log.taken() if to.startswith(fault)] == [
        f"{fault}@body.example"
    ] * taken
    said = Delivery.objects.of(by.organisation).filter(submission=made, copy=False).get().said
    assert "body.example" not in said


def test_a_server_that_greets_too_late_is_tried_again(
    log: Log, running: Server, settings: Settings
) -> None:
    settings.EMAIL_PORT = running.slow
    settings.EMAIL_PACE = Pace(patience=0.2)
    by = cast.actor(cast.company())
    made = letter(by, "none@body.example")
    sender.send_due()
    assert (now(made), log.taken()) == (("deferred", "earned"), [])


def test_a_copy_that_is_refused_does_not_touch_the_letter(log: Log) -> None:
    by = cast.actor(cast.company())
    made = letter(by, "none@body.example")
    Delivery.objects.of(by.organisation).filter(copy=True).update(recipient="refused@c.example")
    sender.send_due()
    assert len(log.taken()) == 1
    assert now(made) == ("sent", "submitted")
    assert ways(made) == [("none@body.example", "sent"), ("refused@c.example", "refused")]


def test_greylisting_is_passed_at_the_third_try(log: Log, settings: Settings) -> None:
    settings.EMAIL_PACE = Pace(patience=5.0, first_delay=timedelta(0))
    by = cast.actor(cast.company())
    made = letter(by, "grey@body.example")
    sender.send_due()
    assert now(made) == ("sent", "submitted")
    assert len(log.taken()) == 2


def test_who_was_cut_off_leaves_an_unknown_which_only_a_person_ends(log: Log) -> None:
    by = cast.actor(cast.company())
    made = letter(by, "none@body.example")
    (number,) = sending.due()
    claimed = sending.claim(number)
    assert claimed is not None
    assert sending.claim(number) is None
    sending.begin(claimed)
    Delivery.objects.of(by.organisation).filter(pk=number).update(
        held_until=Now() - timedelta(seconds=1)
    )
    assert sending.sweep() == 1
    with pytest.raises(Lost):
        sending.settle(claimed, Passage.SENT, "250 too late")
    sender.send_due()
    assert (now(made), log.taken()) == (("unknown", "earned"), [])
    fates.decide(by=by, delivery=Delivery.objects.of(by.organisation).get(pk=number), arrived=False)
    sender.send_due()
    assert now(made) == ("sent", "submitted")
    assert log.taken()[0] == (made.message_id, "none@body.example")


def test_a_claim_that_has_ended_sends_nothing(log: Log) -> None:
    by = cast.actor(cast.company())
    letter(by, "none@body.example")
    (number,) = sending.due()
    first = sending.claim(number)
    assert first is not None
    Delivery.objects.of(by.organisation).filter(pk=number).update(
        held_until=Now() - timedelta(seconds=1)
    )
    assert sending.claim(number) is not None
    with pytest.raises(Lost):
        sender._deliver(first)
    assert log.taken() == []


def test_a_letter_whose_credit_was_changed_is_held_back(log: Log) -> None:
    by = cast.actor(cast.company())
    made = letter(by, "none@body.example")
    fact = Fact.objects.of(by.organisation).get(kind="credit", superseded_seq=None)
    correct_credit(by=by, fact=fact, details=cast.credit_details(amount=300))
    sender.send_due()
    assert (log.taken(), now(made)) == ([], ("draft", "earned"))
    assert (
        made.note
        == "A credit in it was changed after it was written: discard it and write it anew."
    )


def test_without_a_mail_server_a_letter_becomes_a_file(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_URL, settings.EMAIL_FILE_PATH = "", tmp_path
    by = cast.actor(cast.company())
    made = letter(by, "none@body.example")
    sender.send_due()
    assert now(made) == ("draft", "earned")
    content = (tmp_path / made.file).read_bytes()
    assert content == bytes(made.content)
    read = message_from_bytes(content, policy=policy.default)
    assert (read["To"], read["Reply-To"]) == (
        "none@body.example",
        "Maria Lopez <maria@cascade.example>, Cascade <credits@cascade.example>",
    )
    fates.say_sent(by=by, letter=made, on=cast.TODAY)
    assert now(made) == ("sent", "submitted")


def test_a_demonstration_sends_nothing(log: Log, settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH = tmp_path
    dana = cast.user("Dana Reyes", "dana@cascade.example")
    demo = found_company(user=dana, name="Cascade", time_zone="UTC", is_demo=True)
    by = cast.actor(demo)
    made = letter(by, "none@body.example")
    sender.send_due()
    assert (log.taken(), now(made)) == ([], ("draft", "earned"))
    assert made.note == "A demonstration sends nothing."


def test_nothing_goes_while_all_is_paused(log: Log) -> None:
    by = cast.actor(cast.company())
    made = letter(by, "none@body.example")
    pausing.pause("a restored copy")
    sender.send_due()
    assert (log.taken(), now(made)) == ([], ("queued", "earned"))


def test_after_a_restore_nothing_that_waited_goes_by_itself(log: Log) -> None:
    by = cast.actor(cast.company())
    made = letter(by, "none@body.example")
    assert sending.doubt_everything("It may have been sent since.") == 1
    sender.send_due()
    assert (log.taken(), now(made)) == ([], ("unknown", "earned"))


def test_a_name_cannot_add_a_header() -> None:
    by = cast.actor(cast.company())
    made = letter(by, "none@body.example", "Maria Lopez\nBcc: all@elsewhere.example")
    read = message_from_bytes(bytes(made.content), policy=policy.default)
    assert (read["Bcc"], read["Subject"].strip()) == (
        None,
        "CEC submission: Maria Lopez Bcc: all@elsewhere.example, IICRC ID 104233",
    )
