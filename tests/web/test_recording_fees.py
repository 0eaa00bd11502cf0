"""Payments to a body are recorded and corrected."""

from uuid import uuid4

import pytest
from django.urls import reverse

from company import actor, client, company, fee, person
from goodstanding.records.models import Fact, Organisation
from goodstanding.services.access import Role
from services.journaled import last
from web.typing_in import filled, mended, nothing_else, said, sent, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def live(organisation: Organisation) -> list[object]:
    rows = Fact.objects.of(organisation).filter(kind="fee", superseded_seq=None)
    return [row.states for row in rows.order_by("place")]


def test_a_payment_is_recorded() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    browser, url = client(by), reverse("fee_add", args=[maria.pk])
    answer = sent(browser, url, paid_through="2026-12-31", paid_on="2026-01-05")
    assert said(browser, answer) == [
        f"/people/{maria.pk}/",
        "The IICRC fee of Maria Lopez is recorded as paid through 31 December 2026.",
    ]
    assert live(organisation) == [
        {"body": "IICRC", "paid_through": "2026-12-31", "paid_on": "2026-01-05"}
    ]
    assert last(organisation)["verb"] == "fee.record"


def test_a_payment_that_ends_before_it_was_made_is_refused() -> None:
    organisation = company()
    by = actor(organisation)
    url = reverse("fee_add", args=[person(by).pk])
    typed = {"body": "RIA", "paid_through": "2025-12-31", "paid_on": "2026-01-05"}
    answer = sent(client(by), url, **typed)
    assert mended(answer) == [
        "Paid through: 31 December 2025 is before “Paid on”: correct one of the two."
    ]
    assert shown(answer, *typed) == {name: [value] for name, value in typed.items()}
    assert live(organisation) == []


def test_a_payment_is_corrected_from_its_present_version_only() -> None:
    organisation = company()
    by = actor(organisation)
    fact = fee(by, person(by))
    browser, url = client(by), reverse("fee_change", args=[fact.key])
    stale = filled(browser.get(url), paid_through="2028-12-31")
    answer = sent(browser, url, paid_through="2027-12-31")
    assert said(browser, answer)[1] == "The IICRC fee of Maria Lopez is corrected."
    assert mended(browser.post(url, stale))[1] == "Paid through: Now: 31 December 2027."
    assert live(organisation) == [
        {"body": "IICRC", "paid_through": "2027-12-31", "paid_on": "2026-01-05"}
    ]


def test_a_technician_may_not() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    fact = fee(by, maria)
    browser = client(actor(organisation, Role.TECHNICIAN, maria))
    for url in (reverse("fee_add", args=[maria.pk]), reverse("fee_change", args=[fact.key])):
        assert browser.post(url, {"paid_through": "2030-12-31"}).status_code == 403
    assert len(live(organisation)) == 1


def test_another_companys_payment_is_nothing() -> None:
    theirs = actor(company("Theirs"))
    fact = fee(theirs, person(theirs))
    ours = client(actor(company("Ours")))
    for url, nothing in (
        (reverse("fee_change", args=[fact.key]), reverse("fee_change", args=[uuid4()])),
        (reverse("fee_add", args=[fact.person_id]), reverse("fee_add", args=[987_654_321])),
    ):
        answer = nothing_else(ours.get(url))
        assert answer == nothing_else(ours.get(nothing))
        assert answer[0] == 404
