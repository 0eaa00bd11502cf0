"""What lapses cost, on pages."""

from datetime import date

import pytest
from django.urls import reverse

import company as cast
from goodstanding.engine.standing.facts import State
from goodstanding.services.access import Role
from goodstanding.services.costs import figures_of
from web.reading import read
from web.typing_in import mended, said, sent, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_the_price_stands_on_the_card_and_on_the_team() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by, day_cost=30_000)
    cast.held(by, maria)
    cast.credit(by, maria, amount=800, state=State.POSTED, earned_on=date(2025, 5, 5))
    browser, page = cast.client(by), reverse("person", args=[maria.pk])
    card = read(browser.get(page)).words
    assert "If it lapses: 1,380 to 1,680; to keep it: 315 to 465 Keeping it is cheaper." in card
    assert "Re-test (reckoned with) 1,380 to 1,680, from the first day: course 400 to 700" in card
    assert "Reinstatement not known, once lapsed for 24 months" in card
    team = read(browser.get(reverse("team"))).words
    assert "What lapses cost : 1,380 to 1,680 if what is short lapsed; 315 to 465 to keep" in team
    cast.offering(by, starts_on=date(2026, 12, 14), ends_on=None, price=300_000)
    assert "Keeping it is not cheaper by these figures. Cheapest: Drying class." in read(
        browser.get(page)
    ).words  # fmt: skip


def test_who_only_looks_sees_no_prices() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    cast.held(by, maria)
    browser = cast.client(cast.actor(by.organisation, Role.AUDITOR))
    for url in (reverse("person", args=[maria.pk]), reverse("team")):
        assert "lapses cost" not in read(browser.get(url)).words
        assert "If it lapses" not in read(browser.get(url)).words


def test_the_page_of_all_prices() -> None:
    by = cast.actor(cast.company())
    browser, url = cast.client(by), reverse("lapse_prices")
    assert "Nothing is short" in read(browser.get(url)).words
    maria, dwayne = cast.person(by), cast.person(by, "Dwayne Walker")
    cast.held(by, maria)
    cast.held(by, dwayne, issued_on=date(2022, 10, 3))
    words = read(browser.get(url)).words
    assert "Maria Lopez WRT due 9 Jan 2027 14" in words
    assert "Dwayne Walker WRT lapsed since 3 Oct 2026" in words
    assert "too late It has lapsed already." in words


def test_a_figure_is_changed_and_taken_back() -> None:
    by = cast.actor(cast.company())
    cast.held(by, cast.person(by))
    browser, url = cast.client(by), reverse("cost_figure_change", args=["exam-WRT"])
    assert "Examination of WRT 80" in read(browser.get(reverse("cost_figures"))).words
    answer = sent(browser, url, holds="own", low="90", source="Invoice of May", read="2026-05-04")
    assert said(browser, answer) == [
        "/settings/costs/",
        "Recorded: Examination of WRT is 90.",
    ]
    assert shown(browser.get(url), "low", "source") == {"low": ["90"], "source": ["Invoice of May"]}
    assert (
        "your company’s own figure" in browser.get(reverse("cost_figures")).content.decode().lower()
    )
    assert said(browser, sent(browser, url, holds="unknown"))[1].endswith("is not known.")
    assert said(browser, sent(browser, url, holds="shipped"))[1].endswith("is 80.")
    assert not figures_of(by.organisation)["exam-WRT"].own


def test_what_is_no_figure_comes_back_with_what_was_typed() -> None:
    browser = cast.client(cast.actor(cast.company()))
    url = reverse("cost_figure_change", args=["days-WRT"])
    assert mended(sent(browser, url, holds="own")) == [
        "Days, from: The figure is missing: fill it in, or choose “Not known to us”.",
        "Where it is from: Where it is from is missing: fill it in.",
    ]
    answer = sent(browser, url, holds="own", low="3", high="2", source="x")
    assert mended(answer) == ["Days, to: “To” is less than “From”: correct one of the two."]
    assert browser.get(reverse("cost_figure_change", args=["tea"])).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_how_often_the_database_is_asked(many: int, django_assert_num_queries: object) -> None:
    by = cast.actor(cast.company())
    for number in range(many):
        cast.held(by, cast.person(by, f"Person {number}"))
    asked = {
        reverse("lapse_prices"): 13,
        reverse("cost_figures"): 5,
        reverse("cost_figure_change", args=["day"]): 4,
    }
    browser = cast.client(by)
    for url, questions in asked.items():
        with django_assert_num_queries(questions):  # type: ignore[operator]
            assert browser.get(url).status_code == 200
