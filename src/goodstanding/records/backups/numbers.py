"""The last number that a table gave to a row: none is given twice, not even after a restore."""

from django.db import connections
from django.db.models import AutoField, Model

_LAST = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = %s",
    "postgresql": "SELECT last_value FROM pg_sequences WHERE schemaname = current_schema()"
    " AND format('%%I.%%I', schemaname, sequencename) = pg_get_serial_sequence(%s, %s)",
}


def last(model: type[Model], alias: str) -> int | None:
    """The last number given; 0 when none was, None when the rows have no numbers of their own."""
    key = model._meta.pk
    if not isinstance(key, AutoField):
        return None
    given = [model._meta.db_table, key.column]
    connection = connections[alias]
    with connection.cursor() as cursor:
        cursor.execute(_LAST[connection.vendor], given[: _LAST[connection.vendor].count("%s")])
        found = cursor.fetchone()
    return int(found[0] or 0) if found else 0


def go_on(model: type[Model], alias: str, last: int) -> None:
    """Give the next row the number after the last one."""
    connection = connections[alias]
    table, key = model._meta.db_table, model._meta.pk
    if last < 1 or key is None:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            place = "pg_get_serial_sequence(%s, %s)"
            cursor.execute(f"SELECT setval({place}, %s)", [table, key.column, last])
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
