"""A fact in a few words, for lists in which somebody looks for it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from goodstanding.engine import credits
from goodstanding.engine.wording import amount, day
from goodstanding.records.models import Fact, FactKind, Organisation


def words(fact: Fact, code: str = "") -> str:
    """What a fact says; `code` is the certification where it is about a credential."""
    states = fact.states
    match fact.kind:
        case FactKind.CREDENTIAL:
            issued = states["issued_on"]
            return f"{states['certification']}{f', issued on {_day(issued)}' if issued else ''}"
        case FactKind.OBSERVATION:
            return f"{code} seen{_on(states['seen_on'])}: {_showed(fact)}".strip()
        case FactKind.RESTORATION:
            return f"{code} restored on {_day(states['day'])}".strip()
        case FactKind.ENDING:
            return f"{code} ended on {_day(states['day'])}".strip()
        case FactKind.FEE:
            return f"fee of {states['body']} paid through {_day(states['paid_through'])}"
    title = fact.texts.get("title")
    said = f"{amount(states['amount'], 'credit')} on {_day(states['earned_on'])}"
    return f"{said}{f': {title}' if title else ''}, {states['state']}"


def codes(organisation: Organisation, facts: Iterable[Fact]) -> dict[UUID, str]:
    """The certifications of the credentials that some facts are about, in one question."""
    keys = {fact.credential for fact in facts if fact.credential}
    if not keys:
        return {}
    rows = Fact.objects.of(organisation).filter(key__in=keys, kind=FactKind.CREDENTIAL)
    return {row.key: row.states["certification"] for row in rows.order_by("recorded_seq")}


def _showed(fact: Fact) -> str:
    due, balance = fact.states["deadline"], fact.states["balance"]
    parts = [f"due on {_day(due)}"] if due else []
    if balance is not None:
        parts.append(f"balance {credits.show(balance)}")
    return ", ".join(parts)


def _on(text: str | None) -> str:
    return f" on {_day(text)}" if text else ""


def _day(text: str) -> str:
    return day(date.fromisoformat(text))
