"""Choices that no best plan needs, because the same person has better ones for the same."""

from collections import defaultdict
from collections.abc import Sequence

from goodstanding.engine.planning.terms import Choice, Limit, Terms


def trimmed(terms: Terms) -> frozenset[int]:
    """The choices worth keeping.

    Of choices online that serve the same needs as much and count in the same limits, a person
    needs no more than it takes to serve them; the others are left out when none of their costs
    is smaller. What serves nothing goes too, but for what has to be chosen.
    """
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    several = _several(terms.choices)
    kept, rivals = set(), []
    for index, choice in enumerate(terms.choices):
        key = (choice.person, choice.offering)
        if key in terms.musts or (choice.serves and (choice.days or key in several)):
            kept.add(index)
        elif choice.serves:
            rivals.append(index)
    counts = _counts(terms, rivals)
    for index in rivals:
        limits = tuple(number for number, _ in counts[index])
        alike[terms.choices[index].person, terms.choices[index].serves, limits].append(index)
    for group in alike.values():
        kept.update(_best(terms, group, counts))
    return frozenset(kept)


def _several(choices: Sequence[Choice]) -> frozenset[tuple[int, int]]:
    """People and offerings between which there is more than one choice."""
    seen: set[tuple[int, int]] = set()
    several: set[tuple[int, int]] = set()
    for choice in choices:
        key = (choice.person, choice.offering)
        (several if key in seen else seen).add(key)
    return frozenset(several)


def _counts(terms: Terms, rivals: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """The limits in which each of these choices counts, and how much."""
    counts: dict[int, list[tuple[int, int]]] = {index: [] for index in rivals}
    for number, limit in enumerate(terms.shared):
        for index, weight in limit.pairs():
            if index in counts:
                counts[index].append((number, weight))
    return counts


def _best(
    terms: Terms, group: Sequence[int], counts: dict[int, list[tuple[int, int]]]
) -> list[int]:
    """Those of a group that fewer others beat than it takes to serve its needs."""
    choice = terms.choices[group[0]]
    enough = max(-(-terms.needs[need].amount // amount) for need, amount in choice.serves)
    costs = [_costs(terms.choices[index], counts[index]) for index in group]
    order = sorted(range(len(group)), key=lambda at: (costs[at], group[at]))
    kept: list[int] = []
    for at in order:
        beaten = sum(
            all(a <= b for a, b in zip(costs[other], costs[at], strict=True)) for other in kept
        )
        if beaten < enough:
            kept.append(at)
    return [group[at] for at in kept]


def _costs(choice: Choice, counts: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    return choice.sixteenths, choice.cents, *(weight for _, weight in counts)


def narrowed(terms: Terms, kept: frozenset[int]) -> tuple[Terms, tuple[int, ...]]:
    """The terms with these choices only, and which they were."""
    order = tuple(sorted(kept))
    new = {old: number for number, old in enumerate(order)}
    shared = []
    for limit in terms.shared:
        pairs = [(new[index], weight) for index, weight in limit.pairs() if index in new]
        if sum(weight for _, weight in pairs) > limit.most:
            weights = None if limit.weights is None else tuple(weight for _, weight in pairs)
            shared.append(Limit(tuple(index for index, _ in pairs), weights, limit.most))
    choices = tuple(terms.choices[index] for index in order)
    return Terms(terms.people, choices, terms.needs, tuple(shared), terms.musts), order
