"""Credits of one person: recorded, advanced, corrected, voided; a technician's own."""

from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from company import actor, client, company, credit, held, person
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Entry, Fact, Organisation
from goodstanding.services.access import Role
from goodstanding.services.credits import void_credit
from services.journaled import last
from web.typing_in import filled, mended, nothing_else, said, sent, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

UPDATE = {
    "body": "IICRC",
    "earned_on": "2026-11-14",
    "amount": 600,
    "state": "earned",
    "kind": "course",
    "started_on": None,
    "submitted_on": None,
    "posted_on": None,
    "approved": None,
    "obtains": None,
}
"""What the cast's credit states."""


def live(organisation: Organisation) -> list[object]:
    rows = Fact.objects.of(organisation).filter(kind="credit", superseded_seq=None)
    return [row.states for row in rows.order_by("place")]


def test_a_credit_is_recorded_with_everything() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    browser, url = client(by), reverse("credit_add", args=[maria.pk])
    answer = sent(
        browser,
        url,
        title="Reno class",
        provider="Reno School",
        kind="event",
        started_on="2026-11-02",
        earned_on="2026-11-03",
        amount="3.5",
        state="posted",
        submitted_on="2026-11-05",
        posted_on="2026-11-20",
        body="IICRC",
        approved="yes",
        obtains="asd",
        evidence="certificates/reno.pdf",
    )
    assert said(browser, answer) == [
        f"/people/{maria.pk}/",
        "3.5 CECs of Maria Lopez recorded: Reno class.",
    ]
    assert live(organisation) == [
        {
            "body": "IICRC",
            "earned_on": "2026-11-03",
            "amount": 350,
            "state": "posted",
            "kind": "event",
            "started_on": "2026-11-02",
            "submitted_on": "2026-11-05",
            "posted_on": "2026-11-20",
            "approved": True,
            "obtains": "ASD",
        }
    ]
    fact = Fact.objects.of(organisation).get()
    assert fact.texts == {
        "title": "Reno class",
        "provider": "Reno School",
        "evidence": "certificates/reno.pdf",
    }
    assert last(organisation) == {
        "verb": "credit.record",
        "what": "Recorded 3.5 credits (posted) for Maria Lopez: Reno class, 3 November 2026",
        "subjects": [["person", maria.pk], ["credit", str(fact.key)]],
        "changes": [],
    }


def test_a_booth_visit_may_leave_its_amount_blank() -> None:
    organisation = company()
    by = actor(organisation)
    url = reverse("credit_add", args=[person(by).pk])
    browser = client(by)
    sent(browser, url, title="IICRC booth", kind="booth", earned_on="2026-11-14")
    assert [one["amount"] for one in live(organisation)] == [200]  # type: ignore[index]
    missing = sent(browser, url, title="Class", earned_on="2026-11-14")
    assert mended(missing) == ["Credits: Credits is missing: fill in the hours."]


def test_what_lies_ahead_is_planned() -> None:
    organisation = company()
    by = actor(organisation)
    url = reverse("credit_add", args=[person(by).pk])
    typed = {"title": "Class", "earned_on": "2026-12-14", "amount": "6"}
    answer = sent(client(by), url, **typed)
    assert len(mended(answer)) == 1
    assert mended(answer)[0].startswith(
        "Earned on: 14 December 2026 is after today, 22 November 2026"
    )
    assert shown(answer, *typed) == {name: [value] for name, value in typed.items()}
    assert sent(client(by), url, **typed, state="planned").status_code == 302
    assert live(organisation) == [{**UPDATE, "earned_on": "2026-12-14", "state": "planned"}]


def test_a_link_may_propose_and_the_page_decides() -> None:
    by = actor(company())
    url = reverse("credit_add", args=[person(by).pk])
    page = client(by).get(f"{url}?obtains=HAZWOPER&state=planned&title=Refresher&amount=9")
    assert shown(page, "obtains", "state", "title", "amount") == {
        "obtains": ["HAZWOPER"],
        "state": ["planned"],
        "title": ["Refresher"],
        "amount": [""],
    }


def test_a_credit_comes_further() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    fact = credit(by, maria)
    browser, url = client(by), reverse("credit_change", args=[fact.key])
    page = browser.get(f"{url}?state=submitted")
    assert shown(page, "state", "submitted_on", "amount") == {
        "state": ["submitted"],
        "submitted_on": ["2026-11-22"],
        "amount": ["6"],
    }
    answer = browser.post(f"{url}?state=submitted", filled(page))
    assert said(browser, answer) == [
        f"/people/{maria.pk}/",
        "6 CECs of Maria Lopez recorded as submitted: S500 update online.",
    ]
    assert live(organisation) == [{**UPDATE, "state": "submitted", "submitted_on": "2026-11-22"}]
    sent(browser, f"{url}?state=posted")
    assert live(organisation) == [
        {
            **UPDATE,
            "state": "posted",
            "submitted_on": "2026-11-22",
            "posted_on": "2026-11-22",
        }
    ]
    sent(browser, url, state="rejected", posted_on="")
    assert live(organisation) == [{**UPDATE, "state": "rejected", "submitted_on": "2026-11-22"}]


def test_a_lost_update_is_noticed() -> None:
    organisation = company()
    by = actor(organisation)
    fact = credit(by, person(by))
    browser, url = client(by), reverse("credit_change", args=[fact.key])
    stale = filled(browser.get(f"{url}?state=submitted"))
    sent(browser, url, amount="5")
    answer = browser.post(f"{url}?state=submitted", stale)
    assert mended(answer) == [
        (
            "Somebody changed this meanwhile. What you typed is kept; what is recorded now stands "
            "beside it. Record again to put yours in its place."
        ),
        "Credits: Now: “5”.",
        "State: Now: Earned, not sent yet.",
        "Submitted on: Now: blank.",
    ]
    assert "<h2>Nothing is recorded yet</h2>" in answer.content.decode()
    assert live(organisation) == [{**UPDATE, "amount": 500}]


def test_a_credit_is_voided_with_a_reason_and_can_count_again() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    fact = credit(by, maria)
    browser, url = client(by), reverse("credit_void", args=[fact.key])
    assert mended(sent(browser, url)) == ["Why: “Why” is missing: fill it in."]
    answer = sent(browser, url, why="Recorded twice")
    assert said(browser, answer) == [
        f"/people/{maria.pk}/",
        "Void now: 6 CECs of Maria Lopez, S500 update online.",
    ]
    assert live(organisation) == [{**UPDATE, "state": "void"}]
    assert last(organisation)["what"].endswith(": Recorded twice")
    change = reverse("credit_change", args=[fact.key])
    assert sent(browser, change).status_code == 302
    assert live(organisation) == [UPDATE]


def test_voiding_what_was_voided_meanwhile() -> None:
    organisation = company()
    by = actor(organisation)
    fact = credit(by, person(by))
    browser, url = client(by), reverse("credit_void", args=[fact.key])
    typed = filled(browser.get(url), why="Twice")
    void_credit(by=by, fact=fact, why="Another reason")
    answer = browser.post(url, typed)
    assert mended(answer)[0].startswith("Somebody changed this meanwhile.")
    assert shown(answer, "why") == {"why": ["Twice"]}


def test_a_technician_adds_his_own() -> None:
    organisation = company()
    maria = person(actor(organisation))
    me = actor(organisation, Role.TECHNICIAN, maria)
    browser, url = client(me), reverse("own_credit_add")
    answer = sent(browser, url, title="Reno class", earned_on="2026-11-03", amount="6")
    assert said(browser, answer) == ["/me/", "6 CECs recorded: Reno class."]
    planned = sent(browser, url, title="Class", earned_on="2026-12-03", amount="6", state="planned")
    assert planned.status_code == 302
    assert live(organisation) == [
        {**UPDATE, "earned_on": "2026-11-03"},
        {**UPDATE, "earned_on": "2026-12-03", "state": "planned"},
    ]
    assert {row.person_id for row in Fact.objects.of(organisation)} == {maria.pk}


def test_a_technician_mends_his_own_slip() -> None:
    organisation = company()
    owner = actor(organisation)
    maria = person(owner)
    me = actor(organisation, Role.TECHNICIAN, maria)
    browser, slip, office = client(me), credit(me, maria, amount=6000), credit(owner, maria)
    change, void = (
        reverse(name, args=[slip.key]) for name in ("own_credit_change", "own_credit_void")
    )
    mine = browser.get(reverse("mine")).content.decode()
    assert (change in mine, void in mine) == (True, True)
    assert reverse("own_credit_change", args=[office.key]) not in mine
    assert reverse("own_credit_void", args=[office.key]) not in mine
    answer = sent(browser, change, amount="6")
    assert said(browser, answer) == ["/me/", "6 CECs recorded as earned: S500 update online."]
    answer = sent(browser, void, why="Typed twice")
    assert said(browser, answer) == ["/me/", "Void now: 6 CECs, S500 update online."]
    answer = browser.get(change)
    assert said(browser, answer)[1].startswith("The office has acted on this credit already")
    before = Entry.objects.of(organisation).count()
    assert browser.post(reverse("own_credit_void", args=[office.key]), {"why": "x"}).url == "/me/"
    assert Entry.objects.of(organisation).count() == before


def test_a_technician_cannot_say_that_it_is_posted() -> None:
    organisation = company()
    maria = person(actor(organisation))
    browser = client(actor(organisation, Role.TECHNICIAN, maria))
    typed = {"title": "Class", "earned_on": "2026-11-03", "amount": "6", "state": "posted"}
    answer = sent(browser, reverse("own_credit_add"), **typed)
    assert mended(answer) == ["Was it, or will it be?: “posted” is not one of the choices."]
    assert live(organisation) == []


def test_a_technician_reaches_nobody_elses_page() -> None:
    organisation = company()
    owner = actor(organisation)
    maria, sam = person(owner), person(owner, "Sam Ng")
    fact = credit(owner, maria)
    browser = client(actor(organisation, Role.TECHNICIAN, maria))
    before = Entry.objects.of(organisation).count()
    for url in (
        reverse("credit_add", args=[maria.pk]),
        reverse("credit_add", args=[sam.pk]),
        reverse("credit_change", args=[fact.key]),
        reverse("credit_void", args=[fact.key]),
    ):
        assert browser.get(url).status_code == 403
        assert browser.post(url, {"why": "x"}).status_code == 403
    assert client(owner).get(reverse("own_credit_add")).status_code == 403
    assert Entry.objects.of(organisation).count() == before


@pytest.mark.parametrize("name", ["credit_change", "credit_void"])
def test_another_companys_credit_is_nothing(name: str) -> None:
    theirs = actor(company("Theirs"))
    fact = credit(theirs, person(theirs))
    ours = client(actor(company("Ours")))
    for ask in (ours.get, ours.post):
        answer = nothing_else(ask(reverse(name, args=[fact.key])))
        assert answer == nothing_else(ask(reverse(name, args=[uuid4()])))
        assert answer[0] == 404
    assert [one["state"] for one in live(theirs.organisation)] == [State.EARNED]  # type: ignore[index]


@pytest.mark.parametrize("credits", [1, 3])
def test_how_often_the_database_is_asked(credits: int, django_assert_num_queries: object) -> None:
    by = actor(company())
    maria = person(by)
    held(by, maria)
    facts = [credit(by, maria, title=f"Class {number}") for number in range(credits)]
    browser = client(by)
    url = reverse("credit_add", args=[maria.pk])
    with django_assert_num_queries(4):  # type: ignore[operator]
        page = browser.get(url)
    with django_assert_num_queries(4):  # type: ignore[operator]
        browser.get(reverse("credit_change", args=[facts[0].key]))
    typed = filled(page, title="Another", earned_on="2026-11-14", amount="14")
    queue = connection.vendor == "postgresql"  # writers queue by one statement (records/heads.py)
    with django_assert_num_queries(20 + queue):  # type: ignore[operator]
        assert browser.post(url, typed).status_code == 302


@pytest.mark.parametrize(
    ("submitted_on", "posted_on", "wrong"),
    [
        ("2026-05-01", "", "submitted_on"),
        ("", "2026-05-01", "posted_on"),
        ("2026-07-01", "2026-06-20", "posted_on"),
        ("2026-06-01", "2026-06-01", ""),
    ],
)
def test_days_in_an_order_that_cannot_be(submitted_on: str, posted_on: str, wrong: str) -> None:
    by = actor(company())
    maria = person(by)
    said = sent(
        client(by), reverse("credit_add", args=[maria.pk]), title="Class", amount="6",
        earned_on="2026-06-01", state="posted", submitted_on=submitted_on, posted_on=posted_on,
    )  # fmt: skip
    assert said.status_code == (422 if wrong else 302)
    if wrong:
        assert list(said.context["form"].errors) == [wrong]


@pytest.mark.parametrize("amount", ["1e1", "5E2"])
def test_an_amount_is_written_out(amount: str) -> None:
    by = actor(company())
    url = reverse("credit_add", args=[person(by).pk])
    said = sent(client(by), url, title="Class", amount=amount, earned_on="2026-06-01")
    assert list(said.context["form"].errors) == ["amount"]
