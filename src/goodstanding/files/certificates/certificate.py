"""From the pages of a file to its certificates: which pages belong together, and who is named."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from goodstanding.files.certificates import names, providers, titles
from goodstanding.files.certificates.candidates import GUESS, LIKELY, SAID, Candidate, chosen
from goodstanding.files.certificates.cells import Cell, Page
from goodstanding.files.certificates.completion import completions
from goodstanding.files.certificates.dates import days
from goodstanding.files.certificates.flow import Flow, flow
from goodstanding.files.certificates.found import Certificate, Found
from goodstanding.files.certificates.hours import amounts, counted
from goodstanding.files.certificates.labels import Entry, entries
from goodstanding.files.certificates.numbers import numbers

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """What is one certificate, or one class with several people: its cells and first page."""

    page: int
    cells: tuple[Cell, ...]
    height: float


def certificates(pages: list[tuple[int, Page]]) -> Iterator[Certificate]:
    """The certificates of a file; pages are numbered from 1."""
    for part in _together([part for number, page in pages for part in _parts(number, page)]):
        yield from _certificates(part)


def _parts(number: int, page: Page) -> list[Part]:
    """The page, or its halves when it holds several certificates one below the other."""
    tops = _tops(page)
    if len(tops) < 2 or min(b - a for a, b in pairwise(tops)) < page.height / 6:
        return [Part(number, page.cells, page.height)]
    parts = [_part(number, cells) for cells in _cut(page.cells, tops) if cells]
    return parts if all(map(_tells, parts)) else [Part(number, page.cells, page.height)]


def _tops(page: Page) -> list[float]:
    """How far down each certificate of a page names its holder."""
    whole = flow(page.cells)
    said = [whole.cell_at(match.start()) for match in _OPENING.finditer(whole.text)]
    labelled = [entry.at for entry in names.labelled(entries(page.cells))]
    return sorted({cell.top for cell in (said if len(said) > 1 else labelled)})


def _part(number: int, cells: tuple[Cell, ...]) -> Part:
    """A half of a page as a page of its own."""
    up = min(cell.top for cell in cells) - cells[0].height
    moved = tuple(replace(one, top=one.top - up, bottom=one.bottom - up) for one in cells)
    return Part(number, moved, max(one.bottom for one in moved))


_OPENING = re.compile(
    r"(?:certif(?:y|ies)\s*that|(?:presented|awarded|granted|issued)\s*to)\b", re.IGNORECASE
)


def _cut(cells: tuple[Cell, ...], tops: list[float]) -> list[tuple[Cell, ...]]:
    """Cells parted in the widest gap above each opening but the first."""
    edges = [0.0]
    for before, top in pairwise(tops):
        inside = sorted(
            (cell for cell in cells if before < cell.top <= top), key=lambda cell: cell.top
        )
        gaps = [(below.top - above.bottom, below.top) for above, below in pairwise(inside)]
        edges.append(max(gaps)[1] if gaps else top)
    edges.append(float("inf"))
    return [
        tuple(cell for cell in cells if low <= cell.top < high) for low, high in pairwise(edges)
    ]


def _together(parts: list[Part]) -> Iterator[Part]:
    """Each certificate with the pages after it that name nobody; what comes first is left."""
    current: Part | None = None
    for part in parts:
        if current is None:
            current = part
        elif _named(part):
            if _named(current):
                yield current
            current = part
        elif _named(current):
            current = Part(current.page, current.cells + _below(part, current), current.height)
        elif part.cells and not _tells(current):
            current = part
    if current is not None:
        yield current


def _below(part: Part, current: Part) -> tuple[Cell, ...]:
    """A further page as if it stood far below."""
    down = max((cell.bottom for cell in current.cells), default=0) + 2 * part.height
    return tuple(
        replace(cell, top=cell.top + down, bottom=cell.bottom + down) for cell in part.cells
    )


def _named(part: Part) -> bool:
    text = flow(part.cells)
    if len(names.roster(text)) > 1:
        return True
    return any(names.holders(text, entries(part.cells)))


def _tells(part: Part) -> bool:
    """Whether a part by itself speaks of something completed."""
    text = flow(part.cells).text
    return re.search(r"certif|complet|course|attend|proof", text, re.IGNORECASE) is not None


def _certificates(part: Part) -> Iterator[Certificate]:
    text, labelled = flow(part.cells), entries(part.cells)
    people = names.holders(text, labelled)
    rows = names.roster(text)
    for row in rows:
        own = [Candidate(names.listed(row), SAID)]
        yield _certificate(part, text, _of_row(labelled, row, part.cells), own)
    for candidates in people if not rows else []:
        found = _certificate(part, text, labelled, candidates)
        if found.holder or found.title or found.completed_on or (found.provider and found.hours):
            yield found


def _of_row(labelled: list[Entry], row: Cell, cells: tuple[Cell, ...]) -> list[Entry]:
    """The entries as they are for one row of a table: below a heading stands the row's own cell."""
    own = [cell for cell in cells if cell.beside(row)]
    heads = [entry.at for entry in labelled if entry.kind == "holder" and entry.where == "below"]
    kept = []
    for entry in labelled:
        if entry.where != "below" or not any(entry.at.beside(head) for head in heads):
            kept.append(entry)
            continue
        kept += [
            replace(entry, value=cell.text, cell=cell)
            for cell in own
            if cell.in_column_with(entry.at)
        ]
    return kept


def _certificate(
    part: Part, text: Flow, labelled: list[Entry], people: list[Candidate[str]]
) -> Certificate:
    holder = chosen(people, names.key, GUESS)
    own = names.key(holder.value) if holder else ""
    schools = [
        one
        for one in providers.providers(text, labelled, part.height)
        if names.key(one.value) != own
    ]
    known = {names.key(one.value) for one in schools if one.weight >= SAID} | {own}
    heads = {names.key(one.value) for one in schools if one.weight >= LIKELY}
    if any(one.weight >= providers.TOLD for one in schools) or titles.listed(labelled):
        heads = known  # what heads the page may be the event, over its booths or without a label
    title = chosen(
        [
            one
            for one in titles.titles(text, labelled)
            if names.key(one.value) not in (heads if one.weight == GUESS else known)
        ],
        titles.key,
    )
    named = names.key(title.value) if title else ""
    provider = providers.provider(one for one in schools if names.key(one.value) != named)
    return Certificate(
        part.page,
        _clear(holder, _written, text),
        _clear(title, _written, text),
        _clear(provider, _written, text),
        _clear(chosen(completions(text, labelled), lambda day: day), _dated, text),
        _clear(_hours(text, labelled, title), _amounted, text),
        _clear(chosen(numbers(part.cells, labelled), str.casefold), _written, text),
    )


def _hours(text: Flow, labelled: list[Entry], title: Found[str] | None) -> Found[Decimal] | None:
    """The hours; those that only a title speaks of ("OSHA 10-Hour") are not certain."""
    every = amounts(text, labelled)
    named = {one.value for one in counted(title.value)} if title else set()
    found = chosen([one for one in every if one.value not in named] or every, lambda amount: amount)
    if not found or not title:
        return found
    said = [one.value for one in every].count(found.value)
    titled = [one.value for one in counted(title.value)].count(found.value)
    return Found(found.value, found.sure and said > titled)


def _clear(
    found: Found[T] | None, stands: Callable[[T, Flow], bool], text: Flow
) -> Found[T] | None:
    """A value from a picture is sure only when it stands in what was recognised without doubt."""
    if not found or not found.sure:
        return found
    clear = tuple(cell for cell in text.cells if cell.clear)
    return Found(found.value, len(clear) == len(text.cells) or stands(found.value, flow(clear)))


def _written(value: str, text: Flow) -> bool:
    words = text.text.split()
    turned = " ".join(reversed(value.rsplit(" ", 1)))
    return any("".join(one.split()) in "".join(words) for one in (value, turned))


def _dated(value: date, text: Flow) -> bool:
    return any(day.value == value for day in days(text.text))


def _amounted(value: Decimal, text: Flow) -> bool:
    return any(one.value == value for one in amounts(text, entries(text.cells)))
