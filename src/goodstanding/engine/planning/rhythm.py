"""The last level: among plans that are equal in every level before it, the one that is kindest.

First of all few changes to what people have been told, then quarters that follow the company's
pattern, then few trips. It decides only where nothing else does, so it costs nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from goodstanding.engine.planning.posed import Posed
from goodstanding.engine.planning.prices import Shared, Worth
from goodstanding.engine.planning.problem import Problem
from goodstanding.engine.planning.terms import Terms

_UNWEIGHED = (0, 0, 0, 0)


def costs(problem: Problem, question: Posed) -> tuple[int, ...]:
    """What each choice weighs in the last level: no sum of trips weighs as much as one offering
    outside its quarter, and no sum of these as much as one place that somebody was told."""
    most = len({(one.person, one.offering) for one in question.terms.choices}) + 1
    return tuple(
        bool(option.away)
        + most * option.astray
        - most * most * ((attendant.place, option.offering) in problem.told)
        for attendant, option in question.of
    )


class _Change(NamedTuple):
    """Choices that go and choices that come."""

    gone: tuple[int, ...]
    come: tuple[int, ...]


class Exchanges:
    """A plan, improved in the last level by exchanges that change nothing in those before it.

    Somebody takes one choice for another of his; where its limit is full, somebody else who has a
    place there takes what is given up for it. No exchange is left that would improve the plan.
    """

    def __init__(self, terms: Terms, made: Iterable[int], costs: Sequence[int]) -> None:
        self._terms, self._costs = terms, costs
        self._shared, self._worth = Shared(terms), Worth(terms, _UNWEIGHED)
        self._room = self._shared.most.copy()
        self._plans: list[set[int]] = [set() for _ in range(terms.people)]
        self._options: list[list[int]] = [[] for _ in range(terms.people)]
        self._there: dict[int, set[int]] = defaultdict(set)
        for index, choice in enumerate(terms.choices):
            self._options[choice.person].append(index)
        for index in made:
            self._put(index, 1)

    def best(self) -> tuple[int, ...]:
        """The choices of the plan when there is nothing left to exchange."""
        waiting = list(range(self._terms.people))
        while waiting:
            waiting = sorted({p for person in waiting for p in self._exchange(person)})
        return tuple(sorted(index for plan in self._plans for index in plan))

    def _exchange(self, person: int) -> set[int]:
        """The people for whom something was exchanged, beginning with one of them."""
        changed: set[int] = set()
        while change := next(self._changes(person), None):
            for index in change.gone:
                self._put(index, -1)
            for index in change.come:
                self._put(index, 1)
            changed |= {self._terms.choices[index].person for index in change.come}
        return changed

    def _put(self, index: int, times: int) -> None:
        choice = self._terms.choices[index]
        mine, there = self._plans[choice.person], self._there[choice.offering]
        (mine.add if times > 0 else mine.remove)(index)
        (there.add if times > 0 else there.remove)(index)
        for limit, weight in self._shared.use((index,)).items():
            self._room[limit] -= times * weight

    def _changes(self, person: int) -> Iterator[_Change]:
        for gone in sorted(self._plans[person], key=lambda index: (-self._costs[index], index)):
            for come in self._others(gone):
                alone = _Change((gone,), (come,))
                yield from filter(self._fits, chain([alone], self._with_another(gone, come)))

    def _others(self, gone: int) -> list[int]:
        """What the same person might take instead, the best first: never dearer or longer."""
        person, cost = self._terms.choices[gone].person, self._costs[gone]
        some = (i for i in self._options[person] if self._costs[i] < cost and self._equal(gone, i))
        return sorted(some, key=lambda index: (self._costs[index], index))

    def _equal(self, gone: int, come: int) -> bool:
        """Whether the person's levels stay as they are with one for the other, without clash."""
        before, after = self._terms.choices[gone], self._terms.choices[come]
        if (before.sixteenths, before.cents) != (after.sixteenths, after.cents):
            return False
        plan = self._plans[before.person]
        then = tuple(sorted(plan - {gone} | {come}))
        offerings = [self._terms.choices[index].offering for index in then]
        if len(set(offerings)) < len(then) or self._terms.clash(then) is not None:
            return False
        levels = self._worth.levels
        return levels(before.person, then) == levels(before.person, tuple(plan))

    def _with_another(self, gone: int, come: int) -> Iterator[_Change]:
        """Exchanges with those who have a place where this person wants one."""
        free, wanted = self._terms.choices[gone].offering, self._terms.choices[come].offering
        saved = self._costs[gone] - self._costs[come]
        for theirs in sorted(self._there[wanted]):
            for other in self._options[self._terms.choices[theirs].person]:
                lost = self._costs[other] - self._costs[theirs]
                at = self._terms.choices[other].offering
                if at == free and lost < saved and self._equal(theirs, other):
                    yield _Change((gone, theirs), (come, other))

    def _fits(self, change: _Change) -> bool:
        more: dict[int, int] = defaultdict(int)
        for limit, weight in self._shared.use(change.come).items():
            more[limit] += weight
        for limit, weight in self._shared.use(change.gone).items():
            more[limit] -= weight
        return all(weight <= 0 or weight <= self._room[limit] for limit, weight in more.items())
