"""The demonstration's letters to bodies: some in each state, to addresses that do not exist.

Nothing of it is ever sent: `work.sender` writes a demonstration's letters as files, and every
address ends in .example.
"""

from collections.abc import Mapping
from datetime import timedelta
from email.message import EmailMessage
from typing import NamedTuple

from django.db.models.functions import Now

from goodstanding.engine.standing.facts import State
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Delivery, Fact, FactKind, Passage, Person, Submission
from goodstanding.services.access import Actor
from goodstanding.services.credits import CreditDetails, record_credit
from goodstanding.services.submitting import fates, inbox, sending
from goodstanding.services.submitting.consents import consented, give_consent
from goodstanding.services.submitting.making import submit
from goodstanding.services.submitting.settings import Submitting, change_submitting

SENDER = "Cascade Restoration <certificates@cascade.example>"


class Sent(NamedTuple):
    """A letter that somebody sent by hand, so many days from today, and when it was posted."""

    name: str
    titles: tuple[str, ...]
    sent: int
    posted: int | None = None


class Short(NamedTuple):
    """An hour that somebody earned lately, and how far its letter has come."""

    name: str
    title: str
    day: int
    state: Passage


SENT = (
    Sent("James Whitaker", ("Large loss management",), -148, -125),
    Sent("Aisha Patel", ("Dehumidifier workshop",), -95),
    Sent("Tom Becker", ("Advanced moisture mapping", "Contents and chemistry"), -50),
)
SHORT = (
    Short("Łukasz Kowalski", "Claims and documents, evening class", -9, Passage.SENT),
    Short("Grace Okafor", "Structural drying, questions and answers", -16, Passage.WAITING),
    Short("Priya Raman", "Air movers compared", -21, Passage.REFUSED),
    Short("Ben Carter", "Textiles after a fire", -24, Passage.UNKNOWN),
    Short("James Whitaker", "Working at night", -12, Passage.DEFERRED),
)
_SAID = {
    Passage.REFUSED: "550 5.1.1 (address): no such mailbox",
    Passage.UNKNOWN: "No answer came to the content (TimeoutError).",
    Passage.DEFERRED: "451 4.7.1 Greylisted, come again",
}


def is_sent_later(name: str, title: str) -> bool:
    """Whether a credit is earned first, and its letter says what became of it."""
    return any(one.name == name and title in one.titles for one in SENT)


def lay_out_letters(by: Actor, people: Mapping[str, Person]) -> None:
    """Letters as a year brings them."""
    bodies = catalogue_of(by.organisation).bodies.values()
    known = [one.code for one in bodies if one.submissions]
    addresses = {code: f"credits@{code.casefold()}.example" for code in known}
    change_submitting(by=by, values=Submitting(SENDER, addresses))
    for sent in SENT:
        _send(by, people[sent.name], sent)
    for short in SHORT:
        _begin(by, people[short.name], short)


def _send(by: Actor, person: Person, sent: Sent) -> None:
    live = Fact.objects.of(by.organisation).filter(superseded_seq=None, kind=FactKind.CREDIT)
    keys = [one.key for one in live.filter(person=person) if one.texts["title"] in sent.titles]
    (letter,) = submit(by=by, people=[person], credits=keys, all_the_same=True, by_hand=True)
    fates.say_sent(by=by, letter=letter, on=by.today + timedelta(sent.sent))
    if sent.posted is not None:
        day = by.today + timedelta(sent.posted)
        said = fates.Said(day, posted=tuple(keys), text="Posted. Thank you.")
        fates.file_answer(by=by, letter=letter, said=said)


def _begin(by: Actor, person: Person, short: Short) -> None:
    day = by.today + timedelta(short.day)
    details = CreditDetails(
        title=short.title,
        earned_on=day,
        amount=100,
        state=State.EARNED,
        provider="Truckee Training School",
        kind="online",
        approved=True,
    )
    fact = record_credit(by=by, person=person, details=details)
    by_hand = short.state in (Passage.SENT, Passage.WAITING)
    if not by_hand:
        _agree(by, person)
    (letter,) = submit(
        by=by, people=[person], credits=[fact.key], all_the_same=True, by_hand=by_hand
    )
    if short.state is Passage.SENT:
        fates.say_sent(by=by, letter=letter, on=day + timedelta(1))
        inbox.receive(_reply(letter))
    elif not by_hand:
        _come_to(letter, short.state)


def _agree(by: Actor, person: Person) -> None:
    if not consented(by.organisation, [person.pk]):
        give_consent(by=by, person=person, given_on=person.hired_on or by.today, how="Signed paper")


def _come_to(letter: Submission, state: Passage) -> None:
    """What a mail server might have said to it. One that is put off stays so for a month."""
    ways = Delivery.objects.of(letter.organisation).filter(submission=letter, copy=False)
    claimed = sending.claim(ways.get().pk)
    assert claimed is not None  # noqa: S101 - nobody else knows of it yet
    if state is Passage.UNKNOWN:
        sending.begin(claimed)
    sending.settle(claimed, state, _SAID[state])
    if state is Passage.DEFERRED:
        ways.update(next_at=Now() + timedelta(days=30))


def _reply(letter: Submission) -> bytes:
    answer = EmailMessage()
    answer["From"], answer["Subject"] = "clerk@iicrc.example", f"Re: {letter.subject}"
    answer["Message-ID"] = f"<answer-{letter.pk}@iicrc.example>"
    answer["In-Reply-To"] = letter.message_id
    answer.set_content("We have your certificate and post it within ten working days.")
    return answer.as_bytes()
