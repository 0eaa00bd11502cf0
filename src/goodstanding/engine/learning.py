"""A year of learning: the company's pattern by quarters, and how far somebody has come with it.

The pattern says what belongs into each quarter. An item is done when something of its kind was
attended in its quarter, planned when something of its kind is to come there, missed when the
quarter is over without, and open else; one activity answers for one item. Amounts are hundredths
of a credit.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

REVIEW = "review"
"""An item that is no activity: looking at what is missing, and catching up."""
QUARTERS = (1, 2, 3, 4)


class Item(NamedTuple):
    """Something that belongs into a quarter; `amount`: what it should bring at least."""

    quarter: int
    kind: str
    amount: int | None = None


PATTERN = (
    Item(1, "online", 400),
    Item(1, "booth", 200),
    Item(2, "manufacturer"),
    Item(3, "event"),
    Item(4, REVIEW),
)
"""What holds where a company has set nothing: a guide to the trade proposes it."""


class Attended(NamedTuple):
    """An activity of somebody, attended or (`planned`) still to come."""

    kind: str
    day: date
    amount: int
    planned: bool = False


class How(StrEnum):
    """How far an item has come."""

    DONE = "done"
    PLANNED = "planned"
    MISSED = "missed"
    OPEN = "open"


class Kept(NamedTuple):
    """An item and how far it has come."""

    item: Item
    how: How


class Quarter(NamedTuple):
    """A quarter of somebody's year: credits that he has, that are planned, and the items."""

    number: int
    done: int
    planned: int
    items: tuple[Kept, ...]


class Year(NamedTuple):
    """Somebody's year. `target` in hundredths; 0: none."""

    quarters: tuple[Quarter, ...]
    target: int

    @property
    def done(self) -> int:
        """The credits of the year that he has."""
        return sum(one.done for one in self.quarters)

    @property
    def planned(self) -> int:
        """The credits of the year that are still to come."""
        return sum(one.planned for one in self.quarters)

    @property
    def missing(self) -> int:
        """What is not even planned of the target."""
        return max(0, self.target - self.done - self.planned)


def target_of(target: int, hired_on: date | None, year: int) -> int:
    """The share of a year's target for the months on whose first day somebody is employed."""
    if hired_on is None or hired_on <= date(year, 1, 1):
        return target
    if hired_on.year > year:
        return 0
    months = 12 - hired_on.month + (hired_on.day == 1)
    return target * months // 12


def quarter_of(day: date) -> int:
    """The quarter that a day lies in, 1 to 4."""
    return (day.month + 2) // 3


def is_astray(pattern: Sequence[Item], kind: str, quarters: Iterable[int]) -> bool:
    """Whether none of some quarters is one for such an offering.

    Its quarters are those in which the pattern has something of its kind. For a kind that the
    pattern does not have, every quarter will do but those that are kept for catching up.
    """
    own = {item.quarter for item in pattern if item.kind == kind}
    kept = {item.quarter for item in pattern if item.kind == REVIEW}
    return own.isdisjoint(quarters) if own else kept.issuperset(quarters)


def year_of(
    activities: Iterable[Attended],
    pattern: Sequence[Item],
    target: int,
    on: date,
    since: date | None = None,
) -> Year:
    """The year of `on`, by quarters; activities of other years are passed over. Who is here only
    `since` a day has missed nothing of quarters that began before."""
    some = sorted((one for one in activities if one.day.year == on.year), key=_order)
    quarters = (_quarter(number, some, pattern, target, on) for number in QUARTERS)
    return Year(tuple(_while_here(one, on, since) for one in quarters), target)


def _while_here(quarter: Quarter, on: date, since: date | None) -> Quarter:
    if since is None or since <= date(on.year, 3 * quarter.number - 2, 1):
        return quarter
    return quarter._replace(items=tuple(i for i in quarter.items if i.how is not How.MISSED))


def _order(one: Attended) -> tuple[bool, date, int, str]:
    return one.planned, one.day, one.amount, one.kind


def _quarter(
    number: int, activities: Sequence[Attended], pattern: Sequence[Item], target: int, on: date
) -> Quarter:
    mine = [one for one in activities if quarter_of(one.day) == number]
    left, items = list(mine), []
    for item in pattern:
        if item.quarter != number:
            continue
        if item.kind == REVIEW:
            reached = sum(one.amount for one in activities) >= target
            items.append(Kept(item, How.DONE if reached else _without(number, on)))
            continue
        found = next((one for one in left if _answers(one, item)), None)
        if found is None:
            items.append(Kept(item, _without(number, on)))
        else:
            left.remove(found)
            items.append(Kept(item, How.PLANNED if found.planned else How.DONE))
    return Quarter(
        number,
        sum(one.amount for one in mine if not one.planned),
        sum(one.amount for one in mine if one.planned),
        tuple(items),
    )


def _answers(one: Attended, item: Item) -> bool:
    return one.kind == item.kind and one.amount >= (item.amount or 0)


def _without(number: int, on: date) -> How:
    return How.MISSED if quarter_of(on) > number else How.OPEN
