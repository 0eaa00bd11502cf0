"""A place of its own with a company in it, for what is going to be killed or starved."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodstanding.services.access import Actor

TEAM = 40
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


def bring_in(by: "Actor", prefix: str, many: int) -> int:
    """Import a workbook of so many people whose names begin alike, each with a credential and a
    credit; the entry's number."""
    from goodstanding.services.imports import accept, stage

    return accept(by=by, staged=stage(by=by, name="in.xlsx", content=workbook(prefix, many)))


def workbook(prefix: str, many: int) -> bytes:
    """A workbook with so many people."""
    from io import BytesIO

    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    names = [f"{prefix}-{number}" for number in range(many)]
    sheets = {
        "People": [["Name"], *([name] for name in names)],
        "Certifications": [
            ["Name", "Certification", "Issued on"],
            *([name, "WRT", "2023-01-10"] for name in names),
        ],
        "Credits": [
            ["Name", "Activity", "Earned on", "Credits", "State"],
            *([name, f"Course {prefix}", "2025-03-01", 4, "posted"] for name in names),
        ],
    }
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@contextmanager
def closed() -> Iterator[None]:
    """No connection to the database is open in this process: it can be divided in two."""
    from django.db import connections

    connections.close_all()
    yield
    connections.close_all()
