"""The sheets that no page uses yet: they are kept as they came, the latest of each."""

from collections.abc import Iterator
from typing import Any

from goodstanding.engine.folding import fold
from goodstanding.files.workbook.book import Workbook
from goodstanding.files.workbook.schema import FORMS, Form
from goodstanding.files.workbook.writing import as_rows
from goodstanding.records.models import KeptSheet
from goodstanding.services import kept
from goodstanding.services.importing import year
from goodstanding.services.importing.plan import Sheet
from goodstanding.services.importing.year import is_whole, table_of

_LONGEST = 200
_YEAR = {form.name: form for form in year.FORMS}


def sheets(workbook: Workbook, known: dict[str, KeptSheet]) -> Iterator[Sheet]:
    """The sheets to keep; one without rows does not take the place of one that has some."""
    for name in (*kept.FACTS, *kept.YEAR):
        old = known.get(fold(name))
        form = _YEAR.get(name)
        if form and is_whole(form, old):
            if workbook.table(name).lines:
                yield _taken_over(form, workbook, old)
            continue
        titles = kept.header(
            old.rows[0] if old and old.rows else (),
            ([[title, "", ""] for title in kept.titles_to_keep(workbook.table(name))],),
        )
        if titles:
            yield _sheet(name, [list(titles)], old, is_form=False)
    for name, rows in _whole(workbook):
        old = known.get(fold(name))
        if len(rows) > 1 or old is None or len(old.rows) <= 1:
            yield _sheet(name, rows, old)


def _taken_over(form: Form, workbook: Workbook, old: KeptSheet | None) -> Sheet:
    """A sheet whose rows have been kept whole so far and become rows of the year now."""
    before = list(kept.titles_of(table_of(form, old)))
    titles = dict.fromkeys([*before, *kept.titles_to_keep(workbook.table(form.name))])
    return _sheet(form.name, [list(titles)], old, is_form=False)


def _whole(workbook: Workbook) -> Iterator[tuple[str, list[list[Any]]]]:
    taken: set[str] = set(map(fold, (*kept.FACTS, *kept.YEAR)))
    for form in FORMS:
        if form.name in workbook.tables and fold(form.name) not in taken:
            taken.add(fold(form.name))
            yield form.name, kept.sheet_rows(as_rows(form, workbook.tables[form.name]))
    for stranger in workbook.strangers:
        name, number = stranger.name[:_LONGEST], 1
        while fold(name) in taken:
            number += 1
            name = f"{stranger.name[: _LONGEST - 10]} ({number})"
        taken.add(fold(name))
        yield name, kept.sheet_rows(stranger.rows)


def _sheet(name: str, rows: list[list[Any]], old: KeptSheet | None, is_form: bool = True) -> Sheet:
    return Sheet(
        old.name if old else name,
        rows,
        len(old.rows) if old else None,
        old is None or old.rows != rows,
        is_form,
    )
