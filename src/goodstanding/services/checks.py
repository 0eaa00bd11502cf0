"""Whether what was typed is plausible: the limits and the sentences of the workbook's reader.

Findings are (field, sentence) pairs; `refuse` raises them all at once as `Wrong`.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from goodstanding.engine import credits, wording
from goodstanding.files.tables import Cell
from goodstanding.files.workbook import cells
from goodstanding.files.workbook.certifications import Finding as Found
from goodstanding.services.access import Actor, Forbidden, Wrong

Finding = tuple[str, str]
"""A field of what was typed, and a sentence."""

FIELDS = {
    "Certification": "certification",
    "Number": "number",
    "Issued on": "issued_on",
    "Tracked from": "tracked_from",
    "Due on": "deadline",
    "Seen on": "seen_on",
    "Balance": "balance",
    "Restored on": "day",
    "Expires on": "expires_on",
    "Ended on": "day",
    "Started on": "started_on",
    "Earned on": "earned_on",
    "Credits": "amount",
    "Body": "body",
    "Obtains": "obtains",
    "Paid through": "paid_through",
}
"""Where the columns of a workbook are typed on a page."""
_DAY = r"\b\d{4}-\d{2}-\d{2}\b"
_ON_PAGES = {
    rf"({_DAY}), the day asked about": r"today, \1",
    r"or write “planned” in State": "or choose “Planned” as its state",
    r"see `goodstanding rules`": "choose one that is",
}
"""What the reader says to people at a command line, and what it is on a page."""
_SAID_DAY = re.compile(rf"(?<!“){_DAY}")
"""A day in a sentence; what was typed stands in quotes and stays."""


def ours(by: Actor, *rows: object) -> None:
    """Raise Forbidden when one of these belongs to another company; None belongs to all."""
    for row in rows:
        if row is not None and getattr(row, "organisation_id", None) != by.organisation.pk:
            raise Forbidden


def refuse(findings: Iterable[Finding]) -> None:
    """Raise Wrong when there is anything to mend."""
    problems = [(field, sentence(text)) for field, text in findings]
    if problems:
        (field, text), *more = problems
        raise Wrong(field, text, *more)


def sentence(text: str) -> str:
    """A finding as pages say it: it begins with a capital, and days are written out."""
    text = _SAID_DAY.sub(lambda found: wording.day(date.fromisoformat(found[0])), text)
    return text[:1].upper() + text[1:]


def read(found: Iterable[Found]) -> Iterator[Finding]:
    """Findings of the workbook's reader, under the fields of a page."""
    for column, text in found:
        for there, here in _ON_PAGES.items():
            text = re.sub(there, here, text)
        yield FIELDS.get(column or "", ""), text


def line(field: str, text: str, most: int, *, needed: bool = False) -> Iterator[Finding]:
    """A text of one line is missing or too long."""
    if needed and not text.strip():
        yield field, "It is missing: fill it in."
    if len(text) > most:
        yield field, f"It has {len(text):,} characters and {most:,} are the most: shorten it."


def days(
    by: Actor, past: dict[str, date | None], other: dict[str, date | None]
) -> Iterator[Finding]:
    """Days that no record can be about, and days of things that are over but have not come."""
    for field, day in {**past, **other}.items():
        if day is None:
            continue
        wrong = cells.day(day)
        if isinstance(wrong, cells.Wrong):
            yield field, wrong.text
        elif field in past and day > by.today:
            yield field, f"{day} is after today, {by.today}: correct it."


def believable(**days: date | None) -> Iterator[Finding]:
    """Days that no record can be about; they may lie ahead."""
    for field, day in days.items():
        yield from cell(field, day, cells.day)


def cell(field: str, value: Cell, read: cells.Reader) -> Iterator[Finding]:
    """What the reader of a workbook has against a value; None is right everywhere."""
    wrong = None if value is None else read(value)
    if isinstance(wrong, cells.Wrong):
        yield field, wrong.text


def amount(field: str, hundredths: int | None, *, zero: bool = False) -> Iterator[Finding]:
    """An amount of credits that cannot be; nothing at all is right only with `zero`."""
    if hundredths is None or (hundredths == 0 and zero):
        return
    if hundredths == 0:
        yield field, "Credits have to be more than 0: fill in the hours."
        return
    try:
        credits.parse(credits.show(hundredths))
    except credits.AmountError as error:
        yield field, f"{error}: write the hours as a number, such as 3.5."


def money(field: str, cents: int | None) -> Iterator[Finding]:
    """An amount of money that cannot be."""
    yield from cell(field, None if cents is None else credits.show(cents), cells.money)


def chosen(field: str, text: str, choices: Iterable[str]) -> Iterator[Finding]:
    """Something that is not one of the choices."""
    if text not in choices:
        yield field, f"{cells.shown(text)} is not one of {', '.join(choices)}."


def one_line(text: str) -> str:
    """A text without blanks around it and runs of them in it."""
    return " ".join(text.split())
