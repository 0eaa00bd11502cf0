"""The first page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import company as cast
from goodstanding.engine.standing.facts import State
from goodstanding.services.access import Actor, Role
from goodstanding.web.views.today import title
from web.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def crew() -> Actor:
    by = cast.actor(cast.company())
    maria, dwayne = cast.person(by), cast.person(by, "Dwayne Walker")
    cast.held(by, maria)
    cast.held(by, dwayne, issued_on=date(2022, 10, 3))
    return by


def test_what_needs_a_person_with_the_step_that_mends_it() -> None:
    by = crew()
    seen = read(cast.client(by).get("/"))
    assert "Sunday, 22 November 2026 Two things need a person" in seen.words
    assert (
        "Lapsed Dwayne Walker's WRT lapsed on 3 October 2026. 14 CECs missing. Re-test or ask the"
        " IICRC for reinstatement, and record the day. Record a re-test"
    ) in seen.words
    assert "Due soon · 48 days Maria Lopez's WRT lapses in 48 days. 14 CECs missing." in seen.words
    assert seen.html.count("button primary") == 1


def test_each_label_has_its_step() -> None:
    """The step leads to the form that mends what the label complains of."""
    by = cast.actor(cast.company())
    one = {
        name: cast.person(by, name)
        for name in (
            "Fee",
            "Card",
            "Refresher",
            "Drawer",
            "Late",
            "Waits",
            "Check",
            "Undated",
            "Two",
        )
    }
    keys = {
        "Fee": cast.held(by, one["Fee"]),
        "Card": cast.held(by, one["Card"], "DOT-MED", expires_on=date(2026, 12, 1)),
        "Refresher": cast.held(by, one["Refresher"], "HAZWOPER-8", issued_on=date(2025, 1, 1)),
        "Drawer": cast.held(by, one["Drawer"]),
        "Late": cast.held(by, one["Late"], issued_on=date(2022, 10, 3)),
        "Waits": cast.held(by, one["Waits"], issued_on=date(2022, 10, 3)),
        "Check": cast.held(by, one["Check"], issued_on=None),
        "Undated": cast.held(by, one["Undated"], "DOT-MED", issued_on=date(2020, 1, 1)),
        "Two": cast.held(by, one["Two"]),
    }
    cast.credit(by, one["Fee"], amount=1400, state=State.POSTED)
    cast.fee(by, one["Fee"], paid_through=date(2026, 10, 31))
    drawer = cast.credit(by, one["Drawer"], amount=1400)
    late = cast.credit(by, one["Late"], amount=1400, earned_on=date(2026, 1, 1))
    waits = cast.credit(
        by, one["Waits"], amount=1400, state=State.SUBMITTED, earned_on=date(2026, 1, 1)
    )
    for _ in range(2):
        cast.credit(by, one["Two"], amount=700)
    seen = read(cast.client(by).get("/"))
    words = [
        "Record the payment", "Type the new date", "Record the renewal", "Mark as submitted",
        "Mark as posted", "Type in the due date", "Type the expiry",
    ]  # fmt: skip
    steps = {url for said, url in seen.links if said in words}
    assert steps == {
        reverse("fee_add", args=[one["Fee"].pk]),
        reverse("credential_change", args=[keys["Card"].key]),
        reverse("credit_add", args=[one["Refresher"].pk]) + "?obtains=HAZWOPER-8",
        reverse("credit_change", args=[drawer.key]) + "?state=submitted",
        reverse("credit_change", args=[late.key]) + "?state=submitted",
        reverse("credit_change", args=[waits.key]) + "?state=posted",
        reverse("credential_observe", args=[keys["Check"].key]),
        reverse("credential_change", args=[keys["Undated"].key]),
        reverse("person", args=[one["Two"].pk]) + "#ledger",
    }


def test_an_auditor_is_offered_no_step() -> None:
    by = crew()
    seen = read(cast.client(cast.actor(by.organisation, Role.AUDITOR)).get("/"))
    assert "Dwayne Walker's WRT lapsed" in seen.words
    assert "Record a re-test" not in seen.words
    assert "Plan credits" not in seen.words


def test_a_technician_is_sent_to_his_own_standing() -> None:
    by = crew()
    maria = cast.person(by, "Maria Vega")
    answer = cast.client(cast.actor(by.organisation, Role.TECHNICIAN, maria)).get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/me/")


def test_nobody_yet() -> None:
    seen = read(cast.client(cast.actor(cast.company())).get("/"))
    assert "Nobody is here yet" in seen.words
    assert dict(seen.links) == {
        "Import a workbook": "/import/",
        "Add the first person": "/people/add/",
    }


def test_all_well() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    browser = cast.client(by)
    assert "no certification is recorded yet" in read(browser.get("/")).words
    cast.held(by, maria, issued_on=date(2026, 1, 1))
    seen = read(browser.get("/"))
    assert "All is well" in seen.words
    assert "Nothing needs a person today" in seen.words


def test_what_got_better() -> None:
    by = crew()
    maria = cast.person(by, "Ann Lee")
    cast.credit(by, maria, amount=350, state=State.POSTED)
    assert "3.5 credits posted for 1 person" in read(cast.client(by).get("/")).words


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (1, "One thing needs a person"),
        (5, "Five things need a person"),
        (12, "Twelve things need a person"),
        (1300, "1,300 things need a person"),
    ],
)
def test_the_title_counts(total: int, said: str) -> None:
    assert title(total) == said


@pytest.mark.parametrize("count", [1, 3])
def test_questions_to_the_database(count: int) -> None:
    by = cast.actor(cast.company())
    for n in range(count):
        cast.held(by, cast.person(by, f"Person {n}"))
    browser = cast.client(by)
    with CaptureQueriesContext(connection) as first:
        browser.get("/")
    with CaptureQueriesContext(connection) as again:
        browser.get("/")
    assert (len(first), len(again)) == (16, 4)
