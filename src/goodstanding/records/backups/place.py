"""The database that a backup is restored into: empty before, marked until all is done.

The mark is a table. It is there from the first change to the last, so that a restore that was
killed is seen for what it is, and is begun anew on an emptied database.
"""

from django.apps import apps
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from goodstanding.records import guards
from goodstanding.records.backups.tables import APPS, LEFT_OUT

MARK = "restore_unfinished"
_OTHERS = {"django_migrations", "limits", MARK}


def is_unfinished() -> bool:
    """Whether a restore began here and did not end."""
    return MARK in connection.introspection.table_names()


def strangers() -> list[str]:
    """The tables that no part of this program made."""
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return sorted(set(connection.introspection.table_names()) - ours - _OTHERS)


def is_empty() -> bool:
    """Whether nothing is kept here; tables may be there."""
    there = set(connection.introspection.table_names())
    counting = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in APPS and model._meta.db_table not in LEFT_OUT
    ]
    return not any(_has_rows(table) for table in counting if table in there)


def clear_and_mark() -> None:
    """Take every table away and put the mark, in one step."""
    connection.close()  # whoever looked at the tables must not keep them
    with connection.constraint_checks_disabled(), transaction.atomic():
        guards.drop(connection)
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names():
                _drop(cursor, table)
            cursor.execute(f"CREATE TABLE {MARK} (since integer)")


def unmark() -> None:
    """The restore is done."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {MARK}")


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        quoted = connection.ops.quote_name(table)
        cursor.execute(f"SELECT 1 FROM {quoted} LIMIT 1")  # noqa: S608 - a table's own name
        return cursor.fetchone() is not None


def _drop(cursor: CursorWrapper, table: str) -> None:
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}{cascade}")
