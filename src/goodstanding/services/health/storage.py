"""Where the record is kept: the database, its shape, the data folder and its disk."""

import shutil
import tempfile
from pathlib import Path

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from goodstanding.services.health.line import Line, Lines, ill, look

LEAST_FREE = 200_000_000
"""Bytes: with less free, a database may not be able to finish what it began."""
LITTLE_FREE = 1_000_000_000
"""Bytes from which on somebody should make room."""
_SOUND_LOG = (3, 51, 3)
"""From this SQLite on, two connections cannot damage a write-ahead log."""
_FULL = 2
_TITLE = "Database"


def answers() -> Lines:
    """Whether the database answers at all."""
    try:
        _ask("SELECT 1 FROM records_user LIMIT 1")
    except Error:
        yield ill(
            "database",
            _TITLE,
            "The database does not answer.",
            "Look into the log for the reason. SQLite: is the data folder there and the disk not "
            "full? PostgreSQL: does the server run, and is DATABASE_URL right? The program goes on "
            "by itself as soon as it answers.",
            vital=True,
        )


def database() -> Lines:
    """Which database, and whether what it was told to keep outlives a power cut."""
    try:
        yield from _postgresql() if connection.vendor == "postgresql" else _sqlite()
    except Error:
        return  # said already


def _sqlite() -> Lines:
    version = str(_ask("SELECT sqlite_version()"))
    mode, synchronous = str(_ask("PRAGMA journal_mode")), _ask("PRAGMA synchronous")
    number = tuple(int(part) for part in version.split("."))
    if mode == "wal":
        told = f"SQLite {version} with a write-ahead log: people read while somebody writes."
    else:
        told = (
            f"SQLite {version} with a rollback journal, since before 3.51.3 it can damage a "
            "write-ahead log."
        )
    if mode == "wal" and number < _SOUND_LOG:
        remedy = "Install SQLite 3.51.3 or later, or stop the program and start it anew."
        yield ill("journal", _TITLE, f"{told} This SQLite can damage it.", remedy)
    elif synchronous is not None and int(str(synchronous)) < _FULL:
        remedy = "Start the program anew: it sets synchronous=FULL itself."
        yield ill("journal", _TITLE, f"{told} Commits do not wait for the disk.", remedy)
    else:
        yield Line("journal", _TITLE, told)


def _postgresql() -> Lines:
    told = f"PostgreSQL {_ask('SHOW server_version')}."
    names = ("fsync", "synchronous_commit", "full_page_writes")
    off = [name for name in names if _ask(f"SHOW {name}") == "off"]
    if off:
        remedy = f"Set {' and '.join(off)} to on in postgresql.conf, and reload the server."
        text = f"{told} {', '.join(off)} is off: a power cut could take what was recorded."
        yield ill("journal", _TITLE, text, remedy)
    else:
        yield Line("journal", _TITLE, told)


def schema() -> Lines:
    """Whether the database has the shape that this version needs."""
    try:
        executor = MigrationExecutor(connection)
    except Error:
        return  # said already
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        yield ill(
            "schema",
            "Shape of the database",
            "The database is not in the shape that this version needs.",
            "Start the program anew: goodstanding serve brings it there, after a backup.",
        )


def files(home: Path) -> Lines:
    """The data folder and how much is free on its disk."""
    try:
        with tempfile.TemporaryFile(dir=home) as probe:
            probe.write(b"well")
            probe.flush()
    except OSError:
        yield ill(
            "files",
            "Data folder",
            "The data folder cannot be written to.",
            "Is its disk full, or has its owner changed? The user that runs the program must be "
            "able to write to it.",
            vital=True,
        )
        return
    yield from _disk(shutil.disk_usage(home).free)


def _disk(free: int) -> Lines:
    title, remedy = (
        "Free disk",
        "Make room on the disk of the data folder, or give it a larger one.",
    )
    if free < LEAST_FREE:
        told = "Less than 200 MB are free on the disk of the data folder."
        yield ill("disk", title, told, remedy, vital=True)
    elif free < LITTLE_FREE:
        yield look("disk", title, f"{free / 1e6:.0f} MB are free.", remedy)
    else:
        yield Line("disk", title, f"{free / 1e9:,.1f} GB are free.")


def _ask(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return row[0] if row else None
