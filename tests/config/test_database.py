"""How SQLite is opened, by its version."""

from pathlib import Path

from goodstanding.config.database import sqlite


def test_a_write_ahead_log_only_where_it_cannot_be_damaged() -> None:
    old, new = (sqlite(Path("x"), version)["OPTIONS"] for version in ((3, 51, 2), (3, 51, 3)))
    assert old["init_command"] == "PRAGMA synchronous=FULL"
    assert new["init_command"] == "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"
