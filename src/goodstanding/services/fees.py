"""Verbs about payments to a body."""

from dataclasses import dataclass
from datetime import date

from goodstanding.engine import wording
from goodstanding.files.workbook.activities import Names
from goodstanding.files.workbook.activities import fee as read_fee
from goodstanding.files.workbook.rows import FeeRow
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import FeeStates, as_json
from goodstanding.records.journal import Draft
from goodstanding.records.models import Fact, FactKind, Person
from goodstanding.services import checks, facts
from goodstanding.services.access import Actor, May
from goodstanding.services.verbs import verb


@dataclass(frozen=True, slots=True)
class FeeDetails:
    """A payment that keeps a person registered through a day; `body` is its code."""

    body: str
    paid_through: date
    paid_on: date | None = None


def record_fee(*, by: Actor, person: Person, details: FeeDetails) -> Fact:
    """A fee was paid for a person."""
    with verb(by, May.RECORD_FEE) as draft:
        checks.ours(by, person)
        states = _states(by, details)
        fact = draft.record(FactKind.FEE, person, as_json(states))
        through = wording.day(states.paid_through)
        draft.what = f"Recorded the fee of {person.name} to {states.body} through {through}"
        _about(draft, fact)
    return fact


def correct_fee(*, by: Actor, fact: Fact, details: FeeDetails) -> Fact:
    """What is known of a payment was not right."""
    with verb(by, May.CORRECT_FEE) as draft:
        checks.ours(by, fact)
        new = facts.correct(draft, _which(fact), fact, _states(by, details))
        draft.what = f"Corrected {_which(fact)}"
        _about(draft, fact)
    return new


def withdraw_fee(*, by: Actor, fact: Fact) -> None:
    """A payment was never made."""
    with verb(by, May.WITHDRAW_FEE) as draft:
        checks.ours(by, fact)
        draft.withdraw(fact)
        draft.what = f"Withdrew {_which(fact)}"
        _about(draft, fact)


def _states(by: Actor, details: FeeDetails) -> FeeStates:
    days = {"paid_on": details.paid_on, "paid_through": details.paid_through}
    row = FeeRow("", details.body, details.paid_on, details.paid_through)
    read = read_fee(row, Names(catalogue_of(by.organisation)))
    wrong = list(checks.read(read)) if isinstance(read, list) else []
    checks.refuse([*checks.days(by, {}, days), *wrong])
    assert not isinstance(read, list)  # noqa: S101 - else something was wrong
    return FeeStates(read.body, read.paid_through, read.paid_on)


def _which(fact: Fact) -> str:
    through = wording.day(date.fromisoformat(fact.states["paid_through"]))
    return f"the fee of {fact.person.name} to {fact.states['body']} through {through}"


def _about(draft: Draft, fact: Fact) -> None:
    draft.about("person", fact.person_id)
    draft.about("fee", str(fact.key))
