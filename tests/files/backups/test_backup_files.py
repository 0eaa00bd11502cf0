"""Backups as files: whatever is not as it was written is refused, by name, in a sentence."""

import io
import json
import random
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from goodstanding.files.backups import keys, manifest, seal
from goodstanding.files.backups.keys import Key
from goodstanding.files.backups.manifest import Manifest
from goodstanding.files.backups.reading import checked, opened
from goodstanding.files.backups.unusable import Unusable
from goodstanding.files.backups.writing import MANIFEST, Writing

ROWS = [[1, "Maria Lopez", None], [2, "Sam “the dryer” Ng", {"states": [1, 2.5]}]]
PUBLIC, SECRET = keys.make()
BOTH = Key((), (SECRET,))
SAID = Manifest(
    made_at="2026-11-22T03:00:00+00:00",
    version="0.1.0",
    database="sqlite",
    migrations=(("records", "0001_initial"),),
    checkpoints=(),
    parts=(),
)


def backup(said: Manifest = SAID) -> bytes:
    """A small one."""
    with tempfile.TemporaryFile() as file:
        writing = Writing(file)
        lines = (json.dumps(row).encode() for row in ROWS)
        part = writing.part("records_person", ("id", "name", "kept"), lines, 7)
        writing.finish(replace(said, parts=(part,)))
        file.seek(0)
        return file.read()


def encrypted(clear: bytes, key: Key) -> bytes:
    locked = io.BytesIO()
    keys.lock(io.BytesIO(clear), locked, key)
    return locked.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(Unusable) as why:
        checked(io.BytesIO(data), "night.gsb").check()
    assert "night.gsb" in str(why.value)
    return str(why.value)


def refused_file(folder: Path, data: bytes, key: Key | None) -> str:
    path = folder / "night.gsb.age"
    path.write_bytes(data)
    with pytest.raises(Unusable) as why, opened(path, key, folder) as found:
        found.check()
    assert [one.name for one in folder.iterdir()] == [path.name]
    return str(why.value)


def test_what_is_written_is_read() -> None:
    found = checked(io.BytesIO(backup()), "night.gsb")
    found.check()
    (part,) = found.manifest.parts
    assert list(found.rows(part)) == ROWS
    assert (part.columns, part.rows, part.last) == (("id", "name", "kept"), 2, 7)
    assert replace(found.manifest, parts=()) == SAID


def test_other_programs_can_read_it() -> None:
    with zipfile.ZipFile(io.BytesIO(backup())) as archive:
        assert archive.testzip() is None
        assert json.loads(archive.read(MANIFEST))["format"] == manifest.FORMAT


def test_every_byte_that_differs_is_noticed() -> None:
    whole = backup()
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        refused(bytes(flipped))


def test_every_place_at_which_it_is_cut_off_is_noticed() -> None:
    whole = backup()
    for length in range(len(whole)):
        refused(whole[:length])


def test_each_fault_has_a_sentence() -> None:
    whole, middle = backup(), len(backup()) // 2
    assert refused(b"a letter to somebody").startswith("night.gsb is no backup of Good Standing")
    assert refused(whole[:-1]).startswith("night.gsb is not whole: its end is missing")
    assert refused(whole + b"\n").startswith("night.gsb is not whole")
    assert refused(whole[:middle] + b"x" + whole[middle + 1 :]).startswith("night.gsb is damaged")
    newer = backup(replace(SAID, format=manifest.FORMAT + 1))
    assert refused(newer) == (
        "night.gsb was made by a newer version of Good Standing, in a format that this one does "
        "not know: install that version to restore it."
    )


def test_a_zip_archive_of_somebody_else_is_no_backup() -> None:
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("holiday.txt", "sun")
            archive.comment = seal.BLANK
        seal.put(file)
        file.seek(0)
        assert refused(file.read()).startswith("night.gsb is damaged")


@pytest.mark.parametrize("locks", [BOTH, Key((PUBLIC,), ())], ids=["secret", "public"])
def test_encrypted_with_either_half_of_a_key_the_secret_half_opens_it(
    locks: Key, tmp_path: Path
) -> None:
    locked = encrypted(backup(), locks)
    assert b"Maria" not in locked
    assert b"records_person" not in locked
    (tmp_path / "night.gsb.age").write_bytes(locked)
    with opened(tmp_path / "night.gsb.age", BOTH, tmp_path) as found:
        assert list(found.rows(found.manifest.parts[0])) == ROWS


def test_without_the_right_key_it_says_so(tmp_path: Path) -> None:
    locked = encrypted(backup(), BOTH)
    assert refused_file(tmp_path, locked, None) == (
        "night.gsb.age is encrypted: give its key, with --key-file or BACKUP_KEY."
    )
    assert "the key given only encrypts" in refused_file(tmp_path, locked, Key((PUBLIC,), ()))
    other = Key((), (keys.make()[1],))
    assert refused_file(tmp_path, locked, other) == (
        "night.gsb.age was encrypted for another key than the one given."
    )


def test_encrypted_and_damaged(tmp_path: Path) -> None:
    locked = encrypted(backup(), BOTH)
    for place in random.Random(4).sample(range(len(locked)), 60):
        flipped = bytearray(locked)
        flipped[place] ^= 1
        assert "night.gsb.age" in refused_file(tmp_path, bytes(flipped), BOTH)
        assert "night.gsb.age" in refused_file(tmp_path, locked[:place], BOTH)


def test_a_key_file_as_it_is_made(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"# public key: {PUBLIC}\n\n{SECRET}\n")
    assert keys.read(file) == BOTH
    assert (BOTH.opens, Key((PUBLIC,), ()).opens) == (True, False)


@pytest.mark.parametrize(
    "text", ["", "# nothing", "correct horse", PUBLIC + "x", PUBLIC + " x"], ids=range(5)
)
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(Unusable, match=r"^BACKUP_KEY is no key for backups: write the line"):
        keys.parse(text, "BACKUP_KEY")


@pytest.mark.parametrize("key", [PUBLIC, SECRET], ids=["public", "secret"])
def test_a_key_that_was_mistyped(key: str) -> None:
    other = "q" if key[-1].lower() != "q" else "p"
    with pytest.raises(Unusable, match=r"^BACKUP_KEY is a key that was mistyped") as why:
        keys.parse(key[:-1] + (other if key is PUBLIC else other.upper()), "BACKUP_KEY")
    assert key[:-1] not in str(why.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="No such file"):
        keys.read(tmp_path / "none")
    with pytest.raises(Unusable, match="No such file"), opened(tmp_path / "none", None, tmp_path):
        pass
