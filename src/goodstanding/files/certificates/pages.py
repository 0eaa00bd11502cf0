"""The pages of a file as cells: text where there is text, else recognised in pictures."""

from dataclasses import dataclass, field

from goodstanding.files.certificates.cells import Page
from goodstanding.files.certificates.kind import PDF, media_type, refusal
from goodstanding.files.certificates.limits import Limits
from goodstanding.files.guarded.limits import Refused

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


def pages_of(content: bytes, limits: Limits) -> Pages:
    """Every page that can be read; Refused when the file is none that is read."""
    kind = media_type(content)
    if kind is None:
        raise Refused(refusal(content).removeprefix("The file ").removesuffix("."))
    return _of_pdf(content, limits) if kind == PDF else _of_picture(content, limits)


def _of_pdf(content: bytes, limits: Limits) -> Pages:
    from goodstanding.files.certificates.text import loaded, opened, text_of

    document = opened(content)
    read = Pages(count=len(document))
    for number in range(min(read.count, limits.pages)):
        found = loaded(document, number)
        if found is None:
            continue
        page = text_of(found, limits)
        if page.cells:
            read.pages.append((number + 1, page))
            read.how = "text"
    if read.count > limits.pages:
        read.aside = f"has {read.count} pages; the first {limits.pages} were read: split it"
    return read


def _of_picture(_content: bytes, _limits: Limits) -> Pages:
    raise Refused(SWITCHED_OFF)
