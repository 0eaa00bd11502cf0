"""Random tiny teams, where every rule can bite: what is built has the brute force's best plan."""

import pytest

from engine.planning.brute import best, judged
from engine.planning.exhaustive import exhaustive
from engine.planning.tiny import some_plans, team
from goodstanding.engine.planning.building import build
from goodstanding.engine.planning.checker import check
from goodstanding.engine.planning.greedy import greedy


@pytest.mark.parametrize("first", range(0, 100, 20))
def test_what_is_built_has_the_same_best_plan(first):
    for seed in range(first, first + 20):
        given = team(seed, people=3, offerings=5)
        expected, found = best(given), exhaustive(build(given))
        assert (found and found[0]) == (expected and expected[0]), seed
        if found:
            assert check(given, found[1]) == ((), found[0]), seed
            assert judged(given, found[1]) == ([], found[0]), seed


@pytest.mark.parametrize("first", range(1000, 1200, 50))
def test_any_plan_is_judged_alike(first):
    for seed in range(first, first + 50):
        given = team(seed)
        for plan in some_plans(seed, given):
            broken, totals = judged(given, plan)
            found = check(given, plan)
            assert (bool(found.broken), found.totals) == (bool(broken), totals), seed


@pytest.mark.parametrize("first", range(2000, 2200, 50))
def test_the_greedy_plan_holds_and_is_no_better(first):
    for seed in range(first, first + 50):
        given = team(seed, people=3, offerings=5)
        problem = build(given)
        expected, plan = exhaustive(problem), greedy(problem)
        if plan is not None:
            broken, totals = check(given, plan)
            assert not broken, seed
            assert totals >= expected[0], seed
