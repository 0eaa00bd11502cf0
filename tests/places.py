"""Places of data, each with a database of its own, and what is kept there.

The database is a file of SQLite, or, where the tests run on PostgreSQL, one on that server.
Commands run within the test's own process, which has one of these places for its own meanwhile.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from click.testing import Result
from django.db import connection, connections
from django.test import override_settings

from cli.cast import run
from goodstanding.config.database import chosen

TESTS = Path(__file__).parent
SERVER = os.environ.get("DATABASE_URL", "")
_MADE = "database-is-made"
_Answer = TypeVar("_Answer")


@dataclass(frozen=True)
class Place:
    """A data folder, and the server that its database is on (none: a file)."""

    home: Path
    server: str = SERVER

    @property
    def url(self) -> str:
        """The address of the database; empty where it is a file."""
        return urlsplit(self.server)._replace(path=f"/{self._name}").geturl() if self.server else ""

    @contextmanager
    def entered(self, **settings: Any) -> Iterator[None]:
        """Whatever is done meanwhile is done here."""
        self.home.mkdir(exist_ok=True)
        self._make()
        given = {"BACKUP_KEY": ""} | settings
        folder = self.home / "backups"
        with (
            _database(chosen(self.url, self.home)),
            override_settings(
                HOME=self.home,
                BACKUP_FOLDER=folder,
                EVIDENCE_FOLDER=self.home / "evidence",
                **given,
            ),
        ):
            yield

    def copied(self, home: Path) -> "Place":
        """A place with the same in it."""
        shutil.copytree(self.home, home)
        copy = Place(home, self.server)
        (home / _MADE).unlink(missing_ok=True)
        copy._make(f" TEMPLATE {self._name}")
        return copy

    @property
    def _name(self) -> str:
        return f"place_{hashlib.sha256(str(self.home).encode()).hexdigest()[:20]}"

    def _make(self, like: str = "") -> None:
        made = self.home / _MADE
        if not self.server or made.exists():
            return
        import psycopg

        admin = urlsplit(self.server)._replace(path="/postgres").geturl()
        with psycopg.connect(admin, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {self._name}{like}")  # type: ignore[arg-type]
        made.touch()

    def run(self, *arguments: object, **settings: Any) -> Result:
        """Run a command here to its end."""
        with self.entered(**settings):
            return run(*map(str, arguments))

    def done(self, *arguments: object, **settings: Any) -> list[str]:
        """What a command says that goes well."""
        done = self.run(*arguments, **settings)
        assert (done.exit_code, done.stderr) == (0, ""), done.output
        return done.stdout.splitlines()

    def refused(self, *arguments: object, **settings: Any) -> str:
        """Why a command is refused."""
        done = self.run(*arguments, **settings)
        assert (done.exit_code, done.stdout) == (2, ""), done.output
        return done.stderr

    def do(self, what: Callable[[], _Answer]) -> _Answer:
        """Do something here."""
        with self.entered():
            return what()

    def sql(self, statement: str) -> None:
        """Run a statement behind the program's back."""
        with self.entered(), connection.cursor() as cursor:
            cursor.execute(statement)

    def content(self) -> dict[str, list[str]]:
        """Every row of every table that counts, as lines."""
        file = self.home / "content.gsb"
        self.done("backup", file)
        content = content_of(file)
        file.unlink()
        return content

    @contextmanager
    def script(self, code: str) -> Iterator["subprocess.Popen[str]"]:
        """A process that works on the data here; killed in the end."""
        process = subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            env={
                **os.environ,
                "GOODSTANDING_HOME": str(self.home),
                "DATABASE_URL": self.url,
                "PYTHONPATH": str(TESTS),
            },
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


@contextmanager
def _database(settings: dict[str, Any]) -> Iterator[None]:
    """Another database instead of the tests' own."""
    known: dict[str, Any] = connections.settings
    usual, opened = known["default"], connections["default"]
    known["default"] = {**usual, **settings}
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        known["default"], connections["default"] = usual, opened


def content_of(backup: Path) -> dict[str, list[str]]:
    """The rows in a backup, table by table."""
    with zipfile.ZipFile(backup) as archive:
        tables = [name for name in archive.namelist() if name.startswith("tables/")]
        return {name[7:-6]: archive.read(name).decode().splitlines() for name in tables}


def manifest_of(backup: Path) -> dict[str, Any]:
    """What a backup says of itself."""
    with zipfile.ZipFile(backup) as archive:
        said: dict[str, Any] = json.loads(archive.read("manifest.json"))
        return said
