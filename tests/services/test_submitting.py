"""Earned credits become letters; what the body says of them becomes standing."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

import company as cast
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Fact, Organisation, Person, Submission
from goodstanding.services import credits, evidence, people
from goodstanding.services.access import Actor, Wrong
from goodstanding.services.credentials import observe
from goodstanding.services.submitting import chasing, fates, letters, making, papers, showing
from goodstanding.services.submitting.consents import consented, give_consent, revoke_consent
from goodstanding.services.submitting.differences import differences
from goodstanding.services.submitting.readiness import longest, unsent
from goodstanding.services.submitting.risk import MONTHS, risk

pytestmark = pytest.mark.django_db


def ready(by: Actor, name: str = "Maria Lopez", number: str = "104233") -> Person:
    """Somebody with a certification and six hours to send, of which nothing would come back but
    that there is no certificate."""
    one = cast.person(by, name, number=number, email=f"{name[:3]}@cascade.example")
    cast.held(by, one)
    cast.credit(by, one, provider="Larch School", approved=True)
    return one


def text_of(letter: Submission) -> str:
    part = message_from_bytes(bytes(letter.content), policy=policy.default).get_body()
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def states(organisation: Organisation) -> list[str]:
    rows = Fact.objects.of(organisation).filter(kind="credit", superseded_seq=None)
    return [row.states["state"] for row in rows.order_by("place")]


def sent(by: Actor, person: Person) -> Submission:
    (letter,) = making.submit(by=by, people=[person], all_the_same=True)
    fates.say_sent(by=by, letter=letter, on=cast.TODAY)
    letter.refresh_from_db()
    return letter


def test_the_letter_says_who_what_when_and_how_much() -> None:
    by = cast.actor(cast.company())
    maria = ready(by)
    give_consent(by=by, person=maria, given_on=cast.TODAY)
    (letter,) = making.submit(by=by, people=[maria], all_the_same=True)
    assert text_of(letter) == (
        "To the Institute of Inspection, Cleaning and Restoration Certification,\n\n"
        "please post this continuing education to the record of\n\n"
        "  Name:    Maria Lopez\n"
        "  IICRC ID: 104233\n\n"
        "Course              Provider      Completed    CEC\n"
        "--------------------------------------------------\n"
        "S500 update online  Larch School  14 Nov 2026    6\n\n"
        "Together 6 CECs.\n\n"
        "Cascade Restoration sends this on behalf of Maria Lopez,\n"
        "who has agreed to it. An answer to this message reaches both.\n"
    )
    read = message_from_bytes(bytes(letter.content), policy=policy.default)
    assert (read["To"], read["Cc"]) == (
        "renewals@iicrcnet.org",
        "Maria Lopez <Mar@cascade.example>",
    )
    assert (letter.state, states(by.organisation)) == ("queued", ["earned"])


def test_a_team_goes_in_one_step_and_nobody_twice() -> None:
    by = cast.actor(cast.company())
    team = [ready(by, name, number) for name, number in (("Ann Bo", "1"), ("Cyd Dee", "2"))]
    give_consent(by=by, person=team[0], given_on=cast.TODAY)
    made = making.submit(by=by, people=team, all_the_same=True)
    assert [(one.person.name, one.state, one.by_hand) for one in made] == [
        ("Ann Bo", "queued", False),
        ("Cyd Dee", "draft", True),
    ]
    assert unsent(by.organisation, cast.TODAY) == []
    with pytest.raises(Wrong, match="may have been sent meanwhile"):
        making.submit(by=by, people=team, all_the_same=True)


def test_those_who_have_waited_longest_come_first_and_the_others_are_counted() -> None:
    by = cast.actor(cast.company())
    for ago, name in enumerate(("Ann Bo", "Cyd Dee", "Eve Fox", "Gil Hay", "Ida Jo")):
        one = ready(by, name, str(ago))
        earned_on = cast.TODAY - timedelta(days=10 * ago)
        cast.credit(by, one, provider="Larch School", earned_on=earned_on)
        cast.credit(by, one, state=State.POSTED, earned_on=cast.TODAY - timedelta(days=300))
    everybody = unsent(by.organisation, cast.TODAY)
    assert [one.days for one in everybody] == [40, 30, 20, 10, 8]
    making.submit(by=by, people=[everybody[0].person], all_the_same=True)
    people.leave(by=by, person=everybody[1].person, left_on=cast.TODAY)
    found = longest(by.organisation, cast.TODAY, 2, 10)
    assert [one.person.name for one in found.ready] == ["Eve Fox", "Cyd Dee"]
    assert (found.all, found.late) == (3, 2)
    assert found.ready == unsent(by.organisation, cast.TODAY)[:2]
    assert longest(cast.company("Larch Drying"), cast.TODAY, 2, 10) == ([], 0, 0)


def test_what_would_come_back_is_not_sent() -> None:
    by = cast.actor(cast.company())
    maria = ready(by, number="")
    with pytest.raises(Wrong) as wrong:
        making.submit(by=by, people=[maria], all_the_same=True)
    assert "The IICRC ID is not known" in wrong.value.text
    ray = ready(by, "Ray Carter")
    with pytest.raises(Wrong) as doubt:
        making.submit(by=by, people=[ray])
    text = "No certificate is attached: add the certificate, or send it all the same."
    assert doubt.value.problems == (("all_the_same", f"Ray Carter: {text}"),)
    assert not Submission.objects.of(by.organisation).exists()


def test_a_draft_is_the_persons_own_letter() -> None:
    by = cast.actor(cast.company())
    (letter,) = making.submit(by=by, people=[ready(by)], all_the_same=True)
    read = message_from_bytes(bytes(letter.content), policy=policy.default)
    assert (read["From"], read["X-Unsent"]) == ("Maria Lopez <Mar@cascade.example>", "1")
    with pytest.raises(Wrong):
        fates.say_sent(by=by, letter=letter, on=cast.TODAY + timedelta(days=1))
    fates.say_sent(by=by, letter=letter, on=cast.TODAY)
    fact = Fact.objects.of(by.organisation).get(kind="credit", superseded_seq=None)
    assert (fact.states["state"], fact.states["submitted_on"]) == ("submitted", "2026-11-22")


def test_consent_holds_until_it_is_taken_back() -> None:
    by = cast.actor(cast.company())
    maria = ready(by)
    give_consent(by=by, person=maria, given_on=cast.TODAY, how="signed")
    with pytest.raises(Wrong, match="already"):
        give_consent(by=by, person=maria, given_on=cast.TODAY)
    assert consented(by.organisation, [maria.pk]) == {maria.pk}
    revoke_consent(by=by, person=maria)
    assert consented(by.organisation, [maria.pk]) == set()


def test_certificates_are_divided_by_size() -> None:
    by = cast.actor(cast.company())
    maria = ready(by)
    cast.credit(by, maria, title="Second", provider="Larch School", approved=True)
    (one,) = unsent(by.organisation, cast.TODAY)
    for fact in one.credits:
        about = (str(fact.key), "scan.pdf", "application/pdf", 600_000)
        one.papers[fact.key] = (papers.Paper(*about, lambda: b"x" * 600_000),)
    assert [len(part.credits) for part in letters.parts_of(one, 1)] == [1, 1]
    (whole,) = letters.parts_of(one, 2)
    letter = letters.submission(by.organisation, one, whole, (1, 1), by_hand=False)
    assert [(file.name, len(file.content)) for file in letter.attached] == [
        ("scan.pdf", 600_000),
        ("scan.pdf", 600_000),
    ]


def test_the_bodys_answer_is_filed_credit_by_credit() -> None:
    by = cast.actor(cast.company())
    maria = ready(by)
    cast.credit(by, maria, title="Second", provider="Larch School", approved=True)
    letter = sent(by, maria)
    first, second = (line.fact.key for line in showing.lines(letter))
    on = cast.TODAY
    with pytest.raises(Wrong, match="why it was rejected"):
        fates.file_answer(by=by, letter=letter, said=fates.Said(on, rejected=(second,)))
    fates.file_answer(by=by, letter=letter, said=fates.Said(on, posted=(first,)))
    letter.refresh_from_db()
    assert (letter.state, states(by.organisation)) == ("answered", ["posted", "submitted"])
    said = fates.Said(on, rejected=(second,), why="no title on it")
    fates.file_answer(by=by, letter=letter, said=said)
    letter.refresh_from_db()
    assert (letter.state, states(by.organisation)) == ("rejected", ["posted", "rejected"])


def test_a_letter_without_an_answer_is_chased_with_itself_attached() -> None:
    by = cast.actor(cast.company())
    letter = sent(by, ready(by))
    org = by.organisation
    assert chasing.silent(org, cast.TODAY + timedelta(days=20)) == []
    (one,) = chasing.silent(org, cast.TODAY + timedelta(days=21))
    assert (one.letter, one.days, one.asked_on) == (letter, 21, None)
    asked = chasing.chase(by=by, letter=letter)
    read = message_from_bytes(bytes(asked.content), policy=policy.default)
    assert read["In-Reply-To"] == letter.message_id
    (original,) = read.iter_attachments()
    assert original.get_content() == bytes(letter.content)
    assert states(org) == ["submitted"]


def test_a_letter_that_is_discarded_lets_its_credits_be_sent_again() -> None:
    by = cast.actor(cast.company())
    (letter,) = making.submit(by=by, people=[ready(by)], all_the_same=True)
    fates.discard(by=by, letter=letter)
    assert len(unsent(by.organisation, cast.TODAY)) == 1
    with pytest.raises(Wrong, match="meanwhile"):
        fates.discard(by=by, letter=letter)


@time_machine.travel(datetime(2026, 11, 22, 18, tzinfo=UTC), tick=False)
def test_hours_at_risk_by_month() -> None:
    by = cast.actor(cast.company())
    maria = ready(by)
    days = {"earned_on": date(2026, 8, 3), "submitted_on": date(2026, 9, 9)}
    cast.credit(by, maria, amount=400, state=State.SUBMITTED, **days)
    posted = {**days, "posted_on": date(2026, 10, 10)}
    cast.credit(by, maria, title="Third", amount=100, state=State.POSTED, **posted)
    found = risk(by.organisation, cast.TODAY)
    assert len(found) == MONTHS
    assert [tuple(one)[:3] for one in found[:4]] == [
        (cast.TODAY, 600, 400),
        (date(2026, 10, 31), 0, 400),
        (date(2026, 9, 30), 0, 500),
        (date(2026, 8, 31), 500, 0),
    ]
    assert [one.then for one in found[:2]] == [True, False], "the record began this month"


def test_each_months_end_is_told_as_it_was_known_then() -> None:
    day = {"earned_on": date(2026, 8, 3)}
    with time_machine.travel(datetime(2026, 8, 20, 18, tzinfo=UTC), tick=False):
        by = cast.actor(cast.company())
        maria = cast.person(by)
        first = cast.credit(by, maria, amount=400, **day)
    with time_machine.travel(datetime(2026, 10, 5, 18, tzinfo=UTC), tick=False):
        credits.correct_credit(
            by=by, fact=first, details=cast.credit_details(title="Wrong hours", amount=300, **day)
        )
        cast.credit(by, maria, title="Typed late", amount=100, **day)
    with time_machine.travel(datetime(2026, 11, 22, 18, tzinfo=UTC), tick=False):
        found = risk(by.organisation, cast.TODAY)
    assert [tuple(one) for one in found[:5]] == [
        (cast.TODAY, 400, 0, True),
        (date(2026, 10, 31), 400, 0, True),
        (date(2026, 9, 30), 400, 0, True),
        (date(2026, 8, 31), 400, 0, True),
        (date(2026, 7, 31), 0, 0, False),
    ]


@time_machine.travel(datetime(2026, 11, 22, 18, tzinfo=UTC), tick=False)
@pytest.mark.parametrize("count", [1, 3])
def test_the_months_cost_few_questions_however_many_there_are(count: int) -> None:
    by = cast.actor(cast.company())
    for number in range(count):
        cast.credit(by, cast.person(by, f"Person {number}"))
    with CaptureQueriesContext(connection) as asked:
        risk(by.organisation, cast.TODAY)
    assert len(asked) == 3


def test_records_that_differ_are_told_with_both_numbers() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    credential = cast.held(by, maria)
    day = date(2025, 3, 1)
    cast.credit(by, maria, amount=1050, state=State.POSTED, earned_on=day, posted_on=day)
    observe(by=by, credential=credential, seen_on=cast.TODAY, deadline=None, balance=800)
    (one,) = differences(by.organisation, cast.TODAY)
    assert (one.certification, one.theirs, one.ours, one.more) == ("WRT", 800, 1050, 250)
    observe(by=by, credential=credential, seen_on=cast.TODAY, deadline=None, balance=1050)
    assert differences(by.organisation, cast.TODAY) == []


def test_what_proves_a_credit_goes_along() -> None:
    by = cast.actor(cast.company())
    maria = ready(by)
    (one,) = unsent(by.organisation, cast.TODAY)
    file, _ = evidence.keep_file(by, "wrt.pdf", b"%PDF-1.4 wrt")
    evidence.attach(by=by, file=file, credits=list(one.credits))
    (letter,) = making.submit(by=by, people=[maria])
    read = message_from_bytes(bytes(letter.content), policy=policy.default)
    (part,) = read.iter_attachments()
    assert (part.get_filename(), part.get_content()) == ("wrt.pdf", b"%PDF-1.4 wrt")


def test_a_certificate_that_is_missing_stops_the_letter() -> None:
    by = cast.actor(cast.company())
    maria = ready(by)
    (one,) = unsent(by.organisation, cast.TODAY)
    file, _ = evidence.keep_file(by, "wrt.pdf", b"%PDF-1.4 gone")
    evidence.attach(by=by, file=file, credits=list(one.credits))
    place = Path(settings.EVIDENCE_FOLDER).rglob(file.sha256)
    next(place).unlink()
    with pytest.raises(Wrong, match="missing or altered"):
        making.submit(by=by, people=[maria])
    assert not Submission.objects.of(by.organisation).exists()
