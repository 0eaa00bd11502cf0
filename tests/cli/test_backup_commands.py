"""`goodstanding backup` and `restore`, from one place to another."""

import hashlib
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

import company as cast
from goodstanding.files.backups.reading import opened
from goodstanding.files.backups.writing import Writing
from goodstanding.records import guards
from goodstanding.records.backups import place as places
from goodstanding.records.models import Import, KeptSheet, Organisation
from goodstanding.services import health
from places import Place, content_of, manifest_of

HALF = (
    "Error: A restore began here and did not finish: run goodstanding restore again, with the "
    "same backup or another. Nothing else runs on this data before.\n"
)
pytestmark = pytest.mark.usefixtures("elsewhere")
PAUSED = "Nothing goes out of its own accord before you run: goodstanding resume"
WRITER = """
import itertools
import company as cast
from goodstanding.records.models import Organisation
by = cast.actor(Organisation.objects.order_by("pk")[0])
for number in itertools.count():
    who = cast.person(by, f"Person {number}")
    cast.credit(by, who)
    print(number, flush=True)
"""


def fill() -> None:
    """Two companies with one of everything, and what databases tell apart."""
    for name in ("Cascade Restoration", "Larch Cleaning"):
        organisation = cast.company(name)
        by = cast.actor(organisation)
        maria = cast.person(by, "Mária “Dry” Lopez", branch=cast.branch(by), number="17")
        cast.held(by, maria)
        cast.credit(by, maria)
        cast.fee(by, maria)
        cast.attended(by, maria)
    cells = ["a", 1.5, -0.0, 1e20, True, None, {"day": "2026-11-22"}]
    KeptSheet.every.create(organisation=organisation, name="Vans", rows=[cells])
    content = bytes(range(256))
    Import.every.create(
        organisation=organisation,
        name="x.xlsx",
        content=content,
        uploaded_at=organisation.made_at,
        sha256=hashlib.sha256(content).hexdigest(),
    )


@pytest.fixture(scope="module")
def source(
    elsewhere: None,  # noqa: ARG001 - comes before
    tmp_path_factory: pytest.TempPathFactory,
) -> Place:
    """A place that no test changes."""
    place = Place(tmp_path_factory.mktemp("source") / "home")
    place.done("migrate")
    place.do(fill)
    return place


@pytest.fixture(scope="module")
def backup(source: Place) -> Path:
    file = source.home.parent / "one.gsb"
    source.done("backup", file)
    return file


@pytest.fixture
def empty(tmp_path: Path) -> Place:
    return Place(tmp_path / "empty")


def without_pause(content: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: rows for name, rows in content.items() if name != "records_pause"}


def test_everything_comes_back_verified_and_paused_and_work_goes_on(
    backup: Path, empty: Place
) -> None:
    kept = content_of(backup)
    assert empty.done("restore", backup) == [
        f"Restored {sum(map(len, kept.values()))} rows of {len(kept)} tables from one.gsb,",
        f"made {manifest_of(backup)['made_at']} by version 0.1.0 on SQLite.",
        "Verified: everything is as it was written, up to the checkpoints in the backup.",
        PAUSED,
    ]
    assert manifest_of(backup)["checkpoints"] == empty.done("verify")[1::2]
    restored = empty.content()
    assert without_pause(restored) == without_pause(kept)
    assert (len(kept["records_pause"]), len(restored["records_pause"])) == (0, 1)
    assert ": Restored from one.gsb, made " in empty.done("resume")[0]
    assert empty.done("resume") == ["Nothing was paused."]
    empty.do(lambda: cast.person(cast.actor(Organisation.objects.get(pk=2)), "Kim Park"))
    assert empty.do(lambda: cast.company("Third").pk) == 3
    assert len(empty.done("verify")) == 6


def test_numbers_of_what_was_deleted_are_not_given_again(source: Place, empty: Place) -> None:
    first = copy(source, empty.home.parent / "first")
    first.done("demo")
    first.done("demo", "--remove")
    first.done("backup", empty.home.parent / "x.gsb")
    empty.done("restore", empty.home.parent / "x.gsb")
    numbers = [one.do(lambda: cast.company("Fourth").pk) for one in (first, empty)]
    assert numbers == [4, 4]


def copy(source: Place, home: Path) -> Place:
    shutil.copytree(source.home, home)
    return Place(home)


def test_a_place_with_data_is_left_alone(source: Place, backup: Path) -> None:
    before = (source.home / "goodstanding.sqlite3").read_bytes()
    assert source.refused("restore", backup) == (
        "Error: There is data here already, and a restore never replaces any: choose an empty "
        "place, with GOODSTANDING_HOME (or another database), or move what is here away.\n"
    )
    assert (source.home / "goodstanding.sqlite3").read_bytes() == before


def test_somebody_elses_tables_are_left_alone(backup: Path, empty: Place) -> None:
    empty.home.mkdir()
    with sqlite3.connect(empty.home / "goodstanding.sqlite3") as database:
        database.execute("CREATE TABLE recipes (name text)")
    database.close()
    assert "tables of another program (recipes)" in empty.refused("restore", backup)


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
    database = empty.home / "goodstanding.sqlite3"
    assert not database.exists() or database.stat().st_size == 0


def newer(backup: Path, path: Path) -> None:
    """The same, as if a newer version had made it."""
    with opened(backup, None, path.parent) as old, path.open("w+b") as file:
        more = (*old.manifest.migrations, ("records", "9999_later"))
        Writing(file).finish(replace(old.manifest, migrations=more, parts=()))


def test_a_restore_that_was_killed_is_seen_and_begun_anew(
    source: Place, backup: Path, empty: Place
) -> None:
    half = copy(source, empty.home)
    half.do(health.beat)
    half.do(mark)
    for command in ("verify", "serve", "work", "migrate", "backup", "demo", "resume"):
        assert half.refused(command) == HALF
    half.done("restore", backup)
    assert half.done("verify") == source.done("verify")


def mark() -> None:
    """As a restore begins on what is empty; here something is left."""
    connection.cursor().execute(f"CREATE TABLE {places.MARK} (since integer)")


def test_a_place_that_runs_is_left_alone_and_one_that_was_prepared_is_not(
    source: Place, backup: Path, empty: Place
) -> None:
    empty.done("migrate")
    empty.do(health.beat)
    assert "Good Standing runs on this place" in empty.refused("restore", backup)
    with sqlite3.connect(empty.home / "goodstanding.sqlite3") as database:
        database.execute("UPDATE records_heartbeat SET at = '2026-01-01'")
    database.close()
    empty.done("restore", backup)
    assert empty.done("verify") == source.done("verify")


def test_what_was_tampered_with_is_restored_and_named(source: Place, empty: Place) -> None:
    bent, file = copy(source, empty.home.parent / "bent"), empty.home.parent / "bent.gsb"
    bent.do(tamper)
    bent.done("backup", file)
    done = empty.run("restore", file)
    assert (done.exit_code, done.stdout.splitlines()[2:]) == (
        1,
        [
            "Entry 3 is not as it was written.",
            "What is named above was so when the backup was made.",
            PAUSED,
        ],
    )


def tamper() -> None:
    guards.drop(connection)
    connection.cursor().execute("UPDATE records_entry SET verb = 'x' WHERE id = 3")
    guards.create(connection)


def test_encrypted(source: Place, empty: Place, tmp_path: Path) -> None:
    key, folder = tmp_path / "key", tmp_path / "kept"
    public = source.done("backup", "--new-key", key)[-1]
    assert (key.stat().st_mode & 0o777, public[:4]) == (0o600, "age1")
    assert "cannot be made" in source.refused("backup", "--new-key", key)
    folder.mkdir()
    (folder / "goodstanding-20260101-030000.gsb").touch()
    said = source.done("backup", folder, "--keep", 1, BACKUP_KEY=public)
    assert said[-1] == "Removed goodstanding-20260101-030000.gsb."
    (locked,) = folder.iterdir()
    assert locked.suffixes == [".gsb", ".age"]
    assert b"Lopez" not in locked.read_bytes()
    assert "is encrypted: give its key" in empty.refused("restore", locked)
    empty.done("restore", locked, "--key-file", key)
    assert empty.done("verify") == source.done("verify")
    assert sorted(one.name for one in empty.home.iterdir()) == [
        "goodstanding.sqlite3",
        "preparing.lock",
    ]


def test_what_is_asked_for_wrongly(source: Place, backup: Path, tmp_path: Path) -> None:
    assert "is there already: choose another name" in source.refused("backup", backup)
    assert "--keep is for a folder" in source.refused("backup", tmp_path / "x.gsb", "--keep", 3)
    assert "nothing to back up" in Place(tmp_path / "new").refused("backup")
    nowhere = source.refused("backup", "/proc/nowhere/x.gsb")
    assert nowhere.startswith("Error: The backup cannot be written (")


def test_the_drill_while_somebody_writes(source: Place, empty: Place) -> None:
    """What is restored is one moment of the source: everything up to an entry, nothing after."""
    busy, file = copy(source, empty.home.parent / "busy"), empty.home.parent / "busy.gsb"
    with busy.script(WRITER) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        busy.done("backup", file)
        writer.stdout.readline()
        writer.stdout.readline()
        later = busy.content()
    empty.done("restore", file)
    restored = without_pause(empty.content())
    assert restored == without_pause(content_of(file))
    assert set(restored["records_entry"]) < set(later["records_entry"])
    for table in ("records_person", "records_fact", "records_import", "records_user"):
        assert later[table][: len(restored[table])] == restored[table]
    assert len(empty.done("verify")) == 4
