"""What is on offer to somebody who lacks credits, with what it costs him."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from goodstanding.engine.costs.keeping import Choice
from goodstanding.engine.costs.price import Price
from goodstanding.engine.planning.calendar import every, production
from goodstanding.engine.planning.given import Offering

SIXTEENTHS = 16


class Wanted(NamedTuple):
    """Credits of a body that count for a certification, earned after `after`, at the latest on
    `until` (None: whenever). `holds`: the certifications that he holds; `off`: his days off;
    `full`: those on which nobody more may be away; `holidays`: those on which nobody works."""

    body: str
    certification: str
    after: date
    until: date | None
    holds: frozenset[str] = frozenset()
    off: frozenset[date] = frozenset()
    full: frozenset[date] = frozenset()
    holidays: frozenset[date] = frozenset()


class Served(NamedTuple):
    """An offering that serves: its place in the list, its credits and its money, the production
    days that it takes in sixteenths, and its first and last day."""

    key: int
    amount: int
    money: int
    sixteenths: int
    starts_on: date | None
    ends_on: date | None

    def at(self, day: Price) -> Choice:
        """What it is to somebody of whom a day away costs so much."""
        low, high = _of(day.low, self.sixteenths), _of(day.high, self.sixteenths)
        return Choice(
            self.key,
            self.amount,
            self.money + low,
            self.starts_on,
            self.ends_on,
            most=self.money + high,
        )


def serving(offerings: Sequence[Offering], wanted: Wanted) -> list[Served]:
    """The offerings that serve: approved ones with a free seat that are still to begin, end in
    time, do not obtain the very certification, and touch no day that is closed to him."""
    return [
        Served(
            place,
            one.worth,
            one.money,
            _sixteenths(one, wanted.holidays),
            one.starts_on,
            one.ends_on,
        )
        for place, one in enumerate(offerings)
        if _serves(one, wanted)
    ]


def choices(offerings: Sequence[Offering], wanted: Wanted, day: Price) -> list[Choice]:
    """The offerings that serve, at what a day away costs; a key is the place in the list."""
    return [one.at(day) for one in serving(offerings, wanted)]


def _serves(one: Offering, wanted: Wanted) -> bool:
    last = one.ends_on or one.starts_on or wanted.until
    return (
        one.worth > 0
        and one.seats != 0
        and one.body == wanted.body
        and one.obtains != wanted.certification
        and wanted.holds.issuperset(one.requires)
        and (one.starts_on is None or one.starts_on > wanted.after)
        and (wanted.until is None or last is None or last <= wanted.until)
        and _may_be_away(one, wanted)
    )


def _may_be_away(one: Offering, wanted: Wanted) -> bool:
    days, _ = _days(one, wanted.holidays)
    away = one.kind != "session"
    return not any(
        day in wanted.off or day in wanted.holidays or (away and day in wanted.full) for day in days
    )


def _days(one: Offering, holidays: frozenset[date]) -> tuple[tuple[date, ...], bool]:
    """The days on which it takes place, and whether they are working days."""
    if one.starts_on is None:
        return (), False
    span = tuple(every(one.starts_on, one.ends_on or one.starts_on))
    working = tuple(day for day in span if day.weekday() < 5 and day not in holidays)
    return working or span, bool(working)


def _sixteenths(one: Offering, holidays: frozenset[date]) -> int:
    """The production days that it takes, in sixteenths; no day counts as busy."""
    return production(one, *_days(one, holidays), busy=0, factor=Fraction(1))


def _of(cents: int, sixteenths: int) -> int:
    """The money of so many sixteenths of a day, rounded up."""
    return -(-cents * sixteenths // SIXTEENTHS)
