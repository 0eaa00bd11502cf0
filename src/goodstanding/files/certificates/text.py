"""The text of a PDF's pages with its places, read by PDFium. Runs in the child only."""

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from math import pi
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from goodstanding.files.certificates.cells import Cell, Page, page
from goodstanding.files.certificates.limits import Limits
from goodstanding.files.guarded.limits import Refused

Place = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_PROTECTED = (
    "is protected by a password: open it, print it into a new PDF without one, and take that"
)
_DAMAGED = "is damaged and cannot be opened: open it in a browser, print it as PDF and take that"
_BREAKS = "\r\n\x02\x03\ufffe"


def opened(content: bytes) -> Any:
    """The document; Refused when it is damaged or protected."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused(_PROTECTED if "assword" in str(error) else _DAMAGED) from None
    if not len(document):
        raise Refused("has no pages: take another copy of it")
    if document.get_formtype():
        document.init_forms()
    return document


def loaded(document: Any, number: int) -> Any:
    """A page, counted from 0, with what was typed into its form; None when it is broken."""
    try:
        found = document[number]
        if document.get_formtype():
            found.flatten()
            found = document[number]
    except pypdfium2.PdfiumError:
        return None
    return found


def text_of(found: Any, limits: Limits) -> Page:
    """What a page says, with most of its text upright, however it is turned."""
    text = found.get_textpage()
    count = min(text.count_chars(), limits.characters)
    turned = _turned(text, count)
    left, bottom, right, top = edges = found.get_bbox()
    width, height = right - left, top - bottom
    if turned in {1, 3}:
        width, height = height, width
    return page(_runs(_characters(text, count, turned, edges)), width, height)


def _turned(text: Any, count: int) -> int:
    """By how many right angles most characters are turned."""
    step = max(count // 300, 1)
    angles = Counter(
        round(2 * pdfium.FPDFText_GetCharAngle(text, index) / pi) % 4
        for index in range(0, count, step)
        if chr(pdfium.FPDFText_GetUnicode(text, index) or 32).isalnum()
    )
    return angles.most_common(1)[0][0] if angles else 0


def _runs(characters: Iterable[tuple[str, Place]]) -> Iterator[Cell]:
    """Characters that follow each other without a gap."""
    run: list[str] = []
    place = last = (0.0, 0.0, 0.0, 0.0)
    for character, box in characters:
        if run and (character in _BREAKS or _apart(last, box)):
            yield Cell("".join(run), *place)
            run = []
        if character in _BREAKS or (character.isspace() and not run):
            continue
        if character.isspace():
            run.append(" ")
            continue
        place = _around(place, box) if run else box
        run.append(character)
        last = box
    if run:
        yield Cell("".join(run), *place)


def _apart(last: Place, box: Place) -> bool:
    if box == last or box[2] <= box[0]:
        return False
    size = min(last[3] - last[1], box[3] - box[1])
    gap = box[0] - last[2]
    shift = abs((box[1] + box[3]) - (last[1] + last[3])) / 2
    return shift > 0.5 * size or gap > 0.9 * size or gap < -1.5 * size


def _around(one: Place, other: Place) -> Place:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _characters(text: Any, count: int, turned: int, edges: Place) -> Iterator[tuple[str, Place]]:
    """Every character with its place from the top left when the text is upright."""
    left, bottom, right, top = edges
    box = pdfium.FS_RECTF()
    for index in range(count):
        character = chr(pdfium.FPDFText_GetUnicode(text, index) or 0xFFFE)
        if character in _BREAKS:
            yield character, (0, 0, 0, 0)
        elif pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            _tighten(text, index, box, turned)
            x0, x1, y0, y1 = (
                box.left - left,
                box.right - left,
                box.bottom - bottom,
                box.top - bottom,
            )
            wide, high = right - left, top - bottom
            yield (
                character,
                (
                    (x0, high - y1, x1, high - y0),
                    (y0, x0, y1, x1),
                    (wide - x1, y0, wide - x0, y1),
                    (high - y1, wide - x1, high - y0, wide - x0),
                )[turned],
            )


def _tighten(text: Any, index: int, box: Any, turned: int) -> None:
    """Along the line a letter ends where its ink ends; across, all letters are equally high."""
    ends = [ctypes.c_double() for _ in range(4)]
    if not pdfium.FPDFText_GetCharBox(text, index, *map(ctypes.byref, ends)):
        return
    left, right, bottom, top = (end.value for end in ends)
    if turned in {0, 2} and right > left:
        box.left, box.right = left, right
    elif turned in {1, 3} and top > bottom:
        box.bottom, box.top = bottom, top


def is_hidden(found: Any) -> bool:
    """Whether a page's text is written invisibly under a picture, as scanners with OCR do."""
    shown = [
        pdfium.FPDFTextObj_GetTextRenderMode(one.raw) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        for one in islice(found.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], max_depth=3), _SOME)
    ]
    return shown.count(True) * 2 > len(shown)


def is_pictured(found: Any) -> bool:
    """Whether a picture covers a good part of a page."""
    wide, high = found.get_size()
    for one in islice(found.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3), _SOME):
        left, bottom, right, top = one.get_bounds()
        if (right - left) * (top - bottom) > 0.3 * wide * high:
            return True
    return False


_SOME = 200
"""Objects of a page that are looked at."""
