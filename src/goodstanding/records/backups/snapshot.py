"""One moment of the whole database, to be read at leisure while others write on.

PostgreSQL keeps one for a transaction. SQLite's writers would wait as long as somebody reads one,
so that the file is copied first: they wait for the copy only. The copy has no name and is gone
when the process is, however it ends.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections, transaction
from django.db.utils import DEFAULT_DB_ALIAS

from goodstanding.records.aside import aside

_ALIAS = "snapshot"
_NAMELESS = "file:"
"""SQLite's name for a database in a file without a name."""


@contextmanager
def snapshot(room: Path) -> Iterator[str]:
    """The alias of a connection that sees this moment; a copy, if one is needed, lies in `room`."""
    vendor = connections[DEFAULT_DB_ALIAS].vendor
    with _copy(room) if vendor == "sqlite" else _transaction() as alias:
        yield alias


@contextmanager
def _copy(room: Path) -> Iterator[str]:
    source = connections[DEFAULT_DB_ALIAS]
    os.environ.update(SQLITE_TMPDIR=str(room))  # where SQLite puts files without a name
    pragmas = {"init_command": "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF"}
    with aside(_ALIAS, {"NAME": _NAMELESS, "OPTIONS": pragmas}) as alias:
        source.ensure_connection()
        connections[alias].ensure_connection()
        source.connection.backup(connections[alias].connection)
        yield alias


@contextmanager
def _transaction() -> Iterator[str]:
    with aside(_ALIAS) as alias, transaction.atomic(using=alias):
        with connections[alias].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield alias
