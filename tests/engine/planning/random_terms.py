"""Random terms, small enough to try every set of choices, and that trial."""

import itertools
import random

from goodstanding.engine.planning.terms import Choice, Limit, Need, Terms, Totals


def random_terms(seed: int, *, people: int = 3, offerings: int = 5) -> Terms:
    """Some people, offerings that clash and serve different needs, limits that hold them."""
    dice = random.Random(seed)
    unit = dice.choice([1, 25, 50, 100])
    needs = [
        Need(person, level, dice.randint(1, 16) * unit)
        for person in range(people)
        for level in (0, 0, 1)
        if dice.random() < 0.7
    ]
    choices = [
        choice
        for offering in range(offerings)
        for choice in _offered(dice, offering, people, needs, unit)
    ]
    shared = [_limit(dice, choices) for _ in range(dice.randint(0, 4)) if choices]
    musts = {(c.person, c.offering) for c in choices if not c.days and dice.random() < 0.1}
    return Terms(people, tuple(choices), tuple(needs), tuple(shared), frozenset(musts))


def _offered(
    dice: random.Random, offering: int, people: int, needs: list[Need], unit: int
) -> list[Choice]:
    first = dice.randint(1, 8)
    days = tuple(range(first, first + dice.choice([0, 1, 1, 2, 3])))
    credits = dice.randint(1, 9) * unit
    cost = dice.randint(0, 40), dice.randint(0, 5) * 1_000
    return [
        Choice(person, offering, days, served, *cost)
        for person in range(people)
        for _ in range(1 if days else dice.randint(1, 2))
        if dice.random() < 0.8
        for served in [
            tuple(
                (i, credits)
                for i, n in enumerate(needs)
                if n.person == person and dice.random() < 0.7
            )
        ]
    ]


def _limit(dice: random.Random, choices: list[Choice]) -> Limit:
    under = sorted(dice.sample(range(len(choices)), dice.randint(1, len(choices))))
    if dice.random() < 0.3:
        weights = tuple(choices[i].cents + 1 for i in under)
        return Limit(tuple(under), weights, dice.randint(0, 3) * 4_000)
    return Limit(tuple(under), None, dice.randint(0, 3))


def best(terms: Terms) -> Totals | None:
    """The best totals of all, found by trying every set of choices that holds; None: none does."""
    tried = (
        terms.totals(made)
        for count in range(len(terms.choices) + 1)
        for made in itertools.combinations(range(len(terms.choices)), count)
        if terms.holds(made)
    )
    return min(tried, default=None)
