"""The journal, the catalogue and the roster."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import company as cast
from goodstanding.services import history
from goodstanding.services.access import Role
from goodstanding.services.organisations import change_rules
from goodstanding.services.people import PersonDetails, change_person
from web.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_who_when_what_and_before_and_after() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    change_person(by=by, person=maria, details=PersonDetails("Maria Vega"))
    seen = read(cast.client(by).get("/journal/"))
    assert "Times in America/Denver" in seen.words
    assert f"22 Nov 2026, 11:00 {by.author.name}" in seen.words
    assert "Maria Lopez, Name: Maria Lopez → became Maria Vega" in seen.words
    assert ("Maria Vega", f"/people/{maria.pk}/") in seen.links


def test_older_entries_and_one_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PAGE", 2)
    by = cast.actor(cast.company())
    maria = cast.person(by)
    for _ in range(2):
        cast.person(by, "Somebody Else")
    browser = cast.client(by)
    first = read(browser.get("/journal/"))
    older = read(browser.get("/journal/" + dict(first.links)["Older entries"]))
    assert "entry 2" in older.words
    only = read(browser.get("/journal/", {"person": maria.pk}))
    assert "Journal: Maria Lopez" in only.words
    assert "Somebody" not in only.words
    for odd in ("x", "-3", "99999999", "٣"):
        assert "entry 4" in read(browser.get("/journal/", {"person": odd, "before": "y"})).words
    assert "No entries here" in read(browser.get("/journal/", {"before": "1"})).words


@pytest.mark.parametrize("count", [1, 3])
def test_questions_to_the_database(count: int) -> None:
    by = cast.actor(cast.company())
    for n in range(count):
        cast.person(by, f"Person {n}")
    browser = cast.client(by)
    with CaptureQueriesContext(connection) as asked:
        browser.get("/journal/")
    assert len(asked) == 6


def test_the_catalogue_and_its_search() -> None:
    by = cast.actor(cast.company())
    browser = cast.client(by)
    seen = read(browser.get("/catalogue/"))
    assert "WRT Water Damage Restoration Technician technician 14 CECs every 4 years" in seen.words
    found = read(browser.get("/catalogue/", {"q": "water damage"}))
    assert "ASD" not in found.words
    assert "WRT" in found.words
    assert "Nothing matches" in read(browser.get("/catalogue/", {"q": "zzz"})).words


def test_a_certification_that_the_company_has_changed() -> None:
    by = cast.actor(cast.company())
    change_rules(by=by, text="[certifications.WRT]\ncourse_hours = 20\n")
    browser = cast.client(by)
    own = "Your company’s own rules say it here: course hours."
    assert own in read(browser.get("/catalogue/WRT/")).words
    assert "own rules say it here" not in read(browser.get("/catalogue/ASD/")).words


def test_a_certification_with_source_and_how_sure() -> None:
    by = cast.actor(cast.company())
    cast.held(by, cast.person(by))
    browser = cast.client(by)
    seen = read(browser.get("/catalogue/WRT/"))
    assert "14 CECs every 4 years, and a yearly fee." in seen.words
    assert "Reputable page. Source , read on 22 November 2026." in seen.words
    assert ("1 person holds it", "/team/?certification=WRT") in seen.links
    assert "Nobody holds it." in read(browser.get("/catalogue/ASD/")).words
    assert browser.get("/catalogue/NONE/").status_code == 404
    maria = cast.person(by, "Maria Vega")
    technician = cast.client(cast.actor(by.organisation, Role.TECHNICIAN, maria))
    assert "On the team" not in read(technician.get("/catalogue/WRT/")).words


def test_every_certification_has_a_page() -> None:
    browser = cast.client(cast.actor(cast.company()))
    links = read(browser.get("/catalogue/")).links
    codes = {url for words, url in links if url.startswith("/catalogue/") and words}
    assert len(codes) > 50
    for url in codes:
        assert browser.get(url).status_code == 200


def test_the_roster_of_a_day() -> None:
    by = cast.actor(cast.company())
    reno = cast.branch(by, "Reno")
    maria = cast.person(by, branch=reno, number="17", role="Lead")
    cast.held(by, maria, number="W-1")
    cast.person(by, "Sam Ng")
    browser = cast.client(by)
    seen = read(browser.get("/team/roster/", {"on": "2026-01-05"}))
    assert "Cascade Restoration Who held what on 5 January 2026" in seen.words
    assert "Made on 22 November 2026, as our record knows it now (entry 5 of" in seen.words
    assert (
        "Maria Lopez ID 17 · Lead · Reno WRT Water Damage Restoration Technician W-1 10 Jan 2023"
        " current ~9 Jan 2027"
    ) in seen.words
    assert "Sam Ng no certification recorded" in seen.words
    later = read(browser.get("/team/roster/", {"on": "2027-02-01", "branch": reno.pk}))
    assert "has not come" not in seen.words
    assert "1 February 2027 has not come: so it would stand if nothing more were" in later.words
    assert "lapsed" in later.words
    assert "Sam Ng" not in later.words


@pytest.mark.parametrize("typed", ["yesterday", "2026-02-30", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_said_so(typed: str) -> None:
    by = cast.actor(cast.company())
    seen = read(cast.client(by).get("/team/roster/", {"on": typed}))
    assert f"“{typed}” is not a day" in seen.words
    assert "Nobody worked here on 22 November 2026" in seen.words
