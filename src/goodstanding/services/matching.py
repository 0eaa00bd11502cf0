"""Which facts of two people are the same fact, recorded twice.

The same certification issued on the same day; the same class with the same hours; the same payment;
the same look at the same credential. Where one of the two says more, that is kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from goodstanding.engine.folding import fold
from goodstanding.engine.standing.facts import State
from goodstanding.records.facts import Record
from goodstanding.records.models import Fact

_FINAL = (State.REJECTED, State.VOID)
_ORDER = (State.PLANNED, State.EARNED, State.SUBMITTED, State.POSTED)
Said = tuple[dict[str, Any], dict[str, Any]]
"""What a fact states, and its words."""


@dataclass(slots=True)
class Matched:
    """The facts of one who goes beside those of one who stays.

    `moves` come along; `twice` are left, each beside the same fact of the other; `fuller` are facts
    of the one who stays that say more now; `credentials` are keys that another key stands for.
    """

    moves: list[Fact] = field(default_factory=list)
    twice: list[tuple[Fact, Fact]] = field(default_factory=list)
    fuller: list[tuple[Fact, Said]] = field(default_factory=list)
    credentials: dict[UUID, UUID] = field(default_factory=dict)

    def credential_of(self, fact: Fact) -> UUID | None:
        """The credential that a fact is about, once both are one."""
        return self.credentials.get(fact.credential, fact.credential) if fact.credential else None


def matched(away: Record, keep: Record) -> Matched:
    """What becomes of the facts of `away`."""
    found = Matched()
    _pair(found, away.credentials, keep.credentials, _credential)
    found.credentials = {one.key: other.key for one, other in found.twice}
    _pair(found, away.credits, keep.credits, _credit)
    _pair(found, away.fees, keep.fees, _fee)
    for name in ("observations", "restorations", "endings"):
        theirs, ours = getattr(away, name), getattr(keep, name)
        for key, facts in theirs.items():
            _pair(found, facts, ours.get(found.credentials.get(key, key), ()), _equal)
    return found


def _pair(found: Matched, away: Sequence[Fact], keep: Sequence[Fact], same: Any) -> None:
    """Each is beside one other at most."""
    free = list(keep)
    for fact in away:
        pair = next(((one, said) for one in free if (said := same(fact, one)) is not None), None)
        if pair is None:
            found.moves.append(fact)
            continue
        one, said = pair
        free.remove(one)
        found.twice.append((fact, one))
        if said != (one.states, one.texts):
            found.fuller.append((one, said))


def _credential(fact: Fact, other: Fact) -> Said | None:
    exact = ("certification", "issued_on")
    if any(fact.states[name] != other.states[name] for name in exact) or _renumbered(fact, other):
        return None
    return _filled(fact, other)


def _renumbered(fact: Fact, other: Fact) -> bool:
    numbers = {fold(one.texts.get("number") or "") for one in (fact, other)} - {""}
    return len(numbers) > 1


def _credit(fact: Fact, other: Fact) -> Said | None:
    exact = ("amount", "body", "earned_on", "started_on", "obtains")
    if any(fact.states[name] != other.states[name] for name in exact) or fact.activity_id != (
        other.activity_id
    ):
        return None
    if any(
        fold(fact.texts.get(name) or "") != fold(other.texts.get(name) or "") for name in _NAMES
    ):
        return None
    now, then = State(fact.states["state"]), State(other.states["state"])
    if now != then and (now in _FINAL or then in _FINAL):
        return None
    further = now != then and _ORDER.index(now) > _ORDER.index(then)
    states = fact.states if further else other.states
    return states, {**fact.texts, **_given(other.texts)}


_NAMES = ("title", "provider")


def _fee(fact: Fact, other: Fact) -> Said | None:
    exact = ("body", "paid_through")
    if any(fact.states[name] != other.states[name] for name in exact):
        return None
    return _filled(fact, other)


def _equal(fact: Fact, other: Fact) -> Said | None:
    return (other.states, other.texts) if fact.states == other.states else None


def _filled(fact: Fact, other: Fact) -> Said | None:
    """The other with what is blank in it filled in; None where both say something and differ."""
    for name, value in fact.states.items():
        if None not in (value, other.states[name]) and value != other.states[name]:
            return None
    states = {**fact.states, **_given(other.states)}
    return states, {**fact.texts, **_given(other.texts)}


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}


def together(found: Matched, keep: Record) -> Iterator[tuple[Fact, Said]]:
    """Everything of the two as one, with what each fact says then."""
    fuller = {fact.pk: said for fact, said in found.fuller}
    for fact in [*_all(keep), *found.moves]:
        yield fact, fuller.get(fact.pk, (fact.states, fact.texts))


def _all(record: Record) -> Iterator[Fact]:
    yield from (*record.credentials, *record.credits, *record.fees)
    for kind in (record.observations, record.restorations, record.endings):
        for facts in kind.values():
            yield from facts
