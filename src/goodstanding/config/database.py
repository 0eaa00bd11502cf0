"""How SQLite is opened."""

import sqlite3
from pathlib import Path
from typing import Any

_SOUND = (3, 51, 3)
"""From here on two connections cannot damage a write-ahead log that both write and check in."""


def sqlite(
    file: Path, version: tuple[int, int, int] = sqlite3.sqlite_version_info
) -> dict[str, Any]:
    """The settings of a database in a file.

    A write begins as one, so that two never deadlock; each commit reaches the disk.
    """
    log = "PRAGMA journal_mode=WAL; " if version >= _SOUND else ""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"{log}PRAGMA synchronous=FULL",
        },
    }
