"""The whole problem in HiGHS, level by level: each level's least is a limit for the next.

HiGHS reckons in floats, so nothing that it says is taken as an amount: choices are rounded to yes
or no, checked against every limit and added up in whole numbers. A level is proven when no sum
between HiGHS's bound and the sum found is a multiple of the level's step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, gcd

import numpy as np

from goodstanding.engine.planning.highs import ENDLESS, Asked, Limits, Question
from goodstanding.engine.planning.terms import LEVELS, Terms, Totals

NEAR = 1e-4  # of one step: what a bound in floats may be off


@dataclass(frozen=True, slots=True)
class Answer:
    """The choices made, their totals, and the proven bounds of the levels as far as they go."""

    made: tuple[int, ...]
    totals: Totals
    bounds: tuple[int | None, ...]

    @property
    def proven(self) -> bool:
        """Whether no plan is better in any of the four levels."""
        return self.bounds == self.totals


class Unkept(Exception):
    """What has to be chosen breaks the limits, or no plan was found within the limits of work."""


def least(
    terms: Terms,
    limits: Limits,
    known: Sequence[int] | None = None,
    floors: Sequence[int] = (0,) * LEVELS,
) -> Answer:
    """The best plan for the terms; `known` is one that holds, `floors` are bounds that are known.

    Raises Unkept where none is found.
    """
    search = _Search(terms)
    made = search.any(limits) if known is None else tuple(sorted(known))
    bounds: list[int | None] = [None] * LEVELS
    for level in range(LEVELS):
        limits.watch.say("Proving that nothing is better", (2 + level) / (2 + LEVELS))
        made, bound = search.level(level, made, limits, floors[level])
        bounds[level] = bound
        value = terms.totals(made)[level]
        if bound != value:
            break
        search.hold(level, value)
    return Answer(made, terms.totals(made), tuple(bounds))


def kindest(
    terms: Terms, limits: Limits, made: Sequence[int], costs: Sequence[int]
) -> tuple[int, ...]:
    """The choices with the least sum of other costs among those with the same totals; as far as
    the limits of work go, and never worse than those that are `made`."""
    search = _Search(terms)
    totals = terms.totals(made)
    for level, value in enumerate(totals):
        search.hold(level, value)
    found = search.other(costs, tuple(made), limits)
    if found is None or terms.totals(found) != totals:
        return tuple(made)
    return min(tuple(made), found, key=lambda some: sum(costs[index] for index in some))


class _Search:
    """The model in HiGHS, and where the columns of each choice and need stand."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.step = terms.step
        question = Question()
        for _ in terms.choices:
            question.column(0, 1)
        self.missing = [question.column(0, need.amount // self.step) for need in terms.needs]
        _limits(question, terms)
        _needs(question, terms, self.missing, self.step)
        self.asked = Asked(question)
        self.columns = len(question.lower)

    def any(self, limits: Limits) -> tuple[int, ...]:
        """Choices that hold: none at all, unless something has to be chosen."""
        if not self.terms.musts:
            return ()
        made = self._asked([0.0] * self.columns, limits, None)[0]
        if made is None:
            raise Unkept
        return made

    def level(
        self, level: int, made: tuple[int, ...], limits: Limits, floor: int
    ) -> tuple[tuple[int, ...], int]:
        """The best choices found and the proven bound of this level."""
        now = self.terms.totals(made)
        pairs = self._pairs(level)
        if now[level] <= floor or not pairs:
            return made, now[level]
        step = gcd(*(value for _, value in pairs))
        costs = [0.0] * self.columns
        for column, value in pairs:
            costs[column] = value // step
        found, bound = self._asked(costs, limits, self._start(made))
        if found is not None and self.terms.totals(found)[: level + 1] < now[: level + 1]:
            made, now = found, self.terms.totals(found)
        unit = step * self.step if level < 2 else step
        return made, min(now[level], max(floor, bound * unit))

    def other(
        self, costs: Sequence[int], made: tuple[int, ...], limits: Limits
    ) -> tuple[int, ...] | None:
        """The best choices by costs that are no level of the problem."""
        every = [float(cost) for cost in costs] + [0.0] * (self.columns - len(costs))
        return self._asked(every, limits, self._start(made))[0]

    def _asked(
        self, costs: Sequence[float], limits: Limits, start: Sequence[float] | None
    ) -> tuple[tuple[int, ...] | None, int]:
        """Choices that hold, checked, and the bound in whole steps."""
        reply = self.asked.least(costs, limits, start)
        bound = ceil(reply.bound - NEAR) if reply.bound > 0 else 0
        if reply.values is None:
            return None, bound
        chosen = np.flatnonzero(reply.values[: len(self.terms.choices)] > 0.5)
        made = tuple(int(index) for index in chosen)
        return (made if self.terms.holds(made) else None), bound

    def hold(self, level: int, value: int) -> None:
        """From here on this level's sum stays at its least."""
        pairs = self._pairs(level)
        step = gcd(*(weight for _, weight in pairs)) or 1
        unit = self.step if level < 2 else 1
        row = [(column, weight / step) for column, weight in pairs]
        self.asked.row(value // (step * unit) + 0.5, row)

    def _pairs(self, level: int) -> list[tuple[int, int]]:
        """The columns that cost something in a level."""
        if level < 2:
            needs = zip(self.terms.needs, self.missing, strict=True)
            return [(column, 1) for need, column in needs if need.level == level]
        choices = enumerate(self.terms.choices)
        costs = ((i, c.sixteenths if level == 2 else c.cents) for i, c in choices)
        return [(index, cost) for index, cost in costs if cost]

    def _start(self, made: Sequence[int]) -> list[float]:
        values = [0.0] * self.columns
        left = [need.amount for need in self.terms.needs]
        for index in made:
            values[index] = 1.0
            for need, amount in self.terms.choices[index].serves:
                left[need] -= amount
        for column, amount in zip(self.missing, left, strict=True):
            values[column] = max(0, amount) // self.step
        return values


def _limits(question: Question, terms: Terms) -> None:
    for limit in (*terms.own(), *terms.shared):
        shrink = gcd(*(weight for _, weight in limit.pairs())) or 1
        pairs = [(index, weight / shrink) for index, weight in limit.pairs()]
        question.row(-(-limit.least // shrink), limit.most // shrink, pairs)


def _needs(question: Question, terms: Terms, missing: Sequence[int], step: int) -> None:
    served: list[list[tuple[int, float]]] = [[] for _ in terms.needs]
    for index, choice in enumerate(terms.choices):
        for number, amount in choice.serves:
            served[number].append((index, amount // step))
    for need, column, pairs in zip(terms.needs, missing, served, strict=True):
        question.row(need.amount // step, ENDLESS, [*pairs, (column, 1.0)])
