"""Large teams: everybody apart at prices for what they share, then together again.

Bounds come from the prices and are whole numbers; plans come from what people chose at them. What
bounds and plans leave open goes to HiGHS as a whole problem, with everything known about it.
"""

from collections.abc import Iterable
from math import gcd

import numpy as np

from goodstanding.engine.planning import whole
from goodstanding.engine.planning.alone import Alone, Whole
from goodstanding.engine.planning.fitted import blended, in_turn
from goodstanding.engine.planning.highs import Limits
from goodstanding.engine.planning.prices import (
    FINE,
    Aim,
    Plan,
    Priced,
    Shared,
    Weights,
    in_fine_parts,
    priced,
    weighed,
)
from goodstanding.engine.planning.terms import LEVELS, Terms, Totals
from goodstanding.engine.planning.trimmed import narrowed, trimmed
from goodstanding.engine.planning.whole import Answer

ALONE = 1_024
"""What a level weighs that is judged alone: its prices are that much finer."""
CORE = 6_000
"""Choices up to which HiGHS is asked to close what the prices leave open."""


def least(terms: Terms, limits: Limits) -> Answer:
    """The best plan that the limits of work allow, and what no plan can be better than."""
    small, order = narrowed(terms, trimmed(terms))
    answer = _Team(small, limits).answer()
    return Answer(tuple(order[index] for index in answer.made), answer.totals, answer.bounds)


class _Team:
    def __init__(self, terms: Terms, limits: Limits) -> None:
        self.terms, self.limits = terms, limits
        self.alone, self.shared = Alone(terms), Shared(terms)
        self.weights = _weights(terms)
        self.pool: list[dict[Plan, None]] = [{} for _ in range(terms.people)]

    def answer(self) -> Answer:
        """The best plan that prices lead to; a small team's is closed by the whole model."""
        ideal = self._ideal()
        priced = self._priced(Aim(self.weights))
        fine = in_fine_parts(self.weights)
        costs = weighed(self.terms, fine)
        costs += self.shared.cost(priced.prices, len(self.terms.choices))
        plans = in_turn(self.terms, self.alone, self.shared, costs, fine[:2])
        if plans is None:
            return whole.least(self.terms, self.limits)
        values, _ = self.alone.best(costs, fine[:2])
        found = self._judged(ideal, self._together(priced, values, plans))
        if not found.proven and len(self.terms.choices) <= CORE:
            floors = [bound or 0 for bound in found.bounds]
            return whole.least(self.terms, self.limits, found.made, floors)
        return found

    def _together(self, priced: Priced, values: Whole, plans: list[Plan]) -> Plan:
        best = blended(self.terms, self.shared, self.weights, priced, values, plans, self.limits)
        return min(filter(self.terms.holds, map(_flat, (plans, best))), key=self.terms.totals)

    def _judged(self, ideal: Totals, made: Plan) -> Answer:
        for person, part in enumerate(self._parts(made)):
            self.pool[person][part] = None
        totals = self.terms.totals(made)
        return Answer(made, totals, self._bounds(ideal, totals))

    def _parts(self, made: Plan) -> list[Plan]:
        """Everybody's part of a plan."""
        parts: list[list[int]] = [[] for _ in self.pool]
        for index in made:
            parts[self.terms.choices[index].person].append(index)
        return [tuple(part) for part in parts]

    def _ideal(self) -> Totals:
        """The first three levels when nobody is in anybody's way; each proves the next."""
        weights = _exact(self.terms)
        values, plans = self.alone.best(weighed(self.terms, weights), weights[:2])
        for person, plan in enumerate(plans):
            self.pool[person][plan] = None
            self.pool[person][()] = None
        missing, rest = np.divmod(values, weights[0])
        target, days = np.divmod(rest, weights[1])
        return int(missing.sum()), int(target.sum()), int(days.sum()), 0

    def _priced(self, aim: Aim) -> Priced:
        found = priced(self.terms, self.alone, self.shared, aim, self.pool, self.limits)
        self.pool = list(found.pool)
        return found

    def _bounds(self, ideal: Totals, totals: Totals) -> tuple[int | None, ...]:
        """Level by level, those before it held, until one is not proven."""
        bounds: list[int | None] = [None] * LEVELS
        for level in range(LEVELS):
            # What is best for everybody alone bounds a level only where it was reached before it.
            bound = ideal[level] if level < 3 and ideal[:level] == totals[:level] else 0
            if bound < totals[level]:
                found = self._priced(Aim(_only(level), totals[:level])).bound
                bound = max(bound, self._whole_steps(found, level))
            bounds[level] = bound
            if bound != totals[level]:
                break
        return tuple(bounds)

    def _whole_steps(self, bound: int, level: int) -> int:
        step = self._step(level)
        return -(-bound // (FINE * ALONE * step)) * step

    def _step(self, level: int) -> int:
        """All totals of a level are multiples of it."""
        if level < 2:
            return self.terms.step
        costs = [(c.sixteenths, c.cents)[level - 2] for c in self.terms.choices]
        return gcd(*costs) or 1


def _flat(plans: Iterable[Plan]) -> tuple[int, ...]:
    return tuple(sorted(index for plan in plans for index in plan))


def _only(level: int) -> Weights:
    a, b, c, d = (ALONE * (level == other) for other in range(LEVELS))
    return a, b, c, d


def _weights(terms: Terms) -> Weights:
    """What a level weighs against the next: as much as one choice seldom moves there."""
    dearest = max((choice.cents for choice in terms.choices), default=0)
    longest = max((choice.sixteenths for choice in terms.choices), default=0)
    days = 4 * dearest + 1
    credits = 2 * (longest + 1) * days // terms.step + 1
    return 32 * credits, credits, days, 1


def _exact(terms: Terms) -> Weights:
    """Weights by which a person's first three levels come strictly one after the other."""
    days = _most(terms, ((c.person, c.sixteenths) for c in terms.choices))
    target = _most(terms, ((n.person, n.amount) for n in terms.needs if n.level == 1))
    credits = days + 1
    return credits * (target + 1) + days + 1, credits, 1, 0


def _most(terms: Terms, amounts: Iterable[tuple[int, int]]) -> int:
    sums = [0] * terms.people
    for person, amount in amounts:
        sums[person] += amount
    return max(sums, default=0)
