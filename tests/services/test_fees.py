"""Payments to a body."""

from datetime import date

import pytest

import company as cast
from goodstanding.records.facts import FeeStates, read_states, records_of
from goodstanding.records.journal import Conflict
from goodstanding.services import fees
from goodstanding.services.access import Wrong
from goodstanding.services.fees import FeeDetails
from services.journaled import last

pytestmark = pytest.mark.django_db


def test_a_fee_is_recorded_corrected_and_withdrawn() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    fact = fees.record_fee(
        by=by, person=maria, details=FeeDetails("iicrc", date(2026, 12, 31), date(2026, 1, 5))
    )
    assert read_states(fact) == FeeStates("IICRC", date(2026, 12, 31), date(2026, 1, 5))
    name = "the fee of Maria Lopez to IICRC through 31 December 2026"
    assert last(by.organisation)["what"] == f"Recorded {name}"
    new = fees.correct_fee(by=by, fact=fact, details=FeeDetails("IICRC", date(2027, 12, 31)))
    assert last(by.organisation) == {
        "verb": "fee.correct",
        "what": f"Corrected {name}",
        "subjects": [["person", maria.pk], ["fee", str(fact.key)]],
        "changes": [
            [name, "Paid through", "2026-12-31", "2027-12-31"],
            [name, "Paid on", "2026-01-05", None],
        ],
    }
    with pytest.raises(Conflict):
        fees.withdraw_fee(by=by, fact=fact)
    fees.withdraw_fee(by=by, fact=new)
    assert records_of(by.organisation, [maria.pk])[maria.pk].fees == []


def test_what_cannot_be_is_refused() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    with pytest.raises(Wrong) as wrong:
        fees.record_fee(
            by=by, person=maria, details=FeeDetails("IIRC", date(2026, 1, 4), date(2026, 1, 5))
        )
    assert wrong.value.problems == (
        ("body", "“IIRC” is no body of the catalogue; did you mean IICRC?"),
        ("paid_through", "4 January 2026 is before “Paid on”: correct one of the two."),
    )
