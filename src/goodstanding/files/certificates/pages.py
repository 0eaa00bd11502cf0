"""The pages of a file as cells: text where there is text, else recognised in pictures."""

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from goodstanding.files.certificates.cells import Page
from goodstanding.files.certificates.certificate import certificates
from goodstanding.files.certificates.kind import PDF, media_type, refusal
from goodstanding.files.certificates.limits import Limits
from goodstanding.files.guarded.limits import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

    from goodstanding.files.certificates.recognising import Recogniser

SWITCHED_OFF = (
    "is a picture, and reading pictures is not switched on here: the file is kept, and the fields "
    "are to be typed; an administrator switches reading on with “make ocr” (see docs/operating.md)"
)


@dataclass(slots=True)
class Pages:
    """What was read: numbered pages, how many there are, how, and what was left aside."""

    pages: list[tuple[int, Page]] = field(default_factory=list)
    count: int = 1
    how: str = ""
    aside: str = ""

    def add(self, number: int, page: Page, how: str) -> None:
        """One page more, when it says something."""
        if page.cells:
            self.pages.append((number, page))
            self.how = self.how or how


def pages_of(content: bytes, limits: Limits) -> Pages:
    """Every page that can be read; Refused when the file is none that is read."""
    kind = media_type(content)
    if kind is None:
        raise Refused(refusal(content).removeprefix("The file ").removesuffix("."))
    return _of_pdf(content, limits) if kind == PDF else _of_picture(content, limits)


def _of_pdf(content: bytes, limits: Limits) -> Pages:
    from goodstanding.files.certificates.text import loaded, opened

    document = opened(content)
    read = Pages(count=len(document))
    eyes = Eyes()
    enough = time.monotonic() + _PART * limits.seconds
    done = 0
    while done < min(read.count, limits.pages) and time.monotonic() < enough:
        found = loaded(document, done)
        done += 1
        if found is not None:
            read.add(done, *_page(found, eyes, limits))
    if not read.pages and eyes.closed:
        raise Refused(SWITCHED_OFF)
    if read.count > done:
        read.aside = f"has {read.count} pages; the first {done} were read: split it"
    return read


_PART = 0.6
"""How much of the time pages may take; the last one takes longer."""


def _page(found: Any, eyes: "Eyes", limits: Limits) -> tuple[Page, str]:
    """One page, by its text when that is there and tells enough, else by its picture."""
    from goodstanding.files.certificates.text import is_hidden, is_pictured, text_of

    page = text_of(found, limits)
    if _readable(page) and is_hidden(found):
        page = Page(
            tuple(replace(cell, clear=False) for cell in page.cells), page.width, page.height
        )
        return (page, "text") if eyes.closed else (eyes.page_of(found), "picture")
    if _readable(page) and (_tells(page) or not is_pictured(found)):
        return page, "text"
    seen = eyes.page_of(found)
    return (seen, "picture") if len(seen.cells) > len(page.cells) else (page, "text")


def _tells(page: Page) -> bool:
    """Whether the text alone names somebody, and what or when."""
    return any(one.holder and (one.title or one.completed_on) for one in certificates([(1, page)]))


def _of_picture(content: bytes, limits: Limits) -> Pages:
    from goodstanding.files.certificates.photos import photo

    eyes = Eyes()
    if eyes.closed:
        raise Refused(SWITCHED_OFF)
    page = eyes.page(photo(content, limits, eyes.side))
    return Pages([(1, page)], how="picture")


def _readable(page: Page) -> bool:
    """Whether there is text on a page, and it is letters rather than what a font hides."""
    text = "".join(cell.text for cell in page.cells)
    letters = sum(character.isalnum() and ord(character) < 0x2000 for character in text)
    return letters >= _FEW and letters > 0.6 * len(text.replace(" ", ""))


_FEW = 25
_FAINT = 24
"""Shades between the darkest and the lightest point of a picture that shows nothing."""


class Eyes:
    """Reading of pictures, when it is switched on."""

    def __init__(self) -> None:
        from goodstanding.files.certificates.recognising import SIDE, installed

        self.side = SIDE
        self.closed = not installed()
        self._recogniser: Recogniser | None = None

    def page(self, picture: "Image") -> Page:
        """What a picture says; nothing is sought on a blank one."""
        shades: Any = picture.convert("L").getextrema()
        if shades[1] - shades[0] < _FAINT:
            return Page((), *picture.size)
        if self._recogniser is None:
            from goodstanding.files.certificates.recognising import Recogniser

            self._recogniser = Recogniser()
        return self._recogniser.page(picture)

    def page_of(self, found: Any) -> Page:
        """What the picture of a page says; an empty page when reading is switched off."""
        if self.closed:
            return Page((), 1, 1)
        from goodstanding.files.certificates.looking import rendered

        return self.page(rendered(found, self.side, self.side))
