"""Random tiny teams, where every rule can bite: what is built has the brute force's best plan."""

import pytest

from engine.planning.brute import best, judged
from engine.planning.exhaustive import exhaustive
from engine.planning.tiny import team
from goodstanding.engine.planning.building import build


@pytest.mark.parametrize("first", range(0, 200, 20))
def test_what_is_built_has_the_same_best_plan(first):
    for seed in range(first, first + 20):
        given = team(seed, people=3, offerings=5)
        expected, found = best(given), exhaustive(build(given))
        assert (found and found[0]) == (expected and expected[0]), seed
        if found:
            broken, totals = judged(given, found[1])
            assert not broken, seed
            assert totals == found[0], seed
