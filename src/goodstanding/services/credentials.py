"""Verbs about credentials: held, seen on the body's record, restored, ended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goodstanding.engine import credits, wording
from goodstanding.records.facts import CredentialStates, DayStates, ObservationStates, as_json
from goodstanding.records.journal import Conflict, Draft
from goodstanding.records.models import Fact, FactKind, Organisation, Person
from goodstanding.services import checks, facts, fitting
from goodstanding.services.access import Actor, May
from goodstanding.services.checks import Finding, one_line
from goodstanding.services.verbs import verb


@dataclass(frozen=True, slots=True)
class CredentialDetails:
    """A certification that a person holds; `certification` is its code or another name of it."""

    certification: str
    number: str = ""
    issued_on: date | None = None
    tracked_from: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """What the body's record showed of a credential on a day; `balance` in hundredths."""

    credential: Fact
    seen_on: date
    deadline: date | None = None
    balance: int | None = None


def held_by(organisation: Organisation, person: Person, on: date) -> set[str]:
    """The codes of the certifications that a person holds and that have not ended."""
    kinds = [FactKind.CREDENTIAL, FactKind.ENDING]
    rows = Fact.objects.of(organisation).filter(person=person, kind__in=kinds, superseded_seq=None)
    endings = [row for row in rows if row.kind == FactKind.ENDING]
    gone = {row.credential for row in endings if row.states["day"] <= str(on)}
    held = [row for row in rows if row.kind == FactKind.CREDENTIAL]
    return {row.states["certification"] for row in held if row.key not in gone}


def record_credential(*, by: Actor, person: Person, details: CredentialDetails) -> Fact:
    """A person holds a certification. Two of one certification are two credentials."""
    with verb(by, May.RECORD_CREDENTIAL) as draft:
        checks.ours(by, person)
        states = _states(by, details)
        texts = {"number": one_line(details.number)}
        fact = draft.record(FactKind.CREDENTIAL, person, as_json(states), texts)
        draft.what = f"Recorded {states.certification} for {person.name}"
        _about(draft, fact)
    return fact


def correct_credential(*, by: Actor, fact: Fact, details: CredentialDetails) -> Fact:
    """What is known of a credential was not right. What was seen of it and happened to it stays,
    and must fit."""
    with verb(by, May.CORRECT_CREDENTIAL) as draft:
        checks.ours(by, fact)
        states = _states(by, details)
        checks.refuse(fitting.unfitting(by, states, facts.about(by.organisation, fact.key)))
        texts = {"number": one_line(details.number)}
        new = facts.correct(draft, _whose(fact), fact, states, texts)
        draft.what = f"Corrected {_whose(fact)}"
        _about(draft, fact)
    return new


def withdraw_credential(*, by: Actor, fact: Fact) -> None:
    """A credential was never held; what was seen of it and happened to it goes with it."""
    with verb(by, May.WITHDRAW_CREDENTIAL) as draft:
        checks.ours(by, fact)
        draft.withdraw_many([fact, *facts.about(by.organisation, fact.key)])
        draft.what = f"Withdrew {_whose(fact)}"
        _about(draft, fact)


def observe(
    *, by: Actor, credential: Fact, seen_on: date, deadline: date | None, balance: int | None
) -> Fact:
    """The body's own record showed a deadline or a balance (hundredths) on a day."""
    with verb(by, May.OBSERVE) as draft:
        held = _held(by, [credential])[credential.key]
        checks.refuse(fitting.seen(by, held, seen_on, deadline, balance))
        sighting = Sighting(held, seen_on, deadline, balance)
        draft.what = f"Saw {_whose(held)} on the body's record: {_shown(sighting)}"
        return _record_sighting(draft, sighting)


def observe_many(*, by: Actor, sightings: Sequence[Sighting]) -> list[Fact]:
    """Deadlines and balances as typed for the whole team at once, in one entry.

    Wrong names a field as `<place of the sighting>.<field>`: "0.deadline".
    """
    with verb(by, May.OBSERVE) as draft:
        held = _held(by, [one.credential for one in sightings])
        checks.refuse(_unseen(by, held, sightings))
        draft.what = f"Saw {wording.counted(len(held), 'credential')} on the bodies' own records"
        return [_record_sighting(draft, one) for one in sightings]


def restore(*, by: Actor, credential: Fact, day: date) -> Fact:
    """Re-tested or reinstated after a lapse."""
    with verb(by, May.RESTORE) as draft:
        held = _held(by, [credential])[credential.key]
        happened = facts.about(by.organisation, held.key)
        checks.refuse(fitting.restored(by, held, day, happened))
        draft.what = f"{_whose(held)} was restored on {wording.day(day)}"
        return _record_day(draft, FactKind.RESTORATION, held, day)


def end(*, by: Actor, credential: Fact, day: date) -> Fact:
    """Surrendered or revoked from a day on, which may lie ahead."""
    with verb(by, May.END_CREDENTIAL) as draft:
        held = _held(by, [credential])[credential.key]
        happened = facts.about(by.organisation, held.key)
        checks.refuse(fitting.ended(by, held, day, happened))
        draft.what = f"{_whose(held)} ends on {wording.day(day)}"
        return _record_day(draft, FactKind.ENDING, held, day)


def withdraw(*, by: Actor, fact: Fact) -> None:
    """An observation, a restoration or an ending was not so; ValueError for other facts."""
    with verb(by, _withdrawing(fact)) as draft:
        checks.ours(by, fact)
        draft.withdraw(fact)
        (held,) = facts.live_credentials(by.organisation, [fact.credential]).values()
        draft.what = f"Withdrew {_of_what(fact)} of {_whose(held)}"
        _about(draft, held)


def _withdrawing(fact: Fact) -> May:
    match fact.kind:
        case FactKind.OBSERVATION:
            return May.WITHDRAW_OBSERVATION
        case FactKind.RESTORATION:
            return May.WITHDRAW_RESTORATION
        case FactKind.ENDING:
            return May.WITHDRAW_ENDING
    raise ValueError(f"a {fact.kind} has a verb of its own for this")


def _states(by: Actor, details: CredentialDetails) -> CredentialStates:
    """What is to be recorded; raises Wrong when it cannot be."""
    said = CredentialStates(
        details.certification, details.issued_on, details.tracked_from, details.expires_on
    )
    states = fitting.states(by, said)
    wrong = states if isinstance(states, list) else []
    checks.refuse([*checks.line("number", details.number, 80), *wrong])
    assert isinstance(states, CredentialStates)  # noqa: S101 - else something was wrong
    return states


def _held(by: Actor, credentials: Sequence[Fact]) -> dict[UUID, Fact]:
    """Credentials as they are under the lock; Conflict when one has been withdrawn."""
    checks.ours(by, *credentials)
    keys = {one.key for one in credentials}
    held = facts.live_credentials(by.organisation, keys)
    if len(held) != len(keys):
        raise Conflict
    return held


def _unseen(by: Actor, held: dict[UUID, Fact], sightings: Sequence[Sighting]) -> Iterator[Finding]:
    for place, one in enumerate(sightings):
        fact = held[one.credential.key]
        for field, text in fitting.seen(by, fact, one.seen_on, one.deadline, one.balance):
            yield f"{place}.{field}", text


def _record_sighting(draft: Draft, one: Sighting) -> Fact:
    held = one.credential
    _about(draft, held)
    states = as_json(ObservationStates(one.seen_on, one.deadline, one.balance))
    return draft.record(FactKind.OBSERVATION, held.person, states, credential=held.key)


def _record_day(draft: Draft, kind: FactKind, held: Fact, day: date) -> Fact:
    _about(draft, held)
    return draft.record(kind, held.person, as_json(DayStates(day)), credential=held.key)


def _about(draft: Draft, held: Fact) -> None:
    draft.about("person", held.person_id)
    draft.about("credential", str(held.key))


def _whose(held: Fact) -> str:
    return f"{wording.possessive(held.person.name)} {held.states['certification']}"


def _shown(one: Sighting) -> str:
    due = [f"due on {wording.day(one.deadline)}"] if one.deadline else []
    balance = [] if one.balance is None else [f"balance {credits.show(one.balance)}"]
    return ", ".join([*due, *balance])


def _of_what(fact: Fact) -> str:
    day = fact.states.get("day") or fact.states.get("seen_on")
    return (
        f"the {fact.kind} of {wording.day(date.fromisoformat(day))}" if day else f"the {fact.kind}"
    )
