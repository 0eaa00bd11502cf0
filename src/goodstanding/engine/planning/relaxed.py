"""What each rule costs: the plan without it, solved again.

A rule that is not set, or that nothing runs into, costs nothing. What a rule costs is the
difference of the totals, level by level: the first level that differs is what it is about.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from goodstanding.engine.planning.building import build
from goodstanding.engine.planning.given import Given
from goodstanding.engine.planning.plan import Outcome, Totals
from goodstanding.engine.planning.planned import Solver
from goodstanding.engine.planning.settings import MostOut


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
