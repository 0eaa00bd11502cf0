"""The folder that keeps backups."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goodstanding.files.backups import keeping

AT = datetime(2026, 11, 22, 3, 0, 7, tzinfo=UTC)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def fine(path: Path) -> None:
    assert path.exists()


def test_names() -> None:
    assert keeping.name(AT, "", locked=False) == "goodstanding-20261122-030007.gsb"
    assert keeping.name(AT, "before-upgrade", locked=True) == (
        "goodstanding-20261122-030007-before-upgrade.gsb.age"
    )


def test_a_file_has_its_name_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "backups" / "x.gsb"
    with keeping.arriving(path, fine) as file:
        file.write(b"all of it")
        assert names(path.parent) == [f".unfinished-{os.getpid()}-x.gsb"]
        assert (path.parent / names(path.parent)[0]).stat().st_mode & 0o777 == 0o600
    assert (names(path.parent), path.read_bytes()) == (["x.gsb"], b"all of it")


def test_nothing_is_left_of_one_that_failed(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), keeping.arriving(tmp_path / "x.gsb", fine):
        raise OSError("full")

    def refuse(_: Path) -> None:
        raise ValueError("damaged")

    with pytest.raises(ValueError, match="damaged"), keeping.arriving(tmp_path / "x.gsb", refuse):
        pass
    assert names(tmp_path) == []


def test_the_newest_are_kept_and_nothing_else_is_touched(tmp_path: Path) -> None:
    for name in (
        *(f"goodstanding-2026112{day}-030007.gsb" for day in (1, 2, 3)),
        "goodstanding-20261120-030007.gsb.age",
        "goodstanding-20261101-030007-before-upgrade.gsb",
        "goodstanding-20261122.gsb",
        "my-own.gsb",
    ):
        (tmp_path / name).touch()
    removed = keeping.thin_out(tmp_path, 2)
    assert [one.name for one in removed] == [
        "goodstanding-20261121-030007.gsb",
        "goodstanding-20261120-030007.gsb.age",
    ]
    assert names(tmp_path) == [
        "goodstanding-20261101-030007-before-upgrade.gsb",
        "goodstanding-20261122-030007.gsb",
        "goodstanding-20261122.gsb",
        "goodstanding-20261123-030007.gsb",
        "my-own.gsb",
    ]
    assert keeping.kept(tmp_path / "none") == []


def test_what_was_left_of_one_that_was_killed_goes_after_a_day(tmp_path: Path) -> None:
    old, new = tmp_path / ".unfinished-1-x.gsb", tmp_path / ".unfinished-2-y.gsb"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    keeping.thin_out(tmp_path, 1)
    assert names(tmp_path) == [new.name]
