"""What a person has from activities and has paid to bodies, beside what is on record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goodstanding.engine.folding import fold
from goodstanding.engine.standing.facts import Credit, Fee, State
from goodstanding.engine.wording import amount, day
from goodstanding.files.workbook.rows import CreditRow
from goodstanding.files.workbook.team import Source
from goodstanding.records.facts import CreditStates, FeeStates, as_json
from goodstanding.records.models import Fact, FactKind
from goodstanding.services.importing import fields
from goodstanding.services.importing.plan import Guest, New
from goodstanding.services.kept import Kept

_FINAL = (State.REJECTED, State.VOID)
_ORDER = (State.PLANNED, State.EARNED, State.SUBMITTED, State.POSTED)


@dataclass(slots=True)
class Had:
    """A credit of the workbook."""

    states: dict[str, Any]
    texts: dict[str, str]
    kept: Kept

    @property
    def all_words(self) -> str:
        """All of it that has a day, for who looks at it before it is on record."""
        later = [
            f"{words} on {day(date.fromisoformat(self.states[name]))}"
            for words, name in (("submitted", "submitted_on"), ("posted", "posted_on"))
            if self.states[name]
        ]
        words = self.words.removesuffix(f", {self.states['state']}") if later else self.words
        return ", ".join([words, *later])

    @property
    def words(self) -> str:
        """How people would say it."""
        earned = date.fromisoformat(self.states["earned_on"])
        what = amount(self.states["amount"], "credit")
        title = self.texts["title"]
        return f"{what} on {day(earned)}{f': {title}' if title else ''}, {self.states['state']}"


def had_of(source: Source[CreditRow], credit: Credit, kept: Kept) -> Had:
    """A row of Credits."""
    row = source.line.values
    states = CreditStates(
        body=credit.body,
        earned_on=credit.earned_on,
        amount=credit.amount,
        state=credit.state,
        kind=credit.kind,
        started_on=credit.started_on,
        submitted_on=credit.submitted_on,
        posted_on=credit.posted_on,
        approved=credit.approved,
        obtains=credit.obtains,
    )
    texts = {
        "title": row.activity or "",
        "provider": row.provider or "",
        "evidence": row.evidence or "",
    }
    return Had(as_json(states), texts, kept)


def take_credits(guest: Guest, found: Sequence[Had], known: Sequence[Fact]) -> None:
    """Set a person's credits beside those on record."""
    for had, fact in _paired(found, known):
        if fact is None:
            texts = fields.with_kept(had.texts, had.kept)
            guest.new.append(New(FactKind.CREDIT, had.all_words, had.states, texts))
        elif not _is_further(had, fact):
            guest.conflicts.append(
                f"{had.words}; but on record it is {fact.states['state']}, which stays."
            )
        elif more := fields.corrected(fact, had.words, had.states, had.texts, had.kept):
            guest.corrected.append(more)
        else:
            guest.here += 1


def _paired(found: Sequence[Had], known: Sequence[Fact]) -> Iterator[tuple[Had, Fact | None]]:
    """Each credit with the one on record that it is: of the same activity and body, the equal one
    before one of equal hours, before the only one that is left."""
    left: dict[Any, list[Had]] = {}
    free: dict[Any, list[Fact]] = {}
    for had in found:
        left.setdefault(_activity(had.states, had.texts), []).append(had)
    for fact in known:
        free.setdefault(_activity(fact.states, fact.texts), []).append(fact)
    pairs: dict[int, Fact] = {}
    for activity, some in left.items():
        pairs |= _matched(some, free.get(activity, []))
    for had in found:  # in the order of the sheet, which is that of the record
        yield had, pairs.get(id(had))


def _matched(some: list[Had], free: list[Fact]) -> dict[int, Fact]:
    pairs = {}
    left = list(some)
    for alike in (_equal, _same_hours):
        for had in list(left):
            fact = next((one for one in free if alike(had, one)), None)
            if fact:
                left.remove(had)
                free.remove(fact)
                pairs[id(had)] = fact
    if len(left) == len(free) == 1:
        pairs[id(left[0])] = free[0]
    return pairs


def _activity(states: dict[str, Any], texts: dict[str, Any]) -> tuple[Any, ...]:
    title, provider = fold(texts.get("title") or ""), fold(texts.get("provider") or "")
    return title, provider, states["started_on"], states["earned_on"], states["body"]


def _equal(had: Had, fact: Fact) -> bool:
    evidence = fact.texts.get("evidence") or ""
    again = fact.texts.get("kept", []) == had.kept
    return had.states == fact.states and had.texts["evidence"] == evidence and again


def _same_hours(had: Had, fact: Fact) -> bool:
    return all(had.states[name] == fact.states[name] for name in ("amount", "obtains"))


def _is_further(had: Had, fact: Fact) -> bool:
    """Whether what the workbook says can follow what is on record; nothing follows a void."""
    now, then = State(had.states["state"]), State(fact.states["state"])
    if now == then or now in _FINAL:
        return True
    return then not in _FINAL and _ORDER.index(now) > _ORDER.index(then)


@dataclass(slots=True)
class Paid:
    """A fee of the workbook."""

    states: dict[str, Any]
    kept: Kept

    @property
    def words(self) -> str:
        """How people would say it."""
        through = date.fromisoformat(self.states["paid_through"])
        return f"Fee of {self.states['body']} paid through {day(through)}"


def paid_of(fee: Fee, kept: Kept) -> Paid:
    """A row of Fees."""
    return Paid(as_json(FeeStates(fee.body, fee.paid_through, fee.paid_on)), kept)


def take_fees(guest: Guest, found: Sequence[Paid], known: Sequence[Fact]) -> None:
    """Set a person's fees beside those on record."""
    free = list(known)
    for paid in found:
        fact = next((one for one in free if one.states == paid.states), None) or next(
            (one for one in free if _completes(paid.states, one.states)), None
        )
        if fact is None:
            texts = fields.with_kept({}, paid.kept)
            guest.new.append(New(FactKind.FEE, paid.words, paid.states, texts))
            continue
        free.remove(fact)
        if more := fields.corrected(fact, paid.words, paid.states, {}, paid.kept):
            guest.corrected.append(more)
        else:
            guest.here += 1


def _completes(said: dict[str, Any], known: dict[str, Any]) -> bool:
    same = said["body"] == known["body"] and said["paid_through"] == known["paid_through"]
    return same and None in (said["paid_on"], known["paid_on"])
