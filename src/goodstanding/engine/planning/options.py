"""What one person can choose: offerings that he may attend and that serve him.

For an online course the days differ only in the cycles for which it counts, so one option stands
for all days that count for the same; sets of cycles that are part of another are left out.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from goodstanding.engine.learning import is_astray, quarter_of
from goodstanding.engine.planning.calendar import Calendar, production
from goodstanding.engine.planning.given import Given, Offering
from goodstanding.engine.planning.needs import Needs, Owed
from goodstanding.engine.planning.problem import Option

Counts = tuple[tuple[int, int], ...]
"""For which of the person's cycles (places) how much counts."""


class Dated(NamedTuple):
    """An offering with the days on which it takes place and on which its attendants are away."""

    place: int
    offering: Offering
    days: tuple[date, ...]
    working: bool
    away: tuple[date, ...]
    choosable: bool

    @property
    def online(self) -> bool:
        """Whether it has no dates."""
        return self.offering.starts_on is None

    @property
    def starts_on(self) -> date:
        """The first day, of a dated one."""
        return self.offering.starts_on or self.days[0]

    @property
    def earned_on(self) -> date:
        """The day that counts, of a dated one."""
        return self.offering.ends_on or self.days[-1]


def dated(given: Given, calendar: Calendar) -> tuple[Dated, ...]:
    """All offerings with their days; those that play no part have none."""
    booked = {booking.offering for booking in given.bookings}
    return tuple(
        _dated(given, calendar, place, offering, place in booked)
        for place, offering in enumerate(given.offerings)
    )


def _dated(
    given: Given, calendar: Calendar, place: int, offering: Offering, is_booked: bool
) -> Dated:
    ahead = _lies_ahead(offering, given)
    days = calendar.takes_place(offering) if ahead or is_booked else ()
    working = bool(days) and calendar.works(days[0])
    away = days if working and offering.kind != "session" else ()
    choosable = ahead and calendar.holidays.isdisjoint(days)
    return Dated(place, offering, days, working, away, choosable)


def _lies_ahead(offering: Offering, given: Given) -> bool:
    """Whether it begins after the day of planning and lies wholly within the year."""
    if offering.starts_on is None:
        return True
    last = offering.ends_on or offering.starts_on
    return offering.starts_on > given.on and offering.starts_on.year == last.year == given.year


class Chooser:
    """Makes the options of people; equal ones are made once."""

    def __init__(self, given: Given, calendar: Calendar, offerings: Sequence[Dated]) -> None:
        self._given, self._calendar = given, calendar
        self._useful = [one for one in offerings if one.choosable and one.offering.worth]
        self._made: dict[object, Option] = {}
        self._lost: dict[tuple[int, int], int] = {}

    def options(
        self, person: int, needs: Needs, taken: set[int], blocked: set[date], full: set[date]
    ) -> Iterator[Option]:
        """What a person may choose beside what he has taken.

        `blocked`: days that are taken, off or outside his employment; `full`: on these he may
        not be away.
        """
        busy = self._calendar.busy(person)
        windows: dict[tuple[int, ...], list[_Window]] = {}
        for one in self._useful if needs.target or needs.owed else ():
            if one.place in taken or not needs.holds.issuperset(one.offering.requires):
                continue
            if one.online:
                for option in self.online(person, one, needs, windows):
                    if option.counts or needs.target:
                        yield option
            elif blocked.isdisjoint(one.days) and full.isdisjoint(one.away):
                counts = _counts(needs.owed, one.offering, one.earned_on)
                if counts or needs.target:
                    on = _Window(one.starts_on, one.starts_on, ())
                    yield self._option(one, counts, len(busy.intersection(one.days)), on)

    def online(
        self, person: int, one: Dated, needs: Needs, windows: "dict[tuple[int, ...], list[_Window]]"
    ) -> Iterator[Option]:
        """The days by which an online course may be done, as far as they differ."""
        suited = tuple(k for k, owed in enumerate(needs.owed) if owed.suits(one.offering))
        if suited not in windows:
            days = self._calendar.online_days(self._given, person)
            windows[suited] = list(_windows([needs.owed[k] for k in suited], suited, days))
        for window in windows[suited]:
            counts = tuple(
                (k, gain)
                for k in window.counts
                if (gain := needs.owed[k].gains(one.offering, window.on))
            )
            yield self._option(one, counts, 0, window)

    def production(self, one: Dated, busy: int) -> int:
        """The production days that an attendant with so many busy days loses, in sixteenths."""
        found = self._lost.get((one.place, busy))
        if found is None:
            factor = self._given.settings.busy_factor
            found = production(one.offering, one.days, one.working, busy, factor)
            self._lost[one.place, busy] = found
        return found

    def _option(self, one: Dated, counts: Counts, busy: int, window: "_Window") -> Option:
        worth = one.offering.worth
        key = one.place, worth, counts, busy, window.on, window.latest
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = Option(
                one.place,
                window.on,
                window.latest,
                one.days,
                one.away,
                worth,
                counts,
                self.production(one, busy),
                one.offering.money,
                self._is_astray(one, window),
            )
        return found

    def _is_astray(self, one: Dated, window: "_Window") -> bool:
        kind = "online" if one.online else one.offering.kind
        quarters = range(quarter_of(window.on), quarter_of(window.latest) + 1)
        return is_astray(self._given.pattern, kind, quarters)


class _Window(NamedTuple):
    """Days that count for the same cycles (places in the person's list)."""

    on: date
    latest: date
    counts: tuple[int, ...]


def _counts(owed: Sequence[Owed], offering: Offering, earned_on: date) -> Counts:
    return tuple(
        (k, gain) for k, one in enumerate(owed) if (gain := one.gains(offering, earned_on))
    )


def _windows(
    owed: Sequence[Owed], places: Sequence[int], days: Sequence[date]
) -> Iterator[_Window]:
    """The sets of cycles that one day serves and that are not part of a larger one."""
    if not days:
        return
    sets = {_served(owed, day) for one in owed if (day := _last_within(one, days))}
    largest = [some for some in sets if not any(some < other for other in sets)]
    for some in sorted(largest, key=sorted) or [frozenset[int]()]:
        start = max((owed[k].ahead.span.start for k in some), default=days[0])
        last = min((owed[k].last for k in some), default=days[-1])
        within = [day for day in days if start <= day <= last]
        yield _Window(within[0], within[-1], tuple(places[k] for k in sorted(some)))


def _served(owed: Sequence[Owed], day: date) -> frozenset[int]:
    return frozenset(k for k, one in enumerate(owed) if one.ahead.span.start <= day <= one.last)


def _last_within(one: Owed, days: Sequence[date]) -> date | None:
    within = (day for day in reversed(days) if one.ahead.span.start <= day <= one.last)
    return next(within, None)
