"""Verbs about days on which somebody, or everybody, is off or busy."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from goodstanding.engine import wording
from goodstanding.files.workbook.offerings import ends_after
from goodstanding.records.journal import Conflict, Draft
from goodstanding.records.models import DayOff, Person
from goodstanding.services import checks
from goodstanding.services.access import Actor, May
from goodstanding.services.checks import Finding, one_line
from goodstanding.services.offerings import next_place
from goodstanding.services.verbs import verb

KINDS = ("off", "busy")


@dataclass(frozen=True, slots=True)
class DayOffDetails:
    """Days from one to another; without an end it is one day, without a person everybody's."""

    starts_on: date
    ends_on: date | None = None
    person: Person | None = None
    kind: str = "off"
    why: str = ""


def add_day_off(*, by: Actor, details: DayOffDetails) -> DayOff:
    """Days off or busy days that were not known."""
    with verb(by, May.CHANGE_DAYS_OFF) as draft:
        one = DayOff(organisation=by.organisation, place=next_place(draft))
        _take(by, draft, one, details)
        one.save(force_insert=True)
        draft.what = f"Added {named(one)}"
        draft.about("day_off", one.pk)
    return one


def change_day_off(*, by: Actor, day_off: DayOff, details: DayOffDetails) -> DayOff:
    """Other days, somebody else's, or another kind."""
    with verb(by, May.CHANGE_DAYS_OFF) as draft:
        now = _present(by, day_off)
        draft.what = f"Changed {named(now)}"
        _take(by, draft, now, details)
        now.save()
        draft.about("day_off", now.pk)
    return now


def remove_day_off(*, by: Actor, day_off: DayOff) -> None:
    """The days are not off or busy after all."""
    with verb(by, May.CHANGE_DAYS_OFF) as draft:
        now = _present(by, day_off)
        draft.what = f"Removed {named(now)}"
        _about(draft, now)
        draft.about("day_off", now.pk)
        draft.changed("Days off", "Days", named(now), None)
        now.delete()


def named(one: DayOff, name: str = "") -> str:
    """Whose days and which, for a sentence: "the days off of everybody, 25 December 2026". A
    `name` is that of somebody who is not on record yet."""
    what = "busy days" if one.kind == "busy" else "days off"
    whose = name or (one.person.name if one.person else "everybody")
    days = wording.day(one.starts_on)
    if one.ends_on and one.ends_on != one.starts_on:
        days = f"{days} to {wording.day(one.ends_on)}"
    return f"the {what} of {whose}, {days}"


def _present(by: Actor, day_off: DayOff) -> DayOff:
    """The row as it is under the lock; Conflict when it is not there any more."""
    checks.ours(by, day_off)
    rows = DayOff.objects.of(by.organisation).filter(pk=day_off.pk).select_related("person")
    now: DayOff | None = rows.first()
    if now is None:
        raise Conflict
    return now


def _take(by: Actor, draft: Draft, one: DayOff, details: DayOffDetails) -> None:
    """Set the details and note what changed; raises Wrong with all that cannot be."""
    checks.ours(by, details.person)
    checks.refuse(mistakes(details))
    _about(draft, one)
    before = _said(one) if one.starts_on else {}
    one.person, one.kind, one.why = details.person, details.kind, one_line(details.why)
    one.starts_on, one.ends_on = details.starts_on, details.ends_on
    for title, after in _said(one).items():
        draft.changed("Days off", title, before.get(title), after)
    _about(draft, one)


def _about(draft: Draft, one: DayOff) -> None:
    if one.person_id:
        draft.about("person", one.person_id)


def _said(one: DayOff) -> dict[str, Any]:
    return {
        "Name": one.person.name if one.person else "everybody",
        "From": one.starts_on,
        "To": one.ends_on,
        "Kind": one.kind or "off",
        "Why": one.why or None,
    }


def mistakes(details: DayOffDetails) -> Iterator[Finding]:
    """All that cannot be of days off."""
    yield from checks.believable(starts_on=details.starts_on, ends_on=details.ends_on)
    yield from checks.chosen("kind", details.kind, KINDS)
    yield from checks.line("why", details.why, 200)
    for _, text in ends_after(details.starts_on, details.ends_on, "From", "To"):
        yield "ends_on", text
