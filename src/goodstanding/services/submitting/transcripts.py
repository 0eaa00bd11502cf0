"""A registrant's transcript beside our ledger, and the steps that make the two one."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from goodstanding.engine.standing.facts import State
from goodstanding.engine.transcripts import CLOSE, Hours, beside
from goodstanding.files.transcripts import Line, Unread, read
from goodstanding.records.facts import CreditStates, read_states
from goodstanding.records.models import (
    Fact,
    FactKind,
    Organisation,
    Person,
    Submission,
    SubmittedCredit,
)
from goodstanding.services import credits
from goodstanding.services.access import Actor
from goodstanding.services.credits import CreditDetails
from goodstanding.services.submitting import asking, fates
from goodstanding.services.submitting.readiness import AWAY

_OURS = [State.EARNED.value, State.SUBMITTED.value, State.POSTED.value, State.REJECTED.value]


class Pair(NamedTuple):
    """A line of theirs and the credit of ours that it is."""

    line: Line
    fact: Fact

    @property
    def posted(self) -> bool:
        """Whether we have it as posted."""
        return bool(self.fact.states["state"] == State.POSTED)

    @property
    def same(self) -> bool:
        """Whether it has as many credits."""
        return bool(self.fact.states["amount"] == self.line.amount)

    @property
    def day(self) -> date:
        """The day that we have."""
        return _earned(self.fact)


class Missing(NamedTuple):
    """A credit of ours that they do not show, and the letter that it is in."""

    fact: Fact
    day: date
    letter: Submission | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Both sides. `older` are credits of ours from before the transcript begins."""

    same: tuple[Pair, ...] = ()
    differ: tuple[Pair, ...] = ()
    theirs: tuple[Line, ...] = ()
    ours: tuple[Missing, ...] = ()
    older: int = 0
    unread: tuple[Unread, ...] = ()

    @property
    def lines(self) -> int:
        """How many lines could be read."""
        return len(self.same) + len(self.differ) + len(self.theirs)


def compare(organisation: Organisation, person: Person, body: str, text: str) -> Compared:
    """What a pasted transcript says beside what we have; two questions to the database."""
    found = read(text)
    if not found.lines:
        return Compared(unread=found.unread)
    rows = Fact.objects.of(organisation).filter(
        kind=FactKind.CREDIT,
        superseded_seq=None,
        person=person,
        states__body=body,
        states__state__in=_OURS,
    )
    ordered = sorted(rows.select_related("person"), key=lambda one: one.states["earned_on"])
    first = min(line.day for line in found.lines) - timedelta(days=CLOSE)
    live = [fact for fact in ordered if fact.states["earned_on"] >= first.isoformat()]
    sides = beside([_theirs(line) for line in found.lines], [_ours(fact) for fact in live])
    pairs = [Pair(found.lines[their], live[our]) for their, our in sides.both]
    missing = [live[at] for at in sides.ours]
    letters = _letters(organisation, [fact.key for fact in missing])
    return Compared(
        tuple(one for one in pairs if one.posted and one.same),
        tuple(one for one in pairs if not (one.posted and one.same)),
        tuple(found.lines[at] for at in sides.theirs),
        tuple(Missing(one, _earned(one), letters.get(one.key)) for one in missing),
        len(ordered) - len(live),
        found.unread,
    )


def take_over(*, by: Actor, pair: Pair, on: date) -> None:
    """What the transcript says of a credit holds: it is posted, with as many credits."""
    fact = pair.fact
    if not pair.same:
        details = replace(_details(fact), amount=pair.line.amount)
        posted = details if pair.posted or _letter(fact) else _posted(details, on)
        fact = credits.correct_credit(by=by, fact=fact, details=posted)
    if fact.states["state"] != State.POSTED:
        _mark_posted(by, fact, on)


def record(*, by: Actor, person: Person, body: str, line: Line, on: date) -> Fact:
    """Record a credit that the body has and we did not know."""
    details = CreditDetails(
        title=line.title or "As on the transcript",
        earned_on=line.day,
        amount=line.amount,
        state=State.POSTED,
        body=body,
        posted_on=max(on, line.day),
        approved=True,
        evidence=f"The {body} transcript",
    )
    return credits.record_credit(by=by, person=person, details=details)


def write(*, by: Actor, person: Person, body: str, fact: Fact, on: date) -> list[Submission]:
    """Ask the body why a credit of ours is not on the transcript."""
    return asking.ask(by=by, question=asking.Question(person, body, on, [fact]))


def _mark_posted(by: Actor, fact: Fact, on: date) -> None:
    """By the letter that it is in, so that this one stops waiting; else by itself."""
    letter = _letter(fact)
    if letter is None:
        details = _posted(_details(fact), on)
        credits.correct_credit(by=by, fact=fact, details=details)
    else:
        said = fates.Said(on, posted=(fact.key,), text="Seen on the transcript.")
        fates.file_answer(by=by, letter=letter, said=said)


def _posted(details: CreditDetails, on: date) -> CreditDetails:
    day = max(on, details.earned_on, details.submitted_on or on)
    return replace(details, state=State.POSTED, posted_on=day, approved=True)


def _details(fact: Fact) -> CreditDetails:
    now = read_states(fact)
    assert isinstance(now, CreditStates)  # noqa: S101 - the fact is a credit
    kept: dict[str, Any] = {name: getattr(now, name) for name in now.__slots__}
    kept |= {name: fact.texts.get(name) or "" for name in ("title", "provider", "evidence")}
    return CreditDetails(**kept)


def _letter(fact: Fact) -> Submission | None:
    """The letter in which a credit waits for its answer."""
    if fact.states["state"] not in (State.SUBMITTED, State.REJECTED):
        return None
    found = _letters(fact.organisation, [fact.key]).get(fact.key)
    return found if found is not None and found.state in fates.OUT else None


def _letters(organisation: Organisation, keys: list[UUID]) -> dict[UUID, Submission]:
    """The last letter that each credit is in, unless it came to nothing."""
    rows = SubmittedCredit.objects.of(organisation).filter(credit__in=keys)
    rows = rows.exclude(submission__state__in=AWAY).select_related("submission")
    rows = rows.defer("submission__content", "submission__text")
    return {row.credit: row.submission for row in rows.order_by("pk")}


def _theirs(line: Line) -> Hours:
    return Hours(line.day, line.words, line.amount)


def _ours(fact: Fact) -> Hours:
    started = fact.states["started_on"]
    words = f"{fact.texts.get('title') or ''} {fact.texts.get('provider') or ''}"
    first = date.fromisoformat(started) if started else None
    return Hours(_earned(fact), words, fact.states["amount"], first)


def _earned(fact: Fact) -> date:
    return date.fromisoformat(fact.states["earned_on"])
