"""Who wants to write to SQLite waits in a queue."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from django.db.utils import OperationalError

from goodstanding.records.queued.base import DatabaseWrapper
from goodstanding.records.queued.queue import IS_THERE, Queue
from goodstanding.web.storage_away import trouble

pytestmark = pytest.mark.skipif(not IS_THERE, reason=f"there is no queue on {sys.platform}")


def waiting(file: Path, mark: str, until_killed: bool = False) -> int:
    """A process that waits for its turn and then writes its mark into a file."""
    number = os.fork()
    if number:
        return number
    queue = Queue(file, 20)
    queue.wait()
    file.with_name("order").open("a").write(mark)
    if until_killed:
        signal.pause()
    os._exit(0)


def drawn(queue: Path) -> int:
    """How many numbers have been drawn."""
    return int.from_bytes(queue.read_bytes()[:8], "little")


def await_text(file: Path, text: str) -> None:
    """Until a file says so."""
    while not file.exists() or file.read_text() != text:
        time.sleep(0.005)


def test_first_come_first_served(tmp_path: Path) -> None:
    first = Queue(tmp_path / "data", 20)
    assert first.wait()
    others = []
    for place, mark in enumerate("abcd", 1):
        others.append(waiting(tmp_path / "data", mark))
        while drawn(tmp_path / "data-queue") <= place:
            time.sleep(0.005)
    assert not (tmp_path / "order").exists()
    first.leave()
    for other in others:
        os.waitpid(other, 0)
    assert (tmp_path / "order").read_text() == "abcd"


def test_whoever_dies_holds_nobody_up(tmp_path: Path) -> None:
    other = waiting(tmp_path / "data", "a", until_killed=True)
    await_text(tmp_path / "order", "a")
    mine = Queue(tmp_path / "data", 20)
    os.kill(other, signal.SIGKILL)
    os.waitpid(other, 0)
    assert mine.wait()


def test_patience_ends(tmp_path: Path) -> None:
    first, second, third = (Queue(tmp_path / "data", wait) for wait in (20, 0, 20))
    assert first.wait()
    assert not second.wait()
    second.leave()
    first.leave()
    assert third.wait()
    third.leave()
    assert third.wait()


@pytest.mark.django_db
def test_who_has_waited_too_long_is_told_so(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite needs a queue")
    other = Queue(tmp_path / "data", 20)
    assert other.wait()
    named = {"NAME": tmp_path / "data", "OPTIONS": {"timeout": 0.05}}
    mine = DatabaseWrapper({**connection.settings_dict, **named}, "default")
    with pytest.raises(OperationalError) as raised:
        mine.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    found = trouble(raised.value)
    assert found is not None
    assert found.title == "Too much at once"
    other.leave()
    mine.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    mine.close()
