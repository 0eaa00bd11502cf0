"""Bookings that cannot all hold: which rule one person's locked enrolments break, in words."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from goodstanding.engine.planning.calendar import Days
from goodstanding.engine.planning.given import Booking, Employee
from goodstanding.engine.planning.options import Dated
from goodstanding.engine.wording import called, day, joined


class Stands(NamedTuple):
    """A booking with its offering. `open`: online, and its day is to be chosen."""

    booking: Booking
    dated: Dated

    @property
    def open(self) -> bool:
        """Whether its day is to be chosen."""
        return self.dated.online and self.booking.on is None

    @property
    def on(self) -> date:
        """Its first day, or the day of an online course, which must not be open."""
        return self.booking.on or self.dated.starts_on

    @property
    def earned_on(self) -> date:
        """The day that counts, of one that is not open."""
        return self.on if self.dated.online else self.dated.earned_on


def clashes(
    employee: Employee,
    holds: frozenset[str],
    stands: Sequence[Stands],
    off: Days | set[date],
    has_days: bool,
) -> Iterator[str]:
    """What is wrong with the bookings of one person; `off` are his days off and all holidays.

    `has_days`: there are days by which he can be done with an online course.
    """
    who = called(employee.name)
    for one in stands:
        title = one.dated.offering.title
        yield from (f"{who} is booked for “{title}”, {why}." for why in _alone(employee, one, off))
        lacks = [code for code in one.dated.offering.requires if code not in holds]
        if lacks:
            yield f"{who} is booked for “{title}” and does not hold {joined(lacks)}."
        if one.open and not has_days:
            yield f"{who} is booked for “{title}” and has no working day left to do it."
    for one, other in combinations(stands, 2):
        shared = sorted(set(one.dated.days) & set(other.dated.days))
        if shared:
            titles = f"“{one.dated.offering.title}” and “{other.dated.offering.title}”"
            yield f"{who} is booked for {titles}, both on {day(shared[0])}."


def _alone(employee: Employee, one: Stands, off: Days | set[date]) -> Iterator[str]:
    days_off = [on for on in one.dated.days if on in off]
    if days_off:
        yield f"and {day(days_off[0])} is a day off"
    outside = [on for on in one.dated.days if not employee.employed(on)]
    if outside:
        yield f"and is not employed on {day(outside[0])}"
