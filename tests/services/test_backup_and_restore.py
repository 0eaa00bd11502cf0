"""`goodstanding backup` and `restore`, from one place to another."""

import hashlib
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
from goodstanding.services import demo, evidence, health
from goodstanding.services.organisations import found_company
from places import SERVER, Place, content_of, manifest_of

HALF = (
    "Error: A restore began here and did not finish: run goodstanding restore again, with the "
    "same backup or another. Nothing else runs on this data before.\n"
)
pytestmark = pytest.mark.usefixtures("elsewhere")
DATABASE = "PostgreSQL" if SERVER else "SQLite"
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
    """Two companies with one of everything, what databases tell apart, and one that is gone."""
    for name in ("Cascade Restoration", "Larch Cleaning"):
        organisation = cast.company(name)
        by = cast.actor(organisation)
        maria = cast.person(by, "Mária “Dry” Lopez", branch=cast.branch(by), number="17")
        cast.held(by, maria)
        cast.credit(by, maria)
        cast.fee(by, maria)
        cast.attended(by, maria)
        paper, _ = evidence.keep_file(by, "wrt.pdf", b"%PDF-1.4 " + name.encode())
        evidence.attach(by=by, file=paper, credits=[cast.credit(by, maria)])
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
    gone = found_company(user=cast.user(), name="Gone", time_zone="UTC", is_demo=True)
    demo.remove(by=cast.actor(gone))


@pytest.fixture(scope="module")
def prepared(
    elsewhere: None,  # noqa: ARG001 - comes before
    tmp_path_factory: pytest.TempPathFactory,
) -> Place:
    """A place with all tables and nothing in them."""
    place = Place(tmp_path_factory.mktemp("prepared") / "home")
    place.done("migrate")
    assert not (place.home / "backups").exists()
    return place


@pytest.fixture(scope="module")
def source(prepared: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place that no test changes."""
    place = prepared.copied(tmp_path_factory.mktemp("source") / "home")
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
        f"made {manifest_of(backup)['made_at']} by version 0.1.0 on {DATABASE}.",
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
    assert empty.do(lambda: cast.company("Third").pk) == 4  # 3 was the one that was removed
    assert len(empty.done("verify")) == 6


@pytest.mark.skipif(not SERVER, reason="with PostgreSQL at hand")
def test_from_one_database_to_the_other_and_back(
    source: Place, backup: Path, tmp_path: Path
) -> None:
    file, server = Place(tmp_path / "file", ""), Place(tmp_path / "server")
    file.done("restore", backup)
    assert without_pause(file.content()) == without_pause(content_of(backup))
    file.done("backup", tmp_path / "back.gsb")
    server.done("restore", tmp_path / "back.gsb")
    assert without_pause(server.content()) == without_pause(content_of(backup))
    assert server.done("verify") == file.done("verify") == source.done("verify")


def test_a_place_with_data_is_left_alone(source: Place, backup: Path) -> None:
    before = source.content()
    assert source.refused("restore", backup) == (
        "Error: There is data here already, and a restore never replaces any: choose an empty "
        "place, with GOODSTANDING_HOME (or another database), or move what is here away.\n"
    )
    assert source.content() == before


def test_somebody_elses_tables_are_left_alone(backup: Path, empty: Place) -> None:
    empty.sql("CREATE TABLE recipes (name text)")
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
    assert empty.do(lambda: connection.introspection.table_names()) == []


def newer(backup: Path, path: Path) -> None:
    """The same, as if a newer version had made it."""
    with opened(backup, None, path.parent) as old, path.open("w+b") as file:
        more = (*old.manifest.migrations, ("records", "9999_later"))
        Writing(file).finish(replace(old.manifest, migrations=more, parts=(), papers=()))


def test_a_restore_that_was_killed_is_seen_and_begun_anew(
    source: Place, backup: Path, empty: Place
) -> None:
    half = source.copied(empty.home)
    half.do(health.beat)
    half.sql(f"CREATE TABLE {places.MARK} (since integer)")
    for command in ("verify", "serve", "work", "migrate", "backup", "demo", "resume"):
        assert half.refused(command) == HALF
    half.done("restore", backup)
    assert half.done("verify") == source.done("verify")


def test_a_place_that_runs_is_left_alone_and_one_that_was_prepared_is_not(
    source: Place, backup: Path, prepared: Place, tmp_path: Path
) -> None:
    empty = prepared.copied(tmp_path / "empty")
    empty.do(health.beat)
    assert "Good Standing runs on this place" in empty.refused("restore", backup)
    empty.sql("UPDATE records_heartbeat SET at = '2026-01-01'")
    empty.done("restore", backup)
    assert empty.done("verify") == source.done("verify")


def test_what_was_tampered_with_is_restored_and_named(source: Place, empty: Place) -> None:
    bent, file = source.copied(empty.home.parent / "bent"), empty.home.parent / "bent.gsb"
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
    record = {"goodstanding.sqlite3", "goodstanding.sqlite3-queue"}
    kept = record | {"preparing.lock", "database-is-made", "evidence"}
    assert {one.name for one in empty.home.iterdir()} <= kept


def test_what_is_asked_for_wrongly(source: Place, backup: Path, tmp_path: Path) -> None:
    assert "is there already: choose another name" in source.refused("backup", backup)
    assert "--keep is for a folder" in source.refused("backup", tmp_path / "x.gsb", "--keep", 3)
    assert "nothing to back up" in Place(tmp_path / "new").refused("backup")
    nowhere = source.refused("backup", "/proc/nowhere/x.gsb")
    assert nowhere.startswith("Error: The backup cannot be written (")


def test_the_drill_while_somebody_writes(source: Place, empty: Place) -> None:
    """What is restored is one moment of the source: everything up to an entry, nothing after."""
    busy, file = source.copied(empty.home.parent / "busy"), empty.home.parent / "busy.gsb"
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
