"""A workbook that is written reads back as the same value."""

import os
import string
import tempfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodstanding.engine.folding import fold
from goodstanding.files.unwritable import Unwritable
from goodstanding.files.workbook.book import Line, Stranger, Table, Workbook
from goodstanding.files.workbook.reading import read_workbook
from goodstanding.files.workbook.rows import RuleRow
from goodstanding.files.workbook.schema import FORMS, Column, Form, Type
from goodstanding.files.workbook.writing import write_workbook

# no control characters and no lone halves of pairs: a spreadsheet cannot hold them
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn"), exclude_characters=";")
TEXTS = (
    st.one_of(
        st.text(LETTERS, min_size=1, max_size=12),
        st.sampled_from(
            ["=1+1", "+1", "-1", "@x", "007", "https://x.example", "_x0041_", "a\nb", "&<>'\""]
        ),
    )
    .map(str.strip)
    .filter(lambda text: text and not text.startswith("#"))
)
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
VALUES: dict[Type, st.SearchStrategy[Any]] = {
    Type.TEXT: TEXTS,
    Type.LIST: st.lists(TEXTS, max_size=3).map(tuple),
    Type.DAY: DAYS,
    Type.DAYS: st.lists(DAYS, max_size=3).map(tuple),
    Type.CREDITS: st.integers(0, 100_000),
    Type.MONEY: st.integers(0, 10**11),
    Type.WHOLE: st.integers(0, 100_000),
    Type.NUMBER: st.integers(0, 1600).map(lambda n: Decimal(n) / 16),
    Type.YES_NO: st.booleans(),
}
CELLS = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.integers(-(10**6), 10**6).map(lambda n: n / 100),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001
    .map(lambda at: at.replace(microsecond=0))
    .filter(lambda at: at.time().isoformat() != "00:00:00"),
)
TITLES = st.text(string.ascii_letters + "éß", min_size=1, max_size=8).map(lambda t: f"my {t}")


def values(column: Column) -> st.SearchStrategy[Any]:
    known = VALUES[column.type] if column.choices == () else st.sampled_from(column.choices)
    return known if column.required else st.one_of(st.just(column.blank), known)


@st.composite
def tables(draw: Any, form: Form) -> Table[Any]:
    titles = tuple(draw(st.lists(TITLES, max_size=2, unique_by=fold)))
    rows = draw(st.lists(st.tuples(*map(values, form.columns)), max_size=4))
    lines = []
    for number, row in enumerate(rows, 2):
        extras = {place: draw(st.none() | CELLS) for place in range(len(titles))}
        kept = tuple((place, cell) for place, cell in extras.items() if cell is not None)
        blank = not kept and all(value in (None, ()) for value in row)
        if not blank:
            lines.append(Line(number, form.row._make(row), kept))
    return Table(tuple(lines), titles)


def trimmed(cells: list[Any]) -> tuple[Any, ...]:
    while cells and cells[-1] is None:
        cells = cells[:-1]
    return tuple(cells)


@st.composite
def strangers(draw: Any) -> Stranger:
    rows = [
        trimmed(row) for row in draw(st.lists(st.lists(st.none() | CELLS, max_size=3), max_size=3))
    ]
    while rows and not rows[-1]:
        rows.pop()
    return Stranger(draw(TITLES), tuple(rows))


@st.composite
def workbooks(draw: Any) -> Workbook:
    forms = draw(st.lists(st.sampled_from(FORMS), min_size=1, unique=True))
    others = draw(st.lists(strangers(), max_size=2, unique_by=lambda one: fold(one.name)))
    return Workbook({form.name: draw(tables(form)) for form in forms}, tuple(others))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(workbooks())
def test_what_is_written_reads_back_equal(workbook: Workbook) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write_workbook(workbook, path)
        assert read_workbook(path) == workbook
        assert os.listdir(folder) == ["a.xlsx"]  # noqa: PTH208 (names, not paths)


RULES = Workbook({"Rules": Table((Line(2, RuleRow("service @x", "=HYPERLINK(1)")),))})


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    write_workbook(RULES, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Rules"]
    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [
        ("service @x", "s"),
        ("=HYPERLINK(1)", "s"),
    ]


def test_an_existing_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"old")
    (tmp_path / "a.xlsx").chmod(0o640)
    write_workbook(RULES, tmp_path / "a.xlsx")
    assert read_workbook(tmp_path / "a.xlsx") == RULES
    assert (tmp_path / "a.xlsx").stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"old")
    long = Workbook({"Rules": Table((Line(2, RuleRow("x" * 40_000, "1")),))})
    with pytest.raises(Unwritable) as caught:
        write_workbook(long, tmp_path / "a.xlsx")
    assert caught.value.sentence == (
        f"The text “{'x' * 40}…” has 40,000 characters; a cell of Excel holds 32,767: shorten it."
    )
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a.xlsx": b"old"}


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    sentences = []
    for path in (tmp_path, tmp_path / "no" / "a.xlsx", Path("/proc/a.xlsx")):
        with pytest.raises(Unwritable) as caught:
            write_workbook(RULES, path)
        sentences.append(caught.value.sentence)
    assert sentences[:2] == [
        f"“{tmp_path}” is a folder: name a file in it.",
        (
            f"“{tmp_path / 'no' / 'a.xlsx'}” cannot be written: there is no folder "
            f"“{tmp_path / 'no'}”; make it first."
        ),
    ]
    assert sentences[2].startswith("“/proc/a.xlsx” cannot be written: ")
