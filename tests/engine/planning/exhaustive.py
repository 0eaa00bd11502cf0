"""The best plan of a Problem by trying every option, so that building is tested by itself."""

from collections.abc import Iterator

from goodstanding.engine.planning.plan import Enrolment, Totals
from goodstanding.engine.planning.problem import Attendant, Option, Problem

Made = tuple[tuple[int, Option], ...]


def exhaustive(problem: Problem) -> tuple[Totals, tuple[Enrolment, ...]] | None:
    """The best plan, or None where bookings clash."""
    if problem.conflicts:
        return None
    plans = [sorted(_plans(one), key=lambda plan: plan[0]) for one in problem.people]
    least = [tuple(min(t[i] for t, _ in some) for i in range(4)) for some in plans]
    found: list[tuple[Totals, Made]] = []
    _go(problem, plans, least, problem.fixed, (), found)
    if not found:
        return None
    totals, made = found[-1]
    chosen = [
        Enrolment(problem.people[p].place, o.offering, o.on, o.offering in problem.people[p].open)
        for p, o in made
    ]
    return totals, tuple(sorted((*problem.booked, *chosen)))


def _go(
    problem: Problem, plans: list, least: list, totals: Totals, made: Made, found: list
) -> None:
    person = len(problem.people) - len(plans)
    if not plans:
        if not found or totals < found[-1][0]:
            found.append((totals, made))
        return
    for own, options in plans[0]:
        then = Totals(*map(sum, zip(totals, own, strict=True)))
        hope = tuple(map(sum, zip(then, *least[1:], strict=True)))
        longer = (*made, *((person, option) for option in options))
        if (not found or hope < found[-1][0]) and _fits(problem, longer):
            _go(problem, plans[1:], least[1:], then, longer, found)


def _plans(one: Attendant) -> Iterator[tuple[Totals, tuple[Option, ...]]]:
    plans: list[tuple[Option, ...]] = [()]
    for option in one.options:
        plans += [(*plan, option) for plan in plans if not any(map(option_clash(option), plan))]
    for plan in plans:
        if set(one.open) <= {option.offering for option in plan}:
            yield _totals(one, plan), plan


def option_clash(option: Option):
    return lambda o: o.offering == option.offering or bool(set(o.days) & set(option.days))


def _totals(one: Attendant, plan: tuple[Option, ...]) -> Totals:
    left = [demand.need for demand in one.demands]
    for option in plan:
        for place, amount in option.counts:
            left[place] -= amount
    return Totals(
        sum(max(0, need) for need in left),
        max(0, one.target - sum(option.credits for option in plan)),
        sum(option.production for option in plan),
        sum(option.money for option in plan),
    )


def _fits(problem: Problem, made: Made) -> bool:
    if problem.budget is not None and sum(o.money for _, o in made) > problem.budget:
        return False
    for place, offering in enumerate(problem.offerings):
        taken = sum(o.offering == place for _, o in made)
        if offering.seats is not None and taken > offering.seats:
            return False
    return all(
        sum(p in group.people and day in o.away for p, o in made) <= room
        for group in problem.groups
        for day, room in group.room.items()
    )
