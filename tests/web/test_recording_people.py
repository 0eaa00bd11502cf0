"""People are added, changed and leave."""

from datetime import date

import pytest
from django.urls import reverse

from company import actor, branch, client, company, person
from goodstanding.records.models import Entry, Organisation, Person
from goodstanding.services.access import Role
from goodstanding.services.people import PersonDetails, change_person
from services.journaled import last
from web.typing_in import filled, mended, said, sent, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def kept(organisation: Organisation) -> list[dict[str, object]]:
    """Everybody, as stored."""
    fields = ("name", "number", "email", "phone", "branch__name", "role", "hired_on", "left_on",
              "day_cost")  # fmt: skip
    return list(Person.objects.of(organisation).order_by("pk").values(*fields))


def test_somebody_is_added() -> None:
    organisation = company()
    by = actor(organisation)
    denver = branch(by)
    browser = client(by)
    answer = sent(
        browser,
        reverse("person_add"),
        name="Maria  Lopez",
        branch=str(denver.pk),
        role="Technician",
        number="17",
        email="maria@cascade.example",
        phone="555 0100",
        hired_on="2021-05-03",
        day_cost="420.50",
    )
    added = Person.objects.of(organisation).get()
    assert said(browser, answer) == [
        f"/people/{added.pk}/",
        "Maria Lopez is on the team. Next: the certifications held.",
    ]
    assert kept(organisation) == [
        {
            "name": "Maria Lopez",
            "number": "17",
            "email": "maria@cascade.example",
            "phone": "555 0100",
            "branch__name": "Denver",
            "role": "Technician",
            "hired_on": date(2021, 5, 3),
            "left_on": None,
            "day_cost": 42050,
        }
    ]
    assert last(organisation)["what"] == "Added Maria Lopez"


def test_everything_wrong_is_said_at_once_and_nothing_typed_is_lost() -> None:
    organisation = company()
    browser = client(actor(organisation))
    typed = {"name": "", "email": "no address", "hired_on": "last May", "day_cost": "4,20"}
    answer = sent(browser, reverse("person_add"), **typed)
    assert mended(answer) == [
        "Name: “Name” is missing: fill it in.",
        "Hired on: “last May” is not a date that can be read: write YYYY-MM-DD.",
        "Day cost: “4,20” is not an amount of money: write a number, such as 420.50.",
    ]
    assert shown(answer, *typed) == {name: [value] for name, value in typed.items()}
    assert 'type="text" name="hired_on" value="last May"' in answer.content.decode()
    assert kept(organisation) == []


def test_a_second_one_of_a_name_is_asked_about_first() -> None:
    organisation = company()
    by = actor(organisation)
    person(by)
    browser, url = client(by), reverse("person_add")
    answer = sent(browser, url, name="maria  lopez")
    assert mended(answer) == [
        "Name: maria lopez is on the list already: open that page, or tick the box below."
    ]
    assert "It is somebody else of the same name" in answer.content.decode()
    assert len(kept(organisation)) == 1
    assert sent(browser, url, name="maria lopez", another="on").status_code == 302
    assert [one["name"] for one in kept(organisation)] == ["Maria Lopez", "maria lopez"]


def test_what_a_verb_finds_stands_at_its_field() -> None:
    organisation = company()
    by = actor(organisation)
    person(by, "Sam Ng", number="17")
    answer = sent(client(by), reverse("person_add"), name="Maria Lopez", number="17")
    assert mended(answer) == ["ID: “17” is Sam Ng's: no two people may share it."]


def test_details_are_changed() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by, number="17", role="Technician", day_cost=42000)
    browser, url = client(by), reverse("person_change", args=[maria.pk])
    assert shown(browser.get(url), "name", "number", "role", "day_cost") == {
        "name": ["Maria Lopez"],
        "number": ["17"],
        "role": ["Technician"],
        "day_cost": ["420"],
    }
    answer = sent(browser, url, role="Lead")
    assert said(browser, answer) == [
        f"/people/{maria.pk}/",
        "The details of Maria Lopez are recorded.",
    ]
    assert last(organisation)["changes"] == [["Maria Lopez", "Role", "Technician", "Lead"]]


def test_two_who_change_the_same_person_hear_of_each_other() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by, role="Technician")
    browser, url = client(by), reverse("person_change", args=[maria.pk])
    typed = filled(browser.get(url), phone="555 0100")
    change_person(by=by, person=maria, details=PersonDetails("Maria Lopez", role="Lead"))
    answer = browser.post(url, typed)
    assert mended(answer) == [
        (
            "Somebody changed this meanwhile. What you typed is kept; what is recorded now stands "
            "beside it. Record again to put yours in its place."
        ),
        "Role: Now: “Lead”.",
        "Phone: Now: blank.",
    ]
    assert shown(answer, "phone", "role") == {"phone": ["555 0100"], "role": ["Technician"]}
    again = browser.post(url, filled(answer))
    assert again.status_code == 302
    assert kept(organisation)[0]["role"] == "Technician"
    assert kept(organisation)[0]["phone"] == "555 0100"


def test_somebody_leaves_and_comes_back() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    browser, url = client(by), reverse("person_leave", args=[maria.pk])
    assert mended(sent(browser, url)) == [
        "Last day employed: “Last day employed” is missing: fill it in."
    ]
    assert said(browser, sent(browser, url, left_on="2026-11-30")) == [
        f"/people/{maria.pk}/",
        "30 November 2026 is the last day of Maria Lopez.",
    ]
    assert kept(organisation)[0]["left_on"] == date(2026, 11, 30)
    assert said(browser, sent(browser, url, left_on=""))[1] == "Maria Lopez works here."
    assert kept(organisation)[0]["left_on"] is None


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.AUDITOR])
def test_others_may_not(role: Role) -> None:
    organisation = company()
    maria = person(actor(organisation))
    before = Entry.objects.of(organisation).count()
    browser = client(actor(organisation, role))
    for url in (
        reverse("person_add"),
        reverse("person_change", args=[maria.pk]),
        reverse("person_leave", args=[maria.pk]),
    ):
        assert browser.post(url, {"name": "X", "left_on": "2026-11-30"}).status_code == 403
    assert Entry.objects.of(organisation).count() == before


def test_the_page_leads_back_to_where_one_came_from_on_this_site_only() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    browser, url = client(by), reverse("person_leave", args=[maria.pk])
    assert sent(browser, f"{url}?back=/team/%3Fq=a", left_on="2026-11-30").url == "/team/?q=a"  # type: ignore[attr-defined]
    for evil in ("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:1"):
        page = browser.get(url, {"back": evil})
        assert page.context["page"].back == f"/people/{maria.pk}/"


@pytest.mark.parametrize("branches", [1, 3])
def test_how_often_the_database_is_asked(branches: int, django_assert_num_queries: object) -> None:
    organisation = company()
    by = actor(organisation)
    for number in range(branches):
        branch(by, f"Branch {number}")
    browser = client(by)
    with django_assert_num_queries(4):  # type: ignore[operator]
        browser.get(reverse("person_add"))
