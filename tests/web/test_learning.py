"""The year by quarters and team learning, on pages."""

from datetime import date

import pytest
from django.urls import reverse

import company as cast
from goodstanding.engine.learning import PATTERN, Item
from goodstanding.engine.standing.facts import State
from goodstanding.services.access import Role
from goodstanding.services.pattern import pattern_of
from goodstanding.services.sessions import rhythm
from web.reading import read
from web.typing_in import mended, said, sent, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_the_year_on_person_team_and_today() -> None:
    by = cast.actor(cast.company())
    browser, url = cast.client(by), reverse("learning")
    assert "Nobody is here yet" in read(browser.get(url)).words
    maria = cast.person(by)
    cast.held(by, maria)
    cast.credit(
        by, maria, kind="online", amount=400, earned_on=date(2026, 2, 2), state=State.POSTED
    )
    cast.offering(by, starts_on=date(2026, 12, 14), ends_on=None, title="Big class", amount=1000)
    page = read(browser.get(url)).words
    assert "Maria Lopez 4 online done booth missed 0 manufacturer missed 0 event missed" in page
    assert "Maria Lopez lacks 10 credits: WRT 10. Would cover it: Big class ." in page
    assert "none yet: plan a lunch-and-learn" in page
    today = read(browser.get("/")).words
    assert "No session is held or planned in this quarter." in today
    assert "Maria Lopez lacks 10 credits" in today
    person = read(browser.get(reverse("person", args=[maria.pk]))).words
    assert "Quarter 1 4 online done booth missed" in person
    assert "Year 4 of 8, 4 missing" in person
    auditor = cast.client(cast.actor(by.organisation, Role.AUDITOR))
    assert "lacks" not in read(auditor.get("/")).words
    cast.offering(by, kind="session", title="Lunch", starts_on=date(2026, 12, 1), ends_on=None)
    assert "No session is held" not in read(browser.get("/")).words
    assert "Lunch 1 Dec 2026 · 0 people expected · counts as credit" in read(browser.get(url)).words


def test_of_many_the_most_urgent_are_named_and_the_others_on_pages() -> None:
    by = cast.actor(cast.company())
    browser, url = cast.client(by), reverse("catch_up")
    assert "Nobody has to catch up" in read(browser.get(url)).words
    for number in range(51):
        one = cast.person(by, f"Person {number:02}")
        cast.held(by, one, issued_on=date(2023, 6 if number else 1, 10))
    for page in (reverse("learning"), "/"):
        seen = read(browser.get(page))
        assert ("Everybody who has to catch up", url) in seen.links
        assert [n for n in range(51) if f"Person {n:02} lacks" in seen.words] == [*range(30)]
    first, second = read(browser.get(url)), read(browser.get(f"{url}?page=2"))
    assert "51 people Person 00 lacks 14 credits: WRT 14. Nothing on the list" in first.words
    assert "Page 2 of 2" in second.words
    assert [n for n in range(51) if f"Person {n:02} lacks" in second.words] == [50]


def test_the_pattern_is_typed() -> None:
    by = cast.actor(cast.company())
    browser, url = cast.client(by), reverse("pattern")
    usual = "Q1 online 4\nQ1 booth 2\nQ2 manufacturer\nQ3 event\nQ4 review"
    assert shown(browser.get(url), "items") == {"items": [usual]}
    answer = sent(browser, url, items="q3: Event\n\nQ1 online 3.5")
    assert said(browser, answer) == ["/learning/", "The yearly pattern is recorded."]
    assert pattern_of(by.organisation) == (Item(1, "online", 350), Item(3, "event"))
    for wrong, why in (("Q5 tea", "no item"), ("Q1 tea", "no item"), ("Q1 online x", "not a num")):
        assert why in mended(sent(browser, url, items=wrong))[0]
    sent(browser, url, items="")
    assert pattern_of(by.organisation) == PATTERN


def test_the_page_adds_a_session() -> None:
    browser = cast.client(cast.actor(cast.company()))
    link = next(url for text, url in read(browser.get("/learning/")).links if "Add a ses" in text)
    assert shown(browser.get(link), "kind") == {"kind": ["session"]}
    assert shown(browser.get(f"{reverse('offering_add')}?kind=x"), "kind") == {"kind": ["course"]}


def test_what_a_session_teaches_is_chosen() -> None:
    by = cast.actor(cast.company())
    event = cast.offering(by, kind="event", title="Conference")
    session = cast.offering(by, kind="session", title="Lunch", starts_on=date(2026, 11, 2))
    browser, url = cast.client(by), reverse("session_teaches", args=[session.pk])
    assert ("What it teaches", url) in read(browser.get(f"/offerings/{session.pk}/")).links
    assert said(browser, sent(browser, url, event=str(event.pk)))[1].startswith("Recorded")
    assert dict(rhythm(by.organisation, cast.TODAY).quarters)[4][0].event == "Conference"
    assert shown(browser.get(url), "event") == {"event": [str(event.pk)]}
    wrong = reverse("session_teaches", args=[event.pk])
    assert "is no session" in mended(sent(browser, wrong, event=""))[0]


@pytest.mark.parametrize("many", [1, 3])
def test_how_often_the_database_is_asked(many: int, django_assert_num_queries: object) -> None:
    by = cast.actor(cast.company())
    for number in range(many):
        cast.held(by, cast.person(by, f"Person {number}"))
        session = cast.offering(by, kind="session", starts_on=date(2026, 11, 2), ends_on=None)
    asked = {
        reverse("catch_up"): 24,
        reverse("learning"): 27,
        reverse("pattern"): 4,
        reverse("session_teaches", args=[session.pk]): 7,
    }
    browser = cast.client(by)
    for url, questions in asked.items():
        with django_assert_num_queries(questions):  # type: ignore[operator]
            assert browser.get(url).status_code == 200
