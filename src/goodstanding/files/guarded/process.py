"""The child process: limits itself, reads standard input, writes JSON lines.

Started as `main(ending, limits as JSON)`; never returns to the parent anything but lines.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from goodstanding.files.guarded.apart import limit_itself
from goodstanding.files.guarded.archive import check_declared, check_ratio, pieces
from goodstanding.files.guarded.flaws import NO_RESULT, Flaw, Suspects, flaws
from goodstanding.files.guarded.kind import ASK, kind_of, kind_of_archive, open_archive
from goodstanding.files.guarded.limits import Limits, Refused

DAY = "\ud800"
"""Begins a text that stands for a day: half of a pair, which no text of a file can hold."""

ERROR_VALUES = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")
"""The errors that calamine reads; they are reported with their row."""

MOST_NAMED = 20
BATCH = 500
"""Rows per line."""


def main(arguments: list[str]) -> None:
    """Read the file on standard input and write what it holds to standard output."""
    ending, bounds = arguments
    limits = Limits(*json.loads(bounds))
    limit_itself(limits.seconds, limits.memory)
    try:
        for line in _lines(sys.stdin.buffer, ending, limits):
            sys.stdout.write(line + "\n")
        last = _encode({"done": True})
    except Refused as refusal:
        last = _encode({"refused": str(refusal)})
    except MemoryError:
        last = _encode({"refused": too_much_memory(limits)})
    except BaseException:  # a panic in the reader is no Exception; whatever it is, it is the file
        last = _encode({"refused": f"is damaged and cannot be read: open it in Excel and {ASK}"})
    sys.stdout.write(last + "\n")
    sys.stdout.flush()


def too_much_memory(limits: Limits) -> str:
    """The sentence for a file that needs more than the child may have."""
    return (
        f"needs more than {limits.memory // 1_000_000} MB of memory to read: delete stray cells "
        "far below or beside the table, or copy the rows that matter into a new workbook"
    )


def _day(value: object) -> str:
    if isinstance(value, datetime):
        return f"{DAY}t{value.isoformat()}"
    if isinstance(value, date):
        return f"{DAY}d{value.toordinal()}"
    return str(value)


_encode = json.JSONEncoder(default=_day, separators=(",", ":"), check_circular=False).encode


def _lines(file: BinaryIO, ending: str, limits: Limits) -> Iterator[str]:
    kind = kind_of(file, ending)
    if kind == "text":
        from goodstanding.files.guarded.delimited import rows

        yield from _sheet("", rows(file.read()), limits, Tally())
        return
    found = list(_checked(file, limits)) if kind == "zip" else []
    if found:
        yield _encode({"flaws": found})
    yield from _workbook(file, limits, found)


def _checked(file: BinaryIO, limits: Limits) -> Iterator[tuple[str, int, int, str]]:
    """Count what an archive unpacks to and find the cells without a value."""
    archive = open_archive(file)
    check_declared(archive, limits)
    kind_of_archive(set(archive.namelist()))
    suspects, unpacked = Suspects(), 0
    for part, piece in pieces(file, archive, limits):
        unpacked += len(piece)
        suspects.look(part, piece)
    check_ratio(unpacked, file.seek(0, 2), limits)
    yield from flaws(file, archive, suspects.parts, limits)
    file.seek(0)


def _workbook(file: BinaryIO, limits: Limits, found: list[Flaw]) -> Iterator[str]:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        XmlError,
    )

    tally = Tally()
    try:
        workbook = CalamineWorkbook.from_filelike(file)
        sheets = [s.name for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
        if len(sheets) > limits.sheets:
            raise Refused(f"has {len(sheets)} sheets; at most {limits.sheets} are read: split it")
        for name in sheets:
            sheet = workbook.get_sheet_by_name(name)
            left = sheet.start[1] if sheet.start else 0
            rows = sheet.iter_rows()
            yield from _sheet(name, _moved(rows, left) if left else rows, limits, tally)
    except PasswordError:
        raise Refused("is protected by a password: remove the password and save it") from None
    except XmlError:
        raise Refused(f"is damaged (its XML is broken): open it in Excel and {ASK}") from None
    except (CalamineError, OSError, ValueError) as error:
        if "cell error value" in str(error):
            raise Refused(_strange_errors(found)) from None
        raise Refused(f"is damaged and cannot be read: open it in Excel and {ASK}") from None


def _strange_errors(found: list[Flaw]) -> str:
    """The sentence for error values that calamine does not know and stops at."""
    strange = [flaw for flaw in found if flaw[3] not in (NO_RESULT, *ERROR_VALUES)]
    places = [
        f"{what} in the sheet “{sheet}”, cell {_letters(column)}{row}"
        for sheet, row, column, what in strange[:MOST_NAMED]
    ]
    more = f" and {len(strange) - MOST_NAMED:,} more" if len(strange) > MOST_NAMED else ""
    which = f" ({'; '.join(places)}{more})" if places else ""
    return f"holds errors in place of values{which}: mend the formulas, or type the values"


def _letters(column: int) -> str:
    """A column as Excel names it."""
    before, last = divmod(column - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


def _moved(rows: Iterable[list[Any]], left: int) -> Iterator[list[Any]]:
    """The rows with the blank columns that calamine leaves out on the left."""
    blank: list[Any] = [""] * left
    return (blank + row for row in rows)


class Tally:
    """Cells and characters of the whole file so far, both bounded."""

    def __init__(self) -> None:
        self.cells = 0
        self.characters = 0

    def line(self, batch: list[list[object]], limits: Limits) -> str:
        """One batch of rows as a line; Refused when the file holds too much."""
        self.cells += sum(map(len, batch))
        if self.cells > limits.cells:
            raise Refused(f"holds more than {limits.cells:,} cells: split it")
        line = _encode(batch)
        self.characters += len(line)
        if self.characters > limits.text:
            raise Refused("holds more text than can be read: split it, or drop the long texts")
        return line


def _sheet(name: str, rows: Iterable[list[Any]], limits: Limits, tally: Tally) -> Iterator[str]:
    """A sheet's lines: its name, then its rows in batches, without blank cells at the end."""
    yield _encode({"sheet": name})
    blank: list[list[object]] = []
    batch: list[list[object]] = []
    for number, found in enumerate(rows, 1):
        row = _trimmed(found)
        if not row:
            blank.append(row)
            continue
        if number > limits.rows or len(row) > limits.columns:
            raise _too_large(name, limits)
        batch += blank
        blank.clear()
        batch.append(row)
        if len(batch) >= BATCH:
            yield tally.line(batch, limits)
            batch.clear()
    if batch:
        yield tally.line(batch, limits)


def _trimmed(found: list[object]) -> list[object]:
    end = len(found)
    while end and found[end - 1] == "":
        end -= 1
    return found[:end]


def _too_large(name: str, limits: Limits) -> Refused:
    where = f" in the sheet “{name}”" if name else ""
    return Refused(
        f"has more than {limits.rows:,} rows or {limits.columns} columns{where}: delete stray "
        "cells far below or beside the table, or split it"
    )
