"""A migration is applied together with the note that it is, or not at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import AddField, CreateModel, Migration, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from goodstanding.config.database import sqlite
from goodstanding.records import guards
from goodstanding.records.migrating import Executor, Together, together

THING = CreateModel(
    "Thing",
    [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField(db_index=True))],
)


class Cut(BaseException):
    """The process ends here."""


class CutOff(MigrationRecorder):
    """Ends where a migration is about to be noted as applied."""

    def record_applied(self, *_: str) -> None:
        """Never."""
        raise Cut


@pytest.fixture
def spare(tmp_path: Path, django_db_blocker: Any) -> Iterator[BaseDatabaseWrapper]:
    """An empty database beside the tests' own."""
    default = connections.settings["default"]
    connections.settings["spare"] = {**default, **sqlite(tmp_path / "spare.sqlite3")}
    with django_db_blocker.unblock():
        yield connections["spare"]
        connections["spare"].close()
    del connections["spare"]
    del connections.settings["spare"]


def cut_off(executor: MigrationExecutor) -> list[str]:
    """The tables that are there after a migration was cut off at its end."""
    migration = Migration("0001_thing", "records")
    migration.operations = [THING]
    executor.recorder = CutOff(executor.connection)
    with pytest.raises(Cut):
        executor.apply_migration(ProjectState(), migration)
    return executor.connection.introspection.table_names()


def test_what_is_not_noted_is_not_there(spare: BaseDatabaseWrapper) -> None:
    assert cut_off(Executor(spare)) == []


def test_what_django_brings_along_does_not_hold_that(spare: BaseDatabaseWrapper) -> None:
    assert cut_off(MigrationExecutor(spare)) == ["records_thing"]  # where no later start gets past


@pytest.mark.django_db
def test_from_nothing_to_the_shape_of_today(spare: BaseDatabaseWrapper) -> None:
    executor = Executor(spare)
    targets = executor.loader.graph.leaf_nodes()
    executor.migrate(targets)
    assert MigrationExecutor(spare).migration_plan(targets) == []
    assert guards.missing(spare) == []
    if connection.vendor == "sqlite":  # made by Django alone, operation by operation
        assert shape(spare) == shape(connection)


def shape(of: BaseDatabaseWrapper) -> set[Any]:
    """Everything that is in a database of SQLite, but for the cache's table."""
    with of.cursor() as cursor:
        cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE tbl_name != 'limits'")
        return set(cursor.fetchall())


def test_what_only_adds_is_done_together() -> None:
    note = AddField("thing", "note", models.TextField(null=True))
    size = AddField("other", "size", models.IntegerField(null=True))
    full = AddField("other", "full", models.IntegerField(default=1))
    code = RunSQL("SELECT 1")
    steps = together([THING, size, note, size, full, size, code, size, size])
    assert [one.operations if isinstance(one, Together) else one for one in steps] == [
        *([THING, size], [note, size], full, size, code, [size, size])
    ]
