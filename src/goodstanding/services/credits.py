"""Verbs about credits: recorded in any state, corrected, voided."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from goodstanding.engine import wording
from goodstanding.engine.standing.facts import Credit, State
from goodstanding.files.workbook.activities import Names
from goodstanding.files.workbook.activities import credit as read_credit
from goodstanding.files.workbook.rows import CreditRow
from goodstanding.files.workbook.schema import KINDS
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import CreditStates, as_json, read_states
from goodstanding.records.journal import Conflict, Draft
from goodstanding.records.models import Fact, FactKind, Person
from goodstanding.services import checks, facts
from goodstanding.services.access import Actor, Forbidden, May
from goodstanding.services.checks import Finding, one_line
from goodstanding.services.own_credits import OWN_STATES, is_his_to_mend
from goodstanding.services.verbs import verb


@dataclass(frozen=True, slots=True)
class CreditDetails:
    """The hours of a person from an activity; `amount` in hundredths.

    `amount` None: a booth visit (2 credits) or a renewal, which counts by its day. `earned_on` is
    the last day of the activity. `obtains` is the code or name of a certification.
    """

    title: str
    earned_on: date
    amount: int | None
    state: State
    body: str = "IICRC"
    provider: str = ""
    kind: str = "course"
    started_on: date | None = None
    submitted_on: date | None = None
    posted_on: date | None = None
    approved: bool | None = None
    obtains: str | None = None
    evidence: str = ""


def record_credit(*, by: Actor, person: Person, details: CreditDetails) -> Fact:
    """Hours of a person; a technician records his own as planned or earned only."""
    with verb(by, _either(by, May.RECORD_CREDIT, May.RECORD_OWN_CREDIT)) as draft:
        checks.ours(by, person)
        must_be_own(by, person, details)
        states = stated(by, details)
        fact = draft.record(FactKind.CREDIT, person, as_json(states), words(details))
        draft.what = f"Recorded {_how_much(states)} for {person.name}: {_which(fact)}"
        about(draft, fact)
    return fact


def correct_credit(*, by: Actor, fact: Fact, details: CreditDetails) -> Fact:
    """What is known of a credit was not right, or it has come further; a technician corrects what
    he typed in himself and nobody has acted on since."""
    with verb(by, _either(by, May.CORRECT_CREDIT, May.CORRECT_OWN_CREDIT)) as draft:
        checks.ours(by, fact)
        _must_be_his(by, fact, May.CORRECT_CREDIT)
        must_be_own(by, fact.person, details)
        states = stated(by, details, fact)
        texts = words(details) | ({"why": ""} if fact.texts.get("why") else {})
        new = facts.correct(draft, _subject(fact), fact, states, texts)
        draft.what = f"Corrected {_subject(fact)}"
        about(draft, fact)
    return new


def void_credit(*, by: Actor, fact: Fact, why: str) -> Fact:
    """A credit does not count after all; it stays on record, with the reason. A technician voids
    what he typed in himself and nobody has acted on since."""
    with verb(by, _either(by, May.VOID_CREDIT, May.VOID_OWN_CREDIT)) as draft:
        checks.ours(by, fact)
        _must_be_his(by, fact, May.VOID_CREDIT)
        checks.refuse(_unsaid(fact, why))
        now = read_states(fact)
        assert isinstance(now, CreditStates)  # noqa: S101 - the fact is a credit
        texts = {"why": one_line(why)}
        new = facts.correct(draft, _subject(fact), fact, replace(now, state=State.VOID), texts)
        draft.what = f"Voided {_subject(fact)}: {one_line(why)}"
        about(draft, fact)
    return new


def judged(
    by: Actor, details: CreditDetails, old: Fact | None = None
) -> CreditStates | list[Finding]:
    """What a credit's row is to state, or all that cannot be.

    An amount of nothing or a missing title that came with a workbook may stay as it is.
    """
    read = read_credit(_row(details), 0, Names(catalogue_of(by.organisation)), by.today)
    wrong = list(_findings(by, details, read, old))
    if wrong or isinstance(read, list):
        return wrong
    return CreditStates(
        body=read.body,
        earned_on=read.earned_on,
        amount=read.amount,
        state=read.state,
        kind=read.kind,
        started_on=read.started_on,
        submitted_on=read.submitted_on,
        posted_on=read.posted_on,
        approved=read.approved,
        obtains=read.obtains,
    )


def stated(by: Actor, details: CreditDetails, old: Fact | None = None) -> CreditStates:
    """What a credit's row is to state; raises Wrong with all that cannot be."""
    states = judged(by, details, old)
    checks.refuse(states if isinstance(states, list) else [])
    assert isinstance(states, CreditStates)  # noqa: S101 - else something was wrong
    return states


def must_be_own(by: Actor, person: Person, details: CreditDetails) -> None:
    """Whoever may record his own credits alone does so for himself, as planned or earned."""
    if by.may(May.RECORD_CREDIT):
        return
    if by.person != person.pk:
        raise Forbidden
    if details.state not in OWN_STATES:
        text = f"“{details.state}” is for the office to record: choose planned or earned."
        checks.refuse([("state", text)])


def words(details: CreditDetails) -> dict[str, Any]:
    """The words of a credit."""
    return {
        "title": one_line(details.title),
        "provider": one_line(details.provider),
        "evidence": one_line(details.evidence),
    }


def said(fact: Fact) -> str:
    """A credit in a few words: how much, of what, when."""
    states = read_states(fact)
    assert isinstance(states, CreditStates)  # noqa: S101 - the fact is a credit
    return f"{_how_much(states)}, {_which(fact)}"


def about(draft: Draft, fact: Fact) -> None:
    """Name the person and the credit as subjects."""
    draft.about("person", fact.person_id)
    draft.about("credit", str(fact.key))


def _either(by: Actor, anybodys: May, own: May) -> May:
    return anybodys if by.may(anybodys) else own


def _must_be_his(by: Actor, fact: Fact, anybodys: May) -> None:
    """Whoever may act on his own credits alone acts on what is his to mend still."""
    if by.may(anybodys):
        return
    if by.person is None or fact.person_id != by.person:
        raise Forbidden
    if not is_his_to_mend(by, fact):
        present = facts.live(by.organisation, fact.key, FactKind.CREDIT)
        raise Forbidden if present == fact else Conflict


def _row(details: CreditDetails) -> CreditRow:
    """A credit as a row of the workbook, for its reader to judge."""
    return CreditRow(
        name="",
        activity=one_line(details.title),
        provider=one_line(details.provider),
        kind=details.kind,
        started_on=details.started_on,
        earned_on=details.earned_on,
        credits=details.amount,
        state=details.state.value,
        submitted_on=details.submitted_on,
        posted_on=details.posted_on,
        body=details.body,
        obtains=details.obtains or None,
        approved=details.approved,
        evidence=None,
    )


def _findings(
    by: Actor, details: CreditDetails, read: Credit | list[Any], old: Fact | None
) -> Iterator[Finding]:
    untitled = old is not None and not old.texts.get("title")
    yield from checks.line("title", details.title, 200, needed=not untitled)
    yield from checks.line("provider", details.provider, 200)
    yield from checks.line("evidence", details.evidence, 500)
    yield from checks.chosen("kind", details.kind, KINDS)
    yield from checks.days(
        by,
        {"submitted_on": details.submitted_on, "posted_on": details.posted_on},
        {"started_on": details.started_on, "earned_on": details.earned_on},
    )
    if old is None or _days_of(details) != tuple(old.states[name] for name in _DAYS):
        yield from _order(details)
    none_before = old is not None and old.states["amount"] == 0
    yield from checks.amount("amount", details.amount, zero=none_before or bool(details.obtains))
    if isinstance(read, list):
        yield from checks.read(read)


_DAYS = ("earned_on", "submitted_on", "posted_on")


def _days_of(details: CreditDetails) -> tuple[str | None, ...]:
    days = (getattr(details, name) for name in _DAYS)
    return tuple(day.isoformat() if day else None for day in days)


def _order(details: CreditDetails) -> Iterator[Finding]:
    """Hours are earned, then submitted, then posted; what came with a workbook may stay."""
    sent, posted = details.submitted_on, details.posted_on
    if sent and sent < details.earned_on:
        yield "submitted_on", "It is before the last day of the activity: correct one of the two."
    if posted and posted < details.earned_on:
        yield "posted_on", "It is before the last day of the activity: correct one of the two."
    elif posted and sent and posted < sent:
        yield "posted_on", "It is before the day of submission: correct one of the two."


def _unsaid(fact: Fact, why: str) -> Iterator[Finding]:
    yield from checks.line("why", why, 500, needed=True)
    if fact.states["state"] == State.VOID:
        yield "why", "It is void already: nothing is left to do."


def _how_much(states: CreditStates) -> str:
    amount = wording.amount(states.amount, "credit")
    return amount if states.state is State.EARNED else f"{amount} ({states.state})"


def _which(fact: Fact) -> str:
    day = wording.day(date.fromisoformat(fact.states["earned_on"]))
    title = fact.texts.get("title")
    return f"{title}, {day}" if title else day


def _subject(fact: Fact) -> str:
    amount = wording.amount(fact.states["amount"], "credit")
    return f"{amount} of {fact.person.name}: {_which(fact)}"
