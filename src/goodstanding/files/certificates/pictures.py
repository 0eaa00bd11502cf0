"""A picture of a page beside which somebody confirms what was read."""

from base64 import b64decode
from dataclasses import dataclass

from goodstanding.files.certificates.limits import Limits
from goodstanding.files.certificates.reading import LIMITS, ask

WIDEST = 2400


@dataclass(frozen=True, slots=True)
class Preview:
    """A PNG of one page, how many pages there are, and "" or a sentence why there is no picture."""

    png: bytes
    pages: int
    refused: str


def preview(content: bytes, page: int = 1, width: int = 1200, limits: Limits = LIMITS) -> Preview:
    """A page of a PDF, or an upright photo, `width` points wide at most."""
    answer = ask("picture", content, limits, str(page), str(min(max(width, 16), WIDEST)))
    if "png" not in answer:
        return Preview(b"", 0, f"The file {answer['refused']}.")
    return Preview(b64decode(answer["png"]), answer["pages"], "")
