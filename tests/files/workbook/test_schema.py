"""The one table of sheets and columns agrees with the typed rows and with the page about it."""

from pathlib import Path

import goodstanding
from goodstanding.files.tables import LIMITS
from goodstanding.files.workbook.schema import FORMS, Form

PAGE = Path(goodstanding.__file__).parents[2] / "docs" / "workbook.md"


def described(form: Form) -> str:
    """A sheet's part of the page."""
    lines = [f"### {form.name}", "", form.note, "", "| column | cells | meaning |", "|---|---|---|"]
    for column in form.columns:
        kind = f"{column.type}"
        if column.choices:
            kind = f"{kind}: " if column.type == "one of" else f"{kind}, such as "
            kind += ", ".join(column.choices)
        title = f"**{column.title}**" if column.required else column.title
        lines.append(f"| {title} | {kind} | {column.note} |")
    return "\n".join(lines) + "\n"


def test_every_column_has_its_place_in_the_typed_row() -> None:
    assert [form.row._fields for form in FORMS] == [
        tuple(column.field for column in form.columns) for form in FORMS
    ]


def test_the_page_describes_every_sheet_and_column() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [form.name for form in FORMS if described(form) not in page] == []


def test_the_page_names_the_limits() -> None:
    page = PAGE.read_text(encoding="utf-8")
    named = [
        f"{LIMITS.file // 1_000_000} MB",
        f"{LIMITS.unpacked // 1_000_000} MB",
        f"{LIMITS.memory // 1_000_000} MB",
        f"{LIMITS.seconds} seconds",
        f"{LIMITS.sheets} sheets",
        f"{LIMITS.rows:,} rows",
        f"{LIMITS.columns} columns",
        f"{LIMITS.cells:,} cells",
    ]
    assert [limit for limit in named if limit not in page] == []
