"""From a Workbook to a file: every text stays text, every day is a real date."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # has no types
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]  # has no types
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # has no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # has no types

from goodstanding.files.tables import Cell
from goodstanding.files.unwritable import Unwritable, replaced
from goodstanding.files.workbook.book import Table, Workbook
from goodstanding.files.workbook.schema import FORMS, Column, Form, Type, Value

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
HEADER = {"bold": True, "bg_color": "#DCE6F0", "bottom": 1, "text_wrap": True, "valign": "top"}
MOST_TEXT = 32_767
WITH_TIME = "yyyy-mm-dd hh:mm:ss"


def write_workbook(workbook: Workbook, path: Path) -> None:
    """Write a workbook so that reading it gives an equal one.

    The file appears as a whole or not at all. Raises Unwritable when it cannot be written.
    """
    _check_texts(workbook)
    with replaced(path) as draft:
        _write(workbook, draft)


def _check_texts(workbook: Workbook) -> None:
    for cell in _texts(workbook):
        if len(cell) > MOST_TEXT:
            raise Unwritable(
                f"The text “{cell[:40]}…” has {len(cell):,} characters; a cell of Excel holds "
                f"{MOST_TEXT:,}: shorten it."
            )


def _texts(workbook: Workbook) -> Iterator[str]:
    for table in workbook.tables.values():
        for line in table.lines:
            yield from (value for value in line.values if isinstance(value, str))
            yield from (cell for _, cell in line.extras if isinstance(cell, str))
    for stranger in workbook.strangers:
        yield from (cell for row in stranger.rows for cell in row if isinstance(cell, str))


def _write(workbook: Workbook, draft: Path) -> None:
    book = xlsxwriter.Workbook(draft, OPTIONS | {"constant_memory": True})
    styles = Styles(book)
    for form in FORMS:
        if form.name in workbook.tables:
            _write_table(book.add_worksheet(form.name), form, workbook.tables[form.name], styles)
    taken = {form.name.casefold() for form in FORMS}
    for stranger in workbook.strangers:
        sheet = book.add_worksheet(_sheet_name(stranger.name, taken))
        for row, cells in enumerate(stranger.rows):
            for column, cell in enumerate(cells):
                write_cell(sheet, row, column, cell, styles)
    close(book)


def _sheet_name(name: str, taken: set[str]) -> str:
    """The name, or as much of it as Excel allows, told apart from those that are taken."""
    clean = re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:31] or "Sheet"
    number, free = 1, clean
    while free.casefold() in taken:
        number += 1
        free = f"{clean[:27]} {number}"
    taken.add(free.casefold())
    return free


def close(book: xlsxwriter.Workbook) -> None:
    """Finish the file; a full disk or a closed folder comes out as OSError."""
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] if isinstance(error.args[0], OSError) else error from None


class Styles:
    """The looks of a workbook's cells."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.header: Format = book.add_format(HEADER)
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.instant: Format = book.add_format({"num_format": WITH_TIME})
        self.text: Format = book.add_format({"num_format": "@"})


def _write_table(sheet: Worksheet, form: Form, table: Table[Any], styles: Styles) -> None:
    titles = [column.title for column in form.columns]
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(form.columns):
        sheet.set_column(place, place, width(column))
    for place, title in enumerate([*titles, *table.extra_titles]):
        sheet.write_string(0, place, title, styles.header)
    for row, line in enumerate(table.lines, 1):
        for place, (column, value) in enumerate(zip(form.columns, line.values, strict=True)):
            write_cell(sheet, row, place, as_cell(column, value), styles)
        for place, cell in sorted(line.extras):
            write_cell(sheet, row, len(titles) + place, cell, styles)


def as_rows(form: Form, table: Table[Any]) -> Iterator[list[Cell]]:
    """A known sheet as plain cells, the header first."""
    yield [*(column.title for column in form.columns), *table.extra_titles]
    for line in table.lines:
        cells = [as_cell(column, v) for column, v in zip(form.columns, line.values, strict=True)]
        extras = dict(line.extras)
        yield [*cells, *(extras.get(place) for place in range(len(table.extra_titles)))]


def width(column: Column) -> int:
    """The width of a column in characters."""
    wide = {"Name": 30, "Activity": 36, "Title": 36, "Email": 28, "Evidence": 32, "Offering": 36}
    return wide.get(column.title, max(12, len(column.title) + 3))


def as_cell(column: Column, value: Value) -> Cell:
    """The cell that reads as this value in this column."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)
    if isinstance(value, int) and column.type in (Type.CREDITS, Type.MONEY):
        return value / 100
    return float(value) if isinstance(value, Decimal) else value


def write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, styles: Styles) -> None:
    """Write one cell by its own type; blank ones are left out."""
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell, styles.instant)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), styles.day)  # noqa: DTZ001 (a day has no time zone)
    else:
        sheet.write_number(row, column, cell)
