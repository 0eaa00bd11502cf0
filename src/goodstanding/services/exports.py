"""Everything goes out again: a company's record as the canonical workbook."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from goodstanding.engine.folding import fold
from goodstanding.engine.rules.model import Catalogue
from goodstanding.files.workbook.book import Line, Stranger, Table, Workbook
from goodstanding.files.workbook.cells import ERROR_VALUES
from goodstanding.files.workbook.reading import read_table
from goodstanding.files.workbook.schema import FORMS, Form
from goodstanding.files.workbook.template import template as empty
from goodstanding.files.workbook.writing import write_workbook
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import Record, records_of
from goodstanding.records.models import KeptSheet, Organisation, Person
from goodstanding.services import kept
from goodstanding.services.access import Actor, May
from goodstanding.services.exporting import facts, year
from goodstanding.services.exporting.people import named
from goodstanding.services.importing.year import FORMS as FORMS_OF_YEAR
from goodstanding.services.importing.year import is_whole, table_of

_BATCH = 5000
_FORMS = {fold(form.name): form for form in FORMS}
Kept = Sequence[Sequence[str]]
Rows = list[tuple[Any, Kept]]


def export(*, by: Actor) -> bytes:
    """The company's workbook as of today, as a file; raises as `write` does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "team.xlsx"
        write(by=by, path=path)
        return path.read_bytes()


def template() -> bytes:
    """An empty workbook to begin with, as a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        empty(path)
        return path.read_bytes()


def write(*, by: Actor, path: Path) -> None:
    """Write the company's workbook as of today.

    Raises Forbidden where the role does not permit it, and Unwritable when the place cannot be
    written or a text is longer than a cell of Excel holds.
    """
    by.must(May.EXPORT)
    write_workbook(workbook_of(by.organisation, by.today), path)


def workbook_of(organisation: Organisation, on: date) -> Workbook:
    """All that is on record, as it is to be read on a day.

    Everybody, also those who have left, in the order in which they came; their facts in the order
    in which these stand on record; the sheets and columns that came with a workbook and are not
    known, unchanged.
    """
    sheets = _Sheets()
    catalogue = catalogue_of(organisation)
    people = Person.objects.of(organisation).select_related("branch").order_by("pk")
    everybody = list(named(list(people)))
    sheets.year = year.sheets(organisation, {one.pk: name for one, _, name in everybody})
    for some in _batches(everybody):
        records = records_of(organisation, [person.pk for person, _, _ in some])
        for person, row, name in some:
            sheets.people.append((row, person.kept))
            sheets.take(name, records[person.pk], catalogue, on)
    return _workbook(sheets, KeptSheet.objects.of(organisation).order_by("place", "pk"))


def _batches(everybody: list[Any]) -> Iterator[list[Any]]:
    for first in range(0, len(everybody), _BATCH):
        yield everybody[first : first + _BATCH]


@dataclass(slots=True)
class _Sheets:
    """The rows of the sheets that are made of people and facts."""

    people: Rows = field(default_factory=list)
    certifications: Rows = field(default_factory=list)
    credits: Rows = field(default_factory=list)
    fees: Rows = field(default_factory=list)
    observations: Rows = field(default_factory=list)
    year: dict[str, Rows] = field(default_factory=dict)

    def take(self, name: str, record: Record, catalogue: Catalogue, on: date) -> None:
        """The facts of one person."""
        self.certifications += facts.certifications(name, record, catalogue, on)
        self.credits += facts.credits(name, record)
        self.fees += facts.fees(name, record)
        self.observations += facts.observations(name, record, catalogue, on)

    def named(self) -> dict[str, Rows]:
        """The rows by the names of the sheets; Observations only where there are any."""
        always = {
            "People": self.people,
            "Certifications": self.certifications,
            "Credits": self.credits,
            "Fees": self.fees,
        }
        seen = {"Observations": self.observations} if self.observations else {}
        return always | self.year | seen


def _workbook(sheets: _Sheets, others: Iterable[KeptSheet]) -> Workbook:
    kept_sheets = {fold(sheet.name): sheet for sheet in others}
    heads = {name: kept_sheets.pop(fold(name), None) for name in (*kept.FACTS, *kept.YEAR)}
    rows_of = sheets.named()
    for one in FORMS_OF_YEAR:
        if is_whole(one, heads[one.name]):  # and not taken over by an import yet
            rows_of[one.name] = [*_as_kept(one, heads[one.name]), *rows_of.get(one.name, [])]
            heads[one.name] = None
    tables = {name: _table(rows, heads[name]) for name, rows in rows_of.items()}
    strangers = []
    for folded, sheet in kept_sheets.items():
        rows = kept.cells_of(sheet.rows)
        if form := _FORMS.get(folded):
            tables[form.name] = read_table(form, rows)
        else:
            strangers.append(Stranger(sheet.name, tuple(rows)))
    return Workbook(tables, tuple(strangers))


def _as_kept(form: Form, sheet: KeptSheet | None) -> Rows:
    """The rows of a sheet that an earlier version kept whole."""
    table = table_of(form, sheet)
    titles = kept.titles_of(table)
    return [(line.values, kept.kept_of(line, titles)) for line in table.lines]


def _table(rows: Rows, head: KeptSheet | None) -> Table[Any]:
    """A sheet with its unknown columns; rows that are equal are told apart by one more."""
    rows = list(_told_apart(rows))
    titles = kept.header(head.rows[0] if head and head.rows else (), (some for _, some in rows))
    lines = (
        Line(number, _harmless(row), kept.extras_of(some, titles))
        for number, (row, some) in enumerate(rows, 2)
    )
    return Table(tuple(lines), titles)


def _told_apart(rows: Rows) -> Iterator[tuple[Any, Kept]]:
    seen: set[Any] = set()
    for row, some in rows:
        times, unlike = 1, some
        while (row, _hashable(unlike)) in seen:
            times += 1
            unlike = kept.merged(some, [[kept.AGAIN, "number", str(times)]])
        seen.add((row, _hashable(unlike)))
        yield row, unlike


def _hashable(some: Kept) -> frozenset[tuple[str, ...]]:
    return frozenset(map(tuple, some))


def _harmless(row: Any) -> Any:
    """The row without words that a reader takes for the error of a formula."""
    return row._make(
        f"“{cell}”" if isinstance(cell, str) and cell in ERROR_VALUES else cell for cell in row
    )
