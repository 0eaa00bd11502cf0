"""The sheets that no page uses yet: they are kept as they came, the latest of each."""

from collections.abc import Iterator
from typing import Any

from goodstanding.engine.folding import fold
from goodstanding.files.workbook.book import Workbook
from goodstanding.files.workbook.schema import FORMS
from goodstanding.files.workbook.writing import as_rows
from goodstanding.records.models import KeptSheet
from goodstanding.services import kept
from goodstanding.services.importing.plan import Sheet

_LONGEST = 200


def sheets(workbook: Workbook, known: dict[str, KeptSheet]) -> Iterator[Sheet]:
    """The sheets to keep; one without rows does not take the place of one that has some."""
    for name in kept.FACTS:
        old = known.get(fold(name))
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


def _whole(workbook: Workbook) -> Iterator[tuple[str, list[list[Any]]]]:
    taken: set[str] = set(map(fold, kept.FACTS))
    for form in FORMS:
        if form.name in workbook.tables and form.name not in kept.FACTS:
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
