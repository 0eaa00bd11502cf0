"""What needs a person, and what got better."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine

import company as cast
from company import TODAY
from goodstanding.engine.standing.facts import State
from goodstanding.engine.standing.together import Said
from goodstanding.services import today as page
from goodstanding.services.credentials import restore
from goodstanding.services.credits import correct_credit
from goodstanding.services.today import FIRST, today
from web.typing_in import NOON

pytestmark = pytest.mark.django_db


def test_the_most_urgent_first_and_one_thing_for_a_person_and_label() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    maria, dwayne, fine = (cast.person(by, n) for n in ("Maria Lopez", "Dwayne Walker", "Bo"))
    cast.held(by, maria)
    for code in ("WRT", "ASD"):
        cast.held(by, dwayne, code, issued_on=date(2022, 10, 3))
    cast.held(by, fine, issued_on=date(2026, 1, 1))
    found = today(organisation, TODAY)
    assert [thing.said for thing in found.things] == [
        Said("Dwayne Walker's WRT and ASD lapsed on 3 October 2026.", "14 CECs missing."),
        Said("Maria Lopez's WRT lapses in 48 days.", "14 CECs missing."),
    ]
    assert (found.total, found.summary.attention) == (2, 2)


def test_more_than_fits() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    for n in range(FIRST + 2):
        cast.held(by, cast.person(by, f"Person {n:02}"))
    found = today(organisation, TODAY)
    assert (len(found.things), found.total) == (FIRST, FIRST + 2)


def test_bodies_are_told_apart() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    maria = cast.person(by)
    cast.held(by, maria)
    cast.held(by, maria, "HAZWOPER-8", issued_on=date(2026, 1, 10))
    found = today(organisation, TODAY)
    assert [thing.said.fact for thing in found.things] == [
        "Maria Lopez's WRT lapses in 48 days.",
        "Maria Lopez's HAZWOPER-8 lapses in 48 days.",
    ]


def test_better_in_the_last_days() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        organisation = cast.company()
        by = cast.actor(organisation)
        maria, dwayne = cast.person(by), cast.person(by, "Dwayne Walker")
        cast.held(by, maria)
        lapsed = cast.held(by, dwayne, issued_on=date(2020, 1, 1))
        waiting = cast.credit(by, maria, amount=1400, state=State.SUBMITTED)
        old = cast.credit(by, maria, amount=300, state=State.POSTED, earned_on=date(2024, 1, 1))
        clock.shift(9 * 86_400)
        later = date(2026, 12, 1)
        details = cast.credit_details(amount=1400, state=State.POSTED)
        correct_credit(by=by, fact=waiting, details=details)
        words = cast.credit_details(
            amount=300, state=State.POSTED, earned_on=date(2024, 1, 1), title="Corrected"
        )
        correct_credit(by=by, fact=old, details=words)
        restore(by=replace(by, today=later), credential=lapsed, day=date(2026, 11, 28))
        found = today(organisation, later).week
    assert (found.posted, found.people, found.restored) == (1400, 1, 1)
    assert [(one.name, one.answer.certification) for one in found.better] == [
        ("Maria Lopez", "WRT")
    ]


def test_what_was_posted_or_restored_long_ago_is_no_news() -> None:
    """It is recorded only now."""
    with time_machine.travel(NOON, tick=False):
        organisation = cast.company()
        by = cast.actor(organisation)
        maria = cast.person(by)
        lapsed = cast.held(by, maria, issued_on=date(2020, 1, 1))
        for posted_on in (None, date(2025, 5, 1), date(2026, 11, 20)):
            cast.credit(
                by, maria, amount=300, state=State.POSTED,
                earned_on=date(2025, 1, 1), posted_on=posted_on,
            )  # fmt: skip
        restore(by=by, credential=lapsed, day=date(2025, 6, 1))
        found = today(organisation, TODAY).week
    assert (found.posted, found.people, found.restored) == (300, 1, 0)


def test_a_week_without_news() -> None:
    organisation = cast.company()
    assert today(organisation, TODAY).week == page.Week(0, 0, 0, ())
