"""A picture of one page or photo for people to compare with. Runs in the child only."""

from base64 import b64encode
from io import BytesIO
from typing import Any

from PIL import Image

from goodstanding.files.certificates.kind import PDF, media_type, refusal
from goodstanding.files.certificates.limits import Limits
from goodstanding.files.guarded.limits import Refused

_TALL = 3
"""A page is shown at most this many times as high as wide."""


def picture(content: bytes, limits: Limits, page: int, width: int) -> dict[str, Any]:
    """A page as PNG: {"png": base64, "pages": how many there are}."""
    kind = media_type(content)
    if kind is None:
        raise Refused(refusal(content).removeprefix("The file ").removesuffix("."))
    shown, count = (
        _rendered(content, page, width) if kind == PDF else _photo(content, limits, width)
    )
    file = BytesIO()
    shown.save(file, "PNG")
    return {"png": b64encode(file.getvalue()).decode("ascii"), "pages": count}


def _photo(content: bytes, limits: Limits, width: int) -> tuple[Image.Image, int]:
    from goodstanding.files.certificates.photos import photo

    shown = photo(content, limits, _TALL * width)
    shown.thumbnail((width, _TALL * width), Image.Resampling.LANCZOS)
    return shown, 1


def _rendered(content: bytes, number: int, width: int) -> tuple[Image.Image, int]:
    from goodstanding.files.certificates.text import loaded, opened

    document = opened(content)
    if not 1 <= number <= len(document):
        raise Refused(f"has {pages(len(document))} and no page {number}")
    found = loaded(document, number - 1)
    if found is None:
        raise Refused(f"is damaged on page {number}, which cannot be shown")
    return rendered(found, width, _TALL * width), len(document)


def pages(count: int) -> str:
    """A number of pages for people."""
    return "1 page" if count == 1 else f"{count} pages"


def rendered(found: Any, width: int, height: int) -> Image.Image:
    """A page of a PDF drawn on white, within a width and a height."""
    wide, high = found.get_size()
    scale = min(width / max(wide, 1), height / max(high, 1))
    drawn: Image.Image = found.render(scale=scale).to_pil().convert("RGB")
    return drawn
