"""Rows ↔ the engine's facts.

What each kind of fact states (days as ISO text, amounts in hundredths):

- credential: certification, issued_on, tracked_from, expires_on; texts: number, kept
- observation: seen_on (null: assumed to be the day asked about), deadline, balance
- restoration: day · ending: day · fee: body, paid_on, paid_through; texts: kept
- credit: body, earned_on, amount, state, kind, started_on, submitted_on, posted_on, approved,
  obtains; texts: title, provider, evidence, kept

`kept` holds the columns of an imported workbook that are not known, as in `Person.kept`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from goodstanding.engine.folding import fold
from goodstanding.engine.standing.facts import Credential, Credit, Fee, Observation, State
from goodstanding.engine.standing.facts import Person as Facts
from goodstanding.records.models import Fact, FactKind, Organisation


@dataclass(slots=True)
class Record:
    """Everything known of one person: the rows by kind, in their order."""

    credentials: list[Fact] = field(default_factory=list)
    observations: dict[UUID, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    restorations: dict[UUID, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    endings: dict[UUID, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    credits: list[Fact] = field(default_factory=list)
    fees: list[Fact] = field(default_factory=list)


class Known(NamedTuple):
    """How much is known: all of it now, or as right after an entry."""

    seq: int | None = None

    def only(self) -> Q:
        """The facts that are known."""
        if self.seq is None:
            return Q(superseded_seq=None)
        # "not greater", as SQLite would find the facts by this rather than by person
        return ~Q(recorded_seq__gt=self.seq) & (
            Q(superseded_seq=None) | Q(superseded_seq__gt=self.seq)
        )


NOW = Known()


def records_of(
    organisation: Organisation, people: Iterable[int], known: Known = NOW
) -> dict[int, Record]:
    """The records of some people, by their numbers, in one question; those without facts too."""
    found = {person: Record() for person in people}
    rows = Fact.objects.of(organisation).filter(known.only(), person__in=list(found))
    for fact in rows.order_by("place", "pk"):
        _take(found[fact.person_id], fact)
    return found


def record_of(facts: Iterable[Fact]) -> Record:
    """Facts of one person as his record, in the order in which they are given."""
    record = Record()
    for fact in facts:
        _take(record, fact)
    return record


def _take(record: Record, fact: Fact) -> None:
    match fact.kind:
        case FactKind.CREDENTIAL:
            record.credentials.append(fact)
        case FactKind.OBSERVATION:
            record.observations[_credential(fact)].append(fact)
        case FactKind.RESTORATION:
            record.restorations[_credential(fact)].append(fact)
        case FactKind.ENDING:
            record.endings[_credential(fact)].append(fact)
        case FactKind.CREDIT:
            record.credits.append(fact)
        case FactKind.FEE:
            record.fees.append(fact)


def _credential(fact: Fact) -> UUID:
    assert fact.credential is not None  # noqa: S101 - verbs record these about a credential only
    return fact.credential


def engine_facts(record: Record, on: date) -> Facts:
    """What the engine judges; a day of seeing that is not known is taken to be `on`."""
    held = Counter(row.states["certification"] for row in record.credentials)
    return Facts(
        tuple(
            credential(row, record, on, twin=held[row.states["certification"]] > 1)
            for row in record.credentials
        ),
        tuple(credit(row) for row in record.credits),
        tuple(fee(row) for row in record.fees),
    )


def credential(row: Fact, record: Record, on: date, *, twin: bool = False) -> Credential:
    """A credential with what has been seen of it and has happened to it."""
    states = row.states
    endings = [_day(ending.states["day"]) for ending in record.endings.get(row.key, ())]
    return Credential(
        certification=states["certification"],
        issued_on=_day(states["issued_on"]),
        number=row.texts.get("number") or None,
        tracked_from=_day(states["tracked_from"]),
        observations=tuple(observation(seen, on) for seen in record.observations.get(row.key, ())),
        restorations=tuple(
            sorted(
                {date.fromisoformat(r.states["day"]) for r in record.restorations.get(row.key, ())}
            )
        ),
        expires_on=_day(states["expires_on"]),
        ended_on=min((day for day in endings if day), default=None),
        twin=twin,
    )


def observation(row: Fact, on: date) -> Observation:
    """What the body's record showed."""
    seen = _day(row.states["seen_on"])
    return Observation(
        seen or on, _day(row.states["deadline"]), row.states["balance"], seen is None
    )


def credit(row: Fact) -> Credit:
    """The hours of one person from one activity."""
    states, texts = row.states, row.texts
    title, provider = texts.get("title") or "", texts.get("provider") or ""
    days = f"{states['started_on'] or ''}|{states['earned_on']}"
    return Credit(
        body=states["body"],
        earned_on=date.fromisoformat(states["earned_on"]),
        amount=states["amount"],
        state=State(states["state"]),
        title=title,
        activity=f"{fold(title)}|{fold(provider)}|{days}",
        kind=states["kind"],
        started_on=_day(states["started_on"]),
        submitted_on=_day(states["submitted_on"]),
        posted_on=_day(states["posted_on"]),
        approved=states["approved"],
        obtains=states["obtains"],
        source=str(row.key),
    )


def fee(row: Fact) -> Fee:
    """A payment to a body."""
    return Fee(
        row.states["body"],
        date.fromisoformat(row.states["paid_through"]),
        _day(row.states["paid_on"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class CredentialStates:
    """What a credential's row states."""

    certification: str
    issued_on: date | None = None
    tracked_from: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class ObservationStates:
    """What an observation's row states."""

    seen_on: date | None
    deadline: date | None = None
    balance: int | None = None


@dataclass(frozen=True, slots=True)
class FeeStates:
    """What a fee's row states."""

    body: str
    paid_through: date
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class CreditStates:
    """What a credit's row states."""

    body: str
    earned_on: date
    amount: int
    state: State
    kind: str = "course"
    started_on: date | None = None
    submitted_on: date | None = None
    posted_on: date | None = None
    approved: bool | None = None
    obtains: str | None = None


@dataclass(frozen=True, slots=True)
class DayStates:
    """What a restoration's or an ending's row states."""

    day: date


States = CredentialStates | ObservationStates | FeeStates | CreditStates | DayStates


def as_json(states: States) -> dict[str, Any]:
    """What a row states, as it is stored."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(states).items()
    }


def read_states(fact: Fact) -> States:
    """What a row states, as a value; the opposite of `as_json`."""
    shape = _SHAPES[FactKind(fact.kind)]
    values: dict[str, Any] = {
        name: date.fromisoformat(value) if value and name in _DAYS else value
        for name, value in fact.states.items()
    }
    if "state" in values:
        values["state"] = State(values["state"])
    states: States = shape(**values)
    return states


_SHAPES: dict[FactKind, type[Any]] = {
    FactKind.CREDENTIAL: CredentialStates,
    FactKind.OBSERVATION: ObservationStates,
    FactKind.RESTORATION: DayStates,
    FactKind.ENDING: DayStates,
    FactKind.FEE: FeeStates,
    FactKind.CREDIT: CreditStates,
}
_DAYS = {
    "issued_on", "tracked_from", "expires_on", "seen_on", "deadline", "day", "paid_on",
    "paid_through", "earned_on", "started_on", "submitted_on", "posted_on",
}  # fmt: skip
