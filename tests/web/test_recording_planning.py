"""Days off and the planner's settings on pages."""

import pytest
from django.urls import reverse

from company import actor, client, company, person
from goodstanding.records.models import DayOff
from goodstanding.services.days_off import DayOffDetails, add_day_off, change_day_off
from goodstanding.services.planning_settings import Settings, settings_of
from web.typing_in import NOON, filled, mended, said, sent, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

JULY = NOON.date().replace(year=2027, month=7, day=5)


def test_days_off_are_added_changed_and_removed() -> None:
    organisation = company()
    by = actor(organisation)
    person(by, number="17")
    browser, url = client(by), reverse("day_off_add")
    answer = sent(browser, url, person="17", starts_on="2027-07-05", ends_on="2027-07-09")
    assert said(browser, answer) == [
        "/days-off/",
        "Recorded: the days off of Maria Lopez, 5 July 2027 to 9 July 2027.",
    ]
    one = DayOff.objects.of(organisation).get()
    change = reverse("day_off_change", args=[one.pk])
    answer = sent(browser, change, person="", ends_on="", kind="busy", why="freeze-ups")
    assert said(browser, answer)[1] == "Recorded: the busy days of everybody, 5 July 2027."
    page = browser.get(reverse("days_off")).content.decode()
    assert "Everybody" in page
    assert "freeze-ups" in page
    remove = reverse("day_off_remove", args=[one.pk])
    typed = filled(browser.get(remove))
    assert said(browser, browser.post(remove, typed))[1].startswith("Removed: the busy days")
    assert browser.post(remove, typed).status_code == 302
    assert "No days off yet" in browser.get(reverse("days_off")).content.decode()


def test_what_cannot_be_read_stays_as_it_was_typed() -> None:
    organisation = company()
    typed = {"person": "Nobody", "starts_on": "soon", "ends_on": "2027-07-04", "why": "x" * 201}
    answer = sent(client(actor(organisation)), reverse("day_off_add"), **typed)
    assert shown(answer, *typed) == {name: [text] for name, text in typed.items()}
    assert [one.split(":")[0] for one in mended(answer)] == ["Person", "From", "Why"]
    assert not DayOff.objects.of(organisation).exists()


def test_two_tabs_do_not_overwrite_one_another() -> None:
    by = actor(company())
    one, browser = add_day_off(by=by, details=DayOffDetails(JULY)), client(by)
    url = reverse("day_off_change", args=[one.pk])
    stale = filled(browser.get(url), why="leave")
    change_day_off(by=by, day_off=one, details=DayOffDetails(JULY, why="holiday"))
    assert mended(browser.post(url, stale))[1:] == ["Why: Now: “holiday”."]
    assert DayOff.objects.of(by.organisation).get().why == "holiday"


def test_settings_of_the_planner() -> None:
    organisation = company()
    browser, url = client(actor(organisation)), reverse("planning_settings")
    answer = sent(browser, url, max_out="25%", services="water = ASD\n\npack out = fsrt")
    assert said(browser, answer) == ["/settings/", "The settings of the planner are recorded."]
    assert settings_of(organisation) == Settings(
        {"max_out": "25%"}, [("water", "ASD"), ("pack out", "FSRT")], []
    )
    page = browser.get(url)
    assert shown(page, "max_out", "margin", "services") == {
        "max_out": ["25%"],
        "margin": [""],
        "services": ["water = ASD\npack out = FSRT"],
    }
    stale = filled(page, margin="3")
    wrong = sent(browser, url, max_out="few", services="water")
    assert mended(wrong) == [
        "Services of your own: “water” is no service: write it such as water = WRT."
    ]
    example = "a share, such as 20%, or a number of people, such as 3."
    assert mended(sent(browser, url, max_out="few")) == [
        f"Most people out: “few” is no value for max_out: write {example}"
    ]
    sent(browser, url, max_out="4")
    assert mended(browser.post(url, stale))[1:] == [
        "Most people out: Now: “4”.",
        "Margin: Now: blank.",
    ]


@pytest.mark.parametrize("many", [1, 3])
def test_how_often_the_database_is_asked(many: int, django_assert_num_queries: object) -> None:
    by = actor(company())
    for number in range(many):
        maria = person(by, f"Person {number}")
        add_day_off(by=by, details=DayOffDetails(JULY, person=maria))
    number = DayOff.objects.of(by.organisation).order_by("pk")[0].pk
    asked = {
        reverse("days_off"): 5,
        reverse("day_off_add"): 4,
        reverse("day_off_change", args=[number]): 5,
        reverse("day_off_remove", args=[number]): 4,
        reverse("planning_settings"): 4,
    }
    browser = client(by)
    for url, questions in asked.items():
        with django_assert_num_queries(questions):  # type: ignore[operator]
            assert browser.get(url).status_code == 200
