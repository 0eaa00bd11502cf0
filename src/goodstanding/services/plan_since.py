"""An approved plan beside the record of today: what of it cannot be as it was approved.

Whoever was told of a place must hear of it when he has left, is off that day, when the offering is
gone or has moved, or when his place was given up. What happened as planned is not mentioned.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from goodstanding.engine.wording import counted, day, joined
from goodstanding.records.models import DayOff, Enrolment, Offering, Organisation, Person, YearPlan
from goodstanding.services.enrolments import FREE, Place

_NAMED = 5
"""So many names stand in a sentence; more are counted."""


@dataclass(slots=True)
class Days:
    """Who is off when: holidays of everybody, and the days of one person."""

    holidays: set[date] = field(default_factory=set)
    own: dict[int, set[date]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A place of the plan that is for somebody on record."""

    person: int
    name: str
    offering: int | None
    title: str
    on: date
    until: date
    online: bool


def since(organisation: Organisation, plan: YearPlan) -> list[str]:
    """What has changed about a plan that is approved, a sentence each; nothing when all stands."""
    told = list(_told(plan.answer or {}))
    people = {one.pk: one for one in Person.objects.of(organisation)}
    offerings: dict[int, Offering] = {one.pk: one for one in Offering.objects.of(organisation)}
    return [
        *_offerings(told, offerings),
        *_people(told, people),
        *_places(told, offerings, people, _states(organisation)),
        *_off(told, offerings, people, _days(organisation, plan.year)),
        *_newcomers(plan, people),
    ]


def approved(organisation: Organisation, year: int) -> YearPlan | None:
    """The plan of a year that was approved last; without what it says."""
    rows = YearPlan.objects.of(organisation).filter(year=year, approved_seq__isnull=False)
    one: YearPlan | None = rows.defer("answer").order_by("-approved_seq").first()
    return one


def _told(answer: dict[str, Any]) -> Iterator[Told]:
    for row in answer.get("enrolments", ()):
        who = answer["people"][row["person"]]
        if who["person"] is not None:
            days = date.fromisoformat(row["on"]), date.fromisoformat(row["until"])
            what = row["offering"], row["title"]
            yield Told(who["person"], who["name"], *what, *days, row["online"])


def _offerings(told: list[Told], offerings: dict[int, Offering]) -> Iterator[str]:
    """Those that are not offered any more, and those that are on other days."""
    for number in dict.fromkeys(one.offering for one in told):
        some = [one for one in told if one.offering == number]
        first, now = some[0], offerings.get(number or 0)
        if now is None:
            yield f"{first.title} is not offered any more; it was for {_names(some)}."
        elif not first.online and now.starts_on is None:
            yield f"{first.title} has no days any more; it is for {_names(some)}."
        elif now.starts_on is not None and (now.starts_on, _last(now)) != (first.on, first.until):
            yield f"{first.title} {_moved(first, now)}; it is for {_names(some)}."


def _moved(then: Told, now: Offering) -> str:
    if now.starts_on is not None and now.starts_on != then.on:
        return f"starts on {day(now.starts_on)} now, in the plan on {day(then.on)}"
    return f"ends on {day(_last(now))} now, in the plan on {day(then.until)}"


def _people(told: list[Told], people: dict[int, Person]) -> Iterator[str]:
    """Those who are off the list or leave before it takes place."""
    for number in dict.fromkeys(one.person for one in told):
        some = [one for one in told if one.person == number]
        now = people.get(number)
        if now is None:
            places = counted(len(some), "place", "places")
            yield f"{some[0].name} is not on the list any more, and has {places} in the plan."
        elif now.left_on is not None:
            after = [one.title for one in some if one.until > now.left_on]
            if after:
                yield f"{now.name} leaves on {day(now.left_on)}, before {_some(after)}."


def _places(
    told: list[Told],
    offerings: dict[int, Offering],
    people: dict[int, Person],
    states: dict[tuple[int, int], str],
) -> Iterator[str]:
    """The places that were given up or missed, by offering."""
    found: dict[tuple[int | None, str], list[Told]] = {}
    for one in told:
        if one.offering in offerings and one.person in people:
            state = states.get((one.person, one.offering), Place.CANCELLED)
            if state in FREE:
                found.setdefault((one.offering, state), []).append(one)
    for (_, state), some in found.items():
        did = "missed" if state == Place.MISSED else "will not attend"
        what = f"{some[0].title}{'' if state == Place.MISSED else ': the place was cancelled'}"
        yield f"{_names(some)} {did} {what}."


def _off(
    told: list[Told], offerings: dict[int, Offering], people: dict[int, Person], days: Days
) -> Iterator[str]:
    """Those who are off on a day of it, and what falls on holidays."""
    for one in told:
        if one.online or one.offering not in offerings or one.person not in people:
            continue
        now = offerings[one.offering]
        if now.starts_on is None:
            continue
        touched = _touched(now.starts_on, _last(now))
        if touched <= days.holidays:
            yield f"{one.title} is on a holiday now: {one.name} cannot attend it."
            continue
        hit = sorted((touched - days.holidays) & days.own.get(one.person, set()))
        if hit:
            yield f"{one.name} is off on {day(hit[0])}, a day of {one.title}."


def _newcomers(plan: YearPlan, people: dict[int, Person]) -> Iterator[str]:
    known = {one["person"] for one in (plan.answer or {}).get("people", ())}
    new = [
        one.name
        for one in people.values()
        if one.pk not in known
        and (one.left_on is None or one.left_on >= date(plan.year, 1, 1))
        and (one.hired_on is None or one.hired_on.year <= plan.year)
    ]
    if new:
        are = "is" if len(new) == 1 else "are"
        yield f"{_some(sorted(new))} {are} on the list now and not in the plan."


def _states(organisation: Organisation) -> dict[tuple[int, int], str]:
    """Of each person and offering how far his place has come; of several, the one that stands."""
    rows = Enrolment.objects.of(organisation).order_by("place", "pk")
    found = [
        ((person, offering), state)
        for person, offering, state in rows.values_list("person", "offering", "state")
    ]
    return dict(sorted(found, key=lambda one: one[1] not in FREE))


def _days(organisation: Organisation, year: int) -> Days:
    ends = Q(ends_on__gte=date(year, 1, 1)) | Q(ends_on=None, starts_on__gte=date(year, 1, 1))
    rows = DayOff.objects.of(organisation).filter(ends, starts_on__lte=date(year, 12, 31))
    found = Days()
    for one in rows.filter(kind__in=("", "off")):
        some = found.own.setdefault(one.person_id, set()) if one.person_id else found.holidays
        first, last = max(one.starts_on, date(year, 1, 1)), one.ends_on or one.starts_on
        some |= set(_each(first, min(last, date(year, 12, 31))))
    return found


def _last(offering: Offering) -> date:
    last: date | None = offering.ends_on or offering.starts_on
    assert last is not None  # noqa: S101 - asked of dated offerings only
    return last


def _touched(first: date, last: date) -> set[date]:
    """The days on which it takes place: working days, or all when none is one."""
    every = set(_each(first, last))
    return {one for one in every if one.weekday() < 5} or every


def _each(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(at) for at in range((last - first).days + 1))


def _names(some: Iterable[Told]) -> str:
    return _some([one.name for one in some])


def _some(words: list[str]) -> str:
    if len(words) <= _NAMED + 1:
        return joined(words)
    return joined([*words[:_NAMED], counted(len(words) - _NAMED, "other", "others")])
