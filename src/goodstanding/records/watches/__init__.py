"""Triggers by which the database itself notes whose cached standing can no longer be believed.

Whatever changes a fact, a row of the cache, or what the cache has copied of a person, notes that
person in `Unjudged`, in the same transaction and whoever it is: a verb, a mistake of this program,
somebody with SQL. Judging the person anew and writing the cache takes the note away
(`standings.refresh`). Pages judge everybody afresh who is noted, so that a standing that differs
from the engine is not shown, and the background writes it anew. In the same way the sums of a
company (`Tally`) are taken away when anything changes that they were made from.

They are put in place and taken away together with the guards (`records.guards`).
"""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

from goodstanding.records.watches import postgresql, sqlite

NOTES, SUMS = "records_unjudged", "records_tally"
_VENDORS = {"sqlite": sqlite, "postgresql": postgresql}


def creating(connection: BaseDatabaseWrapper) -> Iterable[str]:
    """The statements that put the watches in place; none before their tables are there."""
    vendor, tables = _VENDORS[connection.vendor], connection.introspection.table_names()
    notes: dict[str, str] = vendor.CREATE if NOTES in tables else {}
    sums: dict[str, str] = vendor.TALLY if SUMS in tables else {}
    return [*notes.values(), *sums.values()]


def dropping(connection: BaseDatabaseWrapper) -> Iterable[str]:
    """The statements that take the watches away."""
    statements: list[str] = _VENDORS[connection.vendor].drop()
    return statements


def expected(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """What the guards' PRESENT finds when every watch is in place."""
    present: dict[str, str] = _VENDORS[connection.vendor].expected()
    return present
