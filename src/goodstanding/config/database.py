"""Where the record is kept: a file of SQLite in the data folder, or the server of DATABASE_URL."""

import sqlite3
from pathlib import Path
from typing import Any

import dj_database_url

from goodstanding.config.env import Misconfigured

_SOUND = (3, 51, 3)
"""From here on two connections cannot damage a write-ahead log that both write and check in."""
_RIGHT = "write postgresql://NAME:PASSWORD@SERVER:5432/DATABASE, or leave it out for SQLite"
_SCHEMES = {"postgresql", "postgres"}
_KEPT_OPEN = 600
"""Seconds that a connection stays open between pages."""
_PATIENCE = {"connect_timeout": 5, "options": "-c lock_timeout=20s"}
"""Seconds to wait for a server, and for others who write: as long as with SQLite."""


def chosen(url: str, home: Path) -> dict[str, Any]:
    """The settings of the database; raises Misconfigured without repeating the password."""
    return postgresql(url) if url else sqlite(home / "goodstanding.sqlite3")


def sqlite(
    file: Path, version: tuple[int, int, int] = sqlite3.sqlite_version_info
) -> dict[str, Any]:
    """The settings of a database in a file.

    A write begins as one, so that two never deadlock; each commit reaches the disk.
    """
    log = "PRAGMA journal_mode=WAL; " if version >= _SOUND else ""
    return {
        "ENGINE": "goodstanding.records.queued",
        "NAME": file,
        "TEST": {"NAME": ":memory:"},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"{log}PRAGMA synchronous=FULL",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """The settings of a database on a server; what follows a ? goes to the client library.

    A connection that broke is noticed before it is used again.
    """
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=_KEPT_OPEN))
    except (ValueError, KeyError):
        raise Misconfigured(f"DATABASE_URL is no address of a database: {_RIGHT}.") from None
    if url.partition(":")[0] not in _SCHEMES or not found.get("NAME"):
        raise Misconfigured(f"DATABASE_URL names no PostgreSQL database: {_RIGHT}.")
    options = _PATIENCE | found.get("OPTIONS", {})
    return found | {"CONN_HEALTH_CHECKS": True, "OPTIONS": options}
