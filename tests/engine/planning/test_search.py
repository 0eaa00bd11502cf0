"""How the search behaves where it is stopped, has too much to do, or has little to choose."""

from dataclasses import replace

import pytest

from engine.planning.random_terms import best, random_terms
from engine.planning.tiny import team
from goodstanding.engine.planning import apart, whole
from goodstanding.engine.planning.building import build
from goodstanding.engine.planning.highs import Limits
from goodstanding.engine.planning.plan import Outcome
from goodstanding.engine.planning.posed import posed
from goodstanding.engine.planning.solve import solve
from goodstanding.engine.planning.terms import Choice, Limit, Need, Terms
from goodstanding.engine.planning.trimmed import trimmed
from goodstanding.engine.planning.watch import Watch


class Stopped(Exception):
    pass


def limits(**counts):
    return Limits(Watch(600), **counts)


def test_the_same_team_has_the_same_plan():
    problem = build(team(7, people=8, offerings=12))
    assert solve(problem, seconds=600) == solve(problem, seconds=600)


def test_without_time_there_is_a_plan_and_a_bound():
    problem = build(team(1, people=12, offerings=16))
    hasty, best_of_all = solve(problem, seconds=0), solve(problem, seconds=600)
    assert hasty.outcome is Outcome.FEASIBLE
    assert best_of_all.outcome is Outcome.OPTIMAL
    assert best_of_all.totals <= hasty.totals
    proven = [bound for bound in hasty.bounds if bound is not None]
    assert proven <= list(best_of_all.totals)


def test_without_a_search_the_first_plan_stands():
    terms = random_terms(11, people=6, offerings=10)
    answer = whole.least(terms, limits(steps=0))
    assert not answer.proven
    assert terms.holds(answer.made)
    assert answer.bounds[0] <= apart.least(terms, limits()).totals[0]


def test_progress_is_told_in_words_and_shares():
    heard = []
    problem = build(team(11, people=12, offerings=16))
    solve(problem, seconds=600, told=lambda word, share: heard.append((word, share)))
    assert heard[0] == ("Weighing who goes where", 0.0)
    assert {word for word, _ in heard} == {
        "Weighing who goes where",
        "Putting the year together",
        "Proving that nothing is better",
    }
    assert all(0 <= share < 1 for _, share in heard)


@pytest.mark.parametrize("moment", range(5))
def test_who_is_told_can_stop_the_search(moment):
    """Within HiGHS, too, which asks between its steps."""
    heard = []

    def told(word, _share):
        heard.append(word)
        if len(heard) > moment:
            raise Stopped

    with pytest.raises(Stopped):
        whole.least(random_terms(11, people=6, offerings=10), Limits(Watch(600, told)))
    assert len(heard) == moment + 1


def test_no_more_is_kept_than_a_need_can_use():
    choices = tuple(Choice(0, n, (), ((0, 100),), n, 100 - n) for n in range(3))
    dearer = tuple(Choice(0, n, (), ((0, 100),), 5, 100) for n in range(3, 6))
    useless = (Choice(0, 6, (), (), 0, 0), Choice(0, 7, (4,), (), 0, 0))
    terms = Terms(1, (*choices, *dearer, *useless), (Need(0, 0, 150),), ())
    assert trimmed(terms) == {0, 1, 2}


def test_two_choices_that_fit_one_by_one_need_not_fit_together():
    choices = tuple(Choice(0, n, (), ((0, 100),), 1, 60) for n in range(2))
    terms = Terms(1, choices, (Need(0, 0, 200),), (Limit((0, 1), (60, 60), 100),))
    assert apart.least(terms, limits()).totals == (100, 0, 1, 60)


def test_what_lies_in_the_gap_of_another_does_not_clash():
    friday_to_monday, weekend = (5, 8), (6, 7)
    choices = tuple(
        Choice(0, offering, days, ((0, 100),), 1, 0)
        for offering, days in enumerate((friday_to_monday, weekend))
    )
    terms = Terms(1, choices, (Need(0, 0, 200),), ())
    assert apart.least(terms, limits()).totals == (0, 0, 2, 0)


@pytest.mark.parametrize("people", [1, 3])
def test_two_in_the_gap_of_a_third_clash_with_each_other(people: int):
    days = ((5, 8), (6,), (6,), (6, 7))
    choices = tuple(
        Choice(person, offering, taken, ((person, 100),), offering + 1, 0)
        for person in range(people)
        for offering, taken in enumerate(days)
    )
    needs = tuple(Need(person, 0, 400) for person in range(people))
    terms = Terms(people, choices, needs, ())
    assert apart.least(terms, limits()).totals == (200 * people, 0, 3 * people, 0)


def test_too_many_states_still_give_a_bound_and_are_closed_by_the_whole_model():
    """Four needs of 21 steps that nothing serves together: 194,481 states."""
    needs = tuple(Need(person, n % 2, 20) for person in range(4) for n in range(4))
    choices = tuple(
        Choice(person, 5 * n + power, (), ((4 * person + n, 2**power),), 2**power, 1)
        for person in range(4)
        for n in range(4 - person)
        for power in range(5)
    )
    terms = Terms(4, choices, needs, ())
    answer = apart.least(terms, limits())
    assert answer.proven
    assert answer.totals[2:] == (200, 20)


def test_rounds_that_are_too_few_leave_it_to_the_whole_model():
    for seed in range(20):
        terms = random_terms(seed, people=2, offerings=4)
        expected = best(terms)
        if expected is not None:
            assert apart.least(terms, limits(rounds=1)).totals == expected, seed


def test_what_bookings_cover_is_no_need():
    problem = build(team(7, people=8, offerings=12))
    covered = tuple(
        replace(one, demands=tuple(replace(demand, need=0) for demand in one.demands))
        for one in problem.people
    )
    needs = posed(replace(problem, people=covered)).terms.needs
    assert [need.level for need in needs] == [1] * sum(one.target > 0 for one in covered)
    assert len(posed(problem).terms.needs) > len(needs)
