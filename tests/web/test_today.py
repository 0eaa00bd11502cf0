"""The first page."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import company as cast
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Accepting
from goodstanding.services.access import Actor, Role
from goodstanding.services.imports import stage
from goodstanding.web.views.today import title
from web.reading import read
from web.typing_in import NOON

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


def test_planned_days_that_passed_and_fees_that_run_out() -> None:
    by = cast.actor(cast.company())
    maria, sam, kim = (cast.person(by, name) for name in ("Maria Lopez", "Sam Ng", "Kim Park"))
    for one in (maria, sam, kim):
        cast.held(by, one, issued_on=date(2026, 1, 10))
    planned = {"state": State.PLANNED, "earned_on": date(2026, 12, 5)}
    alone = cast.credit(by, kim, title="Online course", **planned)
    expo = cast.attended(by, maria, sam, state=State.PLANNED, ended_on=date(2026, 12, 1))
    cast.fee(by, sam, paid_through=date(2027, 1, 31))
    browser = cast.client(by)
    assert "Fee · 70 days Sam Ng's fee to the IICRC" in read(browser.get("/")).words
    with time_machine.travel(NOON + timedelta(days=20), tick=False):
        seen = read(cast.client(by).get("/"))
    assert "Three things need a person" in seen.words
    assert (
        "Fee · 50 days Sam Ng's fee to the IICRC is paid through 31 January 2027. Unpaid, WRT"
        " lapses after that day. Record the payment"
    ) in seen.words
    assert (
        "Did it happen? “Restoration conference” was planned for 1 December 2026. Maria Lopez and"
        " Sam Ng: 10 CECs each. Not counted until somebody says. Say who was there"
    ) in seen.words
    assert "“Online course” was planned for 5 December 2026. Kim Park: 6 CECs." in seen.words
    links = dict(seen.links)
    assert links["Say what happened"] == f"/credits/{alone.key}/change/?state=earned"
    assert links["Say who was there"] == reverse("activity", args=[expo.pk])
    assert links["Record the payment"] == reverse("fee_add", args=[sam.pk])


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


def test_a_workbook_on_its_way_is_said() -> None:
    by = cast.actor(cast.company())
    staged = stage(by=by, name="team.xlsx", content=b"people")
    Accepting.every.create(organisation=by.organisation, staged=staged, asked_at=staged.uploaded_at)
    for address in ("/", "/team/"):
        assert "A workbook is coming in" in read(cast.client(by).get(address)).words


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
    cast.credit(by, maria, amount=350, state=State.POSTED, posted_on=cast.TODAY)
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
    assert (len(first), len(again)) == (40, 5)
