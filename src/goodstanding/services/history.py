"""The journal, read: who, when, what, and what was so before.

Entries are read from the newest back, a page at a time, by their numbers: a page that was looked
at stays the same whatever is recorded meanwhile.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from goodstanding.records.models import Entry, Fact, Organisation, Person

PAGE = 50
_NAMED = 6
"""So many people of an entry are named; an import concerns thousands."""
_SEEN = ("seq", "at", "verb", "subjects", "details")
"""Not the hashes: an import's entry holds hundreds of thousands."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field of something before and after; None: it was or is blank."""

    subject: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Line:
    """An entry for people. `at` is in the company's zone; `people` are (number, name)."""

    seq: int
    at: datetime
    who: str
    verb: str
    what: str
    people: tuple[tuple[int, str], ...]
    others: int
    changes: tuple[Change, ...]
    recorded: int
    replaced: int


@dataclass(frozen=True, slots=True)
class Journal:
    """A page of the journal; `older`: go on below this number, None where it ends."""

    lines: tuple[Line, ...]
    older: int | None


def journal(
    organisation: Organisation, *, below: int | None = None, person: int | None = None
) -> Journal:
    """A page of entries, the newest first, all or those that concern a person."""
    entries = Entry.objects.of(organisation)
    if person is not None:
        entries = _concerning(organisation, person)
    if below is not None:
        entries = entries.filter(seq__lt=below)
    found = list(entries.order_by("-seq").only(*_SEEN)[: PAGE + 1])
    lines = _lines(organisation, found[:PAGE])
    return Journal(lines, lines[-1].seq if len(found) > PAGE else None)


def latest_of(organisation: Organisation, person: int, most: int) -> tuple[Line, ...]:
    """The newest entries that recorded or replaced a fact of a person."""
    numbers = sorted(_numbers(organisation, person), reverse=True)[:most]
    found = Entry.objects.of(organisation).filter(seq__in=numbers).order_by("-seq").only(*_SEEN)
    return tuple(_line(entry, ZoneInfo(organisation.time_zone), {}) for entry in found)


def _concerning(organisation: Organisation, person: int) -> Any:
    """Entries about a person, by his facts and by his own details."""
    named = Entry.objects.of(organisation).annotate(about=Cast("subjects", TextField()))
    return named.filter(
        Q(seq__in=_numbers(organisation, person)) | Q(about__contains=f'["person", {person}]')
    )


def _numbers(organisation: Organisation, person: int) -> set[int]:
    facts = Fact.objects.of(organisation).filter(person=person)
    pairs = facts.values_list("recorded_seq", "superseded_seq")
    return {number for pair in pairs for number in pair if number is not None}


def _lines(organisation: Organisation, entries: Iterable[Entry]) -> tuple[Line, ...]:
    some = list(entries)
    wanted = {number for entry in some for number in _people(entry)[:_NAMED]}
    found = Person.objects.of(organisation).filter(pk__in=wanted).values_list("pk", "name")
    names, zone = dict(found), ZoneInfo(organisation.time_zone)
    return tuple(_line(entry, zone, names) for entry in some)


def _line(entry: Entry, zone: ZoneInfo, names: dict[int, str]) -> Line:
    people = _people(entry)
    return Line(
        seq=entry.seq,
        at=entry.at.astimezone(zone),
        who=entry.details.get("by") or "somebody whose name was erased",
        verb=entry.verb,
        what=entry.details.get("what") or entry.verb,
        people=tuple((n, names[n]) for n in people[:_NAMED] if n in names),
        others=max(0, len(people) - _NAMED),
        changes=tuple(Change(*one) for one in entry.details.get("changes") or ()),
        recorded=entry.details.get("recorded") or 0,
        replaced=entry.details.get("replaced") or 0,
    )


def _people(entry: Entry) -> list[int]:
    return [number for kind, number in entry.subjects if kind == "person"]
