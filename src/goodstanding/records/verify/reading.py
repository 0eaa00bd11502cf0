"""Reading many rows a batch at a time, also those that have been made illegible."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model, QuerySet

BATCH = 1_000
_Row = TypeVar("_Row", bound=Model)
_Item = TypeVar("_Item")


class Unreadable(NamedTuple):
    """A row that holds what its columns cannot mean, such as a day that is not in the calendar."""

    pk: int


def numbers(rows: "QuerySet[Any]") -> "array[int]":
    """The primary keys of rows, in their order; eight bytes each."""
    return array("q", rows.values_list("pk", flat=True).iterator(chunk_size=10_000))


def read(rows: "QuerySet[_Row]", keys: Sequence[int]) -> Iterator["_Row | Unreadable"]:
    """The rows with these primary keys, in their order, a batch at a time; the others are left
    out."""
    for some in batches(keys):
        found = _found(rows, some)
        yield from (found[key] for key in some if key in found)


def batches(items: Iterable[_Item], size: int = BATCH) -> Iterator[list[_Item]]:
    """Items in lists of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def holds(question: Callable[[], bool]) -> bool:
    """Whether something is so; what cannot even be asked of a changed row is not."""
    try:
        return question()
    except (ValueError, TypeError, AttributeError):
        return False


def _found(rows: "QuerySet[_Row]", keys: list[int]) -> "dict[int, _Row | Unreadable]":
    try:
        return {row.pk: row for row in rows.filter(pk__in=keys)}
    except (ValueError, TypeError):
        return {key: row for key in keys for row in _one(rows, key)}


def _one(rows: "QuerySet[_Row]", key: int) -> "Iterator[_Row | Unreadable]":
    try:
        yield from rows.filter(pk=key)
    except (ValueError, TypeError):
        yield Unreadable(key)
