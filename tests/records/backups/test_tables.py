"""What a backup holds, and what it does not."""

import io
from functools import partial
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from goodstanding.records.backups import rows, tables
from places import Place

NOT_OURS = {"auth", "contenttypes", "sessions", "django_q"}
"""Apps whose tables are made anew; `records/backups/tables.py` says why."""
LARGE = ("records_entry", "records_fact", "records_person", "records_standing")
_RELEASED = "0002_refuse_change"
"""The first ones made the tables; from then on they are full."""


def test_every_table_is_in_a_backup_or_left_out_for_a_reason() -> None:
    everything = {
        model._meta.db_table: model._meta.app_label
        for model in apps.get_models(include_auto_created=True)
    }
    held = {model._meta.db_table for model in tables.models(list(tables._disk()))}
    others = {table for table, app in everything.items() if app in NOT_OURS}
    assert (held | set(tables.LEFT_OUT) | others, held & others) == (set(everything), set())
    assert held.isdisjoint(tables.LEFT_OUT)


def test_every_column_is_of_a_sort_that_is_tested() -> None:
    known = (
        models.BigIntegerField, models.BinaryField, models.BooleanField, models.CharField,
        models.DateField, models.DateTimeField, models.ForeignKey, models.IntegerField,
        models.JSONField, models.TextField, models.UUIDField,
    )  # fmt: skip
    found = [
        f"{model._meta.db_table}.{field.name}"
        for model in tables.models(list(tables._disk()))
        for field in model._meta.concrete_fields
        if not isinstance(field, known)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ([1e20], b"[[100000000000000000000]]"),
        ([-0.0, 0.0], b"[[0.0,0.0]]"),
        ([1.5, 1e15, 1e-7], b"[[1.5,1000000000000000.0,1e-07]]"),
        ({"b": 1, "a": "1e+20 is -0.0"}, b'[{"a":"1e+20 is -0.0","b":1}]'),
        ("Łukasz \u2028", b'["\\u0141ukasz \\u2028"]'),
    ],
)
def test_numbers_and_words_as_every_database_gives_them_back(value: object, line: bytes) -> None:
    assert rows._line((value,)) == line


@pytest.mark.usefixtures("elsewhere")
def test_no_large_table_is_written_anew(tmp_path: Path) -> None:
    """Adding to one must not take longer the more is in it (docs/backup.md). SQLite writes a table
    anew where it cannot add a column to it."""
    ours = sorted(name for app, name in tables._disk() if app == "records")
    rewritten = [
        f"{name}: {table}"
        for name in ours
        if name > _RELEASED
        for table in LARGE
        if f'"new__{table}"' in Place(tmp_path).do(partial(statements, name))
    ]
    assert rewritten == []


def statements(migration: str) -> str:
    """What a migration would do to a database."""
    said = io.StringIO()
    call_command("sqlmigrate", "records", migration, stdout=said)
    return said.getvalue()
