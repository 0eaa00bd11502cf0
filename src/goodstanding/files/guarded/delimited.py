"""Text tables: commas, semicolons or tabs, in the encodings that Excel writes."""

import csv
import io
from collections.abc import Iterable, Iterator
from statistics import median_low

from goodstanding.files.guarded.limits import Refused

DELIMITERS = (",", ";", "\t")
_END = "\1end"
"""A line after the last one."""


def rows(content: bytes) -> Iterator[list[str]]:
    """The rows of a text table, every cell as text."""
    text = decode(content)
    delimiter, text = _delimiter(text)
    if "\0" in text:
        raise Refused(
            "holds characters that no table has (NUL): open it in Excel and save it as .xlsx"
        )
    try:
        yield from _closed(csv.reader(_lines(text), delimiter=delimiter))
    except csv.Error as error:
        raise Refused(
            f"is not a table that can be read ({error}): open it in Excel and save it as .xlsx"
        ) from None


def _lines(text: str) -> Iterator[str]:
    yield from io.StringIO(text, newline="")
    yield _END


def _closed(found: Iterable[list[str]]) -> Iterator[list[str]]:
    """The rows before the end; Refused when a quotation mark has swallowed it."""
    number, row = 0, [_END]
    for following in found:
        if number:
            yield row
        number, row = number + 1, following
    if row != [_END]:
        raise Refused(
            f"has a quotation mark in row {number:,} that is never closed: all that "
            "follows it would be one cell; close it or remove it"
        )


def decode(content: bytes) -> str:
    """The text, from UTF-8, UTF-16 with its mark, or else Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(
            "is text in an unknown encoding: open it in Excel and save it as "
            "“CSV UTF-8” or as .xlsx"
        ) from None


def _delimiter(text: str) -> tuple[str, str]:
    """The delimiter and the text without Excel's own line that names it."""
    if text[:4].lower() == "sep=" and text[4:5] in DELIMITERS:
        return text[4], text.partition("\n")[2]
    head = "\n".join(text[:65_536].split("\n")[:50])
    return max(DELIMITERS, key=lambda delimiter: _width(head, delimiter)), text


def _width(head: str, delimiter: str) -> int:
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(head), delimiter=delimiter) if row]
    except csv.Error:
        return 0
    return median_low(widths) if widths else 0
