"""Each rule of planning.md by itself: what may be chosen, what counts, what it costs."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from engine.planning.small import (
    MONDAY,
    ON,
    attended,
    best,
    booked,
    course,
    credit,
    given,
    missing,
    off,
    online,
    wrt,
)
from engine.planning.tiny import CATALOGUE
from goodstanding.engine.planning.given import Employee
from goodstanding.engine.planning.plan import Enrolment
from goodstanding.engine.planning.settings import MostOut
from goodstanding.engine.standing.facts import Credential, Person, State

DAY = timedelta(days=1)
ONE = MostOut(None, 1)
ALL = MostOut(None, 9)


def two(offering, **more):
    """How many of two people with the same need are covered by an offering."""
    some = given(wrt("Maria"), wrt("Omar"), offerings=(offering,), **more)
    return len(attended(some))


# What must hold


def test_two_offerings_on_one_day_are_not_both_attended():
    halves = course("A", credits=800), course("B", credits=800)
    assert missing(given(wrt(), offerings=halves)) == 800
    apart = course("A", credits=800), course("B", MONDAY + DAY, credits=800)
    assert missing(given(wrt(), offerings=apart)) == 0


def test_friday_to_monday_leaves_the_weekend_free():
    friday = date(2027, 1, 29)
    long = course("Long", friday, ends_on=friday + 3 * DAY, credits=800)
    weekend = course("Weekend", friday + DAY, ends_on=friday + 2 * DAY, credits=800)
    assert missing(given(wrt(), offerings=(long, weekend))) == 0


@pytest.mark.parametrize("row", [off(MONDAY, person=0), off(MONDAY)])
def test_a_day_off_or_a_holiday_keeps_a_person_away_from_it(row):
    assert missing(given(wrt(), offerings=(course(),), days_off=(row,))) == 1600


def test_an_offering_that_spans_a_holiday_takes_place_on_its_other_days():
    some = given(wrt(), offerings=(course(ends_on=MONDAY + DAY),), days_off=(off(MONDAY + DAY),))
    assert best(some)[0] == (0, 0, 16, 10_000)


def test_nobody_attends_outside_his_employment():
    assert missing(given(wrt(hired_on=MONDAY + DAY), offerings=(course(),))) == 1600
    assert missing(given(wrt(hired_on=MONDAY), offerings=(course(),))) == 0
    late = course("Late", date(2027, 3, 1))
    assert missing(given(wrt(left_on=date(2027, 3, 31)), offerings=(late,))) == 0


def test_seats():
    assert two(course(seats=1), max_out=ALL) == 1
    assert two(course(seats=2), max_out=ALL) == 2
    assert two(online(seats=1)) == 1


def test_requirements_are_held_on_the_day_of_planning():
    assert missing(given(wrt(), offerings=(course(requires=("WRT",)),))) == 0
    assert missing(given(wrt(), offerings=(course(requires=("WRT", "ASD")),))) == 1600


def test_the_budget_holds_for_all_together():
    assert two(course(), max_out=ALL, budget=19_999) == 1
    assert two(course(), max_out=ALL, budget=20_000) == 2


@pytest.mark.parametrize(
    ("most", "expected"),
    [(ONE, 1), (ALL, 2), (MostOut(Fraction(1, 5)), 1), (MostOut(Fraction(1)), 2)],
)
def test_only_so_many_of_a_branch_are_away(most, expected):
    assert two(course(), max_out=most) == expected


def test_nobody_is_away_at_a_session_or_on_a_weekend_or_online():
    assert two(course(kind="session"), max_out=ONE) == 2
    assert two(course(starts_on=date(2027, 1, 30)), max_out=ONE) == 2
    assert two(online(), max_out=ONE) == 2


def test_people_without_a_branch_are_one_more_branch():
    some = given(wrt("A", branch=None), wrt("B", branch=None), offerings=(course(),), max_out=ONE)
    assert len(attended(some)) == 1
    apart = given(
        wrt("A", branch=None), wrt("B", branch="Reno"), offerings=(course(),), max_out=ONE
    )
    assert len(attended(apart)) == 2


def test_holders_stay_on_duty():
    assert two(course(), max_out=ALL, on_duty=1) == 1
    assert two(course(), max_out=ALL, on_duty=2) == 0
    assert two(course(), max_out=ALL, on_duty=1, services={"mold": "AMRT"}) == 2


def test_who_is_off_is_not_missed_on_duty():
    some = {"max_out": ALL, "on_duty": 1, "days_off": (off(MONDAY, person=1),)}
    assert two(course(), **some) == 0
    assert two(course(), **{**some, "on_duty": 0}) == 1


def test_a_booking_stays_and_others_make_room_for_it():
    some = given(wrt("A"), wrt("B"), offerings=(course(),), bookings=(booked(1, 0),), max_out=ONE)
    assert best(some)[1] == (Enrolment(1, 0, MONDAY, True),)


def test_a_booked_online_course_without_a_day_gets_the_day_that_serves():
    some = given(wrt(), offerings=(online(),), bookings=(booked(0, 0),))
    totals, (enrolment,) = best(some)
    assert (totals.missing, enrolment.locked) == (0, True)
    given_day = given(wrt(), offerings=(online(),), bookings=(booked(0, 0, date(2027, 3, 2)),))
    assert best(given_day)[0].missing == 1600


def test_a_booking_that_stands_in_the_credits_counts_once():
    planned = credit(MONDAY, 800, State.PLANNED, title="Course")
    maria = Employee("Maria", Person(wrt().facts.credentials, (planned,)), branch="Reno")
    for offering in (course(credits=800), online(credits=800)):
        some = given(maria, offerings=(offering,), in_credits=frozenset({(0, 0)}), year_target=1000)
        assert best(some)[0] == (800, 200, 0, 0)


# What may be chosen


@pytest.mark.parametrize("day", [ON, date(2026, 12, 31), date(2028, 1, 3)])
def test_only_what_lies_ahead_and_within_the_year_is_chosen(day):
    assert attended(given(wrt(), offerings=(course(starts_on=day),), year_target=800)) == []


def test_the_turn_of_the_year_is_not_within_it():
    over = course(starts_on=date(2027, 12, 31), ends_on=date(2028, 1, 1))
    assert attended(given(wrt(), offerings=(over,), year_target=800)) == []


# What counts


def test_nothing_is_needed_when_what_is_posted_is_enough():
    assert missing(given(wrt(had=1400))) == 0
    assert missing(given(wrt(had=1399))) == 201
    assert missing(given(wrt(had=1399), margin=0)) == 1


def test_credits_count_up_to_some_days_before_the_deadline():
    assert missing(given(wrt(), offerings=(course(starts_on=date(2027, 3, 1)),))) == 0
    late = course(starts_on=date(2027, 3, 2))
    assert missing(given(wrt(), offerings=(late,))) == 1600
    assert missing(given(wrt(), offerings=(late,), submit_days=29)) == 0


def test_an_online_course_is_done_in_time():
    _, (enrolment,) = best(given(wrt(), offerings=(online(),)))
    assert MONDAY.replace(month=1) <= enrolment.on <= date(2027, 3, 1)


def test_what_is_not_approved_or_obtains_it_or_is_of_another_body_does_not_count():
    for more in ({"approved": False}, {"obtains": "WRT"}, {"body": "QUICK"}, {"credits": None}):
        assert missing(given(wrt(), offerings=(course(**more),))) == 1600
    assert missing(given(wrt(), offerings=(course(obtains="ASD"),))) == 0


def test_a_booth_visit_without_a_number_is_two():
    assert missing(given(wrt(), offerings=(course(kind="booth", credits=None),))) == 1400


def test_planned_credits_count_as_they_are():
    facts = wrt().facts
    for day, left in ((date(2027, 3, 1), 1000), (date(2027, 3, 2), 1600)):
        credits = (credit(day, 600, State.PLANNED),)
        assert missing(given(Employee("M", Person(facts.credentials, credits)))) == left


def test_deadlines_after_the_last_day_or_the_end_are_left_out():
    assert missing(given(wrt(left_on=date(2027, 3, 30)))) == 0
    assert missing(given(wrt(left_on=date(2027, 3, 31)))) == 1600
    ended = Credential("WRT", issued_on=date(2023, 4, 1), ended_on=date(2027, 3, 30))
    assert missing(given(Employee("M", Person((ended,))))) == 0


def test_deadlines_up_to_the_end_of_june_are_looked_after():
    for issued_on, left in ((date(2024, 7, 1), 1600), (date(2024, 7, 2), 0)):
        assert missing(given(Employee("M", Person((Credential("WRT", issued_on),))))) == left


def test_every_cycle_of_the_span_is_looked_after():
    quick = Employee("M", Person((Credential("Q5", issued_on=date(2026, 11, 1)),)))
    some = given(quick, offerings=(online(credits=500, body="QUICK"),), submit_days=0)
    assert missing(some) == 500 * 4 - 500


def capped(**caps):
    certification = CATALOGUE.certifications["WRT"]
    rule = replace(certification.rules[0], **caps)
    own = {**CATALOGUE.certifications, "WRT": replace(certification, rules=(rule,))}
    return replace(CATALOGUE, certifications=own)


def test_caps_of_the_rule_hold_for_what_is_planned():
    planned = credit(MONDAY + DAY, 100, State.PLANNED, title="Talk", started_on=MONDAY + DAY)
    maria = Employee("M", Person(wrt().facts.credentials, (planned,)))
    some = given(maria, offerings=(course(ends_on=MONDAY + DAY, credits=1400),))
    assert missing(some) == 100
    assert missing(replace(some, catalogue=capped(most_per_activity=800))) == 700
    assert missing(replace(some, catalogue=capped(most_per_day=600))) == 400


# What it costs


@pytest.mark.parametrize(
    ("more", "sixteenths"),
    [
        ({"ends_on": MONDAY + 2 * DAY}, 48),
        ({"kind": "event", "ends_on": MONDAY + 6 * DAY}, 80),
        ({"kind": "booth"}, 8),
        ({"kind": "session", "credits": 1650}, 33),
        ({"starts_on": None, "kind": "event", "credits": 1650}, 33),
        ({"starts_on": date(2027, 1, 30)}, 0),
        ({"starts_on": date(2027, 1, 30), "kind": "booth"}, 0),
        ({"production_days": Decimal("0.1")}, 2),
        ({"kind": "session", "credits": 1601}, 33),
    ],
)
def test_production_days(more, sixteenths):
    assert best(given(wrt(), offerings=(course(**more),)))[0].production_days == sixteenths


@pytest.mark.parametrize(
    ("person", "factor", "sixteenths"), [(None, 2, 48), (0, 2, 48), (None, Fraction(3, 2), 40)]
)
def test_busy_days_count_more(person, factor, sixteenths):
    busy = (off(MONDAY, person=person, busy=True), off(MONDAY, busy=True))
    some = given(
        wrt(),
        offerings=(course(ends_on=MONDAY + DAY),),
        days_off=busy,
        busy_factor=Fraction(factor),
    )
    assert best(some)[0].production_days == sixteenths


def test_the_target_is_by_months_employed():
    for hired_on, left in ((None, 800), (date(2027, 2, 1), 733), (date(2027, 2, 2), 666)):
        some = given(wrt(had=1400, hired_on=hired_on), year_target=800)
        assert best(some)[0].target_missing == left


def test_who_holds_nothing_that_asks_for_credits_has_no_target():
    haz = Employee("M", Person((Credential("HAZ", issued_on=date(2026, 6, 1)),)))
    assert best(given(haz, Employee("N"), year_target=800))[0].target_missing == 0


def test_days_come_before_money_and_the_target_before_both():
    cheap = course("Cheap", credits=800, price=1, ends_on=MONDAY + DAY)
    quick = course("Quick", credits=800, price=99_999)
    some = given(wrt(had=1400), offerings=(cheap, quick), year_target=800)
    assert best(some)[0] == (0, 0, 16, 99_999)
