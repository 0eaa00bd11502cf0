"""What a body would send back, said before anything is sent.

A submission is read as the body's clerk would read it: whose record is it, which hours, when, of
what, and is the proof there? A flaw that *stops* would certainly come back (or post to nobody);
the others are doubts that a person may answer with “send it all the same”. Amounts are whole
hundredths of a credit.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from goodstanding.engine import credits, wording
from goodstanding.engine.folding import fold
from goodstanding.engine.rules.model import Body
from goodstanding.engine.standing.answer import Cycle
from goodstanding.engine.standing.facts import Credit, State

MOST_A_DAY = 1_200
"""Hours of class on one day beyond which a certificate is not believed."""


class Flaw(NamedTuple):
    """One thing that would come back: what, how to mend it, of which credit (its source; "": of
    the whole), and whether it stops the submission."""

    text: str
    mend: str
    credit: str = ""
    stops: bool = True


@dataclass(frozen=True, slots=True)
class Registrant:
    """Whose record it is. `cycles` are the open ones of the credentials at the body; `most` is
    the most credits that one activity can bring under their rules, None without such a rule."""

    name: str
    number: str
    cycles: tuple[Cycle, ...] = ()
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """A credit with what is to prove it. `holders` are the names read on its certificates;
    `sent_on` is when it was sent before."""

    credit: Credit
    provider: str
    certificates: int
    holders: tuple[str, ...] = ()
    sent_on: date | None = None


def flaws(who: Registrant, proofs: Sequence[Proof], body: Body, on: date) -> tuple[Flaw, ...]:
    """Everything that the body would send back, first what concerns the whole."""
    found = list(_whole(who, proofs, body))
    for proof in proofs:
        found += _of_one(who, proof, body, on)
    return (*found, *_twice(proofs))


def stopping(found: Iterable[Flaw]) -> tuple[Flaw, ...]:
    """Those with which nothing can be sent."""
    return tuple(flaw for flaw in found if flaw.stops)


def _whole(who: Registrant, proofs: Sequence[Proof], body: Body) -> Iterator[Flaw]:
    if not proofs:
        yield Flaw("There is nothing to send", "choose the credits that have been earned.")
    yield from of_registrant(who, body)
    if not who.cycles:
        yield Flaw(
            f"No certification that {body.code} credits renew is on record",
            "add the certification, or send it all the same.",
            stops=False,
        )


def of_registrant(who: Registrant, body: Body) -> Iterator[Flaw]:
    """Why a body could not tell whose record a letter is about."""
    if len(who.name.split()) < 2:
        yield Flaw(
            f"“{who.name}” is no full name",
            f"give the name as it stands on the {body.code} profile, first and last.",
        )
    if not who.number.strip():
        yield Flaw(
            f"The {body.code} ID is not known, and hours without it are posted to nobody",
            "type it in under “Change details”.",
        )


def _of_one(who: Registrant, proof: Proof, body: Body, on: date) -> Iterator[Flaw]:
    key = proof.credit.source
    for text, mend, stops in (
        *_state(proof, body),
        *_fields(proof),
        *_day(who, proof.credit, body, on),
        *_hours(who, proof.credit, body),
        *_names(who, proof),
    ):
        yield Flaw(text, mend, key, stops)


_Found = tuple[str, str, bool]


def _state(proof: Proof, body: Body) -> Iterator[_Found]:
    credit = proof.credit
    if proof.sent_on is not None:
        text = f"It was sent on {wording.day(proof.sent_on)} already"
        yield text, "wait for the answer, or chase it.", True
    if credit.state is not State.EARNED:
        yield f"It is {credit.state}, not earned", "leave it out.", True
    if credit.approved is False:
        yield f"The {body.code} has not approved the activity", "leave it out.", True
    if credit.approved is None:
        text = f"It is not known whether the {body.code} has approved the activity"
        yield text, "ask the provider, or send it all the same.", False


def _fields(proof: Proof) -> Iterator[_Found]:
    """Title, provider, day and hours of the class, and the certificate that says them."""
    if not proof.credit.title.strip():
        yield "The title of the class is missing", "type it in as on the certificate.", True
    if not proof.provider.strip():
        yield "The provider is missing", "type it in as on the certificate.", True
    if proof.credit.amount <= 0:
        yield "The hours are missing", "type them in as on the certificate.", True
    if not proof.certificates:
        yield "No certificate is attached", "add the certificate, or send it all the same.", False


def _day(who: Registrant, credit: Credit, body: Body, on: date) -> Iterator[_Found]:
    day = credit.earned_on
    if day > on:
        yield f"The class ends on {wording.day(day)}, which has not come", "wait for it.", True
    ended = [cycle for cycle in who.cycles if not _contains(cycle, day)]
    if who.cycles and len(ended) == len(who.cycles) and day <= on:
        yield (
            f"{wording.day(day)} lies in no open cycle, so the {body.code} may not count it",
            "check the day, or send it all the same.",
            False,
        )


def _contains(cycle: Cycle, day: date) -> bool:
    return (cycle.start is None or cycle.start <= day) and day <= cycle.deadline


def _hours(who: Registrant, credit: Credit, body: Body) -> Iterator[_Found]:
    days = (credit.earned_on - (credit.started_on or credit.earned_on)).days + 1
    one_day = credit.started_on is not None or credit.kind in ("event", "booth", "session")
    if one_day and credit.amount > MOST_A_DAY * max(days, 1):
        yield (
            f"{credits.show(credit.amount)} hours in {wording.days(max(days, 1))} are not believed",
            "check hours and days, or send it all the same.",
            False,
        )
    if who.most is not None and credit.amount > who.most:
        most = wording.amount(who.most, body.unit)
        yield (
            f"The {body.code} counts at most {most} of one activity",
            "know that the rest will not be posted.",
            False,
        )


def _names(who: Registrant, proof: Proof) -> Iterator[_Found]:
    for holder in proof.holders:
        if not (_is_named(holder, who.name) or _is_named(wording.called(holder), who.name)):
            yield (
                f"The certificate is made out to “{holder}”, not to “{who.name}”",
                "attach the right one, or give the name as the profile has it.",
                True,
            )


def _is_named(holder: str, name: str) -> bool:
    """Whether two names are one: names and initials between the first and the last may be left
    out on either side."""
    one, other = fold(holder).split(), fold(name).split()
    if one[:1] + one[-1:] != other[:1] + other[-1:]:
        return False
    return len(one) <= 2 or len(other) <= 2 or one == other


def _twice(proofs: Sequence[Proof]) -> Iterator[Flaw]:
    seen: set[tuple[str, date, int]] = set()
    for proof in proofs:
        one = proof.credit
        mark = (fold(one.title), one.earned_on, one.amount)
        if mark in seen and one.title.strip():
            text = f"“{one.title}” of {wording.day(one.earned_on)} is in it twice"
            yield Flaw(text, "leave one out, or send it all the same.", one.source, stops=False)
        seen.add(mark)
