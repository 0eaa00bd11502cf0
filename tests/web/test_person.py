"""A person's page, and a technician's own."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import company as cast
from company import TODAY
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Person
from goodstanding.services.access import Actor, Role
from goodstanding.services.credentials import end, observe, restore
from goodstanding.services.credits import void_credit
from goodstanding.services.people import leave
from web.reading import Read, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def known() -> tuple[Actor, Person]:
    by = cast.actor(cast.company())
    reno = cast.branch(by, "Reno")
    return by, cast.person(
        by, branch=reno, role="Technician", number="104233", email="maria@cascade.example",
        phone="555 0100", hired_on=date(2021, 5, 1),
    )  # fmt: skip


def page_of(by: Actor, person: Person) -> Read:
    return read(cast.client(by).get(reverse("person", args=[person.pk])))


def test_a_card_says_fact_step_and_why() -> None:
    by, maria = known()
    wrt = cast.held(by, maria, number="W-1")
    cast.credit(by, maria, amount=800, state=State.POSTED, earned_on=date(2025, 5, 5))
    seen = page_of(by, maria)
    assert (
        "Water Damage Restoration Technician WRT Due soon · 48 days Maria's WRT lapses in 48 days;"
        " 6 CECs missing. Book 6 CECs to be earned by 9 January 2027."
        " 8 of 14 : 8 posted due ~9 Jan 2027"
    ) in seen.words
    assert "8 posted, of 14 required by 9 Jan 2027" in seen.html
    assert (
        "Explain this number 10 January 2023 to 9 January 2027: 8 posted of 14 CECs" in seen.words
    )
    links = dict(seen.links)
    assert links["Type in what the IICRC profile shows"] == reverse(
        "credential_observe", args=[wrt.key]
    )
    assert links["Plan credits"].endswith("?state=planned")
    assert "Number W-1 Issued 10 January 2023" in seen.words


def test_who_it_is() -> None:
    by, maria = known()
    cast.fee(by, maria)
    seen = page_of(by, maria)
    assert (
        "Team › Reno Maria Lopez Technician ID 104233 since 1 May 2021"
        " IICRC fee paid through 31 December 2026 maria@cascade.example 555 0100"
    ) in seen.words
    assert "No certification is recorded yet" in seen.words
    auditor = page_of(cast.actor(by.organisation, Role.AUDITOR), maria)
    assert "maria@cascade.example" not in auditor.words
    assert "Change details" not in auditor.words


def test_the_ledger_keeps_what_is_void_in_sight() -> None:
    by, maria = known()
    cast.held(by, maria)
    wrong = cast.credit(by, maria, title="Typed twice", provider="Academy")
    right = cast.credit(by, maria, title="Once", state=State.POSTED, posted_on=TODAY)
    void_credit(by=by, fact=wrong, why="It was typed twice")
    seen = page_of(by, maria)
    assert '<li class="void">' in seen.html
    assert "Typed twice Academy void It was typed twice" in seen.words
    links = dict(seen.links)
    assert links["Change Once"] == reverse("credit_change", args=[right.key])
    assert "Void Typed twice" not in links


def test_gaps_warnings_and_what_happened_to_it() -> None:
    by, maria = known()
    wrt = cast.held(by, maria, issued_on=date(2020, 2, 29))
    restore(by=by, credential=wrt, day=date(2024, 6, 15))
    observe(by=by, credential=wrt, seen_on=TODAY, deadline=date(2028, 6, 14), balance=350)
    cast.credit(by, maria, approved=None)
    asd = cast.held(by, maria, "ASD")
    end(by=by, credential=asd, day=date(2026, 1, 1))
    seen = page_of(by, maria)
    assert (
        "Current from 29 February 2020 to 28 February 2024"
        " Lapsed for credits from 29 February 2024 to 14 June 2024 Current since 15 June 2024"
    ) in seen.words
    assert (
        "Seen on the body’s record due 14 June 2028, 3.5 posted; seen on 22 November" in seen.words
    )
    assert "It is still to be checked whether the body has approved an activity" in seen.words
    assert "Ended since 1 January 2026" in seen.words


def test_a_leaver_is_said_so_and_nothing_is_asked() -> None:
    by, maria = known()
    cast.held(by, maria)
    leave(by=by, person=maria, left_on=date(2026, 11, 1))
    seen = page_of(by, maria)
    assert "Maria Lopez left on 1 November 2026." in seen.words
    assert "Book" not in seen.words
    assert "Record a credit" not in dict(seen.links)
    leave(by=by, person=maria, left_on=date(2026, 12, 1))
    assert "The last day of Maria Lopez is 1 December 2026." in page_of(by, maria).words


def test_who_recorded_what() -> None:
    by, maria = known()
    cast.held(by, maria)
    seen = page_of(by, maria)
    assert "11:00" in seen.words  # noon UTC-7 less one: the company is in Denver
    assert f"{by.author.name} Recorded WRT for Maria Lopez" in seen.words


def test_nobody() -> None:
    by, _ = known()
    theirs = cast.person(cast.actor(cast.company("Other Restoration")), "Zebulon")
    browser = cast.client(by)
    assert browser.get(reverse("person", args=[theirs.pk])).status_code == 404
    assert browser.get("/people/99999999/").status_code == 404


def own(by: Actor, maria: Person) -> Read:
    return read(cast.client(cast.actor(by.organisation, Role.TECHNICIAN, maria)).get("/me/"))


def test_my_standing_is_the_headline() -> None:
    by, maria = known()
    cast.held(by, maria)
    cast.credit(by, maria, amount=800, state=State.POSTED, earned_on=date(2025, 5, 5))
    cast.held(by, cast.person(by, "Dwayne Walker"))
    seen = own(by, maria)
    assert "Maria · 22 November 2026 You need 6 CECs by 9 January 2027" in seen.words
    assert "Your WRT lapses in 48 days; 6 CECs missing." in seen.words
    assert "Dwayne" not in seen.words
    assert seen.links == [
        ("Add a certificate", "/certificates/add/"),
        ("Add a credit without a certificate", "/me/credits/add/"),
        ("May the company submit for you?", "/me/consent/"),
    ]


def test_my_standing_without_anything() -> None:
    by, maria = known()
    assert "No certification is recorded for you yet" in own(by, maria).words
    membership = cast.member(by.organisation, Role.TECHNICIAN, maria)
    membership.person = None
    membership.save()
    browser = cast.client(membership.user)
    assert "Your sign-in is not tied to a person yet" in read(browser.get("/me/")).words


@pytest.mark.parametrize("count", [1, 3])
def test_questions_to_the_database(count: int) -> None:
    by, maria = known()
    for code in ("WRT", "ASD", "AMRT")[:count]:
        cast.held(by, maria, code)
        cast.credit(by, maria)
    browser = cast.client(by)
    url = reverse("person", args=[maria.pk])
    with CaptureQueriesContext(connection) as first:
        browser.get(url)
    with CaptureQueriesContext(connection) as again:
        browser.get(url)
    assert (len(first), len(again)) == (16, 4)


def test_a_number_that_no_database_holds() -> None:
    by = cast.actor(cast.company())
    assert cast.client(by).get(f"/people/{10**23}/").status_code == 404
