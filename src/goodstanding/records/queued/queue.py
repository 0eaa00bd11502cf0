"""A queue of processes and threads that want to write to the same file: first come, first served.

SQLite lets whoever happens to ask at the right moment write next, and those who wait ask ever less
often: under load somebody waits for ever. Here everybody draws a number and waits until the one
before has gone. A number is a lock on a byte of a file, which the system takes back from whoever
dies; whoever leaves early lets the next one try at SQLite's own lock, which is the one that counts.
"""

import fcntl
import os
import struct
import sys
import time
from pathlib import Path

IS_THERE = sys.platform == "linux" and hasattr(fcntl, "F_OFD_SETLK")
"""Elsewhere locks belong to processes, not to open files, and threads could not queue."""
_LOOK = 0.001
"""Seconds between two looks, for each who is before."""
_LONGEST_LOOK = 0.05
_NUMBER = struct.Struct("<q")
_LAST, _TURN, _FIRST_LOCK = 0, _NUMBER.size, 1024
"""Where in the file the last number drawn stands, whose turn it is, and where the locks begin."""


class Queue:
    """One's place; not to be shared between threads."""

    def __init__(self, file: Path, patience: float) -> None:
        self._name = file.with_name(f"{file.name}-queue")
        self._patience = patience
        self._file: int | None = None

    def wait(self) -> bool:
        """Wait until it is one's turn; False when it did not come within the patience."""
        self.leave()
        file = self._file = os.open(self._name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        mine = _draw(file)
        until = time.monotonic() + self._patience
        while not _lock(file, mine - 1):
            if time.monotonic() > until:
                self.leave()
                return False
            time.sleep(min(_LONGEST_LOOK, _LOOK * max(1, mine - 1 - _read(file, _TURN))))
        os.pwrite(file, _NUMBER.pack(mine), _TURN)
        return True

    def leave(self) -> None:
        """Let the next one write; nothing happens to who has not waited."""
        if self._file is not None:
            _unlock(self._file)  # closing is not enough where a child process has it, too
            os.close(self._file)
            self._file = None


def _draw(file: int) -> int:
    """A number, locked before anybody can have the next one."""
    fcntl.flock(file, fcntl.LOCK_EX)
    mine = _read(file, _LAST) + 1
    _lock(file, mine)
    os.pwrite(file, _NUMBER.pack(mine), _LAST)
    fcntl.flock(file, fcntl.LOCK_UN)
    return mine


def _read(file: int, where: int) -> int:
    found = os.pread(file, _NUMBER.size, where)
    return int(_NUMBER.unpack(found)[0]) if len(found) == _NUMBER.size else 0


def _lock(file: int, number: int) -> bool:
    """Lock a number's byte unless somebody else has it."""
    try:
        fcntl.fcntl(file, fcntl.F_OFD_SETLK, _range(fcntl.F_WRLCK, _FIRST_LOCK + number, 1))
    except BlockingIOError:
        return False
    return True


def _unlock(file: int) -> None:
    """Give every number back."""
    fcntl.fcntl(file, fcntl.F_OFD_SETLK, _range(fcntl.F_UNLCK, _FIRST_LOCK, 0))


def _range(kind: int, first: int, length: int) -> bytes:
    """Bytes of a file as the system wants them described; a length of 0 goes on to the end."""
    return struct.pack("hhqqi4x", kind, os.SEEK_SET, first, length, 0)
