"""How much of what is drawn at random is tried on which database."""

from collections.abc import Sequence
from typing import TypeVar

from django.db import connection

ON_SQLITE = connection.vendor == "sqlite"
_One = TypeVar("_One")


def some(drawn: Sequence[_One]) -> Sequence[_One]:
    """All of it on SQLite; on PostgreSQL every third, as there only the database is another."""
    return drawn if ON_SQLITE else drawn[::3]
