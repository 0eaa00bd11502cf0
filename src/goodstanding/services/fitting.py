"""Whether what is said of a credential can be so, by the reader of the workbook's Certifications.

Findings are (field, sentence) pairs, as in `checks`.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from goodstanding.engine.rules.model import Kind
from goodstanding.files.workbook.certifications import Outcome
from goodstanding.files.workbook.certifications import credential as read_credential
from goodstanding.files.workbook.rows import CertificationRow
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import CredentialStates
from goodstanding.records.models import Fact, FactKind
from goodstanding.services import checks
from goodstanding.services.access import Actor
from goodstanding.services.checks import Finding

_BLANK = CertificationRow("", "", None, None, None, None, None, None, (), None, None)


def states(by: Actor, said: CredentialStates) -> CredentialStates | list[Finding]:
    """What is to be recorded of a credential, its certification by code; or why it cannot be."""
    days = {
        "issued_on": said.issued_on,
        "tracked_from": said.tracked_from,
        "expires_on": said.expires_on,
    }
    wrong = list(checks.days(by, {}, days))
    outcome = _read(by, said)
    wrong += checks.read([*outcome.errors, *outcome.warnings])
    if wrong or outcome.credential is None:
        return wrong
    code = outcome.credential.certification
    return CredentialStates(code, said.issued_on, said.tracked_from, said.expires_on)


def seen(
    by: Actor, held: Fact, seen_on: date, deadline: date | None, balance: int | None
) -> Iterator[Finding]:
    """Why a deadline and a balance cannot have been seen of a credential on a day."""
    code = held.states["certification"]
    if catalogue_of(by.organisation).certifications[code].kind is not Kind.CREDITS:
        yield "deadline", f"{code} is not kept by credits: correct its “Expires on” instead."
        return
    if deadline is None and balance is None:
        yield "deadline", "It says nothing without “Due on” or “Balance”: fill in one of them."
    yield from checks.days(by, {"seen_on": seen_on}, {"deadline": deadline})
    yield from checks.amount("balance", balance, zero=True)
    outcome = _read(by, _said(held), due_on=deadline, seen_on=seen_on, balance=balance)
    # who types a deadline today has today's rules before him: what is too far away is a slip
    slips = [found for found in outcome.warnings if found[0] == "Due on"]
    yield from checks.read([*outcome.errors, *slips])


def restored(by: Actor, held: Fact, day: date, happened: Sequence[Fact]) -> Iterator[Finding]:
    """Why a credential cannot have been restored on a day."""
    yield from checks.days(by, {"day": day}, {})
    yield from checks.read(_read(by, _said(held), restored_on=(day,)).errors)
    if any(one.kind == FactKind.RESTORATION and one.states["day"] == str(day) for one in happened):
        yield "day", f"{day} is on record already: give another day, or leave it as it is."


def ended(by: Actor, held: Fact, day: date, happened: Sequence[Fact]) -> Iterator[Finding]:
    """Why a credential cannot end on a day."""
    yield from checks.days(by, {}, {"day": day})
    yield from checks.read(_read(by, _said(held), ended_on=day).errors)
    for one in happened:
        if one.kind == FactKind.ENDING:
            text = f"It ends on {one.states['day']} already: withdraw that if it is not so."
            yield "day", text


def unfitting(by: Actor, said: CredentialStates, happened: Sequence[Fact]) -> Iterator[Finding]:
    """What is on record of a credential and cannot be when it is as said now."""
    for one in happened:
        for _, text in _read(by, said, **_columns(one)).errors:
            yield "issued_on", f"The {one.kind} on record does not fit: {text}"


def _columns(happened: Fact) -> dict[str, Any]:
    """An observation, a restoration or an ending in the columns of the workbook."""
    days = {name: _day(value) for name, value in happened.states.items() if name != "balance"}
    if happened.kind == FactKind.RESTORATION:
        return {"restored_on": (days["day"],)}
    if happened.kind == FactKind.ENDING:
        return {"ended_on": days["day"]}
    return {
        "due_on": days["deadline"],
        "seen_on": days["seen_on"],
        "balance": happened.states["balance"],
    }


def _said(held: Fact) -> CredentialStates:
    """A credential by its code and its day of issue: all that what happens to it must fit."""
    return CredentialStates(held.states["certification"], _day(held.states["issued_on"]))


def _read(by: Actor, said: CredentialStates, **columns: Any) -> Outcome:
    row = _BLANK._replace(
        certification=said.certification,
        issued_on=said.issued_on,
        tracked_from=said.tracked_from,
        expires_on=said.expires_on,
    )
    return read_credential(row._replace(**columns), catalogue_of(by.organisation), by.today)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
