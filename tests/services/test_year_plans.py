"""The plan of a year from what is on record: the same as the command's, kept, approved."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import company as cast
from goodstanding.cli.main import main
from goodstanding.engine.standing.facts import State
from goodstanding.files.workbook.writing import write_workbook
from goodstanding.records.models import Enrolment, Entry, Head, Offering, YearPlan
from goodstanding.services import leases, plan_shown, year_plans
from goodstanding.services.access import Actor, Forbidden, Role, Wrong
from goodstanding.services.approving import approve, preview
from goodstanding.services.days_off import DayOffDetails, add_day_off
from goodstanding.services.enrolments import Place, PlaceDetails, enrol
from goodstanding.services.exports import workbook_of
from goodstanding.services.imports import accept, stage
from goodstanding.services.offerings import add_offering
from goodstanding.services.planning_settings import change_settings
from kept import kept

EXAMPLE = Path(__file__).parents[2] / "examples/team.xlsx"


def firm() -> Actor:
    """Two people who need credits, two offerings, a day off, a booking."""
    by = cast.actor(cast.company())
    maria, sam = cast.person(by, "Maria Vega"), cast.person(by, "Sam Ng")
    for one in (maria, sam):
        cast.held(by, one, issued_on=date(2023, 9, 1))
        cast.credit(by, one, amount=800, earned_on=date(2025, 5, 5), state=State.POSTED)
    cast.offering(by)
    cast.offering(by, title="Online drying", starts_on=None, ends_on=None, amount=600, seats=None)
    fair = cast.offering(
        by, title="Fair", kind="event", starts_on=date(2027, 5, 4), ends_on=None, amount=300
    )
    enrol(by=by, offering=fair, people=[maria], details=PlaceDetails(locked=True))
    add_day_off(by=by, details=DayOffDetails(date(2027, 3, 9), person=sam))
    return by


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]
_made, _world = kept(firm)


def made(by: Actor, **asked: Any) -> YearPlan:
    one = year_plans.ask(by=by, year=2027, **asked)
    year_plans.make(one.pk)
    return YearPlan.objects.of(by.organisation).get(pk=one.pk)


def told(by: Actor, folder: Path) -> dict[str, Any]:
    """What the command says of the workbook that goes out."""
    path = folder / "team.xlsx"
    write_workbook(workbook_of(by.organisation, by.today), path)
    asked = ["plan", str(path), "--year", "2027", "--on", str(by.today), "--format", "json"]
    said = CliRunner().invoke(main, asked)
    assert said.exit_code == 0, said.output
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def same(plan: YearPlan, said: dict[str, Any]) -> None:
    """The page and the command say the same."""
    answer = plan.answer
    assert answer is not None
    names = [one["name"] for one in answer["people"]]
    ours = [(names[one["person"]], one["title"], one["on"]) for one in answer["enrolments"]]
    assert ours == [(one["name"], one["offering"], one["on"]) for one in said["enrolments"]]
    units = (100, 100, 16, 100)
    for ours, theirs in (("totals", "totals"), ("bounds", "bounds"), ("greedy", "greedy")):
        shown = [n / unit for n, unit in zip(answer[ours], units, strict=True)]
        assert shown == list(said[theirs].values())
    assert answer["outcome"] == said["outcome"]


def test_it_is_the_plan_of_the_command(world: Actor, tmp_path: Path) -> None:
    plan = made(world)
    same(plan, told(world, tmp_path))
    assert (plan.state, plan.on, plan.seq) == (YearPlan.State.MADE, world.today, _seq(world))
    shown = plan_shown.shown(plan)
    assert [own.name for own in shown.attending] == ["Maria Vega", "Sam Ng"]
    assert {own.number for own in shown.people} == set(
        Enrolment.objects.of(world.organisation).values_list("person", flat=True)
    ) | {own.number for own in shown.people if own.name == "Sam Ng"}
    assert [one.name for one in shown.months] == ["February 2027", "May 2027"]
    assert sum(places for _, places, _, _ in shown.quarters) == shown.enrolments


def test_an_imported_year_is_planned_as_its_workbook(tmp_path: Path) -> None:
    by = cast.actor(cast.company("Cedar Restoration"))
    accept(by=by, staged=stage(by=by, name="team.xlsx", content=EXAMPLE.read_bytes()))
    assert made(by).answer["outcome"] == "infeasible"  # type: ignore[index] # few hold FSRT
    change_settings(by=by, values={"on_duty": "0"}, services={})
    plan = made(by)
    same(plan, told(by, tmp_path))
    assert plan.answer is not None
    assert all(one["offering"] for one in plan.answer["enrolments"])
    assert all(one["person"] for one in plan.answer["people"])


def test_what_if_changes_the_plan_and_not_the_company(world: Actor) -> None:
    usual, other = made(world), made(world, changed={"margin": "0", "year_target": "0"})
    assert usual.answer is not None
    assert other.answer is not None
    assert other.answer["totals"][2] < usual.answer["totals"][2]
    found = plan_shown.beside(usual, other)
    assert found.others
    assert plan_shown.beside(usual, usual).others == []
    assert world.organisation.pk == usual.organisation_id
    assert made(world).answer["totals"] == usual.answer["totals"]  # type: ignore[index]


def test_asked_for_twice_it_is_made_once(world: Actor) -> None:
    one, again = (year_plans.ask(by=world, year=2027) for _ in range(2))
    assert one.pk == again.pk
    assert year_plans.ask(by=world, year=2028).pk != one.pk
    assert year_plans.waiting()[0] == one.pk
    year_plans.make(one.pk)
    before = YearPlan.objects.of(world.organisation).get(pk=one.pk).ended_at
    year_plans.make(one.pk)  # nothing happens
    assert YearPlan.objects.of(world.organisation).get(pk=one.pk).ended_at == before


def test_what_cannot_be_is_said(world: Actor) -> None:
    with pytest.raises(Wrong) as wrong:
        year_plans.ask(by=world, year=2025, changed={"margin": "much"}, seconds=0)
    assert [field for field, _ in wrong.value.problems] == ["year", "seconds", "margin"]
    with pytest.raises(Forbidden):
        year_plans.ask(by=cast.actor(world.organisation, Role.AUDITOR), year=2027)


def test_it_is_cancelled(world: Actor) -> None:
    one = year_plans.ask(by=world, year=2027)
    year_plans.cancel(by=world, plan=one)
    year_plans.make(one.pk)
    now = YearPlan.objects.of(world.organisation).get(pk=one.pk)
    assert (now.state, now.answer) == (YearPlan.State.CANCELLED, None)


def test_while_another_worker_makes_it_nothing_is_done(world: Actor) -> None:
    one = year_plans.ask(by=world, year=2027)
    with leases.held(f"plan {one.pk}", year_plans._LASTS):
        year_plans.make(one.pk)
    assert year_plans.found(by=world, number=one.pk).state == "waiting"  # type: ignore[union-attr]


def test_bookings_that_clash_are_named(world: Actor) -> None:
    maria = Enrolment.objects.of(world.organisation).get().person
    add_day_off(by=world, details=DayOffDetails(date(2027, 5, 4), person=maria))
    shown = plan_shown.shown(made(world))
    assert shown.outcome == "infeasible"
    assert "Maria Vega" in shown.conflicts[0]


def test_approved_it_becomes_places(world: Actor) -> None:
    plan = made(world)
    before = _seq(world)
    found = approve(by=world, plan=plan)
    rows = Enrolment.objects.of(world.organisation).order_by("pk")
    assert [row.state for row in rows] == ["booked", *["approved"] * len(found.new)]
    assert len(found.new) > 1
    entry = Entry.objects.of(world.organisation).get(seq=before + 1)
    assert entry.details["what"].startswith("Approved the plan of 2027:")
    now = year_plans.found(by=world, number=plan.pk)
    assert now is not None
    assert now.approved_seq == before + 1
    assert year_plans.changed_since(world.organisation, now) == 0
    again = preview(by=world, plan=plan)
    assert (again.new, again.given_up, again.unfit) == ([], [], [])


def test_another_plan_gives_up_what_it_has_not(world: Actor) -> None:
    approve(by=world, plan=made(world))
    lean = made(world, changed={"margin": "0", "year_target": "0"})
    found = approve(by=world, plan=lean)
    assert found.given_up
    states = Enrolment.objects.of(world.organisation).values_list("state", flat=True)
    assert states.filter(state=Place.CANCELLED).count() == len(found.given_up)
    assert states.filter(state=Place.BOOKED).count() == 1


def test_planned_anew_people_keep_what_they_have_been_told(world: Actor) -> None:
    approve(by=world, plan=made(world))
    told = places(world)
    fee = Offering.objects.of(world.organisation).get(title="Online drying")
    details = cast.offering_details(
        title="Cheaper", starts_on=None, ends_on=None, price=0, amount=1400, seats=None
    )
    add_offering(by=world, details=details)
    anew, kept_as_told = made(world), made(world, keep=True)
    assert fee.pk in {one["offering"] for one in kept_as_told.answer["enrolments"]}  # type: ignore[index]
    assert places_of(anew) != told
    assert told <= places_of(kept_as_told)
    assert plan_shown.shown(kept_as_told).freed == []


def test_what_cannot_stay_is_said(world: Actor) -> None:
    approve(by=world, plan=made(world))
    one = Enrolment.objects.of(world.organisation).get(offering__title="Drying class")
    add_day_off(by=world, details=DayOffDetails(one.offering.starts_on, person=one.person))
    anew = plan_shown.shown(made(world, keep=True))
    assert anew.freed == [f"{one.person.name}: Drying class"]
    assert anew.outcome == "optimal"


def places(by: Actor) -> set[tuple[int, int]]:
    """Who has a place where."""
    rows = Enrolment.objects.of(by.organisation).exclude(state="cancelled")
    return set(rows.values_list("person", "offering"))


def places_of(plan: YearPlan) -> set[tuple[int, int]]:
    """Who is to have a place where."""
    assert plan.answer is not None
    people = [one["person"] for one in plan.answer["people"]]
    return {(people[one["person"]], one["offering"]) for one in plan.answer["enrolments"]}


def test_one_persons_part_is_approved_alone(world: Actor) -> None:
    plan = made(world)
    maria = Enrolment.objects.of(world.organisation).get().person
    approve(by=world, plan=plan, people=[maria.pk])
    theirs = Enrolment.objects.of(world.organisation).exclude(person=maria)
    assert not theirs.exists()
    assert year_plans.found(by=world, number=plan.pk).approved_seq is None  # type: ignore[union-attr]


def test_a_seat_that_is_gone_is_said(world: Actor) -> None:
    plan = made(world)
    fair = plan_shown.shown(plan).attending
    dated = next(one for own in fair for one in own.all if not one.online and not one.locked)
    offering = Offering.objects.of(world.organisation).get(pk=dated.offering)
    others = [cast.person(world, f"P {number}") for number in range(4)]
    enrol(by=world, offering=offering, people=others, details=PlaceDetails())
    with pytest.raises(Wrong, match="make the plan again"):
        approve(by=world, plan=plan)
    assert not Enrolment.objects.of(world.organisation).filter(state="approved").exists()


def _seq(by: Actor) -> int:
    return Head.objects.get(organisation=by.organisation).seq
