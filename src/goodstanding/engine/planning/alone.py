"""Each person alone: the best of all his sets of choices at given costs, exactly, for all at once.

What a person has reached is a state: credits towards each of his needs, in steps, up to what he
needs. Needs that the same choices serve are reached together. Offerings with days stand in the
order of their first day; who takes one goes on with the first that begins after it. So the least
cost from each offering and state on follows from those behind it, and people with about as many
states are reckoned together as one table. All costs are whole numbers.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import gcd

import numpy as np
import numpy.typing as npt

from goodstanding.engine.planning.terms import Choice, Terms

Whole = npt.NDArray[np.int64]
MOST_STATES = 20_000
NEVER = 1 << 56
"""Costs that no plan comes to, not even with everything missing."""
TABLE = 30_000  # people × states that are reckoned together


@dataclass(frozen=True, slots=True)
class Position:
    """One offering in the order: whoever takes it goes on at `after`; `musts` cannot pass it by.

    Each option is one row: people (their number in the table), their choices, their moves.
    """

    after: int
    musts: Whole
    options: tuple[tuple[Whole, Whole, Whole], ...]


class Table:
    """Some people whose states are about as many."""

    def __init__(self, terms: Terms, people: Sequence["Aims"], order: "Order") -> None:
        self.people = people
        self.states = max(aims.states for aims in people)
        moves: dict[tuple[object, ...], int] = {}
        rows: list[Whole] = []
        options: dict[int, list[list[tuple[int, int, int]]]] = defaultdict(list)
        for number, aims in enumerate(people):
            taken: dict[int, int] = defaultdict(int)
            for index, gain in zip(aims.choices, aims.gains, strict=True):
                key = (aims.tops, id(aims.reached), gain)
                if key not in moves:
                    moves[key] = len(rows)
                    rows.append(aims.moves(gain, self.states))
                position = order.position[terms.choices[index].offering]
                layers = options[position]
                if len(layers) == taken[position]:
                    layers.append([])
                layers[taken[position]].append((number, index, moves[key]))
                taken[position] += 1
        numbers = {aims.person: number for number, aims in enumerate(people)}
        musts = [
            np.array([numbers[p] for p, o in bound if p in numbers], dtype=np.int64)
            for offering in order.position
            for bound in [sorted(must for must in terms.musts if must[1] == offering)]
        ]
        self._moves = np.array(rows or [np.zeros(self.states, dtype=np.int64)])
        self._positions = [
            Position(
                order.after[position],
                musts[position],
                tuple(
                    (column[0], column[1], column[2])
                    for layer in options[position]
                    for column in [np.array(layer, dtype=np.int64).T]
                ),
            )
            for position in range(len(order.after))
        ]
        self._all = np.arange(len(people))

    def best(self, costs: Whole, weights: Sequence[int]) -> tuple[Whole, list[tuple[int, ...]]]:
        """The least cost of each person, and the choices that have it."""
        costs_from = self._costs(costs, weights)
        return costs_from[0][:, 0].copy(), self._trace(costs_from, costs)

    def _costs(self, costs: Whole, weights: Sequence[int]) -> list[Whole]:
        last = np.array([aims.missing(weights, self.states) for aims in self.people])
        behind: list[Whole] = [last] * (len(self._positions) + 1)
        for index in range(len(self._positions) - 1, -1, -1):
            position = self._positions[index]
            here = behind[index + 1]
            if position.options:
                here = here.copy()
                here[position.musts] += NEVER
                after = behind[position.after]
                for people, choices, moves in position.options:
                    taken = after[people[:, None], self._moves[moves]]
                    taken += costs[choices][:, None]
                    here[people] = np.minimum(here[people], taken)
            behind[index] = here
        return behind

    def _trace(self, behind: list[Whole], costs: Whole) -> list[tuple[int, ...]]:
        plans: list[list[int]] = [[] for _ in self.people]
        state = np.zeros(len(self.people), dtype=np.int64)
        free = np.zeros(len(self.people), dtype=np.int64)
        for index, position in enumerate(self._positions):
            for people, choices, moves in position.options:
                at = state[people]
                then = self._moves[moves, at]
                taken = behind[position.after][people, then] + costs[choices]
                passed = behind[index + 1][people, at] + NEVER * np.isin(people, position.musts)
                better = (free[people] <= index) & (taken < passed)
                better &= taken == behind[index][people, at]
                for person, choice in zip(people[better], choices[better], strict=True):
                    plans[person].append(int(choice))
                state[people[better]] = then[better]
                free[people[better]] = max(position.after, index + 1)
        return [tuple(sorted(plan)) for plan in plans]


@dataclass(frozen=True, slots=True)
class Order:
    """Where each offering stands, and where whoever takes it goes on."""

    position: dict[int, int]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Aims:
    """One person: what he can choose, and his needs gathered by the choices that serve them.

    `tops` are the steps that matter towards each aim, `needs` the level and amount of each of its
    needs, `reached` the states that choices lead to, each a number among all that there could be.
    """

    person: int
    choices: tuple[int, ...]
    step: int
    tops: tuple[int, ...]
    needs: tuple[tuple[tuple[int, int], ...], ...]
    gains: tuple[tuple[int, ...], ...]
    reached: Whole

    @property
    def states(self) -> int:
        return len(self.reached)

    def moves(self, gain: tuple[int, ...], states: int) -> Whole:
        """The state that a gain leads to from each state."""
        row = np.zeros(states, dtype=np.int64)
        then = _moved(self.tops, self.reached, gain)
        row[: self.states] = np.searchsorted(self.reached, then)
        return row

    def missing(self, weights: Sequence[int], states: int) -> Whole:
        """What each state leaves missing, weighted by level."""
        row = np.zeros(states, dtype=np.int64)
        for at, needs in zip(_digits(self.tops, self.reached), self.needs, strict=True):
            for level, amount in needs:
                left = np.maximum(0, amount - at * self.step)
                row[: self.states] += weights[level] * left
        return row


def _digits(tops: tuple[int, ...], states: Whole) -> list[Whole]:
    """How far each state has come towards each aim."""
    digits = []
    for top in reversed(tops):
        states, at = np.divmod(states, top + 1)
        digits.append(at)
    return digits[::-1]


def _moved(tops: tuple[int, ...], states: Whole, gain: tuple[int, ...]) -> Whole:
    number = np.zeros(len(states), dtype=np.int64)
    for at, steps, top in zip(_digits(tops, states), gain, tops, strict=True):
        number = number * (top + 1) + np.minimum(at + steps, top)
    return number


@lru_cache(4_096)
def _reached(tops: tuple[int, ...], gains: frozenset[tuple[int, ...]]) -> Whole | None:
    """The states that some choices lead to, from having reached nothing; None: too many."""
    found = fresh = np.zeros(1, dtype=np.int64)
    while len(fresh):
        if len(found) > MOST_STATES:
            return None
        then = np.unique(np.concatenate([_moved(tops, fresh, gain) for gain in sorted(gains)]))
        fresh = np.setdiff1d(then, found, assume_unique=True)
        found = np.union1d(found, fresh)
    return found


class Alone:
    """Everybody's best choices for himself at given costs."""

    def __init__(self, terms: Terms, only: Iterable["Aims"] | None = None) -> None:
        order = _order(terms.choices)
        aims = _everybody(terms) if only is None else only
        everybody = sorted(aims, key=lambda aims: (aims.states, aims.person))
        self._terms = terms
        self._tables = [Table(terms, group, order) for group in _groups(everybody)]

    def only(self, people: Container[int]) -> "Alone":
        """The same for some of the people; the others have no cost and no choices."""
        aims = (aims for table in self._tables for aims in table.people)
        return Alone(self._terms, [one for one in aims if one.person in people])

    def best(self, costs: Whole, weights: Sequence[int]) -> tuple[Whole, list[tuple[int, ...]]]:
        """The least cost of each person, and choices that have it.

        `costs` are those of all choices, `weights` those of a missing hundredth in each level.
        """
        values = np.zeros(self._terms.people, dtype=np.int64)
        plans: list[tuple[int, ...]] = [()] * self._terms.people
        for table in self._tables:
            least, chosen = table.best(costs, weights)
            for aims, value, plan in zip(table.people, least, chosen, strict=True):
                values[aims.person] = value
                plans[aims.person] = plan
        return values, plans


def _groups(everybody: Sequence[Aims]) -> Iterable[list[Aims]]:
    group: list[Aims] = []
    for aims in everybody:
        if group and (len(group) + 1) * aims.states > TABLE:
            yield group
            group = []
        group.append(aims)
    if group:
        yield group


def _order(choices: Sequence[Choice]) -> Order:
    """Offerings by their first day, then those that clash with nothing."""
    days = {choice.offering: choice.days for choice in choices}
    loose = _loose(days)
    dated = sorted((o for o in days if days[o] and o not in loose), key=lambda o: (days[o][0], o))
    rest = sorted(o for o in days if not days[o] or o in loose)
    firsts = [days[offering][0] for offering in dated]
    after = [int(np.searchsorted(firsts, days[o][-1], side="right")) for o in dated]
    after += [len(dated) + number + 1 for number in range(len(rest))]
    position = {offering: number for number, offering in enumerate((*dated, *rest))}
    return Order(position, tuple(after))


def _loose(days: dict[int, tuple[int, ...]]) -> frozenset[int]:
    """Those that lie in a gap of another one, as a weekend may: taken as clashing with nothing."""
    gaps = [held for held in days.values() if held and held[-1] - held[0] >= len(held)]
    return frozenset(
        offering
        for offering, held in days.items()
        for gap in gaps
        if held and gap[0] <= held[0] <= held[-1] <= gap[-1] and not set(gap) & set(held)
    )


def _everybody(terms: Terms) -> Iterable[Aims]:
    served: dict[int, list[tuple[int, int]]] = defaultdict(list)
    chosen: dict[int, list[int]] = defaultdict(list)
    for index, choice in enumerate(terms.choices):
        chosen[choice.person].append(index)
        for number, amount in choice.serves:
            served[number].append((index, amount))
    mine: dict[int, list[int]] = defaultdict(list)
    for number, need in enumerate(terms.needs):
        mine[need.person].append(number)
    for person in range(terms.people):
        yield _aims(terms, person, chosen[person], mine[person], served)


def _aims(
    terms: Terms,
    person: int,
    chosen: Sequence[int],
    mine: Sequence[int],
    served: dict[int, list[tuple[int, int]]],
) -> Aims:
    step = gcd(*(amount for index in chosen for _, amount in terms.choices[index].serves)) or 1
    alike: dict[tuple[tuple[int, int], ...], list[int]] = defaultdict(list)
    for number in mine:
        alike[tuple(served[number])].append(number)
    groups = sorted(alike.values(), key=lambda g: (min(terms.needs[n].level for n in g), g))
    reached = None
    while reached is None:
        tops = tuple(_top(terms, group, step, served) for group in groups)
        at = {number: aim for aim, group in enumerate(groups) for number in group}
        gains = tuple(_gain(terms.choices[index], at, step, len(tops)) for index in chosen)
        reached = _reached(tops, frozenset(gains) | {(0,) * len(tops)})
        # A need that is left out makes the answer a bound that is too low, never too high.
        groups = groups if reached is not None else groups[:-1]
    needs = tuple(tuple((terms.needs[n].level, terms.needs[n].amount) for n in g) for g in groups)
    return Aims(person, tuple(chosen), step, tops, needs, gains, reached)


def _top(
    terms: Terms, group: Sequence[int], step: int, served: dict[int, list[tuple[int, int]]]
) -> int:
    """The steps that matter towards an aim."""
    most = max(terms.needs[number].amount for number in group)
    return -(-most // step) if served[group[0]] else 0


def _gain(choice: Choice, at: dict[int, int], step: int, aims: int) -> tuple[int, ...]:
    """How many steps a choice brings towards each aim."""
    steps = [0] * aims
    for need, amount in choice.serves:
        if need in at:
            steps[at[need]] = amount // step
    return tuple(steps)
