"""The cheapest way to earn what is missing, out of what is on offer.

Nobody attends two things that share a day. Among choices of the same cost the one that comes
first in time wins, so that the same question has the same answer twice. Costs are whole cents of
one attendant, time included; amounts are hundredths of a credit.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
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


class Reach:
    """What some choices reach at the least cost, worked out once for every need up to `most` and
    for every day by which it is to be reached."""

    def __init__(self, choices: Iterable[Choice], most: int) -> None:
        # by their last days, so that what ends in time is always the first so many; online ones
        # come first, as they share no day with anything
        self._some = sorted((one for one in choices if one.amount > 0), key=_order)
        self._step = gcd(*(one.amount for one in self._some)) or 1
        self._ends = [_last(one) for one in self._some]
        self._before = [
            at if one.starts_on is None else bisect_left(self._ends, one.starts_on)
            for at, one in enumerate(self._some)
        ]
        self._rows: list[_Cheapest] = [[0, *[None] * self._steps(most)]]
        for one, at in zip(self._some, self._before, strict=True):
            earlier = self._rows[at]
            self._rows.append(_with(self._rows[-1], earlier, one.amount // self._step, one.cost))

    def cheapest(self, need: int, until: date | None = None) -> tuple[Choice, ...] | None:
        """The choices of least cost that together give what is needed; None where none do."""
        at = len(self._some) if until is None else bisect_right(self._ends, until)
        goal = self._steps(need)
        return None if self._rows[at][goal] is None else self._walked(at, goal)

    def _steps(self, need: int) -> int:
        return -(-need // self._step)

    def _walked(self, at: int, goal: int) -> tuple[Choice, ...]:
        """Which things led to the least cost, in their order."""
        taken: list[Choice] = []
        while at and goal > 0:
            if self._rows[at][goal] == self._rows[at - 1][goal]:
                at -= 1
                continue
            one = self._some[at - 1]
            taken.append(one)
            goal, at = max(0, goal - one.amount // self._step), self._before[at - 1]
        return tuple(reversed(taken))


def cheapest(choices: Iterable[Choice], need: int) -> tuple[Choice, ...] | None:
    """The choices of least cost that together give what is needed; None where none do."""
    return Reach(choices, need).cheapest(need)


def _order(one: Choice) -> tuple[date, date, int]:
    return _last(one), _first(one), one.key


def _first(one: Choice) -> date:
    return one.starts_on or date.min


def _last(one: Choice) -> date:
    return one.ends_on or one.starts_on or date.min


def _with(without: _Cheapest, earlier: _Cheapest, amount: int, cost: int) -> _Cheapest:
    """The least costs when one more thing may be attended, after `earlier` ones."""
    before = [earlier[0]] * amount + earlier
    return [
        so_far + cost if so_far is not None and (least is None or so_far + cost < least) else least
        for least, so_far in zip(without, before, strict=False)
    ]
