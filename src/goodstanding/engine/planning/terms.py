"""The problem as the solvers see it: choices, needs that they serve, limits that they share.

A choice is one person at one offering (online: by one of the days that differ in what they serve).
A need is an amount of credits that one person should reach; what is missing counts in its level. A
limit is a number that the choices under it may reach together. All amounts are whole: credits in
hundredths, production days in sixteenths, money in cents.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from math import gcd

Totals = tuple[int, int, int, int]
"""What is missing before deadlines, what is missing to the target, sixteenths of days, cents."""

LEVELS = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One person at one offering; `days` are those that it takes, none of them when online.

    `serves` names needs of his and how many hundredths it brings towards each.
    """

    person: int
    offering: int
    days: tuple[int, ...]
    serves: tuple[tuple[int, int], ...]
    sixteenths: int
    cents: int


@dataclass(frozen=True, slots=True)
class Need:
    """`amount` hundredths of credits for one person; what is missing counts in `level` 0 or 1."""

    person: int
    level: int
    amount: int


@dataclass(frozen=True, slots=True)
class Limit:
    """The weights of those choices that are made may add up to `most`, and must to `least`."""

    choices: tuple[int, ...]
    weights: tuple[int, ...] | None
    most: int
    least: int = 0

    def pairs(self) -> Iterable[tuple[int, int]]:
        """Each choice and what it weighs."""
        return zip(self.choices, self.weights or (1,) * len(self.choices), strict=True)

    def used(self, made: Container[int]) -> int:
        """What the choices that are made add up to."""
        return sum(weight for index, weight in self.pairs() if index in made)


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that decides between plans. `shared` limits hold people together.

    `musts` are people and offerings of which one choice has to be made.
    """

    people: int
    choices: tuple[Choice, ...]
    needs: tuple[Need, ...]
    shared: tuple[Limit, ...]
    musts: frozenset[tuple[int, int]] = frozenset()

    def totals(self, made: Iterable[int]) -> Totals:
        """What the choices that are made leave missing and cost, exactly."""
        left = [need.amount for need in self.needs]
        sixteenths = cents = 0
        for index in made:
            choice = self.choices[index]
            sixteenths += choice.sixteenths
            cents += choice.cents
            for number, amount in choice.serves:
                left[number] -= amount
        missing = [0, 0]
        for need, amount in zip(self.needs, left, strict=True):
            missing[need.level] += max(0, amount)
        return missing[0], missing[1], sixteenths, cents

    @property
    def step(self) -> int:
        """All credits and needs are multiples of this many hundredths."""
        amounts = [amount for choice in self.choices for _, amount in choice.serves]
        return gcd(*amounts, *(need.amount for need in self.needs)) or 1

    def own(self) -> list[Limit]:
        """What each person sets himself: no offering twice, one place at a time."""
        spots: dict[tuple[int, int, int], list[int]] = {}
        for index, choice in enumerate(self.choices):
            for spot in ((0, choice.offering), *((1, day) for day in choice.days)):
                spots.setdefault((choice.person, *spot), []).append(index)
        groups = {tuple(group): None for group in spots.values() if len(group) > 1}
        musts = [Limit(tuple(spots[p, 0, o]), None, 1, 1) for p, o in sorted(self.musts)]
        return musts + [Limit(group, None, 1) for group in maximal(groups)]

    def clash(self, plan: Iterable[int]) -> int | None:
        """A choice of one person's that takes a day of one before it; None where none does."""
        taken: set[int] = set()
        for index in plan:
            days = self.choices[index].days
            if not taken.isdisjoint(days):
                return index
            taken.update(days)
        return None

    def holds(self, made: Iterable[int]) -> bool:
        """Whether these choices keep every limit, each person's own and those that are shared."""
        chosen = set(made)
        choices = [self.choices[index] for index in chosen]
        offerings = [(choice.person, choice.offering) for choice in choices]
        days = [(choice.person, day) for choice in choices for day in choice.days]
        return (
            len(set(offerings)) == len(offerings)
            and len(set(days)) == len(days)
            and self.musts <= set(offerings)
            and all(limit.used(chosen) <= limit.most for limit in self.shared)
        )


def maximal(groups: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Those groups that are not part of another one, in their order."""
    groups = list(groups)
    held: dict[int, list[frozenset[int]]] = {}
    kept = set()
    for group in sorted(groups, key=len, reverse=True):
        members = frozenset(group)
        if any(members <= other for other in held.get(group[0], ())):
            continue
        kept.add(group)
        for index in group:
            held.setdefault(index, []).append(members)
    return [group for group in groups if group in kept]
