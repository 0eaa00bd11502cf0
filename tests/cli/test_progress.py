"""Signs of life: only where somebody is watching, and only when it takes long."""

import io
import sys
import time

import pytest

from goodstanding.cli import progress
from goodstanding.cli.progress import waiting, watched


class Terminal(io.StringIO):
    """A terminal that remembers what was written to it."""

    def isatty(self) -> bool:
        return True


def slowly(count: int) -> list[int]:
    """The items as they come out, each taking a moment."""
    seen = []
    for item in watched(range(count), "Judging"):
        time.sleep(0.02)
        seen.append(item)
    return seen


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_quick_work_is_silent(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    assert (slowly(3), stream.getvalue()) == ([0, 1, 2], "")


def test_long_work_shows_a_bar_and_leaves_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stream := Terminal())
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    assert (slowly(5), "Judging" in stream.getvalue()) == ([0, 1, 2, 3, 4], True)


def test_a_long_wait_is_explained_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stream := Terminal())
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    with waiting("Reading team.xlsx"):
        time.sleep(0.2)
    assert stream.getvalue() == "Reading team.xlsx …\r\x1b[K"


def test_a_wait_that_nobody_watches_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stream := io.StringIO())
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    with waiting("Reading team.xlsx"):
        time.sleep(0.1)
    assert stream.getvalue() == ""
