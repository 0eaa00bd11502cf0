"""One thing that was looked at, and what to do where it is not as it should be."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """How something is: as it should be, worth a look, or ill."""

    GOOD = "good"
    LOOK = "look"
    ILL = "ill"


class Line(NamedTuple):
    """`name` is for machines, `title` and `told` are for people; `remedy` says what to do where
    the state is not good. Without what is `vital` no page can be answered or nothing recorded."""

    name: str
    title: str
    told: str
    state: State = State.GOOD
    remedy: str = ""
    vital: bool = False


Lines = Iterator[Line]


def ill(name: str, title: str, told: str, remedy: str, *, vital: bool = False) -> Line:
    """Something that has to be mended."""
    return Line(name, title, told, State.ILL, remedy, vital)


def look(name: str, title: str, told: str, remedy: str) -> Line:
    """Something that somebody should look at."""
    return Line(name, title, told, State.LOOK, remedy)
