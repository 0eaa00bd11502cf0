"""From a file to a Workbook: sheets are found by name, columns by title, cells by type."""

import contextlib
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from goodstanding.engine.folding import fold
from goodstanding.files.memory import uncollected
from goodstanding.files.offered.headings import is_own
from goodstanding.files.offered.reading import offered
from goodstanding.files.tables import LIMITS, Cell, Limits, Streamed, stream
from goodstanding.files.unreadable import Unreadable
from goodstanding.files.workbook.book import Line, Stranger, Table, Workbook
from goodstanding.files.workbook.cells import Known, Wrong, flaw
from goodstanding.files.workbook.header import (
    Header,
    is_header,
    read_header,
    recognised,
    score,
    titles,
)
from goodstanding.files.workbook.problem import Problems, in_order
from goodstanding.files.workbook.schema import FORMS, OFFERINGS, Form

LOOK_FOR_HEADER = 10
"""Rows from the top in which a misplaced header is looked for."""

SHEETS = tuple(form.name for form in FORMS)
Row = list[Cell]
Flaws = dict[tuple[int, int], str]


class NotAWorkbook(Unreadable):
    """The file can be read, but it is not in the form of the workbook: somebody's own tracker."""


def read_workbook(path: Path, limits: Limits = LIMITS) -> Workbook:
    """Everything that a workbook says, with all that is wrong with it in `problems`.

    A file with one sheet only, whatever its name, is recognised by its columns. A company's own
    lists of classes become Offerings where the sheet of that name has no rows. Raises
    Unreadable when the file cannot be read, NotAWorkbook when it is not in this form.
    """
    draft = _Draft()
    with uncollected(), contextlib.closing(stream(path, limits)) as sheets:
        for sheet in sheets:
            draft.take(sheet)
    if not draft.take_lists() and not draft.fits and not draft.recognise():
        raise NotAWorkbook(_not_a_workbook(path, draft))
    return draft.workbook()


def read_table(form: Form, rows: Iterable[Iterable[Cell]]) -> Table[Any]:
    """A known sheet from its cells, the header first; what cannot be read of it is left out."""
    draft = _Draft()
    draft.read(form, (list(row) for row in rows), {})
    return draft.tables.get(form.name, Table())


class _Draft:
    """The workbook while it is being read."""

    def __init__(self) -> None:
        self.fits = False
        self.lists: set[str] = set()
        self.tables: dict[str, Table[Any]] = {}
        self.strangers: list[tuple[Stranger, Flaws]] = []
        self.heads: list[tuple[str, Row]] = []
        self.problems = Problems()

    def take(self, sheet: Streamed) -> None:
        """Read one sheet."""
        head = list(islice(sheet.rows, LOOK_FOR_HEADER))
        self.heads.append((sheet.name, next((row for row in head if any(row)), [])))
        rows = chain(head, sheet.rows)
        form = _BY_NAME.get(fold(sheet.name))
        if form is None:
            kept = tuple(tuple(row) for row in rows)
            self.strangers.append((Stranger(sheet.name, kept), sheet.flaws))
        elif form.name in self.tables:
            self.problems.error(
                form.name, None, None, "There are two sheets of this name: the second is not read."
            )
        elif any(map(any, head)):
            self._take_known(form, head, rows, sheet.flaws)

    def _take_known(self, form: Form, head: list[Row], rows: Iterable[Row], flaws: Flaws) -> None:
        row = _header_row(form, head)
        enough = min(2, len(form.required))
        self.fits = self.fits or row is not None or any(score(form, r) > enough for r in head)
        if row:
            self.problems.error(
                form.name,
                row + 1,
                None,
                f"The column titles stand in row {row + 1}; they must stand in row 1: delete the "
                "rows above them. The sheet is not read.",
            )
            return
        self.read(form, iter(rows), flaws)

    def read(self, form: Form, rows: Iterator[Row], flaws: Flaws) -> None:
        """Read a known sheet from its rows, the header first."""
        header = read_header(form, next(rows, []))
        if isinstance(header, str):
            self.problems.error(form.name, 1, None, f"{header} The sheet is not read.")
            return
        self.tables[form.name] = _Reading(form, header, self.problems, flaws).table(rows)

    def take_lists(self) -> bool:
        """Read the sheets that are lists of classes in somebody's own form."""
        table = self.tables.get(OFFERINGS.name, Table())
        if table.lines or table.left_out:
            return False
        lines: list[Line[Any]] = []
        for stranger, flaws in self.strangers:
            rows = stranger.rows
            form = recognised(list(rows[0])) if rows else None
            if form is None or (form is OFFERINGS and is_own(rows[0])):
                found = offered(stranger.name, rows, flaws, self.problems)
                if found is not None:
                    self.lists.add(stranger.name)
                    lines += found
        if self.lists:
            self.tables[OFFERINGS.name] = Table(tuple(lines), table.extra_titles)
        return bool(self.lists)

    def recognise(self) -> bool:
        """Read the only sheet of a file as what its columns say that it is."""
        filled = [one for one in self.strangers if one[0].rows]
        form = recognised(list(filled[0][0].rows[0])) if len(filled) == 1 else None
        if form is None or self.tables:
            return False
        self.strangers.clear()
        self.read(form, (list(row) for row in filled[0][0].rows), filled[0][1])
        return True

    def workbook(self) -> Workbook:
        """The finished workbook."""
        for stranger, _ in self.strangers:
            if stranger.rows and stranger.name not in self.lists:
                self._tell_unused(stranger)
        return Workbook(
            self.tables,
            tuple(stranger for stranger, _ in self.strangers),
            in_order(self.problems.found, SHEETS),
        )

    def _tell_unused(self, stranger: Stranger) -> None:
        if self.fits:
            text = "This sheet is not known: it is kept, but not used."
            self.problems.warning(stranger.name, None, None, text)
            return
        text = (
            "This sheet is neither in the form of the workbook nor a list of classes: nothing of "
            "it is used. `goodstanding template FILE.xlsx` makes an empty workbook."
        )
        self.problems.error(stranger.name, None, None, text)


_BY_NAME = {fold(form.name): form for form in FORMS}


def _header_row(form: Form, head: list[Row]) -> int | None:
    """The place of the first row that names the required columns; 0 is the first row."""
    return next((place for place, row in enumerate(head) if is_header(form, row)), None)


def _not_a_workbook(path: Path, draft: _Draft) -> str:
    wanted = "; ".join(f"{form.name} ({', '.join(form.required)} …)" for form in FORMS)
    found = "; ".join(
        f"“{name}” ({', '.join(title for title in titles(head) if title)[:120] or 'empty'})"
        for name, head in draft.heads[:10]
    )
    return (
        f"“{path.name}” is not in the form of the workbook: looked for the sheets {wanted}, "
        f"found {found or 'none'}; `goodstanding template FILE.xlsx` makes an empty workbook."
        + "".join(f" “{one.sheet}”: {one.problem}" for one in draft.problems.found[:5])
    )


class _Reading:
    """The reading of one sheet: typed rows, unknown columns, problems."""

    def __init__(self, form: Form, header: Header, problems: Problems, flaws: Flaws) -> None:
        self.form, self.header, self.problems = form, header, problems
        self._flaws = _by_row(flaws)
        self._extras = _Extras(form.name, header, problems)
        self._width = max((place + 1 for place in header.places if place is not None), default=0)
        self._plan = [
            (
                -1 if place is None else place,
                Known(column),
            )  # every row gets a blank cell at its end
            for place, column in zip(header.places, form.columns, strict=True)
        ]
        self._required = [place for place, column in enumerate(form.columns) if column.required]

    def table(self, rows: Iterator[Row]) -> Table[Any]:
        """The sheet from the rows under its header."""
        lines: list[Line[Any]] = []
        left_out: list[Line[Any]] = []
        for number, row in enumerate(rows, 2):
            if row or number in self._flaws:
                self._take(number, row, lines, left_out)
        for number in list(self._flaws):  # below the last row that holds a value
            self._take(number, [], lines, left_out)
        return Table(tuple(lines), self._extras.titles, tuple(left_out))

    def _take(
        self, number: int, row: Row, lines: list[Line[Any]], left_out: list[Line[Any]]
    ) -> None:
        """Read one row; blank ones are passed over."""
        broken = self._flaws.pop(number, _NONE) if self._flaws else _NONE
        extras = self._extras.of(number, row, broken) if self._extras.possible(row, broken) else ()
        cells = row + [None] * max(1, self._width + 1 - len(row))
        values = [known[cells[place]] for place, known in self._plan]
        wrong = Wrong in map(type, values)
        if not (any(values) or extras or wrong or broken) and _is_blank(values):
            return
        doubtful = wrong or broken or None in [values[place] for place in self._required]
        target = left_out if doubtful and self._report(number, values, broken) else lines
        target.append(Line(number, self.form.row._make(values), extras))

    def _report(self, number: int, values: list[Any], broken: dict[int, str]) -> bool:
        """Report what is wrong with a row, if anything; wrong values become blank."""
        known = len(self.problems.found)
        for place, column in enumerate(self.form.columns):
            at = self.header.places[place]
            if at in broken:
                text = f"The cell {flaw(broken[at])}"
            elif isinstance(values[place], Wrong):
                text = values[place].text
            elif column.required and values[place] is None:
                text = f"{column.title} is missing: fill it in, or delete the row."
            else:
                continue
            values[place] = column.blank
            self.problems.left_out(self.form.name, number, column.title, text)
        return len(self.problems.found) > known


_NONE: dict[int, str] = {}


def _by_row(flaws: Flaws) -> dict[int, dict[int, str]]:
    """The flaws under the header by row and place (from 0) in it."""
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), what in sorted(flaws.items()):
        if row > 1:  # a broken title is a missing one, and said so
            by_row.setdefault(row, {})[column - 1] = what
    return by_row


def _is_blank(values: list[Any]) -> bool:
    return all(value is None or value == () for value in values)


class _Extras:
    """The values of unknown columns, each column reported once."""

    def __init__(self, sheet: str, header: Header, problems: Problems) -> None:
        self._sheet, self._problems, self._width = sheet, problems, header.width
        self._known = {place for place in header.places if place is not None}
        self._titles: list[str] = []
        self._at: dict[int, int] = {}
        for place, title in header.unknown:
            self._add(place, title)
            problems.warning(
                sheet, 1, title, f"The column “{title}” is not known: it is kept, but not used."
            )
        self._full = len(self._known) == header.width

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the unknown columns; blank for a column without a title."""
        return tuple(self._titles)

    def possible(self, row: Row, broken: dict[int, str]) -> bool:
        """Whether a row can hold any."""
        return not self._full or len(row) > self._width or bool(broken)

    def of(self, number: int, row: Row, broken: dict[int, str]) -> tuple[tuple[int, Cell], ...]:
        """The unknown columns' values in a row."""
        for place in broken.keys() - self._known:
            self._problems.warning(self._sheet, number, None, f"A cell {flaw(broken[place])}")
        return tuple(
            (self._at[place] if place in self._at else self._untitled(place), cell)
            for place, cell in enumerate(row)
            if place not in self._known
            and cell is not None
            and not (isinstance(cell, str) and cell.isspace())
        )

    def _untitled(self, place: int) -> int:
        self._problems.warning(
            self._sheet,
            1,
            None,
            f"Column {place + 1} has values but no title: it is kept, but not used.",
        )
        return self._add(place, "")

    def _add(self, place: int, title: str) -> int:
        self._at[place] = len(self._titles)
        self._titles.append(title)
        return self._at[place]
