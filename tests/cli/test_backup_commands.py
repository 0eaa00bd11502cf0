"""`goodstanding backup` and `restore`, from one place to another."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.places import Place, content_of, manifest_of

FILL = """
import company as cast
from goodstanding.records.models import Import, KeptSheet
one, other = cast.company(), cast.company("Larch Cleaning")
for organisation in (one, other):
    by = cast.actor(organisation)
    maria = cast.person(by, "Mária “Dry” Lopez", branch=cast.branch(by), number="17")
    held = cast.held(by, maria)
    cast.credit(by, maria)
    cast.fee(by, maria)
    cast.attended(by, maria)
KeptSheet.every.create(organisation=one, name="Vans", rows=[["a", 1.5, -0.0, 1e20, True, None]])
Import.every.create(
    organisation=one, name="x.xlsx", content=bytes(range(256)), uploaded_at=held_at,
    sha256="40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880",
)
""".replace("held_at", "one.made_at")

WRITER = """
import itertools, sys
import company as cast
from goodstanding.records.models import Organisation
by = cast.actor(Organisation.objects.order_by("pk")[0])
for number in itertools.count():
    who = cast.person(by, f"Person {number}")
    cast.credit(by, who)
    print(number, flush=True)
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Two companies with one of everything; never changed by a test."""
    place = Place(tmp_path_factory.mktemp("source") / "home")
    place.done("migrate")
    place.python(FILL)
    return place


@pytest.fixture(scope="module")
def backup(source: Place) -> Path:
    file = source.home.parent / "one.gsb"
    source.done("backup", file)
    return file


@pytest.fixture
def empty(tmp_path: Path) -> Place:
    return Place(tmp_path / "empty")


def without(content: dict[str, list[str]], *tables: str) -> dict[str, list[str]]:
    return {name: rows for name, rows in content.items() if name not in tables}


def test_everything_comes_back_verified_and_paused(
    source: Place, backup: Path, empty: Place
) -> None:
    said = empty.done("restore", backup)
    rows = sum(len(rows) for rows in content_of(backup).values())
    assert said == [
        f"Restored {rows} rows of {len(content_of(backup))} tables from one.gsb,",
        f"made {manifest_of(backup)['made_at']} by version 0.1.0 on SQLite.",
        "Verified: everything is as it was written, up to the checkpoints in the backup.",
        "Nothing goes out of its own accord before you run: goodstanding resume",
    ]
    restored = empty.content()
    assert without(restored, "records_pause") == without(content_of(backup), "records_pause")
    assert len(restored["records_pause"]) == 1
    assert "Restored from one.gsb, made " in empty.done("resume")[0]
    assert empty.done("resume") == ["Nothing was paused."]
    assert empty.done("verify") == source.done("verify")
    assert (source.home / "secret-key").read_text() != (empty.home / "secret-key").read_text()


def test_work_goes_on_in_the_restored_place_with_numbers_that_are_new(
    source: Place, backup: Path, empty: Place
) -> None:
    empty.done("restore", backup)
    script = """
import company as cast
from goodstanding.records.models import Organisation
from goodstanding.records.backups import numbers, tables
by = cast.actor(Organisation.objects.order_by("pk")[0])
print(cast.person(by, "Kim Park").pk, cast.company("Third").pk)
"""
    assert empty.python(script).split() == ["3", "3"]
    assert sum("everything is as it was written" in line for line in empty.done("verify")) == 3


def test_numbers_of_what_was_deleted_are_not_given_again(tmp_path: Path, empty: Place) -> None:
    first = Place(tmp_path / "first")
    first.done("demo")
    first.done("demo", "--remove")
    first.done("backup", tmp_path / "x.gsb")
    empty.done("restore", tmp_path / "x.gsb")
    script = "import company as cast\nprint(cast.company().pk)"
    assert (empty.python(script), first.python(script)) == ("2\n", "2\n")


def test_a_place_with_data_is_left_alone(source: Place, backup: Path) -> None:
    before = (source.home / "goodstanding.sqlite3").read_bytes()
    assert source.refused("restore", backup) == (
        "Error: There is data here already, and a restore never replaces any: choose an empty "
        "place, with GOODSTANDING_HOME (or another database), or move what is here away.\n"
    )
    assert (source.home / "goodstanding.sqlite3").read_bytes() == before


def test_a_place_that_is_prepared_and_holds_nothing_is_empty(backup: Path, empty: Place) -> None:
    empty.done("migrate")
    empty.done("restore", backup)
    with sqlite3.connect(empty.home / "goodstanding.sqlite3") as database:
        database.execute("DELETE FROM records_pause")
    database.close()
    assert empty.content() == content_of(backup)


def test_somebody_elses_tables_are_left_alone(backup: Path, empty: Place) -> None:
    empty.home.mkdir()
    with sqlite3.connect(empty.home / "goodstanding.sqlite3") as database:
        database.execute("CREATE TABLE recipes (name text)")
    database.close()
    assert "tables of another program (recipes)" in empty.refused("restore", backup)


def test_a_running_place_is_left_alone(backup: Path, empty: Place) -> None:
    empty.done("migrate")
    empty.python("from goodstanding.services import health; health.beat()")
    assert "Good Standing runs on this place" in empty.refused("restore", backup)


@pytest.mark.parametrize("how", ["flipped", "cut", "newer", "no backup"])
def test_a_backup_that_cannot_be_used_changes_nothing(
    how: str, backup: Path, empty: Place, tmp_path: Path
) -> None:
    bad, data = tmp_path / "bad.gsb", bytearray(backup.read_bytes())
    if how == "flipped":
        data[len(data) // 3] ^= 4
    bad.write_bytes(data[:-1000] if how == "cut" else b"sun" if how == "no backup" else data)
    if how == "newer":
        newer(backup, bad)
    why = empty.refused("restore", bad)
    assert why.startswith("Error: bad.gsb ")
    assert {
        "flipped": "is damaged: it is not as it was written. Take another backup",
        "cut": "is not whole: its end is missing",
        "newer": "was made by a newer version of Good Standing (0.1.0) than this one: install",
        "no backup": "is no backup of Good Standing",
    }[how] in why
    assert not (empty.home / "goodstanding.sqlite3").exists()
    assert empty.done("verify") == ["There is no company here yet."]


def newer(backup: Path, path: Path) -> None:
    """The same, as if a newer version had made it."""
    code = f"""
import sys
from dataclasses import replace
from pathlib import Path
from goodstanding.files.backups.reading import opened
from goodstanding.files.backups.writing import Writing
path = Path({str(path)!r})
with opened(Path({str(backup)!r}), None, path.parent) as old, path.open("w+b") as file:
    more = (*old.manifest.migrations, ("records", "9999_later"))
    Writing(file).finish(replace(old.manifest, migrations=more, parts=()))
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_restore_that_was_killed_is_seen_and_begun_anew(
    source: Place, backup: Path, empty: Place
) -> None:
    empty.done("migrate")
    empty.python(
        "from goodstanding.records.backups import place; place.clear_and_mark()\n"
        "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
        "import company as cast; cast.company('Half')"
    )
    for command in ("verify", "serve", "work", "migrate", "backup", "demo"):
        assert empty.refused(command) == (
            "Error: A restore began here and did not finish: run goodstanding restore again, with "
            "the same backup or another. Nothing else runs on this data before.\n"
        )
    empty.done("restore", backup)
    assert empty.done("verify") == source.done("verify")


def test_what_was_tampered_with_is_restored_and_named(source: Place, empty: Place) -> None:
    bent = Place(empty.home.parent / "bent")
    shutil.copytree(source.home, bent.home)
    bent.python(
        "from django.db import connection\nfrom goodstanding.records import guards\n"
        "guards.drop(connection)\n"
        "connection.cursor().execute(\"UPDATE records_entry SET verb = 'x' WHERE id = 3\")\n"
        "guards.create(connection)"
    )
    bent.done("backup", empty.home.parent / "bent.gsb")
    done = empty.run("restore", empty.home.parent / "bent.gsb")
    assert done.returncode == 1
    assert done.stdout.splitlines()[2:] == [
        "Entry 3 is not as it was written.",
        "What is named above was so when the backup was made.",
        "Nothing goes out of its own accord before you run: goodstanding resume",
    ]


def test_encrypted(source: Place, empty: Place, tmp_path: Path) -> None:
    key, folder = tmp_path / "key", tmp_path / "kept"
    public = source.done("backup", "--new-key", key)[-1]
    assert (key.stat().st_mode & 0o777, public[:4]) == (0o600, "age1")
    assert "cannot be made" in source.refused("backup", "--new-key", key)
    folder.mkdir()
    for _ in range(2):
        source.done("backup", folder, "--keep", 1, BACKUP_KEY=public)
    (locked,) = folder.iterdir()
    assert locked.suffixes == [".gsb", ".age"]
    assert b"Lopez" not in locked.read_bytes()
    assert "is encrypted: give its key" in empty.refused("restore", locked)
    empty.done("restore", locked, "--key-file", key)
    assert empty.done("verify") == source.done("verify")
    assert sorted(one.name for one in source.home.iterdir()) == [
        "goodstanding.sqlite3",
        "preparing.lock",
        "secret-key",
    ]


def test_what_is_asked_for_wrongly(source: Place, backup: Path, tmp_path: Path) -> None:
    assert "is there already: choose another name" in source.refused("backup", backup)
    assert "--keep is for a folder" in source.refused("backup", tmp_path / "x.gsb", "--keep", 3)
    assert "BACKUP_KEY is no key for backups" in source.refused("backup", BACKUP_KEY="secret")
    nowhere = "/proc/nowhere/x.gsb"
    assert "The backup cannot be written" in source.refused("backup", nowhere)


@pytest.fixture
def busy(source: Place, tmp_path: Path) -> Iterator[Place]:
    """A place that is written to all the time, by another process."""
    place = Place(tmp_path / "busy")
    shutil.copytree(source.home, place.home)
    writer = subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{WRITER}"],
        env=place.surroundings(),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    try:
        for _ in range(3):
            writer.stdout.readline()
        yield place
    finally:
        writer.kill()
        writer.communicate()


def test_the_drill_while_somebody_writes(busy: Place, empty: Place) -> None:
    """What is restored is one moment of the source: everything up to an entry, nothing after."""
    file = empty.home.parent / "busy.gsb"
    busy.done("backup", file)
    later = busy.content()
    empty.done("restore", file)
    restored = without(empty.content(), "records_pause")
    assert restored == without(content_of(file), "records_pause")
    assert set(restored["records_entry"]) < set(later["records_entry"])
    for table in ("records_person", "records_fact", "records_import", "records_user"):
        assert later[table][: len(restored[table])] == restored[table]
    assert sum("everything is as it was written" in line for line in empty.done("verify")) == 2
