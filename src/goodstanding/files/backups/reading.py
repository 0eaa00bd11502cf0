"""Reading a backup: nothing of it is believed before all of it has been checked."""

import hashlib
import json
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from goodstanding.files.backups import keys, manifest, seal
from goodstanding.files.backups.keys import Key
from goodstanding.files.backups.manifest import FORMAT, Manifest, Paper, Part
from goodstanding.files.backups.unusable import Unusable
from goodstanding.files.backups.writing import MANIFEST

_ZIP = b"PK\x03\x04"
_BROKEN = (BadZipFile, KeyError, ValueError, TypeError, EOFError, zlib.error, NotImplementedError)


class Backup:
    """A backup that was checked as a whole."""

    def __init__(self, archive: ZipFile, said: Manifest, name: str) -> None:
        self._zip, self.manifest, self.name = archive, said, name

    def rows(self, part: Part) -> Iterator[list[Any]]:
        """The rows of a table; raises Unusable at the end when they are not what the manifest
        says."""
        for line in self._lines(part):
            yield json.loads(line)

    def paper(self, paper: Paper) -> bytes:
        """A file of evidence; raises Unusable when it is not what the manifest says."""
        try:
            content = self._zip.read(paper.place)
        except _BROKEN:
            raise damaged(self.name) from None
        if hashlib.sha256(content).hexdigest() != paper.sha256:
            raise damaged(self.name)
        return content

    def check(self) -> None:
        """Read all of it; raises Unusable when any part is not what the manifest says."""
        for part in self.manifest.parts:
            for _ in self._lines(part):
                pass
        for paper in self.manifest.papers:
            self.paper(paper)

    def _lines(self, part: Part) -> Iterator[bytes]:
        made, rows = hashlib.sha256(), 0
        try:
            with self._zip.open(part.name) as lines:
                for line in lines:
                    made.update(line)
                    rows += 1
                    yield line
        except _BROKEN:
            raise damaged(self.name) from None
        if (made.hexdigest(), rows) != (part.sha256, part.rows):
            raise damaged(self.name)


@contextmanager
def opened(path: Path, key: Key | None, room: Path) -> Iterator[Backup]:
    """Open a backup, decrypting it into a nameless file in `room`; Unusable says what is wrong
    with it, by its name."""
    try:
        with path.open("rb") as file, _clear(file, path.name, key, room) as clear:
            yield checked(clear, path.name)
    except OSError as error:
        if error.filename is None or Path(error.filename) != path:
            raise
        raise Unusable(f"{path} cannot be read ({error.strerror}).") from None


def checked(file: BinaryIO, name: str) -> Backup:
    """The backup in a file, when every byte of it is as it was written."""
    file.seek(0)
    if file.read(len(_ZIP)) != _ZIP:
        raise Unusable(
            f"{name} is no backup of Good Standing, or its beginning is damaged: take another."
        )
    if not seal.is_there(file):
        raise Unusable(
            f"{name} is not whole: its end is missing or damaged. It was cut off while it was "
            "written or copied; take another backup."
        )
    if not seal.holds(file):
        raise damaged(name)
    try:
        archive = ZipFile(file)
        data = archive.read(MANIFEST)
        if manifest.format_of(data) > FORMAT:
            raise Unusable(
                f"{name} was made by a newer version of Good Standing, in a format that this one "
                "does not know: install that version to restore it."
            )
        return Backup(archive, manifest.read(data), name)
    except _BROKEN:
        raise damaged(name) from None


@contextmanager
def _clear(file: BinaryIO, name: str, key: Key | None, room: Path) -> Iterator[BinaryIO]:
    if file.read(len(keys.BEGINS)) != keys.BEGINS:
        yield file
        return
    if key is None:
        raise Unusable(f"{name} is encrypted: give its key, with --key-file or BACKUP_KEY.")
    if not key.opens:
        raise Unusable(
            f"{name} is encrypted, and the key given only encrypts: give the one that begins "
            "with AGE-SECRET-KEY-1, with --key-file."
        )
    with tempfile.TemporaryFile(dir=room) as clear:
        keys.unlock(file, clear, key, name)
        yield clear


def damaged(name: str) -> Unusable:
    """Why a backup is refused of which something differs."""
    return Unusable(
        f"{name} is damaged: it is not as it was written. Take another backup, or another copy."
    )
