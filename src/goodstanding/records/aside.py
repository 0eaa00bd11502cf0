"""A second connection for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.utils import DEFAULT_DB_ALIAS


@contextmanager
def aside(alias: str, different: dict[str, Any] | None = None) -> Iterator[str]:
    """A connection of its own, with the settings of the usual one but for what is different."""
    settings: dict[str, Any] = connections.settings
    settings[alias] = {**settings[DEFAULT_DB_ALIAS], **(different or {})}
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del settings[alias]
