"""Prices for what people share: with them, everybody's best for himself is a bound for all.

A limit that people share gets a price for each unit. At any prices that are not negative, the sum
of what everybody alone would pay, less the limits at their prices, is no more than the best plan
costs. The prices that bring this bound highest come from a blend: for each person a mixture of the
sets of choices that he was ever best off with, such that all limits hold. HiGHS blends, everybody
answers to the prices with a better set, and so on until nobody has one. The bound itself is whole
numbers only.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goodstanding.engine.planning.alone import NEVER, Alone, Whole
from goodstanding.engine.planning.highs import ENDLESS, Floats, Limits, quiet_highs
from goodstanding.engine.planning.terms import LEVELS, Terms

Weights = tuple[int, int, int, int]
Plan = tuple[int, ...]
FINE = 64
"""Prices are whole multiples of one part in this many of a unit of cost."""
FORGOTTEN = 1_000_000
"""Hundredths that count as missing where something that has to be chosen is not."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be least: the levels, weighed. The first levels may be `held` to totals known."""

    weights: Weights
    held: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Priced:
    """The bound (in FINE parts), the prices that gave it, and all sets that people chose."""

    bound: int
    prices: Whole
    pool: tuple[dict[Plan, None], ...]


class Shared:
    """Which limits each choice counts in and with what weight: one long table, choice by choice."""

    def __init__(self, terms: Terms) -> None:
        limits = terms.shared
        self.most = np.array([limit.most for limit in limits], dtype=np.int64)
        sizes = [len(limit.choices) for limit in limits]
        choices = np.fromiter((i for limit in limits for i, _ in limit.pairs()), dtype=np.int64)
        weights = np.fromiter((w for limit in limits for _, w in limit.pairs()), dtype=np.int64)
        order = np.argsort(choices, kind="stable")
        self._limit = np.repeat(np.arange(len(limits)), sizes)[order]
        self._choice, self._weight = choices[order], weights[order]
        self._first = np.searchsorted(self._choice, np.arange(len(terms.choices) + 1))

    def cost(self, prices: Whole, choices: int) -> Whole:
        """What each choice costs by the prices of its limits."""
        cost = np.zeros(choices, dtype=np.int64)
        np.add.at(cost, self._choice, prices[self._limit] * self._weight)
        return cost

    def worth(self, prices: Whole) -> int:
        """All that there is of all limits, at their prices."""
        return sum(int(a) * int(b) for a, b in zip(prices, self.most, strict=True))

    def use(self, plan: Plan) -> dict[int, int]:
        """How much of each limit a set of choices takes."""
        used: dict[int, int] = defaultdict(int)
        for index in plan:
            rows = slice(self._first[index], self._first[index + 1])
            pairs = zip(self._limit[rows].tolist(), self._weight[rows].tolist(), strict=True)
            for number, weight in pairs:
                used[number] += weight
        return used

    def beyond(self, room: Whole) -> Whole:
        """The choices that do not fit into what is left of the limits."""
        return self._choice[self._weight > room[self._limit]]


def in_fine_parts(weights: Weights) -> Weights:
    """The weights in the parts in which prices are reckoned."""
    a, b, c, d = weights
    return a * FINE, b * FINE, c * FINE, d * FINE


def weighed(terms: Terms, weights: Weights) -> Whole:
    """What each choice costs by itself."""
    pairs = [(c.sixteenths, c.cents) for c in terms.choices]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2) @ np.array(weights[2:], dtype=np.int64)


def priced(
    terms: Terms,
    alone: Alone,
    shared: Shared,
    aim: Aim,
    pool: Sequence[dict[Plan, None]],
    limits: Limits,
) -> Priced:
    """The highest bound that the rounds come to; everybody has a set in the pool to begin with.

    Levels that are held have a price, too, which adds to their weight.
    """
    blend = _Blend(terms, shared, aim, pool)
    best, kept = -NEVER, np.zeros(len(terms.shared), dtype=np.int64)
    for number in range(limits.rounds):
        limits.watch.say("Weighing who goes where", number / limits.rounds / 2)
        prices, more, duals, cost = blend.prices()
        fine = _added(in_fine_parts(aim.weights), more)
        costs = weighed(terms, fine) + shared.cost(prices, len(terms.choices))
        values, plans = alone.best(costs, fine[:2])
        bound = int(values.sum()) - shared.worth(prices)
        bound -= sum(a * b for a, b in zip(more, aim.held, strict=True))
        if bound > best:
            best, kept = bound, prices
        gains = duals * FINE - values > 0.5
        fresh = [p for p in np.flatnonzero(gains) if blend.add(int(p), plans[p])]
        if not fresh or cost * FINE - best < 0.5 * FINE or not limits.watch.left:
            break
    return Priced(best, kept, tuple(blend.pool))


def _added(weights: Weights, more: Sequence[int]) -> Weights:
    a, b, c, d = (w + m for w, m in zip(weights, (*more, *(0,) * LEVELS), strict=False))
    return a, b, c, d


class Worth:
    """What a person's set of choices costs him, weighed, with what it leaves missing."""

    def __init__(self, terms: Terms, weights: Weights) -> None:
        self._terms, self._weights = terms, weights
        self._needs: dict[int, list[int]] = defaultdict(list)
        for number, need in enumerate(terms.needs):
            self._needs[need.person].append(number)
        self._musts: dict[int, set[int]] = defaultdict(set)
        for person, offering in terms.musts:
            self._musts[person].add(offering)

    def levels(self, person: int, plan: Plan) -> tuple[int, int, int, int]:
        """The four levels of one person's plan."""
        left = {number: self._terms.needs[number].amount for number in self._needs[person]}
        sixteenths = cents = 0
        for index in plan:
            choice = self._terms.choices[index]
            sixteenths += choice.sixteenths
            cents += choice.cents
            for need, amount in choice.serves:
                left[need] -= amount
        missing = [FORGOTTEN * self._forgets(person, plan), 0]
        for number, amount in left.items():
            missing[self._terms.needs[number].level] += max(0, amount)
        return missing[0], missing[1], sixteenths, cents

    def _forgets(self, person: int, plan: Plan) -> bool:
        musts = self._musts.get(person, set())
        return bool(musts - {self._terms.choices[index].offering for index in plan})

    def of(self, person: int, plan: Plan) -> int:
        """The four levels, weighed."""
        levels = self.levels(person, plan)
        return sum(w * level for w, level in zip(self._weights, levels, strict=True))


class _Blend:
    """The mixture of everybody's sets in HiGHS; a limit enters when a mixture first breaks it."""

    def __init__(
        self, terms: Terms, shared: Shared, aim: Aim, pool: Sequence[dict[Plan, None]]
    ) -> None:
        self._shared, self._held = shared, len(aim.held)
        self._worth = worth = Worth(terms, aim.weights)
        self.pool: list[dict[Plan, None]] = [{} for _ in range(terms.people)]
        self._people = terms.people
        self._base = [min(worth.of(p, plan) for plan in plans) for p, plans in enumerate(pool)]
        self._columns: list[dict[int, int]] = []
        self._entered: dict[int, int] = {}
        self._highs = quiet_highs()
        for _ in range(terms.people):
            self._row(1.0, 1.0, [], [])
        for most in aim.held:
            self._row(-ENDLESS, float(most), [], [])
        for person, plans in enumerate(pool):
            for plan in plans:
                self.add(person, plan)

    def _row(self, least: float, most: float, columns: list[int], values: list[float]) -> None:
        self._highs.addRow(
            least,
            most,
            len(columns),
            np.array(columns, dtype=np.int32),
            np.array(values, dtype=np.float64),
        )

    def add(self, person: int, plan: Plan) -> bool:
        """One more set for a person; False when he has it already."""
        if plan in self.pool[person]:
            return False
        self.pool[person][plan] = None
        used = self._shared.use(plan)
        rows = [person, *range(self._people, self._people + self._held)]
        rows += [self._entered[limit] for limit in used if limit in self._entered]
        values = [1.0, *map(float, self._worth.levels(person, plan)[: self._held])]
        values += [float(used[limit]) for limit in used if limit in self._entered]
        cost = float(self._worth.of(person, plan) - self._base[person])
        indices, numbers = np.array(rows, dtype=np.int32), np.array(values, dtype=np.float64)
        self._highs.addCol(cost, 0.0, ENDLESS, len(rows), indices, numbers)
        self._columns.append(used)
        return True

    def prices(self) -> tuple[Whole, list[int], Floats, float]:
        """The prices of limits and of held levels, what each pays, the cost of the mixture."""
        while True:
            self._highs.run()
            if not self._enter():
                break
        duals = np.array(self._highs.getSolution().row_dual)
        prices = np.zeros(len(self._shared.most), dtype=np.int64)
        for limit, row in self._entered.items():
            prices[limit] = _fine_price(duals[row])
        # Too high a price for what is held costs the bound nothing where everybody holds it.
        more = [_fine_price(dual) + 1 for dual in duals[self._people : self._people + self._held]]
        cost = self._highs.getInfo().objective_function_value + sum(self._base)
        return prices, more, duals[: self._people] + np.array(self._base), cost

    def _enter(self) -> bool:
        """Whether the mixture broke limits that had not entered yet; they enter now."""
        values = self._highs.getSolution().col_value
        use = np.zeros(len(self._shared.most))
        for value, used in zip(values, self._columns, strict=True):
            if value > 1e-9:
                for limit, weight in used.items():
                    use[limit] += value * weight
        broken = [
            int(n) for n in np.flatnonzero(use > self._shared.most + 1e-6) if n not in self._entered
        ]
        for limit in broken:
            holding = [c for c, used in enumerate(self._columns) if limit in used]
            weights = [float(self._columns[c][limit]) for c in holding]
            self._entered[limit] = self._people + self._held + len(self._entered)
            self._row(-ENDLESS, float(self._shared.most[limit]), holding, weights)
        return bool(broken)


def _fine_price(dual: float) -> int:
    return max(0, round(-dual * FINE))
