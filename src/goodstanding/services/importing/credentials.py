"""What a person holds, beside what he holds on record."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goodstanding.engine import credits
from goodstanding.engine.folding import fold
from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.facts import Credential
from goodstanding.engine.wording import day
from goodstanding.files.workbook import certifications
from goodstanding.files.workbook.rows import CertificationRow, ObservationRow
from goodstanding.files.workbook.team import Source
from goodstanding.records.facts import (
    CredentialStates,
    DayStates,
    ObservationStates,
    Record,
    as_json,
)
from goodstanding.records.models import Fact, FactKind
from goodstanding.services.importing import fields
from goodstanding.services.importing.plan import Guest, New
from goodstanding.services.kept import Kept


@dataclass(slots=True)
class Held:
    """A credential of the workbook with what was seen of it and happened to it."""

    code: str
    states: dict[str, Any]
    number: str
    kept: Kept
    seen: list[tuple[dict[str, Any], Kept]] = field(default_factory=list)
    restored: tuple[date, ...] = ()
    ended_on: date | None = None


def held_of(source: Source[CertificationRow], credential: Credential, kept: Kept) -> Held:
    """A row of Certifications. What the reader does not use of it is not taken, but for the date
    on a card that lives by credits: it goes out again."""
    row = source.line.values
    states = CredentialStates(
        credential.certification,
        row.issued_on,
        row.tracked_from,
        credential.expires_on or row.expires_on,
    )
    found = Held(credential.certification, as_json(states), row.number or "", kept)
    found.restored, found.ended_on = credential.restorations, row.ended_on
    return found


def look(held: Held, row: CertificationRow | ObservationRow, kept: Kept) -> None:
    """What a row says that the body's record showed, if it says so."""
    if row.due_on is not None or row.balance is not None:
        states = as_json(ObservationStates(row.seen_on, row.due_on, row.balance))
        if (states, kept) not in held.seen:
            held.seen.append((states, kept))


def take(
    guest: Guest, found: Sequence[Held], record: Record, catalogue: Catalogue, on: date
) -> None:
    """Set a person's credentials beside those on record, in the order of the sheet."""
    pairs: dict[int, Fact | str | None] = {}
    for code in dict.fromkeys(held.code for held in found):
        mine = [held for held in found if held.code == code]
        known = [fact for fact in record.credentials if fact.states["certification"] == code]
        pairs |= {id(held): fact for held, fact in _paired(mine, known)}
    for held in found:
        fact = pairs[id(held)]
        if isinstance(fact, str):
            guest.conflicts.append(fact)
        elif fact is None:
            _take_new(guest, held)
        else:
            _take_known(guest, held, fact, record, catalogue, on)


def _paired(mine: list[Held], known: list[Fact]) -> Iterator[tuple[Held, Fact | str | None]]:
    """Each credential of the workbook with the one on record that it is: equal in all, else by
    number, else by day of issue, else the only one left; None: it is another one."""
    left, free = list(mine), list(known)
    for alike in (_equal, _same_number, _same_issue):
        for held in list(left):
            fact = next((one for one in free if alike(held, one)), None)
            if fact:
                left.remove(held)
                free.remove(fact)
                yield held, fact
    if len(left) == len(free) == 1 and not _another(left[0], free[0]):
        yield left[0], free[0]
        return
    for held in left:
        yield held, _unclear(held) if free and _says_nothing(held) else None


def _equal(held: Held, fact: Fact) -> bool:
    number = fact.texts.get("number") or ""
    return held.states == fact.states and fold(held.number) == fold(number)


def _same_number(held: Held, fact: Fact) -> bool:
    return bool(held.number) and fold(held.number) == fold(fact.texts.get("number") or "")


def _same_issue(held: Held, fact: Fact) -> bool:
    issued = held.states["issued_on"]
    return issued is not None and issued == fact.states["issued_on"] and not _renumbered(held, fact)


def _renumbered(held: Held, fact: Fact) -> bool:
    number = fact.texts.get("number") or ""
    return bool(held.number and number) and fold(held.number) != fold(number)


def _another(held: Held, fact: Fact) -> bool:
    issued = held.states["issued_on"], fact.states["issued_on"]
    return _renumbered(held, fact) and None not in issued and issued[0] != issued[1]


def _says_nothing(held: Held) -> bool:
    return not held.number and held.states["issued_on"] is None


def _unclear(held: Held) -> str:
    return (
        f"{held.code}: on record there are several, and the row has neither a Number nor a day of "
        "issue that says which one is meant."
    )


def _said(held: Held) -> str:
    """All that a row says of a certification itself."""
    days = (("issued", "issued_on"), ("tracked", "tracked_from"), ("expires", "expires_on"))
    return ", ".join(
        [
            f"{held.code}, number {held.number}" if held.number else held.code,
            *(
                f"{words} {'from' if name == 'tracked_from' else 'on'} {day(known)}"
                for words, name in days
                if (known := fields.day_of(held.states[name]))
            ),
        ]
    )


def _take_new(guest: Guest, held: Held) -> None:
    texts = {"number": held.number} if held.number else {}
    new = New(FactKind.CREDENTIAL, _said(held), held.states, fields.with_kept(texts, held.kept))
    guest.new.append(new)
    guest.new += (_seen(held.code, states, some, new) for states, some in held.seen)
    guest.new += _happened(held, held.restored, new)
    if held.ended_on:
        guest.new.append(_ended(held.code, held.ended_on, new))


def _take_known(
    guest: Guest, held: Held, fact: Fact, record: Record, catalogue: Catalogue, on: date
) -> None:
    side = Guest(guest.name, guest.person, {}, [])
    correction = fields.corrected(fact, held.code, held.states, {"number": held.number}, held.kept)
    if correction:
        side.corrected.append(correction)
    _take_seen(side, held, fact, record)
    known = {one.states["day"] for one in record.restorations.get(fact.key, ())}
    more = [one for one in held.restored if one.isoformat() not in known]
    side.new += _happened(held, more, fact)
    _take_ending(side, held, fact, record.endings.get(fact.key, ()))
    errors = _unfitting(side, held, fact, record, catalogue, on)
    if errors:
        guest.conflicts += errors
        return
    guest.here += side.here + (not side.new and not side.corrected)
    guest.new += side.new
    guest.corrected += side.corrected
    guest.conflicts += side.conflicts


def _take_seen(guest: Guest, held: Held, fact: Fact, record: Record) -> None:
    """Looks at the body's record: equal ones are here, fuller ones correct, others are new."""
    free = list(record.observations.get(fact.key, ()))
    left = []
    for states, kept in held.seen:
        same = next((one for one in free if one.states == states), None)
        if same is None:
            left.append((states, kept))
            continue
        free.remove(same)
        if fuller := fields.corrected(same, _look(held.code, states), states, {}, kept):
            guest.corrected.append(fuller)
    for states, kept in left:
        other = next((one for one in free if one.states["seen_on"] == states["seen_on"]), None)
        if other is None:
            guest.new.append(_seen(held.code, states, kept, fact))
        elif states["seen_on"] is None or _completes(states, other):
            free.remove(other)
            words = _look(held.code, states)
            guest.corrected += filter(None, [fields.corrected(other, words, states, {}, kept)])
        else:
            guest.conflicts.append(_contradiction(held.code, states, other))


def _completes(states: dict[str, Any], other: Fact) -> bool:
    return all(
        None in (states[name], other.states[name]) or states[name] == other.states[name]
        for name in ("deadline", "balance")
    )


def _contradiction(code: str, states: dict[str, Any], other: Fact) -> str:
    return (
        f"{_look(code, states)}; but on record that day showed {_showed(other.states)}. "
        "What is on record stays."
    )


def _happened(held: Held, days: Iterable[date], about: New | Fact) -> Iterator[New]:
    for one in days:
        words = f"{held.code} restored on {day(one)}"
        yield New(FactKind.RESTORATION, words, as_json(DayStates(one)), {}, _of(about))


def _take_ending(guest: Guest, held: Held, fact: Fact, endings: Sequence[Fact]) -> None:
    ended = held.ended_on
    if ended is None or any(one.states["day"] == ended.isoformat() for one in endings):
        return
    if not endings:
        guest.new.append(_ended(held.code, ended, fact))
        return
    first = min(endings, key=lambda one: str(one.states["day"]))
    words, states = f"{held.code} ended", as_json(DayStates(ended))
    guest.corrected += filter(None, [fields.corrected(first, words, states, {}, [])])


def _ended(code: str, ended: date, about: New | Fact) -> New:
    words = f"{code} ended on {day(ended)}"
    return New(FactKind.ENDING, words, as_json(DayStates(ended)), {}, _of(about))


def _seen(code: str, states: dict[str, Any], kept: Kept, about: New | Fact) -> New:
    texts = fields.with_kept({}, kept)
    return New(FactKind.OBSERVATION, _look(code, states), states, texts, _of(about))


def _of(about: New | Fact) -> Any:
    return about if isinstance(about, New) else about.key


def _look(code: str, states: dict[str, Any]) -> str:
    seen = fields.day_of(states["seen_on"])
    return f"{code} seen{f' on {day(seen)}' if seen else ''}: {_showed(states)}"


def _showed(states: dict[str, Any]) -> str:
    due = fields.day_of(states["deadline"])
    parts = [f"due on {day(due)}"] if due else []
    if states["balance"] is not None:
        parts.append(f"balance {credits.show(states['balance'])}")
    return ", ".join(parts)


def _unfitting(
    side: Guest, held: Held, fact: Fact, record: Record, catalogue: Catalogue, on: date
) -> list[str]:
    """Why what is said anew and what is on record cannot both be, by the reader's own checks."""
    if not side.new and not side.corrected:
        return []
    anew = {one.fact.key: one.states for one in side.corrected}
    states = anew.get(fact.key, fact.states)
    about = [
        *(anew.get(one.key, one.states) for one in record.observations.get(fact.key, ())),
        *(anew.get(one.key, one.states) for one in record.restorations.get(fact.key, ())),
        *(anew.get(one.key, one.states) for one in record.endings.get(fact.key, ())),
        *(one.states for one in side.new),
    ]
    rows = [_row(states, {}), *(_row(states, one) for one in about)]
    found = (
        text for row in rows for _, text in certifications.credential(row, catalogue, on).errors
    )
    return [f"{held.code}: {text}" for text in dict.fromkeys(found)]


def _row(states: dict[str, Any], about: dict[str, Any]) -> CertificationRow:
    happened = fields.day_of(about.get("day"))
    return CertificationRow(
        name="",
        certification=states["certification"],
        number=None,
        issued_on=fields.day_of(states["issued_on"]),
        tracked_from=fields.day_of(states["tracked_from"]),
        due_on=fields.day_of(about.get("deadline")),
        seen_on=fields.day_of(about.get("seen_on")),
        balance=about.get("balance"),
        restored_on=(happened,) if happened else (),
        expires_on=fields.day_of(states["expires_on"]),
        ended_on=None,
    )
