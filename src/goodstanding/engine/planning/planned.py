"""The whole answer: a solver's plan, judged by the checker, with everything said of it."""

from collections.abc import Callable
from dataclasses import dataclass

from goodstanding.engine.planning.building import build
from goodstanding.engine.planning.checker import Verdict, check
from goodstanding.engine.planning.explain import Short, reasons, short_of
from goodstanding.engine.planning.given import Given
from goodstanding.engine.planning.greedy import greedy
from goodstanding.engine.planning.helps import plainly, would_help
from goodstanding.engine.planning.plan import Enrolment, Outcome, Solution, Totals
from goodstanding.engine.planning.problem import Problem

Solver = Callable[[Problem], Solution]
MOST_HELPED = 100
"""For so many short cycles a change is looked for; each takes a tenth of a second."""


class Unsound(Exception):
    """A solver gave a plan that does not hold: a mistake of ours, never of what was given."""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A cycle that stays short, and a change that covers it."""

    short: Short
    would_help: str


@dataclass(frozen=True, slots=True)
class Planned:
    """The solution, the enrolments with their reasons, who stays short, and the greedy totals."""

    solution: Solution
    enrolments: tuple[tuple[Enrolment, str], ...]
    uncovered: tuple[Uncovered, ...]
    greedy: Totals | None


def planned(given: Given, solver: Solver) -> Planned:
    """Plan with a solver. Raises Unsound where its plan breaks a rule or its totals are not so."""
    problem = build(given)
    solution = solver(problem)
    if solution.outcome is Outcome.INFEASIBLE:
        return Planned(solution, (), (), None)
    plan = tuple(sorted(solution.enrolments, key=lambda one: (one.person, one.on, one.offering)))
    _insist(check(given, plan), solution.totals)
    return Planned(
        solution,
        tuple(zip(plan, reasons(given, plan), strict=True)),
        tuple(_uncovered(given, plan)),
        check(given, greedy(problem) or ()).totals,
    )


def _insist(verdict: Verdict, totals: Totals | None) -> None:
    if verdict.broken:
        raise Unsound(" ".join(verdict.broken))
    if verdict.totals != totals:
        raise Unsound(f"The totals are {verdict.totals} and not {totals}.")


def _uncovered(given: Given, plan: tuple[Enrolment, ...]) -> list[Uncovered]:
    short = short_of(given, plan)
    helped = [Uncovered(one, would_help(given, plan, one)) for one in short[:MOST_HELPED]]
    return [*helped, *(Uncovered(one, plainly(given, one)) for one in short[MOST_HELPED:])]
