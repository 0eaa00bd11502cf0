"""How much of a file is read at most, and the word for "too much"."""

from typing import NamedTuple

MEGABYTE = 1_000_000


class Limits(NamedTuple):
    """Bounds that keep one file from taking the machine; sizes in bytes.

    `memory` is the address space of the child process; the parent keeps `cells` cells and
    `text` characters at most, so that both together stay under 512 MB.
    """

    file: int = 50 * MEGABYTE
    unpacked: int = 150 * MEGABYTE
    ratio: int = 300
    memory: int = 320 * MEGABYTE
    seconds: int = 60
    sheets: int = 100
    rows: int = 200_000
    columns: int = 200
    cells: int = 2_000_000
    text: int = 40 * MEGABYTE
    flaws: int = 100_000


class Refused(Exception):
    """The file cannot be read; the text is a sentence for people without the file's name."""


def megabytes(size: int) -> str:
    """A size for people."""
    return f"{size / MEGABYTE:,.0f} MB" if size >= MEGABYTE else f"{size / 1000:,.0f} kB"
