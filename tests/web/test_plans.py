"""Plans of a year on pages: asked for, followed, looked at, put side by side, approved."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import company as cast
from goodstanding.records.models import Enrolment, YearPlan
from goodstanding.services import year_plans
from goodstanding.services.access import Actor, Role
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


def test_only_the_office_plans(world: Actor) -> None:
    address = made(cast.client(world))
    for role in (Role.AUDITOR, Role.TECHNICIAN):
        browser = cast.client(cast.actor(world.organisation, role))
        for path in (reverse("plans"), address, f"{address}approve/"):
            assert browser.get(path).status_code == 403


def test_how_much_it_asks_of_the_database(world: Actor) -> None:
    browser = cast.client(world)
    address = made(browser)
    for path, most in ((reverse("plans"), 5), (address, 6)):
        for _ in range(2):
            with CaptureQueriesContext(
                connection,
            ) as asked_of:
                browser.get(path)
        few = len(asked_of)
        for number in range(3):
            made(browser, margin=str(number))
        with CaptureQueriesContext(connection) as asked_of:
            browser.get(path)
        assert (few, len(asked_of)) == (most, most)
