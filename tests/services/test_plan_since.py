"""An approved plan beside the record: what of it cannot be as it was approved, in sentences."""

from dataclasses import dataclass
from datetime import date

import pytest

import company as cast
from goodstanding.records.models import Enrolment, Offering, Person, YearPlan
from goodstanding.services import year_plans
from goodstanding.services.access import Actor
from goodstanding.services.approving import approve
from goodstanding.services.days_off import DayOffDetails, add_day_off
from goodstanding.services.enrolments import Place, PlaceDetails, change_enrolment
from goodstanding.services.offerings import change_offering, remove_offering
from goodstanding.services.people import leave
from goodstanding.services.plan_since import approved, since
from kept import kept


@dataclass
class World:
    """A plan of two people in a class of Monday and Tuesday and an online course, approved."""

    by: Actor
    maria: Person
    sam: Person
    school: Offering
    online: Offering
    plan: YearPlan

    def said(self) -> list[str]:
        return since(self.by.organisation, self.plan)

    def place(self, who: Person, offering: Offering) -> Enrolment:
        return Enrolment.objects.of(self.by.organisation).get(person=who, offering=offering)


def firm() -> World:
    by = cast.actor(cast.company())
    maria, sam = cast.person(by, "Maria Vega"), cast.person(by, "Sam Ng")
    school = cast.offering(by)
    more = {"starts_on": None, "ends_on": None, "seats": None}
    online = cast.offering(by, title="Online drying", **more)
    attends = [
        {
            "person": at,
            "offering": one.pk,
            "title": one.title,
            "kind": "course",
            "on": on,
            "until": until,
            "online": one is online,
            "credits": 700,
            "days": 0,
            "money": 0,
            "locked": False,
            "why": "",
        }
        for at in range(2)
        for one, on, until in (
            (school, "2027-02-08", "2027-02-09"),
            (online, "2027-05-03", "2027-05-03"),
        )
    ]
    people = [{"person": one.pk, "name": one.name, "branch": ""} for one in (maria, sam)]
    plan = year_plans.ask(by=by, year=2027)
    rows = YearPlan.every.filter(pk=plan.pk)
    rows.update(state="made", answer={"people": people, "enrolments": attends}, seq=1)
    approve(by=by, plan=rows.get())
    return World(by, maria, sam, school, online, rows.get())


pytestmark = pytest.mark.django_db
_made, _world = kept(firm)


def test_all_of_it_stands(world: World) -> None:
    assert world.said() == []
    assert approved(world.by.organisation, 2027) == world.plan
    assert approved(world.by.organisation, 2028) is None


def test_somebody_leaves_before_it(world: World) -> None:
    leave(by=world.by, person=world.maria, left_on=date(2027, 2, 8))
    assert world.said() == [
        "Maria Vega leaves on 8 February 2027, before Drying class and Online drying."
    ]
    leave(by=world.by, person=world.maria, left_on=date(2027, 5, 3))
    assert world.said() == []


def test_somebody_is_off_the_list(world: World) -> None:
    Person.every.filter(pk=world.sam.pk).update(gone_seq=9)
    assert world.said() == ["Sam Ng is not on the list any more, and has 2 places in the plan."]


def test_somebody_came_since(world: World) -> None:
    for number in range(7):
        cast.person(world.by, f"New {number}")
    cast.person(world.by, "Later", hired_on=date(2028, 1, 3))
    assert world.said() == [
        "New 0, New 1, New 2, New 3, New 4 and 2 others are on the list now and not in the plan."
    ]


def test_it_is_not_offered_any_more(world: World) -> None:
    for person in (world.maria, world.sam):
        world.place(person, world.online).delete()
    remove_offering(by=world.by, offering=world.online)
    assert world.said() == [
        "Online drying is not offered any more; it was for Maria Vega and Sam Ng."
    ]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((date(2027, 3, 8), date(2027, 3, 9)), "starts on 8 March 2027 now, in the plan on 8 "),
        ((date(2027, 2, 8), date(2027, 2, 10)), "ends on 10 February 2027 now, in the plan on 9 "),
        ((None, None), "has no days any more; it is for Maria Vega and Sam Ng."),
    ],
)
def test_it_is_on_other_days(
    world: World, days: tuple[date | None, date | None], said: str
) -> None:
    details = cast.offering_details(starts_on=days[0], ends_on=days[1])
    change_offering(by=world.by, offering=world.school, details=details)
    [sentence] = world.said()
    assert sentence.startswith(f"Drying class {said}")


def test_a_place_was_given_up_or_missed(world: World) -> None:
    for who, offering, state in (
        (world.maria, world.school, Place.CANCELLED),
        (world.sam, world.school, Place.CANCELLED),
        (world.sam, world.online, Place.MISSED),
    ):
        place = world.place(who, offering)
        change_enrolment(by=world.by, enrolment=place, details=PlaceDetails(state, place.on))
    assert world.said() == [
        "Maria Vega and Sam Ng will not attend Drying class: the place was cancelled.",
        "Sam Ng missed Online drying.",
    ]


def test_somebody_is_off_on_a_day_of_it(world: World) -> None:
    off = DayOffDetails(date(2027, 2, 9), date(2027, 2, 12), person=world.sam)
    add_day_off(by=world.by, details=off)
    busy = DayOffDetails(date(2027, 2, 8), kind="busy", person=world.maria)
    add_day_off(by=world.by, details=busy)
    assert world.said() == ["Sam Ng is off on 9 February 2027, a day of Drying class."]


def test_a_holiday_in_it_is_skipped_and_one_over_it_is_said(world: World) -> None:
    add_day_off(by=world.by, details=DayOffDetails(date(2027, 2, 8)))
    assert world.said() == []
    add_day_off(by=world.by, details=DayOffDetails(date(2027, 2, 9)))
    assert world.said() == [
        "Drying class is on a holiday now: Maria Vega cannot attend it.",
        "Drying class is on a holiday now: Sam Ng cannot attend it.",
    ]
