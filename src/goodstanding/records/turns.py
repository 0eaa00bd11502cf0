"""One process at a time brings the database into shape, on whatever machine.

Whoever dies gives his turn away: the lock belongs to a connection.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections

from goodstanding.records.aside import aside

_FILE = "preparing.lock"
_NUMBER = 0x676F6F64
"""Of PostgreSQL's lock; it belongs to one database."""
_PATIENCE = 3600.0
"""Seconds for which SQLite waits."""


@contextmanager
def turn(room: Path) -> Iterator[None]:
    """Wait until nobody else is at it; `room` is the data folder."""
    with _postgresql() if connection.vendor == "postgresql" else _sqlite(room):
        yield


@contextmanager
def _postgresql() -> Iterator[None]:
    with aside("turn") as alias, connections[alias].cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")  # whoever is at it may take long
        cursor.execute("SELECT pg_advisory_lock(%s)", [_NUMBER])
        yield


@contextmanager
def _sqlite(room: Path) -> Iterator[None]:
    """The lock of an empty database beside ours: every system has it."""
    with closing(sqlite3.connect(room / _FILE, _PATIENCE, isolation_level=None)) as beside:
        beside.execute("BEGIN EXCLUSIVE")
        yield
