"""Credentials are recorded, corrected, seen, restored, ended, withdrawn."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from company import TODAY, actor, client, company, fee, held, person
from goodstanding.records.models import Entry, Fact, FactKind, Organisation
from goodstanding.services.access import Role
from goodstanding.services.credentials import (
    CredentialDetails,
    correct_credential,
    end,
    observe,
    restore,
    withdraw_credential,
)
from services.journaled import last
from web.typing_in import filled, mended, nothing_else, said, sent, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

WRT = {
    "certification": "WRT",
    "issued_on": "2023-01-10",
    "tracked_from": None,
    "expires_on": None,
}


def live(organisation: Organisation, kind: FactKind = FactKind.CREDENTIAL) -> list[object]:
    """What the live facts of a kind state."""
    rows = Fact.objects.of(organisation).filter(kind=kind, superseded_seq=None)
    return [row.states for row in rows.order_by("place")]


def test_a_certification_is_recorded_by_any_of_its_names() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    browser, url = client(by), reverse("credential_add", args=[maria.pk])
    answer = sent(
        browser,
        url,
        certification="water damage restoration technician",
        issued_on="2023-01-10",
        number="104233",
    )
    assert said(browser, answer) == [f"/people/{maria.pk}/", "Maria Lopez's WRT is recorded."]
    assert live(organisation) == [WRT]
    fact = Fact.objects.of(organisation).get()
    assert fact.texts == {"number": "104233"}
    assert last(organisation) == {
        "verb": "credential.record",
        "what": "Recorded WRT for Maria Lopez",
        "subjects": [["person", maria.pk], ["credential", str(fact.key)]],
        "changes": [],
    }


def test_a_certification_that_is_on_record_is_asked_about_once() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    held(by, maria, issued_on=date(2023, 1, 10))
    browser, url = client(by), reverse("credential_add", args=[maria.pk])
    asked = sent(browser, url, certification="wrt", issued_on="2024-01-10")
    assert mended(asked) == [
        "Certification: WRT is on record already: correct that one, or tick the box below."
    ]
    assert "It is a second one: record it besides" in asked.content.decode()
    assert live(organisation) == [WRT]
    assert browser.post(url, filled(asked, again="on")).status_code == 302
    assert live(organisation) == [WRT, {**WRT, "issued_on": "2024-01-10"}]


def test_one_that_has_ended_is_held_anew_without_a_question() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    end(by=by, credential=held(by, maria), day=date(2026, 1, 1))
    url = reverse("credential_add", args=[maria.pk])
    assert sent(client(by), url, certification="WRT", issued_on="2026-02-01").status_code == 302
    assert len(live(organisation)) == 2


def test_an_unknown_certification_is_told_what_is_close() -> None:
    organisation = company()
    by = actor(organisation)
    url = reverse("credential_add", args=[person(by).pk])
    answer = sent(client(by), url, certification="WRTT", issued_on="2023-01-10")
    assert "did you mean WRT" in mended(answer)[0]
    assert shown(answer, "certification", "issued_on") == {
        "certification": ["WRTT"],
        "issued_on": ["2023-01-10"],
    }
    nonsense = sent(client(by), url, certification="0123456789")
    assert mended(nonsense) == [
        (
            "Certification: “0123456789” is no certification of the catalogue: look it up in the "
            "catalogue."
        )
    ]
    assert live(organisation) == []


def test_the_list_of_certifications_needs_no_script() -> None:
    by = actor(company())
    page = client(by).get(reverse("credential_add", args=[person(by).pk])).content.decode()
    assert 'list="id_certification_list"' in page
    assert '<datalist id="id_certification_list">' in page
    assert '<option value="WRT">Water Damage Restoration Technician</option>' in page


def test_a_credential_is_corrected() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    fact = held(by, maria, number="1")
    browser, url = client(by), reverse("credential_change", args=[fact.key])
    answer = sent(browser, url, number="104233")
    assert said(browser, answer) == [f"/people/{maria.pk}/", "Maria Lopez's WRT is corrected."]
    assert live(organisation) == [WRT]
    assert last(organisation)["changes"] == [["Maria Lopez's WRT", "Number", "1", "104233"]]


def test_a_correction_made_from_an_older_version_is_noticed() -> None:
    organisation = company()
    by = actor(organisation)
    fact = held(by, person(by), number="1")
    browser, url = client(by), reverse("credential_change", args=[fact.key])
    typed = filled(browser.get(url), number="3")
    details = CredentialDetails("WRT", "2", issued_on=date(2023, 2, 10))
    correct_credential(by=by, fact=fact, details=details)
    answer = browser.post(url, typed)
    assert mended(answer) == [
        (
            "Somebody changed this meanwhile. What you typed is kept; what is recorded now stands "
            "beside it. Record again to put yours in its place."
        ),
        "Issued on: Now: 10 February 2023.",
        "Number: Now: “2”.",
    ]
    assert shown(answer, "issued_on", "number") == {"issued_on": ["2023-01-10"], "number": ["3"]}
    assert browser.post(url, filled(answer)).status_code == 302
    assert live(organisation) == [WRT]


def test_a_correction_of_what_was_withdrawn_meanwhile_is_told_so() -> None:
    organisation = company()
    by = actor(organisation)
    fact = held(by, person(by))
    browser, url = client(by), reverse("credential_change", args=[fact.key])
    typed = filled(browser.get(url), number="3")
    withdraw_credential(by=by, fact=fact)
    answer = browser.post(url, typed)
    assert mended(answer) == [
        "Somebody has withdrawn this meanwhile, so nothing was recorded. Go back to see what is."
    ]
    assert shown(answer, "number") == {"number": ["3"]}
    assert browser.get(url).status_code == 404


def test_what_the_record_shows_is_recorded() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    fact = held(by, maria)
    browser, url = client(by), reverse("credential_observe", args=[fact.key])
    assert shown(browser.get(url), "seen_on") == {"seen_on": ["2026-11-22"]}
    answer = sent(browser, url, deadline="2027-01-09", balance="8.5", seen_on="2026-11-20")
    assert said(browser, answer) == [
        f"/people/{maria.pk}/",
        "What the record shows of Maria Lopez's WRT is recorded.",
    ]
    assert live(organisation, FactKind.OBSERVATION) == [
        {"seen_on": "2026-11-20", "deadline": "2027-01-09", "balance": 850}
    ]


def test_a_balance_that_is_no_number_stays_as_typed() -> None:
    organisation = company()
    by = actor(organisation)
    url = reverse("credential_observe", args=[held(by, person(by)).key])
    answer = sent(client(by), url, deadline="2027-01-09", balance="8,5")
    assert mended(answer) == [
        "Balance: “8,5” is not a number: write the hours as a number, such as 3.5."
    ]
    assert shown(answer, "balance", "deadline") == {"balance": ["8,5"], "deadline": ["2027-01-09"]}
    nothing = sent(client(by), url)
    assert mended(nothing) == [
        "Due on: It says nothing without “Due on” or “Balance”: fill in one of them."
    ]
    assert live(organisation, FactKind.OBSERVATION) == []


def test_a_credential_is_restored_and_ends() -> None:
    organisation = company()
    by = actor(organisation)
    fact = held(by, person(by))
    browser = client(by)
    restored = sent(browser, reverse("credential_restore", args=[fact.key]), day="2026-06-01")
    assert said(browser, restored)[1] == "Maria Lopez's WRT was restored on 1 June 2026."
    ended = sent(browser, reverse("credential_end", args=[fact.key]), day="2026-12-31")
    assert said(browser, ended)[1] == "Maria Lopez's WRT ends on 31 December 2026."
    assert live(organisation, FactKind.RESTORATION) == [{"day": "2026-06-01"}]
    assert live(organisation, FactKind.ENDING) == [{"day": "2026-12-31"}]
    early = sent(browser, reverse("credential_restore", args=[fact.key]), day="2020-06-01")
    assert mended(early) == [
        (
            "Restored on: 1 June 2020 is before the day of issue, 10 January 2023: correct one of "
            "the two."
        )
    ]


def test_withdrawing_asks_first_and_then_takes_everything_along() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    fact = held(by, maria)
    observe(by=by, credential=fact, seen_on=TODAY, deadline=date(2027, 1, 9), balance=None)
    browser, url = client(by), reverse("credential_withdraw", args=[fact.key])
    before = Entry.objects.of(organisation).count()
    assert "Withdraw Maria Lopez&#x27;s WRT?" in browser.get(url).content.decode()
    assert Entry.objects.of(organisation).count() == before
    answer = sent(browser, url)
    assert said(browser, answer) == [f"/people/{maria.pk}/", "Maria Lopez's WRT is withdrawn."]
    assert list(Fact.objects.of(organisation).filter(superseded_seq=None)) == []


def test_single_facts_are_withdrawn() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    fact = held(by, maria)
    facts = {
        "What was seen on the record": observe(
            by=by, credential=fact, seen_on=TODAY, deadline=date(2027, 1, 9), balance=350
        ),
        "The restoration": restore(by=by, credential=fact, day=date(2026, 6, 1)),
        "The ending": end(by=by, credential=fact, day=date(2026, 12, 31)),
        "The payment": fee(by, maria),
    }
    browser = client(by)
    for words, one in facts.items():
        answer = sent(browser, reverse("fact_withdraw", args=[one.key]))
        assert said(browser, answer)[1] == f"{words} of Maria Lopez is withdrawn."
    assert [row.kind for row in Fact.objects.of(organisation).filter(superseded_seq=None)] == [
        "credential"
    ]


def test_a_confirmation_names_what_goes() -> None:
    by = actor(company())
    fact = held(by, person(by))
    seen = observe(by=by, credential=fact, seen_on=TODAY, deadline=date(2027, 1, 9), balance=350)
    page = client(by).get(reverse("fact_withdraw", args=[seen.key]))
    assert page.context["page"].shown == [
        ("Person", "Maria Lopez"),
        ("Due on", "9 January 2027"),
        ("Balance", "3.5"),
        ("Seen on", "22 November 2026"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "credential_change",
        "credential_observe",
        "credential_restore",
        "credential_end",
        "credential_withdraw",
        "fact_withdraw",
    ],
)
def test_another_companys_credential_is_nothing(name: str) -> None:
    theirs = actor(company("Theirs"))
    fact = held(theirs, person(theirs))
    seen = observe(by=theirs, credential=fact, seen_on=TODAY, deadline=None, balance=100)
    key = seen.key if name == "fact_withdraw" else fact.key
    ours = client(actor(company("Ours")))
    before = list(Fact.objects.of(theirs.organisation).values())
    for ask in (ours.get, ours.post):
        answer = nothing_else(ask(reverse(name, args=[key])))
        assert answer == nothing_else(ask(reverse(name, args=[uuid4()])))
        assert answer[0] == 404
    assert list(Fact.objects.of(theirs.organisation).values()) == before


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.AUDITOR])
def test_others_may_not(role: Role) -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    fact = held(by, maria)
    before = Entry.objects.of(organisation).count()
    browser = client(actor(organisation, role))
    for url in (
        reverse("credential_add", args=[maria.pk]),
        reverse("credential_change", args=[fact.key]),
        reverse("credential_observe", args=[fact.key]),
        reverse("credential_restore", args=[fact.key]),
        reverse("credential_end", args=[fact.key]),
        reverse("credential_withdraw", args=[fact.key]),
    ):
        assert browser.get(url).status_code == 403
        assert browser.post(url, {"day": "2026-11-01"}).status_code == 403
    assert Entry.objects.of(organisation).count() == before


@pytest.mark.parametrize("credentials", [1, 3])
def test_how_often_the_database_is_asked(
    credentials: int, django_assert_num_queries: object
) -> None:
    by = actor(company())
    maria = person(by)
    facts = [held(by, maria, code) for code in ("WRT", "ASD", "AMRT")[:credentials]]
    browser = client(by)
    for name in ("credential_change", "credential_observe", "credential_withdraw"):
        with django_assert_num_queries(4):  # type: ignore[operator]
            browser.get(reverse(name, args=[facts[0].key]))
