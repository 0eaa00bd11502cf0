"""One difference between what is on record and what must be so."""

from collections.abc import Callable
from typing import NamedTuple

STALE = "stale"
"""The kind of a difference that a new day brings and the background removes."""

Progress = Callable[[str, int, int], None]
"""Told what is being verified, how much of it is done, and of how much."""


class Difference(NamedTuple):
    """`kind`: entry, head, checkpoint, fact, standing, stale, import, evidence or guard; `where`
    names the one thing that differs, `text` says how, as a whole sentence."""

    kind: str
    where: str
    text: str


def silent(what: str, done: int, of: int) -> None:
    """Progress that nobody watches."""
