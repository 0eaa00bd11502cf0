"""Plans of a year on pages: asked for, followed, looked at, put side by side, approved."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import company as cast
from goodstanding.records.models import Enrolment, Person, YearPlan
from goodstanding.services import year_plans
from goodstanding.services.access import Actor, Role
from goodstanding.services.enrolments import Place, PlaceDetails, change_enrolment
from goodstanding.services.people import leave
from goodstanding.web.views import plans
from kept import kept
from web.reading import read, words_of
from web.typing_in import sent, shown


def firm() -> Actor:
    """Three people who need credits, a class of two days and an online course."""
    by = cast.actor(cast.company())
    for name in ("Maria Vega", "Sam Ng", "Ann Lee"):
        cast.held(by, cast.person(by, name), issued_on=date(2023, 9, 1))
    cast.offering(by)
    cast.offering(by, title="Online drying", starts_on=None, ends_on=None, amount=600, seats=None)
    return by


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
_made, _world = kept(firm)


def asked(browser: Client, **typed: str) -> str:
    """Ask for a plan on the page; the address that it leads to."""
    answer = sent(browser, reverse("plans"), **({"year": "2027", "seconds": "10"} | typed))
    assert answer.status_code == 302, words_of(answer.content.decode())
    return str(answer["Location"])


def made(browser: Client, **typed: str) -> str:
    """The same, and made."""
    address = asked(browser, **typed)
    year_plans.make(int(address.strip("/").rpartition("/")[2]))
    return address


def test_nothing_is_planned_yet(world: Actor) -> None:
    seen = read(cast.client(world).get(reverse("plans")))
    assert "No plan yet" in seen.words
    assert dict(seen.links)["Offerings"] == "/offerings/"


def test_it_is_asked_for_followed_and_there(world: Actor) -> None:
    browser = cast.client(world)
    address = asked(browser)
    waiting = browser.get(address)
    assert "It is being made" in read(waiting).words
    assert waiting["Refresh"]
    year_plans.make(year_plans.waiting()[0])
    there = browser.get(address)
    assert "Refresh" not in there
    words = read(there).words
    assert "No plan is better: that is proven." in words
    assert "Maria Vega" in words
    assert "Online drying" in words
    assert "is proven" not in read(browser.get(reverse("plans"))).words


def test_what_cannot_be_read_stays_as_it_was_typed(world: Actor) -> None:
    browser = cast.client(world)
    answer = sent(browser, reverse("plans"), year="2027", seconds="5", margin="much")
    assert answer.status_code == 422
    assert "“much” is no value for margin" in words_of(answer.content.decode())
    assert shown(answer, "margin", "seconds") == {"margin": ["much"], "seconds": ["5"]}
    assert not YearPlan.objects.of(world.organisation).exists()


def test_it_is_cancelled(world: Actor) -> None:
    browser = cast.client(world)
    address = asked(browser)
    browser.post(f"{address}cancel/")
    assert "It was cancelled" in read(browser.get(address)).words


def test_the_record_has_changed_since(world: Actor) -> None:
    browser = cast.client(world)
    address = made(browser)
    assert "has changed since" not in read(browser.get(address)).words
    cast.person(world, "Bo Chen")
    assert "The record has changed since: 1 later entry" in read(browser.get(address)).words


def test_two_plans_stand_side_by_side(world: Actor) -> None:
    browser = cast.client(world)
    one, other = made(browser), made(browser, max_out="3", on_duty="0", margin="0")
    seen = read(browser.get(f"{one}beside/?other={other.strip('/').rpartition('/')[2]}"))
    assert "Margin: 0" in seen.words
    assert "Only in this one" in seen.words
    assert browser.get(f"{one}beside/?other=987654").status_code == 404


def test_many_people_of_two_plans_stand_on_pages(
    world: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = cast.client(world)
    one, other = made(browser, budget="0"), made(browser)
    beside = f"{one}beside/?other={other.strip('/').rpartition('/')[2]}"
    assert "Later" not in dict(read(browser.get(beside)).links)
    monkeypatch.setattr(plans, "A_PAGE", 1)
    first = read(browser.get(beside))
    assert "Page 1 of" in first.words
    assert ("Later", f"{beside[beside.index('?') :]}&page=2") in first.links
    assert "Earlier" in dict(read(browser.get(f"{beside}&page=2")).links)


def test_a_plan_is_approved_in_one_step(world: Actor) -> None:
    browser = cast.client(world)
    address = made(browser)
    look = browser.get(f"{address}approve/")
    assert "new places" in read(look).words
    before = Enrolment.objects.of(world.organisation).count()
    answer = sent(browser, f"{address}approve/")
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert before == 0
    assert Enrolment.objects.of(world.organisation).filter(state="approved").exists()
    assert "This plan is approved." in read(browser.get(address)).words


def test_a_place_that_was_cancelled_is_not_given_again_unseen(world: Actor) -> None:
    browser = cast.client(world)
    sent(browser, f"{made(browser)}approve/")
    place = Enrolment.objects.of(world.organisation).filter(state="approved").order_by("pk")[0]
    change_enrolment(by=world, enrolment=place, details=PlaceDetails(Place.CANCELLED, place.on))
    look = read(browser.get(f"{made(browser)}approve/")).words
    assert f"{place.offering.title} (cancelled or missed before)" in look
    assert "1 place of these was cancelled or missed before, and would be given again." in look


def test_only_the_office_plans(world: Actor) -> None:
    address = made(cast.client(world))
    for role in (Role.AUDITOR, Role.TECHNICIAN):
        browser = cast.client(cast.actor(world.organisation, role))
        for path in (reverse("plans"), address, f"{address}approve/"):
            assert browser.get(path).status_code == 403


def test_how_much_it_asks_of_the_database(world: Actor) -> None:
    browser = cast.client(world)
    address = made(browser)
    for path, most in ((reverse("plans"), 5), (address, 7)):
        browser.get(path)
        few = _asked(browser, path)
        for number in range(3):
            made(browser, margin=str(number))
        assert (few, _asked(browser, path)) == (most, most)
    sent(browser, f"{address}approve/")
    browser.get(address)
    assert _asked(browser, address) == 11
    beside = f"{address}beside/?other={year_plans.past(by=world)[0].pk}"
    assert _asked(browser, beside) == 5


def _asked(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked_of:
        browser.get(path)
    return len(asked_of)


def test_a_plan_says_what_has_changed_since_it_was_approved(world: Actor) -> None:
    browser = cast.client(world)
    address = made(browser)
    sent(browser, f"{address}approve/")
    seen = read(browser.get(address))
    assert "This plan is approved. All of it still stands." in seen.words
    assert "has changed since" not in seen.words
    assert "Approve the plan" not in dict(seen.links)
    ann = Person.objects.of(world.organisation).get(name="Ann Lee")
    leave(by=world, person=ann, left_on=date(2026, 12, 31))
    words = read(browser.get(address)).words
    assert "What has changed since it was approved" in words
    assert "Ann Lee leaves on 31 December 2026, before" in words
    other = made(browser)
    seen = read(browser.get(other))
    assert "Another plan of 2027 is approved." in seen.words
    number = other.strip("/").rpartition("/")[2]
    assert f"{address}beside/?other={number}" in dict(seen.links).values()


def large(by: Actor, people: int = 120) -> YearPlan:
    """A made plan in which each of many people attends one thing, half of them in each branch."""
    attends = {
        "offering": None,
        "title": "Drying class",
        "kind": "course",
        "online": False,
        "on": "2027-02-08",
        "until": "2027-02-09",
        "credits": 700,
        "days": 32,
        "money": 45_000,
        "locked": False,
        "why": "It covers him.",
    }
    names = [{"person": None, "name": f"P {at:03}", "branch": "Denver"} for at in range(people)]
    for one in names[people // 2 :]:
        one["branch"] = "Boulder"
    answer = {
        "outcome": "optimal",
        "totals": [0, 0, 0, 0],
        "bounds": [0, 0, 0, 0],
        "greedy": None,
        "budget": None,
        "target": 800,
        "people": names,
        "uncovered": [],
        "lost": [],
        "enrolments": [attends | {"person": at} for at in range(people)],
        "away": [{"on": "2027-02-08", "branch": "Denver", "people": list(range(people // 2))}],
        "conflicts": [],
        "left_out": [],
        "problems": [],
    }
    one = year_plans.ask(by=by, year=2027)
    YearPlan.every.filter(pk=one.pk).update(state="made", on=by.today, answer=answer)
    return one


def test_many_people_come_page_by_page_and_branch_by_branch(world: Actor) -> None:
    browser, address = cast.client(world), reverse("plan", args=[large(world).pk])

    def seen(query: str) -> tuple[int, str]:
        words = read(browser.get(f"{address}{query}")).words
        return words.count("It covers him."), words

    for query, rows, said in (
        ("", 50, "1–50 of 120 people"),
        ("?page=3", 20, "101–120 of 120 people"),
        ("?page=99999", 20, "101–120 of 120 people"),
        ("?page=none", 50, "1–50 of 120 people"),
        ("?page=all", 120, "All 120 people"),
        ("?branch=0", 50, "60 places for 60 people of Boulder"),
        ("?branch=0&page=2", 10, "51–60 of 60 people"),
        ("?branch=77", 50, "1–50 of 120 people"),
    ):
        assert (seen(query)[0], said in seen(query)[1]) == (rows, True), query
    assert "Who is away" not in seen("?branch=0")[1]
    assert "Who is away" in seen("?branch=1")[1]
