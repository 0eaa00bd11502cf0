"""Plans that hold: everybody in turn takes what is left, or the best of all known sets fits."""

from collections.abc import Sequence
from dataclasses import replace

from goodstanding.engine.planning.alone import NEVER, Alone, Whole
from goodstanding.engine.planning.highs import ENDLESS, Asked, Limits, Question
from goodstanding.engine.planning.prices import FINE, Plan, Priced, Shared, Weights, Worth
from goodstanding.engine.planning.terms import Terms

BLENDS = 1_000
"""Steps of the search for the best of all known sets; what it leaves open, others close."""


def in_turn(
    terms: Terms, alone: Alone, shared: Shared, costs: Whole, weights: Sequence[int]
) -> list[Plan] | None:
    """Everybody's best at these costs of what those before him left; None when a must is left out.

    In each round all whose best still fits get it; for the others, what does not fit is gone.
    """
    room, costs = shared.most.copy(), costs.copy()
    found: list[Plan] = [()] * terms.people
    waiting = list(range(terms.people))
    asked = alone
    while waiting:
        values, plans = asked.best(costs, weights)
        if any(values[person] >= NEVER for person in waiting):
            return None
        # Asked alone, who takes what lies in the gap of another offering may clash with himself.
        clashing = [(p, clash) for p in waiting if (clash := terms.clash(plans[p])) is not None]
        for _, clash in clashing:
            costs[clash] = NEVER
        later = {person for person, _ in clashing}
        still = [p for p in waiting if p in later or not _taken(shared, room, found, p, plans[p])]
        if len(still) == len(waiting) and not later:
            # Two choices of one person that fit one by one but not together.
            costs[plans[still[0]][-1]] = NEVER
        costs[shared.beyond(room)] = NEVER
        waiting, asked = still, alone.only(frozenset(still))
    return found


def _taken(shared: Shared, room: Whole, found: list[Plan], person: int, plan: Plan) -> bool:
    """Whether a person's set fits into what is left; if so, he has it."""
    used = shared.use(plan)
    if any(weight > room[limit] for limit, weight in used.items()):
        return False
    for limit, weight in used.items():
        room[limit] -= weight
    found[person] = plan
    return True


def blended(
    terms: Terms,
    shared: Shared,
    weights: Weights,
    priced: Priced,
    values: Whole,
    known: Sequence[Plan],
    limits: Limits,
) -> list[Plan]:
    """The best of what everybody ever chose that holds together; `known` is one that does.

    A set that costs more than the bound leaves room for, at the prices, is in nothing better.
    """
    worth = Worth(terms, weights)
    spare = FINE * sum(worth.of(p, plan) for p, plan in enumerate(known)) - priced.bound
    sets: list[tuple[int, Plan, int]] = []
    for person, pool in enumerate(priced.pool):
        for plan in {known[person]: None, **pool}:
            cost = worth.of(person, plan)
            paid = cost * FINE + sum(
                int(priced.prices[limit]) * weight for limit, weight in shared.use(plan).items()
            )
            fits = paid - int(values[person]) <= spare and terms.clash(plan) is None
            if plan == known[person] or fits:
                sets.append((person, plan, cost))
    return _chosen(terms, shared, sets, known, limits)


def _chosen(
    terms: Terms,
    shared: Shared,
    sets: Sequence[tuple[int, Plan, int]],
    known: Sequence[Plan],
    limits: Limits,
) -> list[Plan]:
    least = [min(cost for q, _, cost in group) for group in _by_person(terms, sets)]
    question = Question()
    rows: dict[int, list[tuple[int, float]]] = {}
    ones: list[list[tuple[int, float]]] = [[] for _ in range(terms.people)]
    most: dict[int, dict[int, int]] = {}
    for person, plan, _ in sets:
        column = question.column(0, 1)
        ones[person].append((column, 1.0))
        for limit, weight in shared.use(plan).items():
            rows.setdefault(limit, []).append((column, float(weight)))
            held = most.setdefault(limit, {})
            held[person] = max(weight, held.get(person, 0))
    for one in ones:
        question.row(1, 1, one)
    for limit, pairs in rows.items():
        if sum(most[limit].values()) > shared.most[limit]:
            question.row(-ENDLESS, float(shared.most[limit]), pairs)
    start = [float(plan == known[person]) for person, plan, _ in sets]
    costs = [float(cost - least[person]) for person, _, cost in sets]
    limits.watch.say("Putting the year together", 0.5)
    reply = Asked(question).least(costs, replace(limits, steps=BLENDS), start)
    if reply.values is None:
        return list(known)
    found = list(known)
    for (person, plan, _), value in zip(sets, reply.values, strict=True):
        if value > 0.5:
            found[person] = plan
    return found


def _by_person(
    terms: Terms, sets: Sequence[tuple[int, Plan, int]]
) -> list[list[tuple[int, Plan, int]]]:
    groups: list[list[tuple[int, Plan, int]]] = [[] for _ in range(terms.people)]
    for one in sets:
        groups[one[0]].append(one)
    return groups
