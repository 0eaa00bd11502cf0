"""The last level: what people were told, the company's pattern, few trips."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from random import Random

import pytest

from engine.planning.random_terms import best, random_terms
from engine.planning.small import booked, course, given, off, online, wrt
from engine.planning.tiny import team
from goodstanding.engine.learning import REVIEW, Item
from goodstanding.engine.planning import apart, rhythm, solve, whole
from goodstanding.engine.planning.building import build
from goodstanding.engine.planning.checker import check
from goodstanding.engine.planning.given import Employee
from goodstanding.engine.planning.highs import Limits
from goodstanding.engine.planning.watch import Watch
from goodstanding.engine.standing.facts import Credential, Person

LIMITS = Limits(Watch(600))
FEBRUARY, MAY, AUGUST, NOVEMBER = (date(2027, month, 3) for month in (2, 5, 8, 11))


def due_in_june(name="Maria Lopez", branch="Reno"):
    """Somebody whose WRT is due on 31 March 2028."""
    return Employee(name, Person((Credential("WRT", issued_on=date(2024, 4, 1)),)), branch=branch)


def planned(some):
    found = solve.solve(build(some), seconds=600).enrolments
    assert check(some, found).broken == ()
    return [(some.people[e.person].name, some.offerings[e.offering].title, e.on) for e in found]


def titles(some):
    return [title for _, title, _ in planned(some)]


def three(kind="event"):
    return tuple(course(str(day), day, kind=kind) for day in (FEBRUARY, MAY, AUGUST, NOVEMBER))


@pytest.mark.parametrize(
    ("pattern", "day"),
    [
        ((Item(3, "event"),), AUGUST),
        ((Item(2, "event"),), MAY),
        ((Item(2, "event"), Item(4, REVIEW)), MAY),
        ((Item(1, REVIEW), Item(2, REVIEW), Item(3, REVIEW)), NOVEMBER),
    ],
)
def test_a_conference_is_attended_in_its_quarter(pattern, day):
    assert titles(given(due_in_june(), offerings=three(), pattern=pattern)) == [str(day)]


def test_what_is_dearer_is_not_attended_for_the_pattern():
    cheap = course("cheap", MAY, kind="event", price=9_999)
    some = given(due_in_june(), offerings=(*three(), cheap), pattern=(Item(3, "event"),))
    assert titles(some) == ["cheap"]


@pytest.mark.parametrize("told", range(4))
def test_what_somebody_was_told_comes_before_the_pattern(told):
    some = given(due_in_june(), offerings=three(), told=(booked(0, told),))
    assert titles(some) == [some.offerings[told].title]


def test_two_change_places_that_were_told_the_other_way_round():
    people = (due_in_june(), due_in_june("Bob Lee", "Fernley"))
    offerings = tuple(course(title, MAY, seats=1) for title in "AB")
    for first, second in ((0, 1), (1, 0)):
        told = (booked(0, first), booked(1, second))
        some = given(*people, offerings=offerings, told=told)
        assert titles(some) == ["AB"[first], "AB"[second]]


def test_one_trip_is_kinder_than_two():
    halves = [
        course(title, day, credits=800, price=5_000) for title, day in (("1", MAY), ("2", AUGUST))
    ]
    whole_one = course("both", date(2027, 5, 10), ends_on=date(2027, 5, 11))
    assert titles(given(due_in_june(), offerings=(*halves, whole_one))) == ["both"]


def test_online_courses_go_where_the_pattern_has_them_and_the_others_are_spread():
    parts = tuple(online(title, credits=400, price=100) for title in "ABCD")
    pattern = (Item(3, "online"), Item(1, "online"))
    days = [on for _, _, on in planned(given(due_in_june(), offerings=parts, pattern=pattern))]
    assert days == [date(2027, 8, 17), date(2027, 2, 16), date(2027, 8, 6), date(2027, 10, 19)]
    away = off(date(2027, 7, 1), date(2027, 9, 30))
    some = given(due_in_june(), offerings=parts[:1], pattern=pattern, days_off=(away,), margin=0)
    assert [on for _, _, on in planned(some)] == [date(2027, 6, 30)]


def test_an_online_course_keeps_its_day_as_long_as_that_counts():
    thursday, saturday = date(2027, 9, 9), date(2027, 9, 11)
    for told, day in ((thursday, thursday), (saturday, date(2027, 2, 16))):
        some = given(due_in_june(), offerings=(online(),), told=(booked(0, 0, told),))
        assert [on for _, _, on in planned(some)] == [day]


def alike(terms):
    """The terms with few different costs, so that many plans are equal."""
    choices = (replace(one, sixteenths=one.sixteenths % 2, cents=0) for one in terms.choices)
    return replace(terms, choices=tuple(choices))


def by_trying(terms, costs):
    """The least sum of costs of a plan that has the best totals."""
    expected, everything = best(terms), range(len(terms.choices))
    return min(
        sum(costs[index] for index in made)
        for size in range(len(terms.choices) + 1)
        for made in combinations(everything, size)
        if terms.holds(made) and terms.totals(made) == expected
    )


def test_the_kindest_of_random_plans_is_found():
    improved = 0
    for seed in range(60):
        terms, dice = alike(random_terms(seed, people=2, offerings=4)), Random(seed)
        if best(terms) is None or len(terms.choices) > 9:
            continue
        costs = [dice.randint(-4, 4) for _ in terms.choices]
        made = apart.least(terms, LIMITS).made
        exchanged = rhythm.Exchanges(terms, made, costs).best()
        found = whole.kindest(terms, LIMITS, exchanged, costs)
        sums = [sum(costs[i] for i in some) for some in (made, exchanged, found)]
        assert sums[0] >= sums[1] >= sums[2] == by_trying(terms, costs), seed
        for some in (exchanged, found):
            assert terms.holds(some), seed
            assert terms.totals(some) == terms.totals(made), seed
        improved += sums[0] > sums[2]
    assert improved > 5


def test_large_teams_only_exchange(monkeypatch):
    monkeypatch.setattr(solve, "SMALL", 0)
    test_two_change_places_that_were_told_the_other_way_round()
    for seed in range(40):
        problem = build(team(seed))
        if not problem.conflicts:
            totals = solve.solve(problem, seconds=600).totals
            found = solve.solve(problem, seconds=600).enrolments
            assert check(team(seed), found).totals == totals, seed


def test_somebody_due_earlier_is_not_moved_behind_his_deadline():
    some = given(wrt(), offerings=three(), pattern=(Item(3, "event"),))
    assert titles(some) == [str(FEBRUARY)]
