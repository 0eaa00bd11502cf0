"""The number of the certificate; never that of the person, the course or the school."""

import re
from collections.abc import Iterator

from goodstanding.files.certificates.candidates import LIKELY, SAID, Candidate
from goodstanding.files.certificates.dates import days
from goodstanding.files.certificates.labels import Entry, fitting

_NUMBER = re.compile(r"^#?\s*([A-Za-z0-9][A-Za-z0-9/._-]{1,38}(?: ?[-–] ?[A-Za-z0-9]+)*)")


def numbers(entries: list[Entry]) -> Iterator[Candidate[str]]:
    """What is labelled as a certificate's number."""
    for _, value, only in fitting(entries, "number", _number):
        yield Candidate(value, SAID if only else LIKELY)


def _number(text: str) -> str | None:
    match = _NUMBER.match(text)
    value = match[1].rstrip(".-/_") if match else ""
    if not any(map(str.isdigit, value)) or re.fullmatch(r"\d\d?/\d\d?/\d+", value):
        return None
    return None if days(value) else value
