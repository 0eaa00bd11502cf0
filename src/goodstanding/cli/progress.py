"""A sign of life for work that takes more than a second, where somebody is watching."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import TypeVar

_Item = TypeVar("_Item")
_PATIENCE = 1.0
"""Seconds without a sign of life that nobody minds."""
_CLEAR = "\r\x1b[K"


@contextmanager
def waiting(doing: str) -> Iterator[None]:
    """Say on standard error what is being done, when it takes long and cannot be counted."""
    if not sys.stderr.isatty():
        yield
        return
    said: list[str] = []

    def say() -> None:
        said.append(doing)
        _say(f"{doing} …")

    timer = Timer(_PATIENCE, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if said:
            _say(_CLEAR)


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def watched(items: Sequence[_Item], doing: str) -> Iterator[_Item]:
    """The items one after the other; a bar appears on standard error when it takes long."""
    if not sys.stderr.isatty():
        yield from items
        return
    began = time.monotonic()
    for done, item in enumerate(items):
        if time.monotonic() - began > _PATIENCE:
            yield from _with_bar(items, done, doing)
            return
        yield item


def _with_bar(items: Sequence[_Item], done: int, doing: str) -> Iterator[_Item]:
    # slow to import, and seldom needed
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, total=len(items), completed=done)
        for item in items[done:]:
            yield item
            progress.advance(task)
