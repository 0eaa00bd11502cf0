"""A filled backup of every shape that was ever released is restored by the present program."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goodstanding.records import standings
from goodstanding.records.backups.tables import models
from goodstanding.records.models import Head, Organisation, Standing
from places import Place, content_of, manifest_of

HERE = Path(__file__).parent
STORED = sorted(HERE.glob("records-*.gsb"))
MIGRATIONS = HERE.parents[1] / "src/goodstanding/records/migrations"
_ANSWER = (
    "person_id", "certification", "state", "kind", "urgency", "deadline", "lapses_on",
    "required", "posted", "submitted", "earned", "planned", "short",
)  # fmt: skip
"""Not the day of the next change: which days are watched is for each version to say."""
pytestmark = pytest.mark.usefixtures("elsewhere")


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_it_is_restored_verified_and_judged_as_it_was(stored: Path, tmp_path: Path) -> None:
    place = Place(tmp_path / "home")
    said = place.done("restore", stored)
    assert "Verified: everything is as it was written" in said[-2]
    before = sorted(judged_before(stored), key=str)
    assert len(before) > 20
    assert place.do(lambda: sorted(judged_now(before), key=str)) == before
    # others of its lines say who has not been judged since; that depends on the day of the test
    kept = [line for line in place.done("verify") if line.startswith("goodstanding checkpoint")]
    assert kept == manifest_of(stored)["checkpoints"]


def judged_before(stored: Path) -> Iterator[list[Any]]:
    """The standings in a backup, as the program of those days judged them."""
    said = manifest_of(stored)
    (columns,) = (part["columns"] for part in said["parts"] if part["table"] == "records_standing")
    for line in content_of(stored)["records_standing"]:
        row = dict(zip(columns, json.loads(line), strict=True))
        yield [row["judged_on"], *(row[name] for name in _ANSWER)]


def judged_now(before: list[list[Any]]) -> Iterator[list[Any]]:
    """The same people on the same days, judged by the present program."""
    for day in {row[0] for row in before}:
        for organisation in Organisation.objects.all():
            seq = Head.objects.get(organisation=organisation).seq
            standings.refresh_all(organisation, date.fromisoformat(day), seq)
            asked = {row[1] for row in before if row[0] == day}
            for row in Standing.objects.of(organisation).filter(person__in=asked):
                values = [getattr(row, name) for name in _ANSWER]
                yield [day, *(str(one) if isinstance(one, date) else one for one in values)]


def test_every_released_shape_is_stored() -> None:
    """All migrations but the newest, which may be in the making, are in a stored backup."""
    on_disk = sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))
    stored = {name for path in STORED for app, name in applied(path) if app == "records"}
    missing = [name for name in on_disk if name not in stored]
    assert missing in ([], on_disk[-1:]), "run .venv/bin/python tests/released/make.py"


def applied(stored: Path) -> list[list[str]]:
    found: list[list[str]] = manifest_of(stored)["migrations"]
    return found


def test_stored_backups_are_small() -> None:
    assert [path.name for path in STORED if path.stat().st_size > 100_000] == []


def test_the_shape_of_a_stored_backup_is_known() -> None:
    """From the migrations alone the program knows which tables and columns each one has."""
    for stored in STORED:
        tables = {model._meta.db_table for model in models([*map(tuple, applied(stored))])}
        assert tables == set(content_of(stored))
