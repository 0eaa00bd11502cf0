"""The same form sent twice records once; a form that is changed and sent again records again."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from company import actor, client, company, credit, person
from goodstanding.records.models import Entry, Fact, Organisation, Person
from goodstanding.services.access import Role
from goodstanding.web.views.recording.filling import ALREADY
from web.typing_in import filled, mended, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

CLASS = {"title": "Class", "earned_on": "2026-11-14", "amount": "6"}


def credits(organisation: Organisation) -> list[str]:
    return [row.texts["title"] for row in Fact.objects.of(organisation).order_by("place")]


def test_two_presses_record_once() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    browser, url = client(by), reverse("credit_add", args=[maria.pk])
    typed = filled(browser.get(url), **CLASS)
    assert browser.post(url, typed).status_code == 302
    browser.get(reverse("person", args=[maria.pk]))
    assert said(browser, browser.post(url, typed)) == [f"/people/{maria.pk}/", ALREADY]
    assert credits(organisation) == ["Class"]


def test_going_back_and_typing_another_records_both() -> None:
    organisation = company()
    by = actor(organisation)
    browser, url = client(by), reverse("credit_add", args=[person(by).pk])
    typed = filled(browser.get(url), **CLASS)
    browser.post(url, typed)
    assert browser.post(url, {**typed, "title": "Another"}).status_code == 302
    assert credits(organisation) == ["Class", "Another"]


def test_opening_the_page_again_records_the_same_again() -> None:
    organisation = company()
    by = actor(organisation)
    browser, url = client(by), reverse("credit_add", args=[person(by).pk])
    for _ in range(2):
        assert browser.post(url, filled(browser.get(url), **CLASS)).status_code == 302
    assert credits(organisation) == ["Class", "Class"]


def test_what_was_not_recorded_can_be_sent_again() -> None:
    organisation = company()
    by = actor(organisation)
    browser, url = client(by), reverse("person_add")
    person(by, "Sam Ng", number="17")
    typed = filled(browser.get(url), name="Maria Lopez", number="17")
    assert len(mended(browser.post(url, typed))) == 1
    Person.objects.of(organisation).filter(name="Sam Ng").update(number="")
    assert browser.post(url, typed).status_code == 302


def test_a_confirmation_pressed_twice_is_not_an_error() -> None:
    organisation = company()
    by = actor(organisation)
    fact = credit(by, person(by))
    browser, url = client(by), reverse("credit_void", args=[fact.key])
    typed = filled(browser.get(url), why="Twice")
    assert [browser.post(url, typed).status_code for _ in range(2)] == [302, 302]
    assert Entry.objects.of(organisation).filter(verb="credit.void").count() == 1


def test_two_users_do_not_stand_in_each_others_way() -> None:
    organisation = company()
    by = actor(organisation)
    url = reverse("credit_add", args=[person(by).pk])
    typed = filled(client(by).get(url), **CLASS)
    for who in (by, actor(organisation, Role.COORDINATOR)):
        assert client(who).post(url, typed).status_code == 302
    assert credits(organisation) == ["Class", "Class"]


def test_looking_writes_nothing() -> None:
    by = actor(company())
    browser = client(by)
    before = Session.objects.count()
    browser.get(reverse("credit_add", args=[person(by).pk]))
    assert Session.objects.count() == before


def test_the_mark_is_no_session_that_signs_in() -> None:
    by = actor(company())
    browser, url = client(by), reverse("credit_add", args=[person(by).pk])
    browser.post(url, filled(browser.get(url), **CLASS))
    mark = Session.objects.get(session_key__startswith="once-")
    browser.cookies["sessionid"] = mark.session_key
    assert browser.get(url).status_code == 302
