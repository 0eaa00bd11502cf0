"""A sign of life for work that takes more than a second, where somebody is watching."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

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
    with _made_bar() as progress:
        task = progress.add_task(doing, total=len(items), completed=done)
        for item in items[done:]:
            yield item
            progress.advance(task)


def _made_bar() -> "Progress":
    # slow to import, and seldom needed
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


@contextmanager
def counting(doing: str) -> Iterator[Callable[[str, int, int], None]]:
    """Gives a function that is told what is done and how much of it (done, of how many), and shows
    a bar on standard error when it takes long."""
    if not sys.stderr.isatty():
        yield lambda what, done, of: None  # noqa: ARG005 - nobody watches
        return
    bar = _Bar(doing)
    try:
        yield bar.show
    finally:
        bar.stop()


class _Bar:
    """A bar that appears after a while and is changed at most some times a second."""

    def __init__(self, doing: str) -> None:
        self._doing, self._began = doing, time.monotonic()
        self._progress: Progress | None = None

    def show(self, what: str, done: int, of: int) -> None:
        """So much is done."""
        if self._progress is None:
            if time.monotonic() - self._began <= _PATIENCE:
                return
            self._progress = _made_bar()
            self._progress.add_task(self._doing)
            self._progress.start()
        self._progress.update(
            self._progress.task_ids[0],
            description=f"{self._doing}: {what}",
            completed=done,
            total=of,
        )

    def stop(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()
