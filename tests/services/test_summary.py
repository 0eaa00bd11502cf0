"""What is counted of a company, and that it is counted anew when the record changes."""

from copy import copy
from datetime import date
from uuid import uuid4

import pytest

import company as cast
from company import TODAY
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Person, Standing
from goodstanding.services.forecast import Month
from goodstanding.services.fresh import MOST, overdue
from goodstanding.services.people import leave
from goodstanding.services.summary import Numbers, summary_of

pytestmark = pytest.mark.django_db


def test_two_numbers_and_the_credits_between_them() -> None:
    """On paper: covered, or on pace; on the body's record: the same by posted credits alone."""
    organisation = cast.company()
    by = cast.actor(organisation)
    posted, drawer, paced, short, gone = (
        cast.person(by, name) for name in ("Ann", "Bo", "Cy", "Di", "Ed")
    )
    for somebody in (posted, drawer, short, gone):
        cast.held(by, somebody)
    cast.credit(by, posted, amount=1400, state=State.POSTED)
    cast.held(by, drawer, "ASD")
    cast.credit(by, drawer, amount=1400)
    cast.held(by, paced, issued_on=date(2025, 6, 1))
    cast.credit(by, paced, amount=400, earned_on=date(2026, 1, 1))
    cast.held(by, short, "OSHA-10")
    leave(by=by, person=gone, left_on=date(2026, 11, 1))
    found = summary_of(organisation, TODAY)
    assert found.numbers == Numbers(
        held=6, on_paper=5, on_record=2, between=1800, bodies=("IICRC", "OSHA")
    )
    assert (found.people, found.left, found.attention, found.things) == (4, 1, 2, 2)
    assert found.labels == {"good": 2, "submit": 1, "on_pace": 1, "due_soon": 1}
    assert found.certifications == {"WRT": 4, "ASD": 1, "OSHA-10": 1}


def test_on_pace_by_posted_credits_alone_is_on_the_record_too() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    maria = cast.person(by)
    cast.held(by, maria, issued_on=date(2025, 6, 1))
    cast.credit(by, maria, amount=350, earned_on=date(2026, 1, 1), state=State.POSTED)
    cast.credit(by, maria, amount=100)
    assert summary_of(organisation, TODAY).numbers == Numbers(1, 1, 1, 0, ("IICRC",))


def test_a_planned_renewal_of_a_card_is_on_paper_only() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    maria = cast.person(by)
    cast.held(by, maria, "HAZWOPER-8", issued_on=date(2026, 1, 10))
    cast.credit(
        by, maria, body="OSHA", state=State.PLANNED, earned_on=date(2026, 12, 5),
        amount=800, obtains="HAZWOPER-8",
    )  # fmt: skip
    found = summary_of(organisation, TODAY)
    assert found.labels == {"planned": 1}
    assert found.numbers == Numbers(1, 1, 0, 0, ("OSHA",))


def test_a_branch_and_a_certification_are_counted_alone() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    reno, sparks = cast.branch(by, "Reno"), cast.branch(by, "Sparks")
    ann, bo = cast.person(by, "Ann", branch=reno), cast.person(by, "Bo", branch=sparks)
    cast.held(by, ann)
    cast.held(by, ann, "ASD", issued_on=date(2026, 1, 1))
    cast.held(by, bo)
    everybody = summary_of(organisation, TODAY)
    assert everybody.branches == ((reno.pk, "Reno", 1), (sparks.pk, "Sparks", 1))
    in_reno = summary_of(organisation, TODAY, reno.pk)
    assert (in_reno.people, in_reno.labels) == (1, {"due_soon": 1, "on_pace": 1})
    asd = summary_of(organisation, TODAY, None, "ASD")
    assert (asd.people, asd.labels) == (1, {"on_pace": 1})


def test_lapses_by_month() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    for name, issued in (("Ann", date(2023, 1, 10)), ("Bo", date(2023, 6, 1))):
        cast.held(by, cast.person(by, name), issued_on=issued)
    cast.held(by, cast.person(by, "Cy"), issued_on=date(2022, 10, 1))
    found = summary_of(organisation, TODAY).ahead
    assert (found[0].first, found[-1].first, len(found)) == (
        date(2026, 11, 1),
        date(2027, 10, 1),
        12,
    )
    assert [one for one in found if one.lapses] == [
        Month(date(2027, 1, 1), 1, 1),
        Month(date(2027, 6, 1), 1, 0),
    ]


def test_what_is_recorded_is_counted_at_once() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    maria = cast.person(by)
    cast.held(by, maria)
    assert summary_of(organisation, TODAY).labels == {"due_soon": 1}
    cast.credit(by, maria, amount=1400)
    assert summary_of(organisation, TODAY).labels == {"submit": 1}


def test_rows_that_have_run_over_are_judged_afresh() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    maria = cast.person(by)
    cast.held(by, maria)
    rows = Standing.objects.of(organisation)
    rows.update(kind="good", next_change_on=TODAY)
    assert summary_of(organisation, TODAY).labels == {"due_soon": 1}
    rows.update(kind="good", next_change_on=None, rules="other")
    assert overdue(organisation, TODAY).urgency == {maria.pk: "03 2027-01-10"}
    assert summary_of(organisation, date(2027, 1, 10)).labels == {"lapsed": 1}


def test_more_people_than_can_be_judged_at_once_are_said_so() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    cast.held(by, cast.person(by))
    row = Standing.objects.of(organisation).get()
    row.next_change_on = TODAY
    many = []
    for number in range(MOST + 1):
        another = copy(row)
        another.pk, another.credential = None, uuid4()
        another.person = Person.every.create(organisation=organisation, name=f"P {number}")
        many.append(another)
    Standing.objects.of(organisation).bulk_create(many)
    found = overdue(organisation, TODAY)
    assert found.more
    assert len(found.rows) == MOST
