"""The one way in which a file cannot be written, and writing that leaves no half file."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


class Unwritable(Exception):
    """A file that cannot be written; `sentence` says why and what to do, for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@contextlib.contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A file to write beside `path` that takes its place when all went well, else vanishes.

    Raises Unwritable when the place cannot be written to.
    """
    if path.is_dir():
        raise Unwritable(f"“{path}” is a folder: name a file in it.")
    try:
        descriptor, name = tempfile.mkstemp(prefix=".", suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise Unwritable(_sentence(path, error)) from None
    draft = Path(name)
    try:
        os.close(descriptor)
        yield draft
        _settle(draft, path)
    except OSError as error:
        raise Unwritable(_sentence(path, error)) from None
    finally:
        draft.unlink(missing_ok=True)


def _settle(draft: Path, path: Path) -> None:
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    draft.replace(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sentence(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"“{path}” cannot be written: there is no folder “{path.parent}”; make it first."
    if isinstance(error, PermissionError):
        return (
            f"“{path}” cannot be written: no permission; close it in Excel, or choose another "
            "place."
        )
    return f"“{path}” cannot be written: {error.strerror or error}; choose another place."
