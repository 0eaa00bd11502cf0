"""The cheapest way to earn what is missing, out of what is on offer.

Nobody attends two things that share a day. Among choices of the same cost the one that comes
first in time wins, so that the same question has the same answer twice. Costs are whole cents of
one attendant, time included; amounts are hundredths of a credit.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from math import gcd
from typing import NamedTuple


class Choice(NamedTuple):
    """Something that could be attended. Without days it is online and shares no day with others.

    `key` names it for whoever asked; `cost` is money and time together, in cents, at the least,
    and `most` at the most (None: the same).
    """

    key: int
    amount: int
    cost: int
    starts_on: date | None = None
    ends_on: date | None = None
    most: int | None = None

    @property
    def span(self) -> tuple[int, int]:
        """What it costs at the least and at the most."""
        return self.cost, self.cost if self.most is None else self.most


_Cheapest = list[int | None]
"""For each number of steps of credit the least cost that reaches it, None where nothing does."""


def cheapest(choices: Sequence[Choice], need: int) -> tuple[Choice, ...] | None:
    """The choices of least cost that together give what is needed; None where none do."""
    # online ones come first, as they share no day with anything
    some = sorted((one for one in choices if one.amount > 0), key=_order)
    step = gcd(need, *(one.amount for one in some)) or 1
    goal = need // step
    rows: list[_Cheapest] = [[0, *[None] * goal]]
    ends = [_last(one) for one in some]
    before = [
        at if one.starts_on is None else bisect_left(ends, one.starts_on)
        for at, one in enumerate(some)
    ]
    for one, at in zip(some, before, strict=True):
        rows.append(_with(rows[-1], rows[at], one.amount // step, one.cost))
    return None if rows[-1][goal] is None else _walked(some, before, rows, goal, step)


def _order(one: Choice) -> tuple[date, date, int]:
    return _last(one), _first(one), one.key


def _first(one: Choice) -> date:
    return one.starts_on or date.min


def _last(one: Choice) -> date:
    return one.ends_on or one.starts_on or date.min


def _with(without: _Cheapest, earlier: _Cheapest, amount: int, cost: int) -> _Cheapest:
    """The least costs when one more thing may be attended, after `earlier` ones."""
    found = list(without)
    for goal in range(1, len(found)):
        so_far = earlier[max(0, goal - amount)]
        least = found[goal]
        if so_far is not None and (least is None or so_far + cost < least):
            found[goal] = so_far + cost
    return found


def _walked(
    some: Sequence[Choice], before: Sequence[int], rows: Sequence[_Cheapest], goal: int, step: int
) -> tuple[Choice, ...]:
    """Which things led to the least cost, in their order."""
    taken: list[Choice] = []
    at = len(some)
    while at and goal > 0:
        if rows[at][goal] == rows[at - 1][goal]:
            at -= 1
            continue
        one = some[at - 1]
        taken.append(one)
        goal, at = max(0, goal - one.amount // step), before[at - 1]
    return tuple(reversed(taken))
