"""Which database is used, and how it is opened."""

from pathlib import Path

import pytest

from goodstanding.config.database import chosen, postgresql, sqlite
from goodstanding.config.env import Misconfigured


def test_a_write_ahead_log_only_where_it_cannot_be_damaged() -> None:
    old, new = (sqlite(Path("x"), version)["OPTIONS"] for version in ((3, 51, 2), (3, 51, 3)))
    assert old["init_command"] == "PRAGMA synchronous=FULL"
    assert new["init_command"] == "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"


def test_a_file_in_the_data_folder_unless_a_server_is_named() -> None:
    assert chosen("", Path("data"))["NAME"] == Path("data/goodstanding.sqlite3")
    found = chosen("postgresql://us:open%2Fsesame@db.example:6432/record", Path("data"))
    kept = {"NAME": "record", "HOST": "db.example", "PORT": 6432, "USER": "us"}
    assert found | kept | {"PASSWORD": "open/sesame"} == found
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert found["CONN_HEALTH_CHECKS"] is True


def test_what_stands_behind_the_question_mark_goes_to_the_client() -> None:
    options = postgresql("postgres://us@db.example/record?sslmode=verify-full&connect_timeout=9")[
        "OPTIONS"
    ]
    assert options["sslmode"] == "verify-full"
    assert options["connect_timeout"] == 9
    assert postgresql("postgres://us@/record?host=/run/db")["OPTIONS"]["host"] == "/run/db"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://me:opensesame@db.example/record",
        "sqlite:///opensesame",
        "postgresql://me:opensesame@db.example",
        "postgresql://me:opensesame@db.example:many/record",
        "postgresql://me:opensesame@[db/record",
        "opensesame",
    ],
)
def test_what_names_no_database_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(Misconfigured, match="DATABASE_URL") as refusal:
        postgresql(url)
    assert "opensesame" not in str(refusal.value)
