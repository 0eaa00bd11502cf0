"""What a workbook holds beyond the known form: kept as it came, and given out again.

An unknown column stands with the person or the fact of its row, as [title, kind, text] (text, for
such words are hashed, and databases write numbers each in their own way). The order of a sheet's
unknown columns is kept as a KeptSheet of that sheet's name that has a header only.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from goodstanding.files.tables import Cell
from goodstanding.files.workbook.book import Line, Table
from goodstanding.files.workbook.cells import written

Kept = list[list[str]]
"""The unknown columns of one row: title, kind, text."""
FACTS = ("People", "Certifications", "Credits", "Fees", "Observations")
"""The sheets whose rows become people and facts."""
YEAR = ("Offerings", "Days off", "Enrolments", "Rules")
"""The sheets whose rows become what a year is planned with; the others are kept whole."""
UNTITLED = "Untitled"
AGAIN = "Row again"
"""The column that tells rows apart that are equal in all others, for a reader takes such once; it
is made anew whenever a workbook goes out."""


def told_apart(titles: Iterable[str]) -> tuple[str, ...]:
    """Titles of columns, each only once: "Notes", "Notes (2)"; one without is "Untitled"."""
    found: dict[str, None] = {}
    for title in titles:
        plain, number = title or UNTITLED, 1
        free = plain
        while free in found:
            number += 1
            free = f"{plain} ({number})"
        found[free] = None
    return tuple(found)


def kept_of(line: Line[Any] | None, titles: Sequence[str]) -> Kept:
    """The unknown columns of a row."""
    if line is None:
        return []
    return [
        [titles[place], *_stored(cell)]
        for place, cell in line.extras
        if cell is not None and titles[place] != AGAIN
    ]


def merged(old: Sequence[Sequence[str]], new: Kept) -> Kept:
    """Old columns with the new ones over them."""
    columns = {title: [title, kind, text] for title, kind, text in old}
    columns |= {one[0]: one for one in new}
    return list(columns.values())


def extras_of(kept: Sequence[Sequence[str]], titles: Sequence[str]) -> tuple[tuple[int, Cell], ...]:
    """The unknown columns of a row, by their places among the titles."""
    return tuple(sorted((titles.index(title), _cell(kind, text)) for title, kind, text in kept))


def header(known: Sequence[str], rows: Iterable[Sequence[Sequence[str]]]) -> tuple[str, ...]:
    """The titles of a sheet's unknown columns: in the order known, then of appearance."""
    titles = dict.fromkeys(known)
    for kept in rows:
        titles |= dict.fromkeys(title for title, _, _ in kept)
    return tuple(titles)


def _stored(cell: Cell) -> tuple[str, str]:
    match cell:
        case bool():
            return "yes_no", "yes" if cell else "no"
        case int() | float():
            return "number", repr(cell)
        case datetime():
            return "instant", cell.isoformat()
        case date():
            return "day", cell.isoformat()
        case _:
            return "text", str(cell)


def _cell(kind: str, text: str) -> Cell:
    match kind:
        case "yes_no":
            return text == "yes"
        case "number":
            return float(text) if set(text) & set(".einf") else int(text)
        case "instant":
            return datetime.fromisoformat(text)
        case "day":
            return date.fromisoformat(text)
        case _:
            return text


def sheet_rows(rows: Iterable[Iterable[Cell]]) -> list[list[Any]]:
    """The cells of a sheet as a KeptSheet holds them."""
    return [[_plain(cell) for cell in row] for row in rows]


def cells_of(rows: Iterable[Iterable[Any]]) -> Iterator[tuple[Cell, ...]]:
    """The cells of a KeptSheet."""
    for row in rows:
        yield tuple(_unplain(cell) for cell in row)


def _plain(cell: Cell) -> Any:
    if isinstance(cell, datetime):
        return {"instant": cell.isoformat()}
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def _unplain(cell: Any) -> Cell:
    if not isinstance(cell, dict):
        plain: Cell = cell
        return plain
    [(kind, text)] = cell.items()
    return _cell(kind, text)


def said(kind: str, text: str) -> str:
    """An unknown column's value for people."""
    return written(_cell(kind, text))


def titles_of(table: Table[Any]) -> tuple[str, ...]:
    """The titles of a sheet's unknown columns, told apart."""
    return told_apart(table.extra_titles)


def titles_to_keep(table: Table[Any]) -> list[str]:
    """Those of them that are not made when a workbook goes out."""
    return [title for title in titles_of(table) if title != AGAIN]
