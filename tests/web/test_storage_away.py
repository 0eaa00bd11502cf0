"""A database or a disk that fails: a sentence, what was typed, and nothing recorded by half."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from company import actor, client, company
from goodstanding.records.models import Person
from goodstanding.web.storage_away import trouble

ADDED = {"name": "Maria Lopez", "number": "104233"}


def away(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """A page that asks a database that is not there."""
    try:
        sqlite3.connect("/nowhere/at/all").execute("SELECT 1")
    except sqlite3.Error as error:
        raise OperationalError from error
    return HttpResponse()


urlpatterns = [path("", include("goodstanding.config.urls")), path("away/", away, name="away")]
handler500 = "goodstanding.web.storage_away.failed"


@contextmanager
def readable_only() -> Iterator[None]:
    """A database that takes nothing now."""
    on, off = "PRAGMA query_only = ON", "PRAGMA query_only = OFF"
    if connection.vendor == "postgresql":
        on, off = (
            "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
            "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
        )
    with connection.cursor() as cursor:
        cursor.execute(on)
        yield
        cursor.execute(off)


@pytest.mark.django_db
def test_what_was_typed_is_kept_and_can_be_sent_again() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("a transaction of PostgreSQL does not become one for reading")
    by = actor(company())
    browser = client(by)
    browser.get("/team/")
    with readable_only():
        answer = browser.post("/people/add/", ADDED)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "The database does not answer: nothing was recorded." in page
    assert 'value="Maria Lopez"' in page
    assert not Person.objects.of(by.organisation).exists()
    assert browser.post("/people/add/", ADDED).status_code == 302
    assert Person.objects.of(by.organisation).get().number == "104233"


@override_settings(ROOT_URLCONF="web.test_storage_away")
def test_a_page_without_a_database_says_so() -> None:
    answer = Client(raise_request_exception=False).get("/away/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "The database does not answer: nothing was recorded." in answer.content.decode()
    assert b"mistake is ours" not in answer.content


def test_a_full_disk(tmp_path: Path) -> None:
    small = sqlite3.connect(tmp_path / "small.sqlite3")
    small.execute("PRAGMA max_page_count = 2")
    small.execute("CREATE TABLE told (words)")
    with pytest.raises(sqlite3.OperationalError) as full:
        small.execute("INSERT INTO told VALUES (?)", ("x" * 100_000,))
    small.close()
    found = trouble(full.value)
    assert found is not None
    assert (found.status, found.title) == (507, "The disk is full")
    assert trouble(OSError(errno.ENOSPC, "")) == found


def test_waiting_too_long_for_others(tmp_path: Path) -> None:
    one, other = (sqlite3.connect(tmp_path / "busy.sqlite3", timeout=0) for _ in range(2))
    one.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as busy:
        other.execute("BEGIN IMMEDIATE")
    one.close()
    other.close()
    found = trouble(busy.value)
    assert found is not None
    assert (found.status, found.title) == (503, "Too much at once")


class Refused(Exception):
    """As PostgreSQL's driver refuses: with the number of the reason."""

    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("sqlstate", "title"),
    [
        ("53100", "The disk is full"),
        ("53300", "The database is away"),
        ("57P01", "The database is away"),
        ("58030", "The disk reports an error"),
        ("40P01", "Too much at once"),
    ],
)
def test_reasons_of_postgresql(sqlstate: str, title: str) -> None:
    try:
        raise OperationalError from Refused(sqlstate)
    except OperationalError as error:
        found = trouble(error)
    assert found is not None
    assert found.title == title


def test_a_mistake_of_ours_is_none_of_that(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError) as ours:
        sqlite3.connect(tmp_path / "any.sqlite3").execute("SELECT * FROM nothing")
    assert trouble(ours.value) is None
    assert trouble(ValueError("x")) is None
    assert trouble(FileNotFoundError(errno.ENOENT, "x")) is None
