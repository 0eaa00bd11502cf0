"""The careful manager's plan: by deadlines, then by days and money per missing credit."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from engine.planning.small import MONDAY, booked, course, given, off, online, wrt
from goodstanding.engine.planning.building import build
from goodstanding.engine.planning.checker import check
from goodstanding.engine.planning.greedy import greedy
from goodstanding.engine.planning.settings import MostOut
from goodstanding.engine.standing.facts import Credential, Person

DAY = timedelta(days=1)
ONE = MostOut(None, 1)


def by_hand(some):
    plan = greedy(build(some))
    assert check(some, plan).broken == ()
    return [(some.people[e.person].name, some.offerings[e.offering].title) for e in plan]


def test_who_is_due_first_chooses_first():
    facts = Person((Credential("WRT", issued_on=date(2023, 3, 1)),))
    sooner = replace(wrt("Sooner"), facts=facts)
    some = given(
        wrt("Later"), sooner, offerings=(course(starts_on=MONDAY.replace(month=1, day=4)),)
    )
    assert by_hand(replace(some, settings=replace(some.settings, max_out=ONE))) == [
        ("Sooner", "Course")
    ]


def test_he_takes_the_fewest_days_then_the_least_money_for_each_credit():
    long = course("Long", ends_on=MONDAY + DAY)
    dear = course("Dear", MONDAY + 3 * DAY, price=99_900)
    cheap = course("Cheap", MONDAY + 4 * DAY)
    assert by_hand(given(wrt("M"), offerings=(long, dear, cheap))) == [("M", "Cheap")]


def test_he_keeps_every_rule():
    two_days = course("Two days", ends_on=MONDAY + DAY, production_days=Decimal("0.5"))
    some = given(
        wrt("A"),
        wrt("B"),
        wrt("C"),
        offerings=(two_days, course("One day", price=9_999)),
        days_off=(off(MONDAY + DAY, person=1), off(MONDAY + DAY, person=2)),
        max_out=ONE,
        budget=50_000,
    )
    assert by_hand(some) == [("A", "Two days")]


def test_bookings_come_first():
    some = given(wrt("A"), wrt("B"), offerings=(online(seats=1),), bookings=(booked(1, 0),))
    assert by_hand(some) == [("B", "Online")]
    clash = given(wrt(), offerings=(course(requires=("ASD",)),), bookings=(booked(0, 0),))
    assert greedy(build(clash)) is None
