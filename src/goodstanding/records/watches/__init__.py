"""Triggers by which the database itself notes whose cached standing can no longer be believed.

Whatever changes a fact, a row of the cache, or what the cache has copied of a person, notes that
person in `Unjudged`, in the same transaction and whoever it is: a verb, a mistake of this program,
somebody with SQL. Judging the person anew and writing the cache takes the note away
(`standings.refresh`). Pages judge everybody afresh who is noted, so that a standing that differs
from the engine is not shown, and the background writes it anew.

They are put in place and taken away together with the guards (`records.guards`).
"""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

from goodstanding.records.watches import postgresql, sqlite

TABLE = "records_unjudged"
_VENDORS = {"sqlite": sqlite, "postgresql": postgresql}


def creating(connection: BaseDatabaseWrapper) -> Iterable[str]:
    """The statements that put the watches in place; none before their table is there."""
    if TABLE not in connection.introspection.table_names():
        return ()
    statements: dict[str, str] = _VENDORS[connection.vendor].CREATE
    return statements.values()


def dropping(connection: BaseDatabaseWrapper) -> Iterable[str]:
    """The statements that take the watches away."""
    statements: list[str] = _VENDORS[connection.vendor].drop()
    return statements


def expected(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """What the guards' PRESENT finds when every watch is in place."""
    present: dict[str, str] = _VENDORS[connection.vendor].expected()
    return present
