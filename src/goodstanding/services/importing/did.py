"""What an import changed outside the facts: enough to put it back, as an Import keeps it."""

from datetime import date
from typing import Any

from goodstanding.records.hashing import digest
from goodstanding.records.models import Person
from goodstanding.services.importing.people import FIELDS
from goodstanding.services.importing.plan import Guest, Plan

COLUMNS = (*FIELDS, "kept")
"""What an import says of a person; a branch is kept by its number."""


def value_of(person: Person, field: str) -> Any:
    """A detail of a person, as it can be kept."""
    value = person.branch_id if field == "branch" else getattr(person, field)
    return value.isoformat() if isinstance(value, date) else value


def put(person: Person, field: str, value: Any) -> None:
    """Give a person a detail that was kept."""
    if field == "branch":
        person.branch_id = value
    elif field in ("hired_on", "left_on"):
        setattr(person, field, date.fromisoformat(value) if value else None)
    else:
        setattr(person, field, value)


def details_of(person: Person) -> dict[str, Any]:
    """All details of a person."""
    return {field: value_of(person, field) for field in COLUMNS}


def state_of(person: Person) -> str:
    """What tells one state of a person's details from another."""
    return digest(details_of(person))[:16]


def changed(guest: Guest, before: dict[str, Any], after: Person) -> dict[str, list[Any]]:
    """The details of somebody known that an import changed."""
    fields = (*guest.values, "kept")
    now = {field: value_of(after, field) for field in fields}
    return {field: [before[field], now[field]] for field in fields if before[field] != now[field]}


def sheets(plan: Plan, before: dict[str, list[list[Any]]]) -> list[list[Any]]:
    """The sheets that an import replaced or brought."""
    return [
        [one.name, place, before.get(one.name), state_of_rows(one.rows)]
        for place, one in enumerate(plan.sheets)
        if one.is_changed
    ]


def state_of_rows(rows: Any) -> str:
    """What tells one state of a sheet from another."""
    return digest(_exact(rows))[:16]


def _exact(value: Any) -> Any:
    """Numbers as text, as databases may write 1.0 in another way."""
    if isinstance(value, list):
        return [_exact(one) for one in value]
    return repr(float(value)) if type(value) in (int, float) else value
