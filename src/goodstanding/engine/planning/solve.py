"""The best plan for a problem: small teams and large ones by the same way.

The problem is put into terms (posed), those that nobody can need are left out (trimmed), everybody
is asked alone at prices for what is shared (prices, alone), and what people chose is put together
(fitted). What is then not proven goes to HiGHS (whole). A plan and its bounds are whole numbers,
added up from the choices; floats only lead the search.
"""

from dataclasses import replace

from goodstanding.engine.planning import rhythm
from goodstanding.engine.planning.apart import least
from goodstanding.engine.planning.highs import Limits
from goodstanding.engine.planning.plan import Bounds, Outcome, Solution, Totals
from goodstanding.engine.planning.posed import Posed, enrolments, posed
from goodstanding.engine.planning.problem import Problem
from goodstanding.engine.planning.terms import LEVELS
from goodstanding.engine.planning.terms import Totals as Amounts
from goodstanding.engine.planning.watch import Told, Watch
from goodstanding.engine.planning.whole import Answer, kindest

SMALL = 1_500
"""Choices up to which the last level is asked of HiGHS, too; larger teams exchange one for one."""
STEPS = 50
"""As long as that may take: it decides among equals."""


def solve(problem: Problem, *, seconds: float, told: Told | None = None) -> Solution:
    """The best plan, proven so or with the bounds that are.

    `seconds` only guards: the work is counted in steps of the search. `told` hears a word and how
    much is done (0 to 1) now and then; whatever it raises ends the search and comes back from here.
    """
    if problem.conflicts:
        return Solution(Outcome.INFEASIBLE, conflicts=problem.conflicts)
    question = posed(problem)
    limits = Limits(Watch(seconds, told))
    answer = least(question.terms, limits)
    made = _kindest(problem, question, answer, limits)
    return Solution(
        Outcome.OPTIMAL if answer.proven else Outcome.FEASIBLE,
        enrolments(problem, question, made),
        _with(problem.fixed, answer.totals),
        _bounds(problem.fixed, answer),
    )


def _kindest(problem: Problem, question: Posed, answer: Answer, limits: Limits) -> tuple[int, ...]:
    """The best of equal plans in the last level; in a small team it is proven to be."""
    terms, costs = question.terms, rhythm.costs(problem, question)
    made = rhythm.Exchanges(terms, answer.made, costs).best()
    if not answer.proven or len(terms.choices) > SMALL:
        return made
    return kindest(terms, replace(limits, steps=STEPS), made, costs)


def _with(fixed: Totals, amounts: Amounts) -> Totals:
    return Totals(*(a + b for a, b in zip(fixed, amounts, strict=True)))


def _bounds(fixed: Totals, answer: Answer) -> Bounds:
    """With what is booked; nothing below a level that is not proven."""
    bounds: list[int | None] = [None] * LEVELS
    for level in range(LEVELS):
        bound = answer.bounds[level]
        bounds[level] = None if bound is None else bound + fixed[level]
        if bound != answer.totals[level]:
            break
    return Bounds(*bounds)
