"""What each rule costs: the plan without it, solved again.

A rule that is not set, or that nothing runs into, costs nothing. What a rule costs is the
difference of the totals, level by level: the first level that differs is what it is about.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from goodstanding.engine import credits
from goodstanding.engine.planning.building import build
from goodstanding.engine.planning.given import Given
from goodstanding.engine.planning.plan import Outcome, Totals
from goodstanding.engine.planning.planned import Solver
from goodstanding.engine.planning.settings import MostOut
from goodstanding.engine.wording import joined, money


class Without(NamedTuple):
    """The totals of the plan without a rule (the name of its setting, or "seats").

    `proven`: no plan without the rule is better; else the rule may cost more than they say.
    """

    rule: str
    totals: Totals
    proven: bool


def without_each(given: Given, solver: Solver) -> tuple[Without, ...]:
    """The totals without each rule that is set; a rule is left out where bookings clash anyway."""
    found: list[Without] = []
    for rule, changed in _relaxations(given):
        solution = solver(build(changed))
        if solution.totals is not None:
            found.append(Without(rule, solution.totals, solution.outcome is Outcome.OPTIMAL))
    return tuple(found)


RULES = {
    "max_out": "Not more people out of a branch at once",
    "on_duty": "Somebody certified on duty",
    "budget": "The budget",
    "margin": "Credits beyond what a deadline needs",
    "year_target": "The year's target",
    "seats": "Seats",
}
"""The rules in words."""


def difference(plan: Totals, without: Totals) -> str:
    """What a plan without a rule comes to, compared: "4 fewer credits missing before deadlines"."""
    parts = [
        words
        for level, (have, then) in enumerate(zip(plan, without, strict=True))
        if (words := _difference(level, then - have))
    ]
    return f"Without it: {joined(parts)}." if parts else "It costs nothing."


def _difference(level: int, more: int) -> str:
    if not more:
        return ""
    fewer, less = ("more", "more") if more > 0 else ("fewer", "less")
    amount = abs(more)
    if level == 2:
        days = f"{amount / 16:,.4f}".rstrip("0").rstrip(".")
        return f"{days} {fewer} production day{'' if amount == 16 else 's'}"
    if level == 3:
        return f"{money(amount)} {less} money"
    what = "before deadlines" if level == 0 else "to the year's target"
    return f"{credits.show(amount)} {fewer} credit{'' if amount == 100 else 's'} missing {what}"


def _relaxations(given: Given) -> Iterator[tuple[str, Given]]:
    settings = given.settings
    everybody = MostOut(None, max(1, len(given.people)))
    yield "max_out", replace(given, settings=replace(settings, max_out=everybody))
    if settings.on_duty:
        yield "on_duty", replace(given, settings=replace(settings, on_duty=0))
    if settings.budget is not None:
        yield "budget", replace(given, settings=replace(settings, budget=None))
    if settings.margin:
        yield "margin", replace(given, settings=replace(settings, margin=0))
    if settings.year_target:
        yield "year_target", replace(given, settings=replace(settings, year_target=0))
    if any(offering.seats is not None for offering in given.offerings):
        offerings = tuple(replace(offering, seats=None) for offering in given.offerings)
        yield "seats", replace(given, offerings=offerings)
