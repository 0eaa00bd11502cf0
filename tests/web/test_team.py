"""The Team page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import company as cast
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Organisation, Person, Standing
from goodstanding.services import lineup
from goodstanding.services.access import Actor, Role
from goodstanding.web.views import team as page
from web.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

TEAM = "/team/"


def crew() -> tuple[Organisation, Actor, Person]:
    organisation = cast.company()
    by = cast.actor(organisation)
    reno, sparks = cast.branch(by, "Reno"), cast.branch(by, "Sparks")
    maria = cast.person(by, branch=reno, role="Technician")
    cast.held(by, maria)
    cast.credit(by, maria, amount=800, state=State.POSTED, earned_on=date(2025, 5, 5))
    cast.credit(by, maria, amount=200, state=State.PLANNED, earned_on=date(2026, 12, 5))
    dwayne = cast.person(by, "Dwayne Walker", branch=sparks)
    cast.held(by, dwayne, issued_on=date(2022, 10, 3))
    return organisation, by, maria


def test_every_cell_says_label_amount_deadline_and_plan() -> None:
    _, by, maria = crew()
    seen = read(cast.client(by).get(TEAM))
    assert "Due soon · 48 days 8 of 14 +2 planned due ~9 Jan 2027" in seen.words
    assert "Lapsed 0 of 14 since 3 Oct 2026" in seen.words
    assert seen.words.index("Dwayne Walker") < seen.words.index("Maria Lopez")
    assert ("Maria Lopez", reverse("person", args=[maria.pk])) in seen.links


def test_two_numbers_side_by_side_and_lapses_ahead() -> None:
    _, by, maria = crew()
    cast.credit(by, maria, amount=600)
    seen = read(cast.client(by).get(TEAM))
    assert "1 of 2 certifications in good standing, covered or on pace, by our papers" in seen.words
    assert "0 of 2 by the IICRC’s record" in seen.words
    assert "8 credits between the two: submitted, earned or planned for the one " in seen.words
    assert "1 lapse in the next twelve months. January 2027: 1" in seen.html


def test_filters_are_links_with_counts() -> None:
    _, by, _ = crew()
    browser = cast.client(by)
    links = dict(read(browser.get(TEAM)).links)
    assert links["Needs attention 2"] == "/team/?label=attention"
    lapsed = read(browser.get(links["Lapsed 1"]))
    assert "Maria Lopez" not in lapsed.words
    assert "Dwayne Walker" in lapsed.words
    reno = read(browser.get(links["Reno 1"]))
    assert "Dwayne Walker" not in reno.words
    assert dict(reno.links)["Show everybody"] == "/team/"


def test_search_and_nobody_found() -> None:
    _, by, _ = crew()
    browser = cast.client(by)
    assert "Dwayne" not in read(browser.get(TEAM, {"name": "maria"})).words
    nobody = read(browser.get(TEAM, {"name": "<b>zzz"}))
    assert "Nobody matches" in nobody.words
    assert "“<b>zzz”" in nobody.words
    assert "<b>zzz" not in nobody.html


@pytest.mark.parametrize(
    "query",
    [
        {"branch": "x", "label": "no", "sort": "no", "page": "x"},
        {"branch": "-1", "page": "0"},
        {"page": "999999"},
        {"name": "\0", "page": "٣"},
    ],
)
def test_what_cannot_be_asked_is_ignored(query: dict[str, str]) -> None:
    _, by, _ = crew()
    assert "Maria Lopez" in read(cast.client(by).get(TEAM, query)).words


def test_an_unknown_branch_or_certification_is_nobody() -> None:
    _, by, _ = crew()
    for query in ({"branch": "987654"}, {"certification": "ÄÖ"}):
        assert "Nobody matches" in read(cast.client(by).get(TEAM, query)).words


def test_few_columns_or_side_by_side() -> None:
    _, by, maria = crew()
    browser = cast.client(by)
    assert "Person WRT Dwayne Walker" in read(browser.get(TEAM)).words
    for code in ("ASD", "AMRT", "FSRT", "OCT", "CCT", "UFT"):
        cast.held(by, maria, code)
    assert "Person WRT AMRT ASD CCT FSRT Others Dwayne Walker" in read(browser.get(TEAM)).words
    for code in ("CPR", "DOT-MED"):
        cast.held(by, cast.person(by, f"Holder of {code}"), code)
    assert "Person Certifications Dwayne Walker" in read(browser.get(TEAM)).words


def test_nobody_yet_and_nothing_held() -> None:
    by = cast.actor(cast.company())
    browser = cast.client(by)
    assert "Your team will be here" in read(browser.get(TEAM)).words
    cast.person(by)
    assert "Maria Lopez no certification recorded" in read(browser.get(TEAM)).words


def test_long_names_and_markup_in_names() -> None:
    _, by, _ = crew()
    cast.held(by, cast.person(by, "<script>alert(1)</script>", role="<i>"))
    cast.person(by, "عبد الرحمن " * 6)
    seen = read(cast.client(by).get(TEAM))
    assert "<script>alert" not in seen.html
    assert "<script>alert(1)</script>" in seen.words


def test_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (lineup, page):
        monkeypatch.setattr(module, "PAGE", 2)
    monkeypatch.setattr("goodstanding.services.team.PAGE", 2)
    monkeypatch.setattr(lineup.Lineup.from_place, "__defaults__", (2,))
    by = cast.actor(cast.company())
    for n in range(5):
        cast.person(by, f"Person {n}")
    browser = cast.client(by)
    first = read(browser.get(TEAM))
    assert "1–2 of 5 people" in first.words
    last = read(browser.get(TEAM, {"page": "3"}))
    assert "5–5 of 5 people" in last.words
    assert dict(last.links)["Earlier"] == "/team/?page=2"
    assert read(browser.get(TEAM, {"page": "9"})).words == last.words


def test_an_auditor_reads_and_is_offered_nothing() -> None:
    organisation, _, _ = crew()
    seen = read(cast.client(cast.actor(organisation, Role.AUDITOR)).get(TEAM))
    assert "Maria Lopez" in seen.words
    assert {"Add a person", "Record credits"}.isdisjoint(dict(seen.links))


def test_what_changes_is_seen_at_once() -> None:
    _, by, maria = crew()
    browser = cast.client(by)
    read(browser.get(TEAM))
    cast.credit(by, maria, amount=600)
    assert "Submit certificates" in read(browser.get(TEAM)).words


def test_a_cache_that_differs_from_the_engine_is_never_seen() -> None:
    organisation, by, _ = crew()
    Standing.objects.of(organisation).update(
        kind="good", label="Good standing", posted=9900, deadline=date(2099, 1, 1)
    )
    seen = read(cast.client(by).get(TEAM, {"sort": "name"}))
    row = seen.words[seen.words.index("Dwayne Walker") : seen.words.index("posted submitted")]
    assert "Good standing" not in row
    assert "99" not in row
    lured = read(cast.client(by).get(TEAM, {"label": "good"}))
    assert "Maria Lopez" not in lured.words


@pytest.mark.parametrize("count", [1, 3])
def test_questions_to_the_database(count: int) -> None:
    by = cast.actor(cast.company())
    for n in range(count):
        cast.held(by, cast.person(by, f"Person {n}"))
    browser = cast.client(by)
    with CaptureQueriesContext(connection) as first:
        browser.get(TEAM)
    with CaptureQueriesContext(connection) as again:
        browser.get(TEAM)
    # session, user, company; the head of the journal twice, and what is counted and shown once
    assert (len(first), len(again)) == (17, 4)
