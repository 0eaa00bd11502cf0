"""A class that many attended is recorded once, for everybody."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from company import actor, attended, branch, client, company, person
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Activity, Entry, Fact, Organisation
from goodstanding.services.access import Role
from goodstanding.services.activities import ActivityDetails, change_activity
from services.journaled import last
from web.typing_in import filled, mended, nothing_else, said, sent, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

CONFERENCE = {
    "title": "Restoration conference",
    "ended_on": "2026-11-06",
    "amount": "10",
    "kind": "event",
}


def credits(organisation: Organisation) -> list[tuple[str, int, str]]:
    """Who has how many hundredths in which state."""
    rows = Fact.objects.of(organisation).filter(superseded_seq=None).select_related("person")
    return [
        (row.person.name, row.states["amount"], row.states["state"])
        for row in rows.order_by("place")
    ]


def names(page: Any) -> list[tuple[str, list[str]]]:
    """Whom the form offers, branch by branch."""
    groups = page.context["form"].candidates.groups
    return [(group, [name for _, name in people]) for group, people in groups]


def test_eight_people_one_conference_ten_credits() -> None:
    organisation = company()
    by = actor(organisation)
    people = [person(by, f"Person {letter}") for letter in "ABCDEFGH"]
    browser, url = client(by), reverse("credits_add")
    before = Entry.objects.of(organisation).count()
    chosen = [str(one.pk) for one in people]
    answer = sent(browser, url, **CONFERENCE, people=chosen)
    assert said(browser, answer) == [
        "/activities/",
        "Restoration conference is recorded for 8 people.",
    ]
    assert credits(organisation) == [(one.name, 1000, "earned") for one in people]
    assert Entry.objects.of(organisation).count() == before + 1
    assert last(organisation)["verb"] == "activity.attend"
    made = Activity.objects.of(organisation).get()
    assert (made.title, made.ended_on, made.amount, made.kind) == (
        "Restoration conference",
        date(2026, 11, 6),
        1000,
        "event",
    )


def test_a_booth_visit_proposes_two() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    booth = {"title": "IICRC booth", "ended_on": "2026-11-06", "kind": "booth"}
    sent(client(by), reverse("credits_add"), **booth, people=[str(maria.pk)], state="submitted")
    assert credits(organisation) == [("Maria Lopez", 200, "submitted")]


def test_nothing_typed_or_ticked_is_lost() -> None:
    organisation = company()
    by = actor(organisation)
    maria, sam = person(by), person(by, "Sam Ng")
    typed = {**CONFERENCE, "amount": "ten", "provider": "Reno School"}
    url = reverse("credits_add")
    answer = sent(client(by), url, **typed, people=[str(sam.pk)])
    assert mended(answer) == [
        "Credits: “ten” is not a number: write the hours as a number, such as 3.5."
    ]
    assert shown(answer, *typed, "people") == {
        **{name: [value] for name, value in typed.items()},
        "people": [str(sam.pk)],
    }
    assert mended(sent(client(by), url, **CONFERENCE)) == [
        "Who attended: Nobody is chosen: tick those who attended."
    ]
    assert credits(organisation) == []
    assert maria.pk != sam.pk


def test_people_stand_by_branch_and_those_who_left_do_not() -> None:
    organisation = company()
    by = actor(organisation)
    reno, denver = branch(by, "Reno"), branch(by)
    person(by, "Sam Ng", branch=reno)
    person(by, "Maria Lopez", branch=denver)
    person(by, "Ana Ames", branch=denver)
    person(by, "Nia North")
    gone = person(by, "Gus Gone", branch=reno)
    gone.left_on = date(2026, 1, 1)
    gone.save()
    page = client(by).get(reverse("credits_add"))
    assert names(page) == [
        ("No branch", ["Nia North"]),
        ("Denver", ["Ana Ames", "Maria Lopez"]),
        ("Reno", ["Sam Ng"]),
    ]


def test_showing_others_records_nothing_and_keeps_who_is_ticked() -> None:
    organisation = company()
    by = actor(organisation)
    maria, sam = person(by), person(by, "Sam Ng")
    browser, url = client(by), reverse("credits_add")
    typed = filled(browser.get(url), **CONFERENCE, people=[str(maria.pk)], search="sam", narrow="1")
    page = browser.post(url, typed)
    assert page.status_code == 200
    assert names(page) == [("Chosen", ["Maria Lopez"]), ("No branch", ["Sam Ng"])]
    assert shown(page, "title", "amount", "people") == {
        "title": ["Restoration conference"],
        "amount": ["10"],
        "people": [str(maria.pk)],
    }
    assert credits(organisation) == []
    both = [str(maria.pk), str(sam.pk)]
    assert browser.post(url, filled(page, people=both)).status_code == 302
    assert [name for name, _, _ in credits(organisation)] == ["Maria Lopez", "Sam Ng"]


def test_another_companys_person_cannot_be_ticked() -> None:
    stranger = person(actor(company("Theirs")), "Zebulon")
    organisation = company("Ours")
    by = actor(organisation)
    person(by)
    answer = sent(client(by), reverse("credits_add"), **CONFERENCE, people=[str(stranger.pk)])
    assert mended(answer) == ["Who attended: One of the people chosen is not on the team."]
    assert "Zebulon" not in answer.content.decode()
    assert credits(organisation) == []


def test_two_presses_record_one_conference() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    browser, url = client(by), reverse("credits_add")
    typed = filled(browser.get(url), **CONFERENCE, people=[str(maria.pk)])
    assert [browser.post(url, typed).status_code for _ in range(2)] == [302, 302]
    assert len(credits(organisation)) == 1


def test_the_activity_says_who_attended() -> None:
    organisation = company()
    by = actor(organisation)
    maria, sam = person(by), person(by, "Sam Ng")
    one = attended(by, maria, sam)
    page = client(by).get(reverse("activity", args=[one.pk]))
    assert [(row.person.name, row.states["amount"]) for row in page.context["credits"]] == [
        ("Maria Lopez", 1000),
        ("Sam Ng", 1000),
    ]
    listed = client(by).get(reverse("activities"))
    assert [(row.activity, row.people) for row in listed.context["rows"]] == [(one, 2)]


def test_people_are_added_later() -> None:
    organisation = company()
    by = actor(organisation)
    maria, sam = person(by), person(by, "Sam Ng")
    one = attended(by, maria)
    browser, url = client(by), reverse("activity_attend", args=[one.pk])
    assert names(browser.get(url)) == [("No branch", ["Sam Ng"])]
    answer = sent(browser, url, people=[str(sam.pk)])
    assert said(browser, answer) == [
        f"/activities/{one.pk}/",
        "1 person added to Restoration conference.",
    ]
    assert credits(organisation) == [("Maria Lopez", 1000, "earned"), ("Sam Ng", 1000, "earned")]


def test_a_change_corrects_everybodys_credit() -> None:
    organisation = company()
    by = actor(organisation)
    one = attended(by, person(by), person(by, "Sam Ng"))
    browser, url = client(by), reverse("activity_change", args=[one.pk])
    assert shown(browser.get(url), "title", "amount", "ended_on", "kind") == {
        "title": ["Restoration conference"],
        "amount": ["10"],
        "ended_on": ["2026-11-06"],
        "kind": ["event"],
    }
    answer = sent(browser, url, amount="8", approved="yes")
    assert said(browser, answer)[0] == f"/activities/{one.pk}/"
    assert credits(organisation) == [("Maria Lopez", 800, "earned"), ("Sam Ng", 800, "earned")]


def test_a_change_made_meanwhile_is_noticed() -> None:
    organisation = company()
    by = actor(organisation)
    one = attended(by, person(by))
    browser, url = client(by), reverse("activity_change", args=[one.pk])
    stale = filled(browser.get(url), amount="8")
    change_activity(
        by=by, activity=one, details=ActivityDetails("Conference", one.ended_on, 900, kind="event")
    )
    answer = browser.post(url, stale)
    assert mended(answer)[1:] == ["Activity: Now: “Conference”.", "Credits: Now: “9”."]
    assert credits(organisation) == [("Maria Lopez", 900, "earned")]


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.AUDITOR])
def test_others_may_not(role: Role) -> None:
    organisation = company()
    by = actor(organisation)
    one = attended(by, person(by))
    browser = client(actor(organisation, role))
    for url in _addresses(one.pk):
        assert browser.get(url).status_code == 403
        assert browser.post(url, CONFERENCE).status_code == 403


def test_another_companys_activity_is_nothing() -> None:
    theirs = actor(company("Theirs"))
    one = attended(theirs, person(theirs), state=State.EARNED)
    ours = client(actor(company("Ours")))
    for url, nothing in zip(_addresses(one.pk)[2:], _addresses(987_654_321)[2:], strict=True):
        answer = nothing_else(ours.get(url))
        assert answer == nothing_else(ours.get(nothing))
        assert answer[0] == 404


def _addresses(number: int) -> list[str]:
    return [
        reverse("credits_add"),
        reverse("activities"),
        reverse("activity", args=[number]),
        reverse("activity_attend", args=[number]),
        reverse("activity_change", args=[number]),
    ]


@pytest.mark.parametrize("many", [1, 3])
def test_how_often_the_database_is_asked(many: int, django_assert_num_queries: object) -> None:
    by = actor(company())
    people = [person(by, f"Person {number}") for number in range(many)]
    made = [attended(by, *people, title=f"Class {number}") for number in range(many)]
    browser = client(by)
    asked = {
        reverse("credits_add"): 7,
        reverse("activities"): 6,
        reverse("activity", args=[made[0].pk]): 5,
        reverse("activity_attend", args=[made[0].pk]): 9,
    }
    for url, questions in asked.items():
        with django_assert_num_queries(questions):  # type: ignore[operator]
            browser.get(url)


def test_numbers_of_pages_that_do_not_exist() -> None:
    by = actor(company())
    attended(by, person(by))
    browser = client(by)
    for page in ("0", "-1", "x", "²", "9" * 30, "7"):
        assert browser.get(reverse("activities"), {"page": page}).status_code == 200


def test_searching_finds_titles_and_providers() -> None:
    by = actor(company())
    maria = person(by)
    found = attended(by, maria, title="Drying class", provider="Reno School")
    attended(by, maria, title="Conference")
    assert _found(client(by), "reno") == [found.title]
    assert _found(client(by), "drying") == [found.title]
    assert _found(client(by), "nothing") == []


def _found(browser: Client, words: str) -> list[str]:
    page = browser.get(reverse("activities"), {"q": words})
    return [row.activity.title for row in page.context["rows"]]
