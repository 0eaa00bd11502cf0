"""Working days, days off and busy days (planning.md, Data)."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from goodstanding.engine.planning.given import DayOff, Given, Offering

Days = frozenset[date]


def every(since: date, until: date) -> Iterator[date]:
    """Each day from one to another, both included."""
    for number in range((until - since).days + 1):
        yield since + timedelta(days=number)


class Calendar:
    """Whose days are which, in the span of days that the planner looks at."""

    def __init__(self, given: Given) -> None:
        dated = [o.starts_on for o in given.offerings if o.starts_on]
        ends = [o.ends_on or o.starts_on for o in given.offerings if o.starts_on]
        first, last = date(given.year, 1, 1), date(given.year, 12, 31)
        self._first = min([first, given.on, *dated])
        self._last = max([last, given.on, *(day for day in ends if day)])
        self._year = [day for day in every(first, last) if day > given.on and day.weekday() < 5]
        self.holidays = self._of(None, given, busy=False)
        self.busy_for_all = self._of(None, given, busy=True)
        self._online: dict[object, tuple[date, ...]] = {}
        self._off: dict[int, set[date]] = {}
        self._busy: dict[int, set[date]] = {}
        for row in given.days_off:
            if row.person is not None:
                kept = self._busy if row.busy else self._off
                kept.setdefault(row.person, set()).update(self._days(row))

    def _of(self, person: int | None, given: Given, busy: bool) -> Days:
        rows = (row for row in given.days_off if row.person == person and row.busy == busy)
        return frozenset(day for row in rows for day in self._days(row))

    def _days(self, row: DayOff) -> Iterator[date]:
        return every(max(row.since, self._first), min(row.until, self._last))

    def works(self, day: date) -> bool:
        """Whether it is a working day: Monday to Friday and no holiday."""
        return day.weekday() < 5 and day not in self.holidays

    def off(self, person: int) -> Days | set[date]:
        """The days off of one person, holidays aside."""
        return self._off.get(person, _NONE)

    def busy(self, person: int) -> Days | set[date]:
        """The busy days of one person."""
        own = self._busy.get(person)
        return self.busy_for_all | own if own else self.busy_for_all

    def online_days(self, given: Given, person: int) -> tuple[date, ...]:
        """The days of the year by which a person can be done with an online course."""
        off, employee = self.off(person), given.people[person]
        key = frozenset(off), employee.hired_on, employee.left_on
        if key not in self._online:
            self._online[key] = tuple(
                day
                for day in self._year
                if day not in self.holidays and day not in off and employee.employed(day)
            )
        return self._online[key]

    def takes_place(self, offering: Offering) -> tuple[date, ...]:
        """The days of a dated offering: its working days, or all if none is one."""
        if offering.starts_on is None:
            return ()
        days = tuple(every(offering.starts_on, offering.ends_on or offering.starts_on))
        return tuple(filter(self.works, days)) or days


_NONE: Days = frozenset()


def production(
    offering: Offering, days: tuple[date, ...], working: bool, busy: int, factor: Fraction
) -> int:
    """The production days that one attendant loses, in sixteenths, rounded up.

    `days` are those on which it takes place (`working`: they are working days), `busy` says how
    many of them are busy for him; each of those counts `factor` times.
    """
    loss = _loss(offering, len(days) if working else 0)
    if busy:
        loss *= (len(days) + (factor - 1) * busy) / len(days)
    return ceil(loss * 16)


def _loss(offering: Offering, working_days: int) -> Fraction:
    if offering.production_days is not None:
        return Fraction(offering.production_days)
    hours = Fraction(offering.credits or 0, 800)
    if offering.starts_on is None:
        return hours
    if not working_days:
        return Fraction(0)
    if offering.kind == "session":
        return hours
    return Fraction(1, 2) if offering.kind == "booth" else Fraction(working_days)
