"""The text of one certificate in reading order, and the way back from a place in it to its cell."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from goodstanding.files.certificates.cells import Cell
from goodstanding.files.certificates.dates import days
from goodstanding.files.certificates.labels import has_label

_LONG = 40
"""Characters of a line that may run on; shorter ones are set apart on purpose."""
_BRIEF = 24
"""Characters of a line that hardly any paragraph is so narrow to have."""
_SMALL = 3
_FLUSH = 3
"""Lines of nearly one width that begin below each other: a paragraph, however narrow."""
_CLOSED = re.compile(r"[.:!?]$")
_STOPPED = re.compile(r"(?<! [A-Z])[.!?]$")
_OPEN = re.compile(r"(?:[,&(–—/-]|\b(?:and|of|the|for|in|a|an|by|to|with|on|that|or))$")
_BREAK = re.compile(r"[\n\t]|$")


@dataclass(frozen=True, slots=True)
class Flow:
    """Rows are parted by line breaks, cells of one row by tabs, lines of a paragraph by blanks."""

    cells: tuple[Cell, ...]
    text: str
    starts: tuple[int, ...]

    def cell_at(self, offset: int) -> Cell:
        """The cell in which a place of the text lies."""
        return self.cells[self.index_at(offset)]

    def index_at(self, offset: int) -> int:
        """The number of that cell."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def below(self, cell: Cell) -> int | None:
        """Where the text of the next cell in a cell's column begins."""
        under = [
            (one.top, start)
            for one, start in zip(self.cells, self.starts, strict=True)
            if one.top > cell.middle and one.in_column_with(cell)
        ]
        return min(under)[1] if under else None

    def line_end(self, offset: int) -> int:
        """Where the line or paragraph of a place ends in the text."""
        match = _BREAK.search(self.text, offset)
        return match.start() if match else len(self.text)


def flow(cells: tuple[Cell, ...]) -> Flow:
    """The cells as one text."""
    text = ""
    starts = []
    for index, cell in enumerate(cells):
        if index:
            text += _between(cells, index)
        starts.append(len(text))
        text += cell.text
    return Flow(cells, text, tuple(starts))


def _between(cells: tuple[Cell, ...], index: int) -> str:
    before, cell = cells[index - 1], cells[index]
    if before.beside(cell):
        return "\t"
    return " " if _runs_on(cells, index) else "\n"


def _runs_on(cells: tuple[Cell, ...], index: int) -> bool:
    """Whether a line carries on the sentence above: as large, near, and too long to fit there."""
    before, cell = cells[index - 1], cells[index]
    alone = not (index > 1 and cells[index - 2].beside(before)) and not (
        index + 1 < len(cells) and cells[index + 1].beside(cell)
    )
    alike = cell.as_large_as(before)
    near = cell.top - before.bottom < (1 if cell.seen else 0.9) * cell.height
    flush_left = abs(before.left - cell.left) < 0.3 * cell.height
    prose = flush_left and _is_sentence(before.text) and not _STOPPED.search(before.text)
    counts = before.text[-1:].isdigit() and not days(before.text[-14:])
    carried = (prose or counts) and cell.text[0].islower()  # "2.5", below it "contact hours."
    if not (alone and alike and near) or (has_label(cell.text) and not carried):
        return False
    if prose or _CLOSED.search(before.text):
        return prose
    block = [one for one in cells[max(index - 4, 0) : index + 4] if one.as_large_as(cell)]
    widest = max(one.right - one.left for one in block)
    full = [one for one in block if one.right - one.left > 0.8 * widest]
    flush = sum(abs(one.left - cell.left) < 0.3 * cell.height for one in full)
    if len(before.text) < _LONG and flush < _FLUSH:
        return False
    if cell.text[0].islower() or runs_on(before.text):
        return True
    if len(before.text) < _BRIEF:
        return False
    word = cell.text.split(" ")[0]
    room = (cell.right - cell.left) / len(cell.text) * (len(word) + 1)
    return len(full) > 1 and before in full and before.right - before.left + room > 0.97 * widest


def _is_sentence(text: str) -> bool:
    """Whether a line is long and in small letters as those of a letter are."""
    return len(text) >= _LONG and sum(word[0].islower() for word in text.split()) >= _SMALL


def runs_on(text: str) -> bool:
    """Whether a text breaks off: after a comma, an opening mark, or a word such as "of"."""
    return _OPEN.search(text) is not None
