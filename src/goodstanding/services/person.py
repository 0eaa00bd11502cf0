"""One person with everything that is known of him, judged afresh."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from goodstanding.engine.rules.model import Catalogue, Certification
from goodstanding.engine.standing.answer import Period
from goodstanding.engine.standing.answer import Standing as Answer
from goodstanding.engine.standing.facts import State
from goodstanding.engine.standing.judge import history, judge
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import (
    CredentialStates,
    CreditStates,
    DayStates,
    FeeStates,
    ObservationStates,
    Record,
    engine_facts,
    read_states,
    records_of,
)
from goodstanding.records.models import Enrolment, Fact, Organisation, Person
from goodstanding.records.standings import urgency
from goodstanding.services import offered
from goodstanding.services.history import Line, latest_of

_LINES = 12


@dataclass(frozen=True, slots=True)
class Event:
    """An observation, a restoration or an ending of a credential; `key` names the fact."""

    key: UUID
    kind: str
    states: ObservationStates | DayStates


@dataclass(frozen=True, slots=True)
class Card:
    """One credential: what is recorded of it, and what the engine says."""

    key: UUID
    certification: Certification
    number: str
    states: CredentialStates
    answer: Answer
    periods: tuple[Period, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Earned:
    """A line of the ledger; `why` is the reason where it was voided."""

    key: UUID
    title: str
    provider: str
    evidence: str
    why: str
    activity: int | None
    states: CreditStates

    @property
    def is_void(self) -> bool:
        """Whether it was voided: it stays in sight and counts nowhere."""
        return self.states.state is State.VOID


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment of a fee."""

    key: UUID
    states: FeeStates


@dataclass(frozen=True, slots=True)
class Dossier:
    """A person's page: cards the most urgent first, the ledger the newest first, the places in
    offerings that lie ahead; `record` is all of it as it is stored."""

    person: Person
    cards: tuple[Card, ...]
    ledger: tuple[Earned, ...]
    fees: tuple[Paid, ...]
    journal: tuple[Line, ...]
    ahead: tuple[Enrolment, ...]
    catalogue: Catalogue
    record: Record


def dossier(
    organisation: Organisation, number: int, on: date, *, with_journal: bool = True
) -> Dossier | None:
    """Everything of one person of this company; None where there is no such person."""
    person = Person.objects.of(organisation).filter(pk=number).select_related("branch").first()
    if person is None:
        return None
    catalogue = catalogue_of(organisation)
    record = records_of(organisation, [number])[number]
    cards = _cards(record, catalogue, on)
    ledger = sorted(map(_earned, record.credits), key=lambda one: one.states.earned_on)
    fees = sorted(map(_paid, record.fees), key=lambda one: one.states.paid_through)
    journal = latest_of(organisation, number, _LINES) if with_journal else ()
    return Dossier(
        person,
        tuple(cards),
        tuple(reversed(ledger)),
        tuple(reversed(fees)),
        journal,
        offered.ahead(organisation, number, on),
        catalogue,
        record,
    )


def _cards(record: Record, catalogue: Catalogue, on: date) -> list[Card]:
    facts = engine_facts(record, on)
    answers, periods = judge(facts, catalogue, on), history(facts, catalogue, on)
    cards = [
        _card(fact, record, catalogue, answer, stretches)
        for fact, answer, stretches in zip(record.credentials, answers, periods, strict=True)
    ]
    return sorted(cards, key=lambda card: urgency(card.answer))


def _card(
    fact: Fact,
    record: Record,
    catalogue: Catalogue,
    answer: Answer,
    periods: tuple[Period, ...],
) -> Card:
    events = [
        *record.observations.get(fact.key, ()),
        *record.restorations.get(fact.key, ()),
        *record.endings.get(fact.key, ()),
    ]
    states: Any = read_states(fact)
    return Card(
        key=fact.key,
        certification=catalogue.certifications[states.certification],
        number=fact.texts.get("number") or "",
        states=states,
        answer=answer,
        periods=periods,
        events=tuple(_event(one) for one in events),
    )


def _event(fact: Fact) -> Event:
    states: Any = read_states(fact)
    return Event(fact.key, fact.kind, states)


def _earned(fact: Fact) -> Earned:
    states: Any = read_states(fact)
    texts = fact.texts
    return Earned(
        key=fact.key,
        title=texts.get("title") or "",
        provider=texts.get("provider") or "",
        evidence=texts.get("evidence") or "",
        why=texts.get("why") or "",
        activity=fact.activity_id,
        states=states,
    )


def _paid(fact: Fact) -> Paid:
    states: Any = read_states(fact)
    return Paid(fact.key, states)


@dataclass(frozen=True, slots=True)
class Named:
    """A person by number and name."""

    number: int
    name: str


def named(organisation: Organisation, number: int | None) -> Named | None:
    """The person of this company with a number."""
    rows = Person.objects.of(organisation).filter(pk=number or 0).values_list("pk", "name")
    found = rows.first()
    return Named(*found) if found else None
