"""The folder of evidence: contents under their sha256, a folder for each company.

A content is written under another name, brought to the disk and then given its own, so that what
lies under a hash is whole. It is never written again. The row that names it comes afterwards: a
process that is killed between the two leaves a content without a row, never a row without content.
"""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

_HASH = re.compile(r"[0-9a-f]{64}")
_ARRIVING = "arriving-"


def folder(organisation: int) -> Path:
    """Where a company's contents lie."""
    return Path(settings.EVIDENCE_FOLDER) / str(organisation)


def where(organisation: int, sha256: str) -> Path:
    """The place of a content; raises ValueError for what is no sha256."""
    if not _HASH.fullmatch(sha256):
        raise ValueError(sha256)
    return folder(organisation) / sha256[:2] / sha256


def put(organisation: int, content: bytes) -> str:
    """Keep a content; its sha256. What is there already and whole stays as it is; what was
    damaged on the disk is mended by the same content."""
    sha256 = hashlib.sha256(content).hexdigest()
    place = where(organisation, sha256)
    if digest(place) != sha256:
        _write(place, content)
    return sha256


def content(organisation: int, sha256: str) -> bytes | None:
    """A content; None when it is not there, or not what was kept."""
    try:
        found = where(organisation, sha256).read_bytes()
    except OSError:
        return None
    return found if hashlib.sha256(found).hexdigest() == sha256 else None


def digest(place: Path) -> str | None:
    """The sha256 of what lies there; None when nothing can be read."""
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def there(organisation: int) -> Iterator[Path]:
    """Every file in a company's folder that has its name."""
    for path in sorted(folder(organisation).glob("*/*")):
        if not path.name.startswith(_ARRIVING):
            yield path


def everything() -> Iterator[tuple[int, Path]]:
    """Every content of every company."""
    for path in sorted(Path(settings.EVIDENCE_FOLDER).glob("*")):
        if path.name.isdecimal():
            yield from ((int(path.name), one) for one in there(int(path.name)))


def restore(organisation: int, sha256: str, content: bytes) -> None:
    """Put a content of a backup back as it was in it."""
    _write(where(organisation, sha256), content)


def remove(organisation: int) -> None:
    """Take away all contents of a company that is gone."""
    shutil.rmtree(folder(organisation), ignore_errors=True)


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=_ARRIVING)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
    for above in (place.parent, place.parent.parent, place.parent.parent.parent):
        _settle(above)


def _settle(above: Path) -> None:
    """Have a new name reach the disk, where the system can be told to."""
    if os.name != "posix":
        return
    handle = os.open(above, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
