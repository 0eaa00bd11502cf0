"""A small company with something of every kind on record, and ways to reach behind its back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection

from company import actor, company, credit, credit_details, fee, held, person
from goodstanding.engine.standing.facts import State
from goodstanding.records import guards
from goodstanding.records.models import Organisation
from goodstanding.services.credentials import observe, restore, withdraw
from goodstanding.services.credits import correct_credit


def lay_out(name: str = "Cascade Restoration") -> Organisation:
    """Two people, facts of every kind but an ending, a correction and a withdrawal; 12 entries."""
    by = actor(company(name))
    maria, ray = person(by, "Maria Lopez"), person(by, "Ray Carter")
    wrt = held(by, maria, "WRT")
    asd = held(by, ray, "ASD", issued_on=date(2020, 3, 1))
    first = credit(by, maria)
    correct_credit(by=by, fact=first, details=credit_details(state=State.SUBMITTED))
    fee(by, maria, body="RIA")
    observe(
        by=by, credential=wrt, seen_on=date(2026, 11, 1), deadline=date(2027, 1, 9), balance=800
    )
    restore(by=by, credential=asd, day=date(2025, 6, 1))
    wrong = observe(
        by=by, credential=asd, seen_on=date(2026, 11, 1), deadline=date(2029, 5, 31), balance=None
    )
    withdraw(by=by, fact=wrong)
    return by.organisation


def run(statement: str, *values: Any) -> int:
    """A statement past everything but the database itself; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


@contextmanager
def unguarded() -> Iterator[None]:
    """For somebody who can take the guards away."""
    guards.drop(connection)
    yield
    guards.create(connection)
