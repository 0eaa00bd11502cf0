"""What each rule costs: the plan without it, solved again."""

from engine.planning.small import best, booked, by_trying, course, given, online, wrt
from goodstanding.engine.planning.plan import Totals
from goodstanding.engine.planning.relaxed import RULES, difference, without_each
from goodstanding.engine.planning.settings import MostOut

ONE = MostOut(None, 1)


def test_the_plan_without_each_rule():
    offerings = (course(seats=2), online(price=90_000, credits=3200))
    some = given(
        wrt("A"),
        wrt("B"),
        offerings=offerings,
        max_out=ONE,
        budget=100_000,
        year_target=800,
    )
    assert best(some)[0] == (0, 0, 80, 100_000)
    assert without_each(some, by_trying) == (
        ("max_out", (0, 0, 32, 20_000), True),
        ("budget", (0, 0, 80, 100_000), True),
        ("margin", (0, 0, 80, 100_000), True),
        ("year_target", (0, 0, 80, 100_000), True),
        ("seats", (0, 0, 80, 100_000), True),
    )


def test_only_rules_that_are_set_are_taken_away():
    some = given(wrt("A"), wrt("B"), offerings=(course(),), max_out=ONE, margin=0)
    assert best(some)[0] == (1400, 0, 16, 10_000)
    assert without_each(some, by_trying) == (("max_out", (0, 0, 32, 20_000), True),)


def test_one_who_stays_on_duty_has_his_price():
    some = given(wrt("A"), offerings=(course(),), on_duty=1, margin=0)
    assert {rule: totals.missing for rule, totals, _ in without_each(some, by_trying)} == {
        "max_out": 1400,
        "on_duty": 0,
    }


def test_bookings_that_clash_for_another_reason_have_no_plan():
    clash = (course(requires=("ASD",)),)
    some = given(wrt(), offerings=clash, bookings=(booked(0, 0),), margin=0)
    assert without_each(some, by_trying) == ()


def test_a_price_in_words():
    assert set(RULES) >= {rule for rule, _, _ in without_each(given(wrt()), by_trying)}
    plan = Totals(400, 0, 84, 280_000)
    assert difference(plan, plan) == "It costs nothing."
    assert difference(plan, Totals(300, 50, 32, 249_000)) == (
        "Without it: 1 fewer credit missing before deadlines, 0.5 more credits missing to the "
        "year's target, 3.25 fewer production days and 310 less money."
    )
    assert difference(plan, Totals(400, 0, 100, 281_000)) == (
        "Without it: 1 more production day and 10 more money."
    )
