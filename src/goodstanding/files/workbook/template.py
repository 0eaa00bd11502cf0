"""An empty workbook to fill in: titles, notes, drop-downs and one example row per sheet."""

from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # has no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # has no types

from goodstanding.files.unwritable import Unwritable, replaced
from goodstanding.files.workbook.cells import FIRST_YEAR, LAST_YEAR
from goodstanding.files.workbook.schema import FORMS, Column, Form, Type
from goodstanding.files.workbook.writing import OPTIONS, Styles, as_cell, close, width, write_cell

LAST_ROW = 10_000
"""The drop-downs and checks reach down to here."""


def template(path: Path, force: bool = False) -> None:
    """Write an empty workbook with all sheets.

    Raises Unwritable when the file is there already (unless `force`) or cannot be written.
    """
    if path.exists() and not path.is_dir() and not force:
        raise Unwritable(f"“{path}” is there already: name a new file, or delete it first.")
    with replaced(path) as draft:
        book = xlsxwriter.Workbook(draft, OPTIONS)
        styles = Styles(book)
        for form in FORMS:
            _sheet(book.add_worksheet(form.name), form, styles)
        close(book)


def _sheet(sheet: Worksheet, form: Form, styles: Styles) -> None:
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(form.columns):
        sheet.set_column(place, place, width(column), _look(column, styles))
        sheet.write_string(0, place, column.title, styles.header)
        sheet.write_comment(0, place, note(column), {"x_scale": 1.6})
        if check := _check(column):
            sheet.data_validation(1, place, LAST_ROW, place, check)
        write_cell(sheet, 1, place, as_cell(column, column.example), styles)


def note(column: Column) -> str:
    """The note on a column's title."""
    kind = f"one of {', '.join(column.choices)}" if column.choices else str(column.type)
    return f"{column.note}. {kind[0].upper()}{kind[1:]}{'; required' if column.required else ''}."


def _look(column: Column, styles: Styles) -> Any:
    """Days look like days; identifiers stay text, so that leading zeros survive."""
    if column.type is Type.DAY:
        return styles.day
    return styles.text if column.title in ("ID", "Phone", "Number", "Job") else None


def _check(column: Column) -> dict[str, Any] | None:
    if column.choices:
        strict = "stop" if column.type is Type.CHOICE else "information"
        return _one_of(list(column.choices), strict)
    if column.type is Type.YES_NO:
        return _one_of(["yes", "no", "to be checked"], "stop")
    if column.type is Type.DAY:
        first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
        return _between("date", first, last, "Write a date, such as 2026-03-31.")
    if column.type in (Type.CREDITS, Type.NUMBER):
        return _between("decimal", 0, 1000, "Write a number, such as 3.5.")
    if column.type is Type.MONEY:
        return _between("decimal", 0, 10**10, "Write an amount, such as 420.50.")
    if column.type is Type.WHOLE:
        return _between("integer", 0, 100_000, "Write a whole number.")
    return None


def _one_of(choices: list[str], error_type: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": choices,
        "error_type": error_type,
        "error_title": "Choose from the list",
        "error_message": "Use one of: " + ", ".join(choices),
    }


def _between(validate: str, least: Any, most: Any, message: str) -> dict[str, Any]:
    return {
        "validate": validate,
        "criteria": "between",
        "minimum": least,
        "maximum": most,
        "error_title": "Please check",
        "error_message": message,
    }
