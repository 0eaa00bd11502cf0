"""What is said of a plan: why, who stays short and what helps, what clashes, what is left out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from engine.planning.small import (
    MONDAY,
    booked,
    by_trying,
    course,
    credit,
    given,
    off,
    online,
    wrt,
)
from engine.planning.tiny import CATALOGUE
from goodstanding.engine.planning.building import build
from goodstanding.engine.planning.checker import check
from goodstanding.engine.planning.explain import reasons
from goodstanding.engine.planning.given import Employee
from goodstanding.engine.planning.left_out import left_out
from goodstanding.engine.planning.outlook import outlook
from goodstanding.engine.planning.plan import Enrolment, Outcome, Solution, Totals
from goodstanding.engine.planning.planned import Unsound, planned
from goodstanding.engine.planning.settings import MostOut
from goodstanding.engine.standing.answer import Condition
from goodstanding.engine.standing.facts import Credential, Fee, Person, State

DAY = timedelta(days=1)
ONE = MostOut(None, 1)
LATE = date(2027, 3, 22)
OMAR = wrt("Omar Haddad")
ADD = "add online courses of 16 CECs to be done by 1 March 2027."


def test_why_each_enrolment_is_in_the_plan():
    some = given(
        wrt("A"),
        wrt("B", had=1400),
        offerings=(online(), online("Short", credits=800, price=None), course(credits=0)),
        bookings=(booked(0, 2),),
        year_target=800,
        max_out=MostOut(None, 2),
    )
    found = planned(some, by_trying)
    assert [why for _, why in found.enrolments] == [
        "16 CECs for WRT, due 31 March 2027, which lacks 16; costs 100.",
        "Booked already. Brings nothing that is missing; costs 100.",
        "8 CECs towards the target of 8 for 2027; free of charge.",
    ]
    assert found.uncovered == ()
    assert found.greedy == (0, 0, 16 * 5, 20_000)


def test_why_of_what_does_not_count():
    some = given(wrt(), offerings=(online(approved=False),))
    (why,) = reasons(some, (Enrolment(0, 0, MONDAY),))
    assert why == "Brings nothing that is missing; costs 100."


def helps(*people, **more):
    return [one.would_help for one in planned(given(*people, **more), by_trying).uncovered]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"offerings": (course(seats=0),)}, f"One more seat in “Course”, or {ADD}"),
        ({"offerings": (course(),), "budget": 5000}, f"Raise the budget by 50, or {ADD}"),
        (
            {"offerings": (course(approved=False),)},
            f"Have “Course” approved by the body, or {ADD}",
        ),
        (
            {"offerings": (course(starts_on=LATE),)},
            f"Submit what is earned by 22 March 2027 within 9 days, not 30 days, or {ADD}",
        ),
        (
            {"offerings": (course(),), "on_duty": 1},
            f"Do without Maria Lopez on duty on 1 February 2027, or {ADD}",
        ),
        ({}, f"A{ADD[1:]}"),
        (
            {"submit_days": 100, "offerings": (course(),)},
            (
                "Submit what is earned by 1 February 2027 within 58 days, not 100 days, or earn "
                "16 CECs by 21 December 2026, before the year begins."
            ),
        ),
        (
            {"on": date(2027, 3, 15)},
            "Add online courses of 16 CECs to be done by 31 March 2027 and submit them at once.",
        ),
        (
            {"on": date(2027, 3, 31)},
            (
                "No day is left on which credits would count in time: ask the body for more time, "
                "or plan for a re-test."
            ),
        ),
    ],
)
def test_one_change_that_covers_it(more, text):
    assert helps(wrt(), **more) == [text]


def test_a_smaller_margin_helps_where_only_the_margin_is_missing():
    text = (
        "Only the margin is missing: a margin of 0.5 instead of 2, or add online courses of "
        "1.5 CECs to be done by 1 March 2027."
    )
    assert helps(wrt(had=1350), offerings=(online(credits=100),)) == [text]


def test_one_more_may_be_away():
    week = course(ends_on=MONDAY + 4 * DAY)
    days = "1 February 2027, 2 February 2027, 3 February 2027 and 2 other days"
    text = f"Let one more of Reno be away on {days}, or {ADD}"
    assert helps(wrt(), OMAR, offerings=(week,), max_out=ONE) == [text]
    text = f"Let one more be away on 1 February 2027, or {ADD}"
    people = wrt(branch=None), replace(OMAR, branch=None)
    assert helps(*people, offerings=(course(),), max_out=ONE) == [text]


def test_what_is_planned_late_can_be_submitted_sooner():
    facts = Person(wrt().facts.credentials, (credit(LATE, 1600, State.PLANNED),))
    text = f"Submit sooner than 30 days before the deadline what is planned late, or {ADD}"
    assert helps(Employee("M", facts)) == [text]


def test_what_others_take_is_taken_off_elsewhere_too():
    people = wrt("A"), wrt("B", branch="Sparks"), wrt("C")
    some = given(
        *people,
        offerings=(course(seats=1), online("Other", seats=1)),
        budget=35_000,
        days_off=(off(date(2027, 6, 1)), off(date(2027, 6, 2), person=0)),
        bookings=(booked(0, 0), booked(1, 1)),
    )
    (short,) = planned(some, by_trying).uncovered
    assert short.short.person == 2
    assert short.would_help == f"One more seat in “Other”, or {ADD}"


def test_of_very_many_only_the_first_are_looked_at(monkeypatch):
    monkeypatch.setattr("goodstanding.engine.planning.planned.MOST_HELPED", 1)
    assert helps(wrt("A"), wrt("B")) == [f"A{ADD[1:]}", "16 CECs more, earned by 1 March 2027."]


def test_bookings_that_break_rules():
    some = given(
        wrt(),
        OMAR,
        wrt("Ann"),
        wrt("Bo"),
        offerings=(course(seats=1, requires=("ASD",)), course("B"), online()),
        bookings=(booked(0, 0), booked(1, 0), booked(0, 1), booked(2, 1), booked(3, 1)),
        days_off=(off(MONDAY, person=0),),
        budget=100,
        on_duty=1,
        max_out=ONE,
    )
    found = planned(some, by_trying)
    assert (found.solution.outcome, found.enrolments, found.greedy) == (
        Outcome.INFEASIBLE,
        (),
        None,
    )
    assert found.solution.conflicts == (
        "Maria Lopez is booked for “Course”, and 1 February 2027 is a day off.",
        "Maria Lopez is booked for “Course” and does not hold ASD.",
        "Maria Lopez is booked for “B”, and 1 February 2027 is a day off.",
        "Maria Lopez is booked for “Course” and “B”, both on 1 February 2027.",
        "Omar Haddad is booked for “Course” and does not hold ASD.",
        "“Course” has 1 seat; 2 people are booked.",
        "The bookings cost 500, more than the budget of 1.",
        ("More of branch “Reno” are booked to be away on 1 February 2027 than max_out allows."),
        (
            "With the bookings of 1 February 2027 fewer people of branch “Reno” than on_duty asks "
            "for are left for soaking and water (held by Maria Lopez, Omar Haddad, Ann and 1 "
            "other)."
        ),
    )


def test_bookings_of_somebody_who_has_left():
    left = wrt(left_on=MONDAY - DAY)
    some = given(
        left,
        offerings=(course(ends_on=MONDAY + 4 * DAY), online()),
        bookings=(booked(0, 0), booked(0, 1)),
        on=date(2027, 2, 20),
    )
    assert build(some).conflicts == (
        "Maria Lopez is booked for “Course”, and is not employed on 1 February 2027.",
        "Maria Lopez is booked for “Online” and has no working day left to do it.",
    )


def test_many_days_of_nobody_left():
    three = tuple(course(f"Course {n}", MONDAY + n * DAY) for n in range(4))
    some = given(
        wrt(branch=None),
        replace(OMAR, branch=None),
        offerings=three,
        max_out=ONE,
        bookings=tuple(booked(p, n) for p in (0, 1) for n in range(4)),
    )
    assert build(some).conflicts == (
        (
            "More of the people without a branch are booked to be away on 1 February 2027, "
            "2 February 2027, 3 February 2027 and 1 other day than max_out allows."
        ),
    )


def test_the_checker_names_every_rule_that_a_plan_breaks():
    some = given(
        wrt(),
        replace(OMAR, branch="Reno", left_on=MONDAY),
        wrt("Ann", branch=None),
        offerings=(
            course(seats=1, requires=("ASD",)),
            course("Past", date(2026, 11, 16)),
            online(),
            course("Long", MONDAY, ends_on=MONDAY + DAY),
        ),
        days_off=(off(MONDAY + DAY),),
        bookings=(booked(0, 2, MONDAY), booked(2, 3)),
        budget=100,
        on_duty=2,
        max_out=ONE,
    )
    plan = (
        Enrolment(0, 0, MONDAY + DAY),
        Enrolment(0, 1, date(2026, 11, 16)),
        Enrolment(0, 2, MONDAY + 2 * DAY),
        Enrolment(0, 3, MONDAY),
        Enrolment(1, 0, MONDAY),
        Enrolment(1, 0, MONDAY),
        Enrolment(1, 2, MONDAY + DAY),
    )
    assert check(some, plan).broken == (
        "Maria Lopez attends “Course” and “Long”, both on 1 February 2027.",
        "Maria Lopez attends “Course” and does not hold ASD.",
        "Maria Lopez attends “Course”, which begins on 1 February 2027 and not on 2 February 2027.",
        "Maria Lopez attends “Past”, which is not after 22 November 2026.",
        "Maria Lopez attends “Past”, which does not lie within 2027.",
        "Omar Haddad attends “Course” twice.",
        "Omar Haddad attends “Course” and does not hold ASD.",
        "Omar Haddad attends “Online”, and 2 February 2027 is no working day of his.",
        "Maria Lopez is booked for “Online” by another day than the plan says.",
        "Ann is booked for “Long”, which the plan leaves out.",
        "“Course” has 1 seat; 3 people attend.",
        "The plan costs 700, more than the budget of 1.",
        "1 of branch “Reno” are left for water on 16 November 2026; on_duty asks for 2.",
        "1 of branch “Reno” are left for soaking on 16 November 2026; on_duty asks for 2.",
        "2 of branch “Reno” are away on 1 February 2027; max_out allows 1.",
        "0 of branch “Reno” are left for water on 1 February 2027; on_duty asks for 2.",
        "0 of branch “Reno” are left for soaking on 1 February 2027; on_duty asks for 2.",
    )


def test_the_checker_names_what_stands_among_the_credits():
    some = given(wrt(), offerings=(course(),), in_credits=frozenset({(0, 0)}))
    assert check(some, (Enrolment(0, 0, MONDAY),)).broken == (
        "Maria Lopez attends “Course”, which stands among the credits already.",
    )


def test_the_checker_names_days_off_and_days_outside_employment():
    some = given(
        wrt(left_on=MONDAY),
        offerings=(course("Long", MONDAY, ends_on=MONDAY + 2 * DAY), online()),
        days_off=(off(MONDAY, person=0),),
        bookings=(booked(0, 0),),
    )
    plan = (Enrolment(0, 0, MONDAY, True), Enrolment(0, 1, date(2028, 1, 3)))
    assert check(some, plan).broken == (
        "Maria Lopez attends “Long”, and 1 February 2027 is a day off.",
        "Maria Lopez attends “Long”, and is not employed on 2 February 2027.",
        "Maria Lopez attends “Long”, and is not employed on 3 February 2027.",
        "Maria Lopez attends “Online”, which does not lie within 2027.",
        "Maria Lopez attends “Online”, and 3 January 2028 is no working day of his.",
    )


def test_a_plan_that_does_not_hold_is_a_mistake_of_ours():
    some = given(wrt(), offerings=(course(seats=0),))
    plan = (Enrolment(0, 0, MONDAY),)
    with pytest.raises(Unsound, match="0 seats; 1 person attends"):
        planned(some, lambda _: Solution(Outcome.OPTIMAL, plan, Totals(0, 0, 16, 10_000)))
    with pytest.raises(Unsound, match="The totals are"):
        planned(some, lambda _: Solution(Outcome.OPTIMAL, (), Totals(0, 0, 0, 0)))


def member(*credentials, credits=(), fees=(), **more):
    return Employee("Maria Lopez", Person(credentials, credits, fees), **more)


WRT = wrt().facts.credentials[0]


@pytest.mark.parametrize(
    ("person", "text"),
    [
        (member(replace(WRT, issued_on=date(2022, 12, 2))), (
            "is due 1 December 2026, before 2027 begins, and 14 are missing: an online course, "
            "submitted before that day, covers it."
        )),
        (member(WRT, left_on=date(2027, 3, 1)), (
            "is due 31 March 2027, after the last day employed: it is not planned for."
        )),
        (member(replace(WRT, ended_on=date(2027, 3, 1))), (
            "ends on 28 February 2027: its deadline 31 March 2027 is not planned for."
        )),
        (member(replace(WRT, issued_on=date(2020, 1, 1))), (
            "is lapsed and not planned for. Once it is restored by a re-test or reinstatement, "
            "fill in “Restored on”."
        )),
        (member(replace(WRT, issued_on=None)), (
            "is not planned for: nobody can tell whether it is current. Look at the body's own "
            "record and fill in “Due on” and “Seen on”."
        )),
    ],
)  # fmt: skip
def test_what_is_not_planned_for(person, text):
    found = list(left_out(given(person)))
    assert [(one.person, one.credential) for one in found] == [(0, 0)]
    assert found[0].text == f"Maria Lopez's WRT {text}"


def test_an_unpaid_fee_is_not_planned_for():
    rule = CATALOGUE.certifications["WRT"].rules[0]
    paying = replace(CATALOGUE.certifications["WRT"], rules=(replace(rule, fee=True),))
    catalogue = replace(CATALOGUE, certifications={**CATALOGUE.certifications, "WRT": paying})
    some = given(member(WRT, fees=(Fee("IICRC", date(2025, 12, 31)),)))
    (found,) = left_out(replace(some, catalogue=catalogue))
    text = "is not planned for: its fee is not paid. Pay it, and record the payment."
    assert found.text == f"Maria Lopez's WRT {text}"


def test_nothing_is_said_of_what_is_planned_for_or_is_nobodys_business():
    later = Credential("MWR", issued_on=date(2026, 10, 1))
    ended = Credential("ASD", issued_on=date(2020, 1, 1), ended_on=date(2024, 1, 1))
    card = Credential("HAZ", issued_on=date(2020, 1, 1))
    left = member(replace(WRT, issued_on=date(2020, 1, 1)), left_on=date(2026, 11, 30))
    assert list(left_out(given(wrt(), member(later, ended, card), left))) == []


def test_the_last_day_of_the_year_if_the_plan_holds():
    unsure = credit(MONDAY, 800, State.PLANNED, approved=False)
    hoped = credit(date(2026, 5, 1), 800, State.SUBMITTED)
    done = member(WRT, credits=(unsure, hoped, credit(MONDAY, 600, State.PLANNED)))
    lapsed = member(replace(WRT, issued_on=date(2020, 1, 1)))
    some = given(
        wrt(), done, OMAR, lapsed, wrt(left_on=MONDAY), wrt(),
        offerings=(course(), online(approved=False)),
        in_credits=frozenset({(5, 0)}),
    )  # fmt: skip
    plan = (Enrolment(0, 0, MONDAY), Enrolment(2, 1, MONDAY))
    assert [(fate.person, fate.then.state) for fate in outlook(some, plan)] == [
        (0, Condition.CURRENT),
        (1, Condition.CURRENT),
        (2, Condition.LAPSED),
        (5, Condition.LAPSED),
    ]
