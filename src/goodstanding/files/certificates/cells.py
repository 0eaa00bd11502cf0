"""A page as a reader sees it: pieces of text with their places.

A cell is what stands on one line without a wide gap. Places are in points (or pixels of a
picture) from the top left corner, after all turning.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_WIDE = str.maketrans({"，": ", ", "：": ": ", "；": "; ", "（": " (", "）": ") ", "．": "."})
"""Marks as Chinese has them, which a reader of pictures sees in Latin text, too."""
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffe"))
_SPACES = re.compile(r"[\s\u2500-\u257f]+|_{2,}|\.{4,}|…+(?=\W|$)")
_MARKS = re.compile(r"(?<=\w|[).:])\s*(?:\.(?:\s?\.){5,}|[.…]*…[.…\s]*…[.…]*)\s*|\s+[·•|]\s+")
"""Between two facts of one line; six dots at least lead from a label to its value."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text; `clear` is False when it was recognised in a picture with any doubt."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    clear: bool = True
    seen: bool = False
    """Recognised in a picture, where sizes and places are rough."""

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def beside(self, other: "Cell") -> bool:
        """Whether both stand on one line."""
        return abs(self.middle - other.middle) < 0.5 * min(self.height, other.height)

    def as_large_as(self, other: "Cell") -> bool:
        """Whether both are set in one size; in a picture that is seen but roughly."""
        most = 1.08 if not (self.seen or other.seen) else 1.3
        return 1 / most < self.height / max(other.height, 1e-6) < most

    def in_column_with(self, other: "Cell") -> bool:
        """Whether one stands above the other."""
        return min(self.right, other.right) > max(self.left, other.left)


@dataclass(frozen=True, slots=True)
class Page:
    """The cells of one page in reading order, and its size."""

    cells: tuple[Cell, ...]
    width: float
    height: float


def page(cells: Iterable[Cell], width: float, height: float) -> Page:
    """A page of cells as they were found: cleaned, put together and in reading order."""
    clean = [replace(one, text=tidy(one.text)) for cell in cells for one in _parted(cell)]
    rows = _rows(_once([cell for cell in clean if cell.text]))
    return Page(tuple(cell for row in rows for cell in _labelled(_joined(row))), width, height)


def _parted(cell: Cell) -> Iterator[Cell]:
    """What stands before and behind a row of dots, or a mark between facts, as cells of their own.

    A row of dots belongs to what it leads away from. Places are told from the number of letters.
    """
    per, start = (cell.right - cell.left) / max(len(cell.text), 1), 0
    for mark in _MARKS.finditer(cell.text):
        if cell.text[start : mark.start()].strip():
            left, right = cell.left + start * per, cell.left + mark.start() * per
            if mark[0].strip(" ·•|"):
                right = max(right, cell.left + mark.end() * per - cell.height)
            yield replace(cell, text=cell.text[start : mark.start()], left=left, right=right)
        start = mark.end()
    if not start:
        yield cell
    elif cell.text[start:].strip():
        yield replace(cell, text=cell.text[start:], left=cell.left + start * per)


def tidy(text: str) -> str:
    """A text without ligatures, invisible characters, drawn lines and doubled spaces."""
    text = text.translate(_DROPPED).translate(_WIDE)
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    return _unspread(_SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip())


def _unspread(text: str) -> str:
    """ "C E R T I F I C A T E" is a word whose letters were set wide apart."""
    words = text.split(" ")
    if len(words) < 5 or sum(len(word) == 1 for word in words) < 0.8 * len(words):
        return text
    return "".join(words)


def _once(cells: list[Cell]) -> list[Cell]:
    """Without what was drawn twice in nearly the same place, as a shadow or to look bold."""
    kept: list[Cell] = []
    for cell in cells:
        near = cell.height / 2
        if not any(
            cell.text == other.text
            and abs(cell.left - other.left) < near
            and abs(cell.middle - other.middle) < near
            for other in kept[-40:]
        ):
            kept.append(cell)
    return kept


def _rows(cells: list[Cell]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda cell: cell.middle):
        for row in rows[-3:]:
            if row[0].beside(cell):
                row.append(cell)
                break
        else:
            rows.append([cell])
    return [sorted(row, key=lambda cell: cell.left) for row in rows]


def _joined(row: list[Cell]) -> Iterator[Cell]:
    """The pieces of a row, those without a gap put together."""
    joined = row[0]
    for before, cell in pairwise(row):
        gap = cell.left - max(before.right, joined.right)
        size = min(joined.height, cell.height)
        if -size < gap < 0.7 * size:
            space = " " if cell.seen or gap > 0.12 * size else ""
            joined = Cell(
                tidy(f"{joined.text}{space}{cell.text}"),
                joined.left,
                min(joined.top, cell.top),
                max(joined.right, cell.right),
                max(joined.bottom, cell.bottom),
                joined.clear and cell.clear,
                joined.seen or cell.seen,
            )
        else:
            yield joined
            joined = cell
    yield joined


def _labelled(row: Iterable[Cell]) -> Iterator[Cell]:
    """Colons that are set apart, as where they stand below each other, go to their labels."""
    last: Cell | None = None
    for cell in row:
        bare = cell.text.removeprefix(":").strip()
        if last and bare != cell.text:
            last = replace(last, text=f"{last.text.removesuffix(':')}:")
            cell = replace(cell, text=bare)
        if last and cell.text:
            yield last
        last = cell if cell.text else last
    if last:
        yield last
