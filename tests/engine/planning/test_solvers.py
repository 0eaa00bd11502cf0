"""The solvers against trials of everything: the same best in every level, for tiny random terms."""

import pytest

from engine.planning.brute import judged
from engine.planning.exhaustive import exhaustive
from engine.planning.random_terms import best, random_terms
from engine.planning.tiny import team
from goodstanding.engine.planning import apart, whole
from goodstanding.engine.planning.building import build
from goodstanding.engine.planning.highs import Limits
from goodstanding.engine.planning.plan import Bounds, Outcome
from goodstanding.engine.planning.posed import posed
from goodstanding.engine.planning.solve import solve
from goodstanding.engine.planning.watch import Watch


def limits():
    return Limits(Watch(600))


@pytest.mark.parametrize("least", [whole.least, apart.least])
def test_the_best_of_random_terms_is_found_and_proven(least):
    for seed in range(60):
        terms = random_terms(seed, people=2, offerings=4)
        expected = best(terms)
        if expected is None:
            with pytest.raises(whole.Unkept):
                least(terms, limits())
            continue
        answer = least(terms, limits())
        assert answer.totals == answer.bounds == expected, seed
        assert terms.totals(answer.made) == expected, seed
        assert terms.holds(answer.made), seed


@pytest.mark.parametrize("first", range(0, 120, 30))
def test_tiny_teams_have_the_best_plan_of_all(first):
    for seed in range(first, first + 30):
        given = team(seed)
        problem = build(given)
        expected, solution = exhaustive(problem), solve(problem, seconds=600)
        if expected is None:
            assert solution.outcome is Outcome.INFEASIBLE, seed
            assert solution.conflicts == problem.conflicts
            assert (solution.enrolments, solution.totals, solution.bounds) == ((), None, None)
            continue
        assert solution.outcome is Outcome.OPTIMAL, seed
        assert solution.totals == expected[0], seed
        assert solution.bounds == Bounds(*expected[0]), seed
        assert judged(given, solution.enrolments) == ([], expected[0]), seed


def test_the_whole_model_finds_the_same_in_tiny_teams():
    for seed in range(60):
        problem = build(team(seed))
        if not problem.conflicts:
            answer = whole.least(posed(problem).terms, limits())
            assert answer.proven, seed
            fixed = zip(problem.fixed, answer.totals, strict=True)
            assert tuple(map(sum, fixed)) == exhaustive(problem)[0], seed
