"""The folder that keeps backups: their names, how one comes into it, how old ones go."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

ENDING = ".gsb"
LOCKED = ".age"
_NAME = re.compile(r"goodstanding-\d{8}-\d{6}(-[a-z-]+)?\.gsb(\.age)?")
_UNFINISHED = ".unfinished-"
_FORGOTTEN = 24 * 3600
"""Seconds after which nobody is writing an unfinished backup any more."""


def name(at: datetime, kind: str, *, locked: bool) -> str:
    """The name of a backup made at an instant (UTC); `kind` says why, if not as usual."""
    stamp = f"{at:%Y%m%d-%H%M%S}"
    return "-".join(filter(None, ("goodstanding", stamp, kind))) + ENDING + LOCKED * locked


def kept(folder: Path, kind: str = "") -> list[Path]:
    """The backups of a kind in a folder, the newest first."""
    if not folder.is_dir():
        return []
    found = [(match, path) for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))]
    wanted = f"-{kind}" if kind else None
    of_kind = [path for match, path in found if match[1] == wanted]
    return sorted(of_kind, key=lambda path: path.name, reverse=True)


@contextmanager
def arriving(path: Path, check: Callable[[Path], None]) -> Iterator[BinaryIO]:
    """A file that gets its name when it is whole, `check` did not refuse it, and it is on the
    disk; until then, and if anything goes wrong, there is no file of that name."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f"{_UNFINISHED}{os.getpid()}-{path.name}")
    try:
        with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "r+b") as f:
            yield f
            f.flush()
            os.fsync(f.fileno())
        check(unfinished)
        unfinished.replace(path)
        _settle(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def thin_out(folder: Path, keep: int, kind: str = "") -> list[Path]:
    """Remove all but the newest of a kind, and what was left of backups that never finished; the
    former."""
    old = kept(folder, kind)[keep:]
    for path in old:
        path.unlink(missing_ok=True)
    for path in folder.glob(f"{_UNFINISHED}*"):
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > _FORGOTTEN:
                path.unlink()
    return old


def _settle(folder: Path) -> None:
    """Have a renaming reach the disk, where the system can be told to."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
