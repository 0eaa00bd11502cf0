"""Cells of a workbook whose value is not there: found in the XML, for calamine drops them.

A formula whose result was never saved and an error value such as #N/A both read as blank.
Only sheets in which such a thing may stand are looked at cell by cell.
"""

import html
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import BinaryIO

from goodstanding.files.guarded.archive import inflate
from goodstanding.files.guarded.limits import Limits, Refused

NO_RESULT = "formula"
Flaw = tuple[str, int, int, str]
"""Sheet, row, column (both from 1) and what: NO_RESULT or the error value."""

# plain substrings, for a search by pattern would take as long as the reading itself;
# a shared formula's first cell always closes its element
_SIGNS = (b"f>", b't="e"')
_ODS_SIGNS = (b"table:formula=", b'value-type="error"')
_TOKEN = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s>/])([^>]*)>")
_ODS_TOKEN = re.compile(
    rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s>/])([^>]*)>"
)
_REFERENCE = re.compile(rb"([A-Za-z]+)(\d+)")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ATTRIBUTE = re.compile(rb"""([\w:.-]{1,100})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG = re.compile(rb"<(?:\w+:)?(sheet|Relationship)\s([^>]*)>")
_ODS_TEXT = re.compile(rb"<text:p[^>]*>([^<]+)<")


class Suspects:
    """The parts of an archive in which a flaw may stand, noticed while they stream past."""

    def __init__(self) -> None:
        self.parts: set[str] = set()
        self._tails: dict[str, bytes] = {}

    def look(self, part: str, piece: bytes) -> None:
        """Look at the next piece of a part."""
        if part in self.parts or not _is_sheet(part):
            return
        text = self._tails.get(part, b"") + piece
        if any(sign in text for sign in (_ODS_SIGNS if part == "content.xml" else _SIGNS)):
            self.parts.add(part)
        self._tails[part] = piece[-32:]


def _is_sheet(part: str) -> bool:
    return part == "content.xml" or ("/worksheets/" in part and part.endswith(".xml"))


def flaws(
    file: BinaryIO, archive: zipfile.ZipFile, parts: set[str], limits: Limits
) -> Iterator[Flaw]:
    """Every flaw of the suspected parts, in the order of the file."""
    names = _sheet_names(file, archive) if parts - {"content.xml"} else {}
    count = 0
    for part in sorted(parts):
        stream = inflate(file, archive.getinfo(part))
        found = _in_ods(stream) if part == "content.xml" else _in_xlsx(stream, names.get(part, ""))
        for flaw in found:
            count += 1
            if count > limits.flaws:
                raise Refused(
                    f"holds more than {limits.flaws:,} formulas without a saved result: "
                    "open it in Excel and save it"
                )
            yield flaw


def _in_xlsx(stream: Iterable[bytes], sheet: str) -> Iterator[Flaw]:
    row = column = 0
    for tag, attributes, body in _elements(stream, _TOKEN):
        if tag == b"row":
            number = _attributes(attributes).get(b"r", b"")
            row, column = int(number) if number.isdigit() else row + 1, 0
            continue
        column += 1
        found = _attributes(attributes)
        if place := _REFERENCE.fullmatch(found.get(b"r", b"")):
            column, row = _column(place[1]), int(place[2])
        if what := _flaw_of_cell(found.get(b"t", b""), body):
            yield sheet, row, column, what


def _flaw_of_cell(kind: bytes, body: bytes) -> str:
    value = _VALUE.search(body)
    if kind == b"e":
        return value[1].decode("ascii", "replace") if value and value[1] else "#N/A"
    if not _FORMULA.search(body) or (value and (value[1].strip() or kind == b"str")):
        return ""
    return NO_RESULT


def _in_ods(stream: Iterable[bytes]) -> Iterator[Flaw]:
    sheet, row, column, next_row, next_column = "", 0, 0, 1, 1
    for tag, text, body in _elements(stream, _ODS_TOKEN):
        found = _attributes(text)
        if tag == b"table":
            sheet, next_row = _text(found.get(b"table:name", b"")), 1
        elif tag == b"table-row":
            row, next_column = next_row, 1
            next_row += _count(found.get(b"table:number-rows-repeated", b"1"))
        else:
            column = next_column
            next_column += _count(found.get(b"table:number-columns-repeated", b"1"))
            if what := _flaw_of_ods_cell(found, body):
                yield sheet, row, column, what


def _flaw_of_ods_cell(found: dict[bytes, bytes], body: bytes) -> str:
    shown = _ODS_TEXT.search(body)
    if found.get(b"calcext:value-type") == b"error":
        return _text(shown[1]) if shown else "#N/A"
    no_value = b"office:value-type" not in found
    return NO_RESULT if b"table:formula" in found and no_value and not shown else ""


def _count(number: bytes) -> int:
    return int(number) if number.isdigit() and len(number) < 9 else 1


def _elements(
    stream: Iterable[bytes], token: re.Pattern[bytes]
) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Each element's name, attributes and what follows up to the next such element."""
    rest = b""
    for piece in stream:
        text = rest + piece
        starts = list(token.finditer(text))
        for here, following in pairwise(starts):
            yield here[1], here[2], text[here.end() : following.start()]
        rest = text[starts[-1].start() :] if starts else text[-1024:]
        if len(rest) > 8 << 20:
            raise Refused("holds a cell of more than 8 MB: it is not read")
    if last := token.search(rest):
        yield last[1], last[2], rest[last.end() :]


def _attributes(text: bytes) -> dict[bytes, bytes]:
    return {match[1]: match[2] or match[3] or b"" for match in _ATTRIBUTE.finditer(text)}


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _text(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", "replace"))


def _sheet_names(file: BinaryIO, archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of the sheet that each part holds."""
    targets = {
        found.get(b"Id", b""): _text(found.get(b"Target", b""))
        for found in _tags(file, archive, "xl/_rels/workbook.xml.rels")
    }
    names = {}
    for found in _tags(file, archive, "xl/workbook.xml"):
        link = next((value for key, value in found.items() if key.endswith(b":id")), b"")
        target = targets.get(link, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        names[part] = _text(found.get(b"name", b""))
    return names


def _tags(file: BinaryIO, archive: zipfile.ZipFile, part: str) -> list[dict[bytes, bytes]]:
    if part not in archive.namelist():
        return []
    text = b"".join(inflate(file, archive.getinfo(part)))
    return [_attributes(match[2]) for match in _TAG.finditer(text)]
