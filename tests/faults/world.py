"""A place of its own with a company in it, for what is going to be killed or starved."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodstanding.services.access import Actor

TEAM = int(os.environ.get("TEAM", "40"))
"""People of the company."""


def set_up(home: Path) -> None:
    """Django with all data in a folder (or in DATABASE_URL), in the shape of today."""
    os.environ["GOODSTANDING_HOME"] = str(home)
    os.environ["ALLOWED_HOSTS"] = "testserver"
    os.environ["DJANGO_SETTINGS_MODULE"] = "goodstanding.config.settings"
    from goodstanding.cli.django import ready

    ready()


def lay_out(dice: Random) -> "Actor":
    """A new company with a team, a credential each; verbs are called as its owner."""
    import company as cast
    from goodstanding.services.attendance import people

    by = cast.actor(cast.company(f"C{dice.randrange(10**9)} Restoration"))
    bring_in(by, "T", TEAM)
    assert len(team_of(by)) == TEAM, people
    return by


def team_of(by: "Actor") -> list:
    """The people of the company, by number."""
    from goodstanding.records.models import Person

    return list(Person.objects.of(by.organisation).order_by("pk"))


def bring_in(by: "Actor", prefix: str, many: int, known: Sequence[str] = ()) -> int:
    """Import a workbook of so many people whose names begin alike, each with a credential and a
    credit; the entry's number. The rows come as values, so that no time goes by with reading."""
    from goodstanding.files.workbook.book import Stranger, Workbook
    from goodstanding.files.workbook.reading import read_table
    from goodstanding.files.workbook.schema import FORMS
    from goodstanding.services.importing import accepting
    from goodstanding.services.imports import stage, summary

    sheets, forms = rows(prefix, many, known), {form.name: form for form in FORMS}
    tables = {name: read_table(forms[name], sheets[name]) for name in sheets if name in forms}
    strangers = [Stranger(n, tuple(map(tuple, sheets[n]))) for n in sheets if n not in forms]
    book = Workbook(tables, strangers=tuple(strangers))
    staged = stage(by=by, name="in.xlsx", content=in_file(sheets))
    seq = accepting.go_on(by, staged, lambda: book, summary, None)
    accepting.clear(staged)
    return seq


def rows(prefix: str, many: int, known: Sequence[str] = ()) -> dict[str, list[list[Any]]]:
    """The sheets of a workbook with so many people; with another credit and a phone number of
    those who are known, and a sheet that is kept."""
    names, title = [f"{prefix}-{number}" for number in range(many)], f"Course {prefix}"
    earned = date(2025, 3, 1)
    return {
        "People": [
            ["Name", "Phone", "Branch"],
            *([name, None, f"At {prefix}" if known else None] for name in names),
            *([name, f"555 {prefix}", None] for name in known),
        ],
        "Certifications": [
            ["Name", "Certification", "Issued on"],
            *([name, "WRT", date(2023, 1, 10)] for name in names),
        ],
        "Credits": [
            ["Name", "Activity", "Earned on", "Credits", "State"],
            *([name, title, earned, 4, "posted"] for name in (*names, *known)),
        ],
        **({"Notes": [["Of"], [prefix]]} if known else {}),
    }


def in_file(sheets: dict[str, list[list[Any]]]) -> bytes:
    """Sheets as the bytes of a workbook."""
    from openpyxl import Workbook

    book, content = Workbook(write_only=True), BytesIO()
    for name, several in sheets.items():
        sheet = book.create_sheet(name)
        for row in several:
            sheet.append(row)
    book.save(content)
    return content.getvalue()


def sized(prefix: str, many: int) -> str:
    """How the names of so many people begin."""
    return f"{prefix} of {many}"


def size_of(prefix: str) -> int:
    """How many people have names that begin like this."""
    _, of, many = prefix.rpartition(" of ")
    return int(many) if of else TEAM


@contextmanager
def closed() -> Iterator[None]:
    """No connection to the database is open in this process: it can be divided in two."""
    from django.db import connections

    connections.close_all()
    yield
    connections.close_all()


class Copy:
    """The database as it is now, to begin with again and again; a server's cannot be copied."""

    def __init__(self, path: Path) -> None:
        from django.db import connection

        self._path, self.is_made = path, connection.vendor == "sqlite"
        if self.is_made:
            with closed():
                shutil.copy(database(), path)

    def put_back(self) -> None:
        """Everything is as it was when the copy was made."""
        with closed():
            for beside in ("-journal", "-wal", "-shm"):
                Path(f"{database()}{beside}").unlink(missing_ok=True)
            shutil.copy(self._path, database())


def database() -> Path:
    """The file that SQLite's database is in."""
    from django.db import connection

    return Path(connection.settings_dict["NAME"])
