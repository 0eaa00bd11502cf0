"""Triggers by which the database itself refuses to change what is on record.

They hold against any program that reaches the tables, this one included. What they let pass: a
new entry that follows the head of its company's journal; facts of that entry; setting
`superseded_seq` once, to the number of that entry; the head moving on to an entry that is there.
Rows of a demonstration that is being removed may be deleted; no other company can become one.

A migration that rebuilds one of the guarded tables (SQLite does that for most changes) drops the
guards first and creates them last. The same goes for what `records.watches` watches; both come
and go together.
"""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

from goodstanding.records import watches
from goodstanding.records.guards import postgresql, sqlite

_VENDORS = {"sqlite": sqlite, "postgresql": postgresql}


def create(connection: BaseDatabaseWrapper) -> None:
    """Put the guards in place; those that are there are made anew."""
    drop(connection)
    _run(connection, _VENDORS[connection.vendor].CREATE.values())
    _run(connection, watches.creating(connection))


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away."""
    _run(connection, _VENDORS[connection.vendor].drop())
    _run(connection, watches.dropping(connection))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The guards that are not in place, or not as they were made."""
    vendor = _VENDORS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(vendor.PRESENT)
        present = dict(cursor.fetchall())
    wanted = {**vendor.expected(), **watches.expected(connection)}
    return [name for name, made in wanted.items() if present.get(name) != made]


def _run(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
