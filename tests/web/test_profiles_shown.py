"""What the page shows on which due date, balance and day seen are typed in for the whole team."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from company import TODAY, actor, branch, client, company, held, person
from goodstanding.services.access import Role
from goodstanding.services.credentials import end, observe
from web.profiles import URL, row, seen, states
from web.typing_in import filled, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_the_table_shows_what_we_have() -> None:
    by = actor(company())
    maria, sam = person(by), person(by, "Sam Ng")
    wrt, asd = held(by, maria, "WRT"), held(by, maria, "ASD")
    for one in (wrt, asd):
        observe(by=by, credential=one, seen_on=date(2026, 5, 5), deadline=None, balance=500)
        observe(by=by, credential=one, seen_on=TODAY, deadline=date(2027, 1, 9), balance=800)
    observe(by=by, credential=held(by, sam, "WRT"), seen_on=TODAY, deadline=None, balance=100)
    held(by, sam, "ASD")
    rows = list(client(by).get(URL).context["form"].rows())
    assert [(one.profile.person.name, one.line.code, one.profile.differ) for one in rows] == [
        ("Maria Lopez", "WRT, ASD", False),
        ("Sam Ng", "WRT, ASD", True),
    ]
    assert (rows[0].line.have.deadline, rows[0].line.have.balance) == (date(2027, 1, 9), 800)
    assert [line.have and line.have.balance for line in rows[1].apart] == [100, None]


def test_only_certifications_kept_by_credits_of_people_who_work_here() -> None:
    by = actor(company())
    maria, sam, gone = person(by), person(by, "Sam Ng"), person(by, "Gus Gone")
    held(by, maria, "HAZWOPER")
    ended = held(by, sam, "WRT")
    end(by=by, credential=ended, day=TODAY)
    held(by, sam, "ASD")
    held(by, gone)
    gone.left_on = date(2026, 1, 1)
    gone.save()
    rows = list(client(by).get(URL).context["form"].rows())
    assert [(one.profile.person.name, one.line.code) for one in rows] == [("Sam Ng", "ASD")]


def test_each_body_has_its_own_row() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    held(by, maria, "WRT")
    held(by, maria, "CR", issued_on=date(2025, 10, 5))
    browser = client(by)
    rows = list(browser.get(URL).context["form"].rows())
    assert [(one.profile.body, one.line.code) for one in rows] == [("IICRC", "WRT"), ("RIA", "CR")]
    sent(browser, URL, **{f"balance-{row(maria, 'RIA')}": "12"})
    assert seen(organisation) == [("Maria Lopez", "CR", states(None, 1200))]


def test_pages_of_fifty_and_on_to_the_next() -> None:
    by = actor(company())
    for number in range(51):
        held(by, person(by, f"Person {number:02}"))
    browser = client(by)
    page = browser.get(URL)
    assert len(page.context["form"].profiles) == 50
    onward = browser.post(URL, filled(page, next="1"))
    assert onward.url == "/profiles/?page=2"  # type: ignore[attr-defined]
    assert len(browser.get(onward.url).context["form"].profiles) == 1  # type: ignore[attr-defined]


def test_by_branch_and_name() -> None:
    by = actor(company())
    reno = branch(by, "Reno")
    held(by, person(by, "Sam Ng", branch=reno))
    held(by, person(by))
    browser = client(by)

    def shown_for(**query: Any) -> list[str]:
        form = browser.get(URL, query).context["form"]
        return [profile.person.name for profile in form.profiles]

    assert shown_for(branch=reno.pk) == ["Sam Ng"]
    assert shown_for(q="lop mar") == ["Maria Lopez"]
    assert shown_for(branch="x", page="x") == ["Maria Lopez", "Sam Ng"]
    assert shown_for(branch="9" * 18, q="\0") == []


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.AUDITOR])
def test_others_may_not(role: Role) -> None:
    organisation = company()
    browser = client(actor(organisation, role))
    assert (browser.get(URL).status_code, browser.post(URL).status_code) == (403, 403)
    assert reverse("profiles") == URL


@pytest.mark.parametrize("people", [1, 3])
def test_how_often_the_database_is_asked(people: int, django_assert_num_queries: object) -> None:
    by = actor(company())
    for number in range(people):
        held(by, person(by, f"Person {number}"))
    browser = client(by)
    with django_assert_num_queries(7):  # type: ignore[operator]
        browser.get(URL)
