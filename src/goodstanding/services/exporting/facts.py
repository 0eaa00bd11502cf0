"""A person's facts as rows of Certifications, Observations, Credits and Fees."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from goodstanding.engine.folding import fold
from goodstanding.engine.rules.model import Catalogue, Kind
from goodstanding.files.workbook.rows import CertificationRow, CreditRow, FeeRow, ObservationRow
from goodstanding.records.facts import Record
from goodstanding.records.models import Fact

Kept = Sequence[Sequence[str]]


def certifications(
    name: str, record: Record, catalogue: Catalogue, on: date
) -> Iterator[tuple[CertificationRow, Kept]]:
    """What a person holds, with what was last seen of it."""
    for held in record.credentials:
        seen = _last_seen(held, record, catalogue, on)
        states = seen.states if seen else {}
        endings = [_day(one.states["day"]) for one in record.endings.get(held.key, ())]
        restored = {_day(one.states["day"]) for one in record.restorations.get(held.key, ())}
        yield (
            CertificationRow(
                name=name,
                certification=held.states["certification"],
                number=held.texts.get("number") or None,
                issued_on=_day(held.states["issued_on"]),
                tracked_from=_day(held.states["tracked_from"]),
                due_on=_day(states.get("deadline")),
                seen_on=_day(states.get("seen_on")),
                balance=states.get("balance"),
                restored_on=tuple(sorted(day for day in restored if day)),
                expires_on=_day(held.states["expires_on"]),
                ended_on=min((day for day in endings if day), default=None),
            ),
            held.texts.get("kept", ()),
        )


def observations(
    name: str, record: Record, catalogue: Catalogue, on: date
) -> Iterator[tuple[ObservationRow, Kept]]:
    """What was seen on other days than the last."""
    for held in record.credentials:
        last = _last_seen(held, record, catalogue, on)
        number, which = _told_apart(held, record.credentials)
        for seen in sorted(record.observations.get(held.key, ()), key=lambda one: _when(one, on)):
            if seen is not last:
                row = ObservationRow(
                    name=name,
                    certification=held.states["certification"],
                    number=number,
                    which=which,
                    due_on=_day(seen.states["deadline"]),
                    seen_on=_day(seen.states["seen_on"]),
                    balance=seen.states["balance"],
                )
                yield row, seen.texts.get("kept", ())


def credits(name: str, record: Record) -> Iterator[tuple[CreditRow, Kept]]:
    """What a person has from activities, in every state."""
    for fact in record.credits:
        states, texts = fact.states, fact.texts
        yield (
            CreditRow(
                name=name,
                activity=texts.get("title") or None,
                provider=texts.get("provider") or None,
                kind=states["kind"],
                started_on=_day(states["started_on"]),
                earned_on=date.fromisoformat(states["earned_on"]),
                credits=states["amount"],
                state=states["state"],
                submitted_on=_day(states["submitted_on"]),
                posted_on=_day(states["posted_on"]),
                body=states["body"],
                obtains=states["obtains"],
                approved=states["approved"],
                evidence=texts.get("evidence") or None,
            ),
            texts.get("kept", ()),
        )


def fees(name: str, record: Record) -> Iterator[tuple[FeeRow, Kept]]:
    """What a person has paid to bodies."""
    for fact in record.fees:
        states = fact.states
        row = FeeRow(
            name=name,
            body=states["body"],
            paid_on=_day(states["paid_on"]),
            paid_through=date.fromisoformat(states["paid_through"]),
        )
        yield row, fact.texts.get("kept", ())


def _last_seen(held: Fact, record: Record, catalogue: Catalogue, on: date) -> Fact | None:
    """What stands in Certifications; there, a deadline of what no credits keep is an expiry."""
    if catalogue.certifications[held.states["certification"]].kind is not Kind.CREDITS:
        return None
    seen = record.observations.get(held.key, ())
    return max(seen, key=lambda one: _when(one, on), default=None)


def _when(seen: Fact, on: date) -> tuple[str, str, int, int]:
    states = seen.states
    balance = -1 if states["balance"] is None else states["balance"]
    return states["seen_on"] or on.isoformat(), states["deadline"] or "", balance, seen.place


def _told_apart(held: Fact, credentials: Sequence[Fact]) -> tuple[str | None, int | None]:
    """The Number and the Which that tell a credential from the person's others of its kind."""
    twins = [one for one in credentials if _same(one, held)]
    number = held.texts.get("number") or None
    if len(twins) == 1:
        return None, None
    if number and Counter(fold(one.texts.get("number") or "") for one in twins)[fold(number)] == 1:
        return number, None
    if number:
        twins = [one for one in twins if fold(one.texts.get("number") or "") == fold(number)]
    return number, twins.index(held) + 1


def _same(one: Fact, other: Fact) -> bool:
    return bool(one.states["certification"] == other.states["certification"])


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
