"""What comes back to the address of a delivery is known, whatever it says."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

import company as cast
from goodstanding.config.mail import Pace
from goodstanding.records.models import Answer, Submission
from goodstanding.services.access import Actor
from goodstanding.services.submitting import inbox, returning
from goodstanding.services.submitting.consents import give_consent
from goodstanding.services.submitting.making import submit
from goodstanding.services.submitting.settings import Submitting, change_submitting
from goodstanding.work import sender
from mail_server import Server, mail_server

pytestmark = pytest.mark.django_db
QMAIL = "From: MAILER-DAEMON@mx.example\nTo: {to}\nMessage-ID: <{name}@mx.example>\n"
SAID = "Subject: failure notice\n\nHi. This is the qmail-send program.\n"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with mail_server(tmp_path_factory.mktemp("mail") / "log") as server:
        yield server


@pytest.fixture
def server(running: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setattr(sender, "close_old_connections", lambda: None)  # the test's own
    settings.EMAIL_URL = f"smtp://127.0.0.1:{running.port}"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_PACE = Pace(patience=5.0, patience_after=5.0)
    settings.EMAIL_BOUNCES = "submissions@cascade.example"
    return running


def sent(by: Actor) -> Submission:
    """A letter that has gone to a body, and its copy to Maria."""
    addresses = {"IICRC": "none@body.example"}
    change_submitting(by=by, values=Submitting("Cascade <credits@cascade.example>", addresses))
    maria = cast.person(by, number="104233", email="maria@cascade.example")
    cast.held(by, maria)
    cast.credit(by, maria, provider="Larch School", approved=True)
    give_consent(by=by, person=maria, given_on=cast.TODAY)
    (made,) = submit(by=by, people=[maria], all_the_same=True)
    assert sender.send_due() == 2
    return made


def bounce(to: str, name: str = "b1") -> bytes:
    """What a server sends back that neither reports nor names the letter."""
    return (QMAIL.format(to=to, name=name) + SAID).encode()


def kept(by: Actor) -> list[tuple[str, int | None]]:
    rows = Answer.objects.of(by.organisation).order_by("pk")
    return list(rows.values_list("kind", "submission"))


def test_each_delivery_comes_back_to_an_address_of_its_own(server: Server) -> None:
    by = cast.actor(cast.company())
    made = sent(by)
    back = server.come_back_to()
    to_body = back[made.message_id, "none@body.example"]
    to_maria = back[made.message_id, "maria@cascade.example"]
    assert to_body != to_maria
    assert all(one.startswith("submissions+") for one in (to_body, to_maria))
    assert b"submissions" not in bytes(made.content), "people answer somewhere else"
    for to, name in ((to_body.upper(), "b1"), (to_maria, "b2"), (to_body, "b1")):
        answer = inbox.receive(bounce(to, name))
        assert answer is not None
    assert kept(by) == [("bounce", made.pk), ("copy bounce", made.pk)]


def test_what_nobody_was_given_is_filed_with_no_letter(server: Server) -> None:
    by = cast.actor(cast.company())
    made = sent(by)
    real = server.come_back_to()[made.message_id, "none@body.example"]
    name, _, proof = real.partition("@")[0].rpartition("-")
    forged = (
        f"{name}-{'0' * 20}@cascade.example",
        f"submissions+{10**17}-{proof}@cascade.example",
        "submissions+@cascade.example",
        "submissions+x'--@cascade.example",
    )
    for number, to in enumerate(forged):
        assert inbox.receive(bounce(to, f"f{number}")) is None
        assert inbox.receive(bounce(to, f"f{number}")) is None, "and it is kept once"
    assert kept(by) == [("unmatched", None)] * len(forged)
    for number in range(30):
        inbox.receive(bounce(forged[0], f"flood{number}"))
    assert len(inbox.unread(by.organisation)) == inbox.MOST_UNMATCHED
    inbox.mark_read(by=by, answer=inbox.unread(by.organisation)[0])


def test_of_several_companies_nobody_is_shown_what_may_be_anothers(settings: Settings) -> None:
    settings.EMAIL_BOUNCES = "submissions@cascade.example"
    by, other = cast.actor(cast.company()), cast.actor(cast.company("Larch"))
    assert inbox.receive(bounce("submissions+1-00@cascade.example")) is None
    assert (kept(by), kept(other)) == ([], [])


def test_a_report_tells_a_copy_from_the_letter(server: Server, settings: Settings) -> None:
    settings.EMAIL_BOUNCES = ""
    by = cast.actor(cast.company())
    made = sent(by)
    assert server.come_back_to()[made.message_id, "none@body.example"] == "credits@cascade.example"
    for number, failed in enumerate(("maria@cascade.example", "none@body.example", "")):
        head = f"From: mailer-daemon@mx.example\nX-Failed-Recipients: {failed}\n"
        named = f"Message-ID: <r{number}@mx.example>\nIn-Reply-To: {made.message_id}\n\n"
        inbox.receive((head + named).encode())
    assert kept(by) == [("copy bounce", made.pk), ("bounce", made.pk), ("bounce", made.pk)]


def test_without_the_setting_no_address_is_ours(settings: Settings) -> None:
    settings.EMAIL_BOUNCES = ""
    assert returning.address(7, "<a@b>", "credits@cascade.example") == "credits@cascade.example"
    assert not returning.is_ours("credits+7-0@cascade.example")
