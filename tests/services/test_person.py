"""Everything of one person."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import company as cast
from company import TODAY
from goodstanding.engine.standing.facts import State
from goodstanding.services.credentials import observe, restore
from goodstanding.services.credits import void_credit
from goodstanding.services.person import Named, dossier, named

pytestmark = pytest.mark.django_db


def test_cards_ledger_fees_and_journal() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    maria = cast.person(by)
    cast.held(by, maria, "OSHA-10")
    wrt = cast.held(by, maria, number="W-1")
    observe(by=by, credential=wrt, seen_on=TODAY, deadline=date(2027, 2, 1), balance=200)
    first = cast.credit(by, maria, earned_on=date(2025, 5, 5), state=State.POSTED)
    cast.credit(by, maria, earned_on=date(2026, 5, 5))
    void_credit(by=by, fact=first, why="Typed twice")
    cast.fee(by, maria)
    found = dossier(organisation, maria.pk, TODAY)
    assert found is not None
    assert [(card.certification.code, card.number) for card in found.cards] == [
        ("WRT", "W-1"),
        ("OSHA-10", ""),
    ]
    assert [event.kind for event in found.cards[0].events] == ["observation"]
    assert [(one.states.earned_on, one.is_void, one.why) for one in found.ledger] == [
        (date(2026, 5, 5), False, ""),
        (date(2025, 5, 5), True, "Typed twice"),
    ]
    assert [one.states.paid_through for one in found.fees] == [date(2026, 12, 31)]
    assert [line.verb for line in found.journal] == [
        "fee.record",
        "credit.void",
        "credit.record",
        "credit.record",
        "observation.record",
        "credential.record",
        "credential.record",
    ]


def test_a_gap_is_in_the_history() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    maria = cast.person(by)
    wrt = cast.held(by, maria, issued_on=date(2020, 2, 29))
    restore(by=by, credential=wrt, day=date(2024, 6, 15))
    found = dossier(organisation, maria.pk, TODAY, with_journal=False)
    assert found is not None
    assert [(one.since, one.state.value) for one in found.cards[0].periods] == [
        (date(2020, 2, 29), "current"),
        (date(2024, 2, 29), "lapsed"),
        (date(2024, 6, 15), "current"),
    ]
    assert found.journal == ()


def test_nobody_and_somebody_elses() -> None:
    ours, theirs = cast.company(), cast.company("Other Restoration")
    zebulon = cast.person(cast.actor(theirs), "Zebulon")
    assert dossier(ours, zebulon.pk, TODAY) is None
    assert named(ours, zebulon.pk) is None
    assert named(ours, None) is None
    assert named(theirs, zebulon.pk) == Named(zebulon.pk, "Zebulon")


@pytest.mark.parametrize("count", [1, 3])
def test_questions_to_the_database(count: int) -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    maria = cast.person(by)
    for code in ("WRT", "ASD", "AMRT")[:count]:
        cast.held(by, maria, code)
        cast.credit(by, maria)
    with CaptureQueriesContext(connection) as asked:
        dossier(organisation, maria.pk, TODAY)
    assert len(asked) == 5
