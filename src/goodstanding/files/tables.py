"""Spreadsheets as plain rows of cells: .xlsx, .xls, .ods and text tables.

The file is opened here and read by a child process with bounds on memory and time (see
`guarded`), so that a broken or hostile file can do no more than be refused with a sentence.
"""

import contextlib
import json
import os
import stat
import subprocess
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import FileIO
from pathlib import Path
from threading import Timer
from typing import IO, Any, cast

from goodstanding.files.guarded.apart import command
from goodstanding.files.guarded.flaws import NO_RESULT
from goodstanding.files.guarded.limits import Limits, megabytes
from goodstanding.files.guarded.process import DAY, too_much_memory
from goodstanding.files.unreadable import Unreadable

__all__ = ["LIMITS", "NO_RESULT", "Cell", "Limits", "Sheet", "Unreadable", "read_tables", "stream"]

LIMITS = Limits()
Cell = str | int | float | bool | date | datetime | None
Row = list[Cell]

CHILD = "goodstanding.files.guarded.process"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's name and rows; the first row is row 1, blank cells are None or missing.

    `flaws` names cells (row, column, both from 1) without a value: NO_RESULT for a formula
    whose result was not saved, else the error value ("#N/A").
    """

    name: str
    rows: list[Row]
    flaws: dict[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Streamed:
    """As Sheet, but its rows come one by one and must be taken before the next sheet's."""

    name: str
    rows: Iterator[Row]
    flaws: dict[tuple[int, int], str]


def read_tables(path: Path, limits: Limits = LIMITS) -> list[Sheet]:
    """Every sheet of a spreadsheet, in the order of the file.

    Raises Unreadable with one sentence when the file cannot be read.
    """
    with contextlib.closing(stream(path, limits)) as sheets:
        return [Sheet(sheet.name, list(sheet.rows), sheet.flaws) for sheet in sheets]


def stream(path: Path, limits: Limits = LIMITS) -> Generator[Streamed, None, None]:
    """Every sheet with its rows one by one, for files that are large.

    Raises Unreadable, at any point, with one sentence when the file cannot be read.
    Close it when it is not read to the end.
    """
    with _opened(path, limits) as file, _child(file, path, limits) as lines:
        yield from _sheets(lines, path)


def _sheets(lines: Iterator[Any], path: Path) -> Generator[Streamed, None, None]:
    flaws: dict[str, dict[tuple[int, int], str]] = {}
    cells = _Cells()
    line = next(lines, None)
    while line is not None:
        if "flaws" in line:
            for sheet, row, column, what in line["flaws"]:
                flaws.setdefault(sheet, {})[row, column] = what
            line = next(lines, None)
            continue
        name = line["sheet"] or path.stem
        rows = _Rows(lines, cells)
        yield Streamed(name, iter(rows), flaws.get(name, {}))
        line = rows.following()


class _Rows:
    """The rows of one sheet, up to the line that begins the next."""

    def __init__(self, lines: Iterator[Any], cells: "_Cells") -> None:
        self._lines = lines
        self._cells = cells
        self._next: Any = None
        self._rows = self._generate()

    def __iter__(self) -> Iterator[Row]:
        return self._rows

    def following(self) -> Any:
        """The line after the sheet's last row."""
        for _ in self._rows:
            pass
        return self._next

    def _generate(self) -> Iterator[Row]:
        for line in self._lines:
            if isinstance(line, dict):
                self._next = line
                return
            for row in line:
                yield [self._cells[sent] for sent in row]


@contextlib.contextmanager
def _opened(path: Path, limits: Limits) -> Iterator[FileIO]:
    descriptor = _descriptor(path)
    try:
        _check(descriptor, path, limits)
    except Unreadable:
        os.close(descriptor)
        raise
    with FileIO(descriptor) as file:
        yield file


def _descriptor(path: Path) -> int:
    try:
        # without waiting: a pipe that nobody writes to must not hold the program up
        return os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except FileNotFoundError:
        raise Unreadable(f"There is no file “{path}”: check the name.") from None
    except PermissionError:
        raise Unreadable(
            f"“{path}” may not be read: ask its owner for permission, or close it in Excel."
        ) from None
    except (OSError, ValueError) as error:
        raise Unreadable(f"“{path}” cannot be opened: {error}.") from None


def _check(descriptor: int, path: Path, limits: Limits) -> None:
    found = os.fstat(descriptor)
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable(f"“{path}” is a folder: name a file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable(f"“{path}” is a pipe or a device, not a file: save it as a file first.")
    if found.st_size == 0:
        raise Unreadable(f"“{path.name}” is empty: there is nothing in it to read.")
    if found.st_size > limits.file:
        raise Unreadable(
            f"“{path.name}” has {megabytes(found.st_size)}; files of up to "
            f"{megabytes(limits.file)} are read: split it, or remove pictures from it."
        )


@contextlib.contextmanager
def _child(file: FileIO, path: Path, limits: Limits) -> Iterator[Iterator[Any]]:
    """The lines of a child that reads the file; it never outlives this block."""
    child = command(CHILD, path.suffix.lower(), json.dumps(limits))
    with subprocess.Popen(  # noqa: S603 (our own module; nothing of the file is in the command)
        child, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        timer = Timer(limits.seconds, process.kill)
        timer.daemon = True
        timer.start()
        try:
            yield _lines(process, path, limits, timer)
        finally:
            timer.cancel()
            timer.join()
            process.kill()


def _lines(
    process: subprocess.Popen[str], path: Path, limits: Limits, timer: Timer
) -> Iterator[Any]:
    for text in cast("IO[str]", process.stdout):
        line = _decode(text)
        if "refused" in line:
            raise Unreadable(f"“{path.name}” {line['refused']}.")
        if "done" in line:
            return
        yield line
    process.wait()
    if not timer.is_alive():
        raise Unreadable(
            f"“{path.name}” takes longer than {limits.seconds} seconds to read: copy the rows "
            "that matter into a new workbook."
        )
    raise Unreadable(f"“{path.name}” {too_much_memory(limits)}.")


_decode = json.JSONDecoder(parse_constant=str).decode


class _Cells(dict[Any, Cell]):
    """Cells by what the child writes for them; each distinct one is made once."""

    def __missing__(self, sent: Any) -> Cell:
        cell = _cell(sent)
        if sent not in (0, 1):  # as a key, 1 could not be told from true
            self[sent] = cell
        return cell


def _cell(sent: Any) -> Cell:
    if sent == "":
        return None
    if isinstance(sent, str) and sent.startswith(DAY):
        if sent[1] == "d":
            return date.fromordinal(int(sent[2:]))
        return datetime.fromisoformat(sent[2:])
    return cast("Cell", sent)
