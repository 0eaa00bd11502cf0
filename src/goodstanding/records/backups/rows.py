"""Rows as lines of text, and back: the same line from every sort of database.

A row is a JSON array of its columns' values. Days, instants (UTC) and keys are text, bytes are in
base64, and a JSON column's value stands as it is.
"""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import connections, models
from django.db.models import Field, Model, QuerySet
from django.db.models.functions import Collate

AT_ONCE = 2_000
_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)
_EXACT = 10**16
"""From here on PostgreSQL gives back a number of a JSON column without its decimal point."""
Decode = Callable[[Any], Any]


def columns(model: type[Model]) -> tuple[str, ...]:
    """The names of a table's columns, in the order of the values."""
    return tuple(str(field.column) for field in model._meta.concrete_fields)


def count(model: type[Model], alias: str) -> int:
    """How many rows there are."""
    return _all(model, alias).count()


def lines(model: type[Model], alias: str) -> Iterator[bytes]:
    """Every row as a line, in the order of the primary key; a few thousand in memory."""
    names = [field.attname for field in model._meta.concrete_fields]
    rows = _all(model, alias).order_by(_order(model, alias)).values_list(*names)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield _line(row)


def load(model: type[Model], alias: str, rows: Iterator[list[Any]]) -> Iterator[int]:
    """Store rows as they came out; gives how many are stored, now and then."""
    decode = [_decoder(field, alias) for field in model._meta.concrete_fields]
    statement = _insert(model, alias)
    done, some = 0, list[list[Any]]()
    for row in rows:
        some.append([one(value) for one, value in zip(decode, row, strict=True)])
        if len(some) == AT_ONCE:
            done += _store(statement, alias, some)
            yield done
    yield done + _store(statement, alias, some)


def _all(model: type[Model], alias: str) -> "QuerySet[Any]":
    return QuerySet(model, using=alias)


def _order(model: type[Model], alias: str) -> Any:
    """By bytes, not by a country's alphabet, where the key is text."""
    key = model._meta.pk
    if connections[alias].vendor == "postgresql" and isinstance(key, models.CharField):
        return Collate("pk", "C")
    return "pk"


def _line(row: tuple[Any, ...]) -> bytes:
    text = json.dumps(row, default=_plain, sort_keys=True, separators=(",", ":"))
    if "e+" in text or "-0.0" in text:  # rare, and perhaps only within words
        numbers = json.loads(text)
        text = json.dumps(_numbers(numbers), sort_keys=True, separators=(",", ":"))
    return text.encode("ascii")


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode("ascii")
    raise TypeError(f"A backup cannot hold a {type(value).__name__}.")


def _numbers(value: Any) -> Any:
    """The numbers of JSON as both databases give them back."""
    match value:
        case float():
            return int(value) if abs(value) >= _EXACT and value.is_integer() else value or 0.0
        case list():
            return [_numbers(one) for one in value]
        case dict():
            return {key: _numbers(one) for key, one in value.items()}
    return value


def _decoder(field: "Field[Any, Any]", alias: str) -> Decode:
    connection = connections[alias]
    stored = field
    while isinstance(stored, models.ForeignKey):
        stored = stored.target_field
    if isinstance(stored, _AS_THEY_ARE):
        return lambda value: value
    if isinstance(stored, models.BinaryField):
        return lambda value: None if value is None else base64.b64decode(value)
    if isinstance(stored, models.JSONField):
        return lambda value: stored.get_db_prep_save(value, connection)
    return lambda value: stored.get_db_prep_save(stored.to_python(value), connection)


def _insert(model: type[Model], alias: str) -> str:
    quoted = connections[alias].ops.quote_name
    names = ", ".join(quoted(column) for column in columns(model))
    marks = ", ".join(["%s"] * len(columns(model)))
    table = quoted(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - the program's own names


def _store(statement: str, alias: str, some: list[list[Any]]) -> int:
    if not some:
        return 0
    with connections[alias].cursor() as cursor:
        cursor.executemany(statement, some)
    stored = len(some)
    some.clear()
    return stored
