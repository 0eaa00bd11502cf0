"""The seal at the end of a backup: the sha256 of all that stands before it."""

import hashlib
import os
from typing import BinaryIO

_SAYS = b"goodstanding backup, sha256 "
LENGTH = len(_SAYS) + 64
BLANK = _SAYS + b"0" * 64
"""What stands in its place until everything else is written."""
_BLOCK = 1 << 20


def put(file: BinaryIO) -> None:
    """Seal a file that ends with a blank seal, and see to it that it reaches the disk."""
    size = file.seek(0, os.SEEK_END)
    made = _digest(file, size - LENGTH)
    file.seek(size - LENGTH)
    file.write(_SAYS + made.encode())
    file.flush()
    os.fsync(file.fileno())


def is_there(file: BinaryIO) -> bool:
    """Whether a file ends with a seal; one that was cut off does not."""
    size = file.seek(0, os.SEEK_END)
    if size < LENGTH:
        return False
    file.seek(size - LENGTH)
    return file.read(len(_SAYS)) == _SAYS


def holds(file: BinaryIO) -> bool:
    """Whether everything before the seal is as it was written."""
    size = file.seek(0, os.SEEK_END)
    file.seek(size - 64)
    return file.read(64) == _digest(file, size - LENGTH).encode()


def _digest(file: BinaryIO, size: int) -> str:
    file.seek(0)
    made = hashlib.sha256()
    while size and (block := file.read(min(_BLOCK, size))):
        made.update(block)
        size -= len(block)
    return made.hexdigest()
