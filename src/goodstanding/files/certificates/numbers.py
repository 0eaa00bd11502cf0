"""The number of the certificate; never that of the person, the course or the school."""

import re
from collections.abc import Iterator

from goodstanding.files.certificates.candidates import LIKELY, SAID, Candidate
from goodstanding.files.certificates.cells import Cell
from goodstanding.files.certificates.dates import days
from goodstanding.files.certificates.labels import Entry, fitting

_NUMBER = re.compile(r"^#?\s*([A-Za-z0-9][A-Za-z0-9/._-]{1,38}(?: ?[-–] ?[A-Za-z0-9]+)*)")


def numbers(cells: tuple[Cell, ...], entries: list[Entry]) -> Iterator[Candidate[str]]:
    """What is labelled as a certificate's number."""
    found = list(fitting(entries, "number", _number))
    for _, value, only in found:
        yield Candidate(value, SAID if only else LIKELY)
    if not found:
        text = "\n".join(cell.text for cell in cells)
        for match in (*_NAMED.finditer(text), *_QUOTE.finditer(text)):
            yield Candidate(match[1], LIKELY)
        for entry in entries:
            bare = _BARE.fullmatch(entry.label) and entry.cell.text.startswith(entry.label)
            if bare and (lone := _number(entry.value)):
                yield Candidate(lone, LIKELY)


_NAMED = re.compile(
    r"^\W*(?:(?:certificate|ticket|serial|card|record|credential|voucher|id)(?: no\.?| id)?"
    r"|form (?:no\.?|id))\s+#?"
    r"((?=[\w-]*\d)[A-Z0-9][A-Z0-9-]{3,})$",
    re.IGNORECASE | re.MULTILINE,
)
"""What a line calls a certificate and says nothing else of."""
_QUOTE = re.compile(
    r"\b(?:quote|cite|mention|refer to)\s+(?:(?:the|this|our)\s+)?"
    r"(?:(?:certificate|record|reference|ref|number|no|id)\b\.?\s*){1,3}:?\s*#?"
    r"((?=[\w-]*\d)[A-Z0-9][A-Z0-9-]{3,})",
    re.IGNORECASE,
)
"""What somebody is asked to name when he writes about it."""
_BARE = re.compile(r"(?:(?:no\.?|nr\.?|number|n[uú]mero|numéro|nº|№|#)[\s:/–-]*)+", re.IGNORECASE)
"""A number that does not say whose: on a certificate most likely its own."""


def _number(text: str) -> str | None:
    match = _NUMBER.match(text)
    value = match[1].rstrip(".-/_") if match else ""
    if not any(map(str.isdigit, value)) or re.fullmatch(r"\d\d?/\d\d?/\d+", value):
        return None
    return None if days(value) else value
