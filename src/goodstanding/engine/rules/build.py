"""From checked tables to the values of the catalogue (model)."""

from decimal import Decimal
from typing import Any

from goodstanding.engine.rules.keys import hundredths, month_and_day
from goodstanding.engine.rules.lint import Table
from goodstanding.engine.rules.merge import Merged, names
from goodstanding.engine.rules.model import (
    Basis,
    Body,
    Catalogue,
    Certification,
    Cost,
    FirstCycle,
    Kind,
    Rule,
    Service,
    Sure,
)


def build(merged: Merged) -> Catalogue:
    """The catalogue. The tables must be free of mistakes."""
    rules = {name: _rule(name, versions) for name, versions in merged.rules.items()}
    covers: dict[str, tuple[str, ...]] = {}
    for name, service in merged.services.items():
        covers[service["needs"]] = (*covers.get(service["needs"], ()), name)
    return Catalogue(
        bodies={code: _body(code, table) for code, table in merged.bodies.items()},
        certifications={
            code: _certification(code, table, rules[table["rule"]], covers.get(code, ()))
            for code, table in merged.certifications.items()
        },
        services={
            name: Service(name, table["needs"], _basis(table))
            for name, table in merged.services.items()
        },
        _by_name=names(merged)[0],
    )


def _basis(table: Table) -> Basis:
    return Basis(
        source=table.get("source", ""),
        read=table.get("read"),
        sure=Sure(table["sure"]),
        note=" ".join(table.get("note", "").split()),
    )


def _body(code: str, table: Table) -> Body:
    return Body(code, table["name"], table["unit"], _basis(table), table.get("submissions"))


def _rule(name: str, versions: list[Table]) -> tuple[Rule, ...]:
    """The versions, oldest first; one without `since` holds from ever."""
    in_order = sorted(versions, key=lambda table: str(table.get("since", "")))
    return tuple(_version(name, table) for table in in_order)


def _version(name: str, table: Table) -> Rule:
    starts = table.get("starts")
    return Rule(
        name=name,
        kind=Kind(table["kind"]),
        basis=_basis(table),
        since=table.get("since"),
        months=table.get("months", 0),
        required=_amount(table.get("required")) or 0,
        anchor=table.get("anchor"),
        starts=month_and_day(starts) if starts else None,
        first_cycle=FirstCycle(table.get("first_cycle", FirstCycle.FULL)),
        most_per_activity=_amount(table.get("most_per_activity")),
        most_per_day=_amount(table.get("most_per_day")),
        renewable_months=table.get("renewable_months"),
        fee=table.get("fee", False),
    )


def _amount(value: int | Decimal | None) -> int | None:
    """Hundredths of a credit; None stays None."""
    return None if value is None else hundredths(value)


def _certification(
    code: str, table: Table, rules: tuple[Rule, ...], covers: tuple[str, ...]
) -> Certification:
    return Certification(
        code=code,
        name=table["name"],
        body=table["body"],
        level=table["level"],
        rules=rules,
        basis=_basis(table),
        aliases=tuple(table.get("aliases", ())),
        requires=tuple(table.get("requires", ())),
        covers=covers,
        status=table.get("status", "active"),
        course_hours=table.get("course_hours"),
        costs=tuple(_cost(cost) for cost in table.get("costs", ())),
    )


def _cost(table: dict[str, Any]) -> Cost:
    low = hundredths(table["low"]) or 0
    high = hundredths(table["high"]) or 0 if "high" in table else low
    return Cost(table["what"], low, high, table["currency"], _basis(table))
