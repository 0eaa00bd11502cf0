"""The first row of a sheet: which column stands where, and whether it can be read at all."""

from collections import Counter
from dataclasses import dataclass

from goodstanding.engine.folding import fold
from goodstanding.files.tables import Cell
from goodstanding.files.workbook.schema import FORMS, Form


@dataclass(frozen=True, slots=True)
class Header:
    """Where the known columns stand (in the form's order; None: missing) and the unknown ones."""

    places: tuple[int | None, ...]
    unknown: tuple[tuple[int, str], ...]
    width: int


def titles(row: list[Cell]) -> list[str]:
    """The header's cells as text."""
    return ["" if cell is None else " ".join(str(cell).split()) for cell in row]


def read_header(form: Form, row: list[Cell]) -> Header | str:
    """The columns of a header row, or the sentence that says why it is none."""
    found = titles(row)
    folded = [fold(title) for title in found]
    known = {fold(column.title): column.title for column in form.columns}
    twice = [
        known[title] for title, times in Counter(folded).items() if title in known and times > 1
    ]
    if twice:
        return f"{_quoted(twice)} is there more than once in row 1: rename or delete one."
    missing = [title for title in form.required if fold(title) not in folded]
    if missing:
        return _missing(form, missing, found)
    return Header(
        tuple(folded.index(title) if title in folded else None for title in known),
        tuple(
            (place, title)
            for place, title in enumerate(found)
            if title and folded[place] not in known
        ),
        len(found),
    )


def _missing(form: Form, missing: list[str], found: list[str]) -> str:
    there = _quoted([title for title in found if title][:20]) or "nothing"
    return (
        f"The column {_quoted(missing)} is missing. Row 1 has {there}; this sheet is read from "
        f"{_quoted([column.title for column in form.columns])}."
    )


def _quoted(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def score(form: Form, row: list[Cell]) -> int:
    """How many of the form's columns a row names."""
    known = {fold(column.title) for column in form.columns}
    return len(known & {fold(title) for title in titles(row)})


def is_header(form: Form, row: list[Cell]) -> bool:
    """Whether a row names all the columns that the form requires."""
    there = {fold(title) for title in titles(row)}
    return all(fold(title) in there for title in form.required)


def recognised(row: list[Cell]) -> Form | None:
    """The form that a header without a sheet name belongs to, if it belongs to one."""
    there = {fold(title) for title in titles(row)}
    candidates = [
        form
        for form in FORMS
        if is_header(form, row) and any(fold(title) in there for title in form.telling)
    ]
    return max(candidates, key=lambda form: score(form, row), default=None)
