"""Whatever a workbook holds: it comes in once, and goes out as one that says the same."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from company import TODAY
from files.workbook.test_writing import tables, workbooks
from goodstanding.engine.rules.load import shipped
from goodstanding.files.workbook.book import Line, Table, Workbook
from goodstanding.files.workbook.reading import read_workbook
from goodstanding.files.workbook.schema import CERTIFICATIONS, CREDITS, FEES, OBSERVATIONS, PEOPLE
from goodstanding.files.workbook.team import understood
from goodstanding.files.workbook.writing import write_workbook
from goodstanding.services.exports import workbook_of
from goodstanding.services.imports import accept, preview, stage
from services.books import empty, facts, in_file, on_pages
from some import ON_SQLITE

pytestmark = pytest.mark.django_db
WORDS: dict[str, Any] = {
    "name": st.sampled_from(["Ann Lee", "ann lee", "Bo Chen", "7", "b@x.example", "Cy"]),
    "id": st.sampled_from([None, "7", "8"]),
    "email": st.sampled_from([None, "a@x.example", "b@x.example"]),
    "certification": st.sampled_from(["WRT", "wrt", "ASD", "HAZWOPER-8", "CPR", "OSHA-10"]),
    "body": st.sampled_from([None, "IICRC", "OSHA"]),
    "obtains": st.sampled_from([None, None, "WRT", "CPR"]),
    "which": st.sampled_from([None, None, 1, 2]),
    "number": st.sampled_from([None, None, "A", "b"]),
    "activity": st.sampled_from([None, "Course", "course", "Other"]),
    "provider": st.none(),
}


@st.composite
def books(draw: Any) -> Workbook:
    """A workbook whose rows are about few people and known certifications."""
    found = draw(workbooks())
    made = dict(found.tables)
    for form in (PEOPLE, CERTIFICATIONS, CREDITS, FEES, OBSERVATIONS):
        if form.name in made or draw(st.booleans()):
            table = draw(tables(form))
            lines = tuple(_told(draw, line) for line in table.lines)
            made[form.name] = Table(lines, table.extra_titles)
    return Workbook(made, found.strangers)


def _told(draw: Any, line: Line[Any]) -> Line[Any]:
    said = {name: draw(WORDS[name]) for name in line.values._fields if name in WORDS}
    return Line(line.number, line.values._replace(**said), line.extras)


SOME = settings(
    max_examples=8 if ON_SQLITE else 3,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@SOME
@given(books())
def test_it_comes_in_once_and_goes_out_as_it_came(db: None, book: Workbook) -> None:
    del db
    with tempfile.TemporaryDirectory() as folder:
        came, went = Path(folder) / "in.xlsx", Path(folder) / "out.xlsx"
        write_workbook(book, came)
        first, second = empty(TODAY), empty(TODAY)
        accept(by=first, staged=stage(by=first, name="in.xlsx", content=came.read_bytes()))
        out = workbook_of(first.organisation, TODAY)
        write_workbook(out, went)
        assert read_workbook(went) == out
        assert on_pages(first.organisation, TODAY) == _own(in_file(out, first.organisation, TODAY))
        again = preview(
            by=first, staged=stage(by=first, name="out.xlsx", content=went.read_bytes())
        )
        assert (again.plan.is_empty, again.plan.in_conflict) == (True, [])
        accept(by=second, staged=stage(by=second, name="out.xlsx", content=went.read_bytes()))
        assert workbook_of(second.organisation, TODAY) == out
        told = read_workbook(came)
        said = understood(told, shipped(), TODAY)
        if not any(p.severity == "error" and p.sheet == "People" for p in said.team.problems):
            assert _judged(out) == _judged(told)


@SOME
@given(books(), books())
def test_what_is_on_record_is_not_taken_again(db: None, one: Workbook, other: Workbook) -> None:
    del db
    by = empty(TODAY)
    for book in (one, other):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "in.xlsx"
            write_workbook(book, path)
            content = path.read_bytes()
        accept(by=by, staged=stage(by=by, name="in.xlsx", content=content))
        again = preview(by=by, staged=stage(by=by, name="in.xlsx", content=content)).plan
        assert [(guest.changes, guest.new, guest.corrected) for guest in again.changed] == []
        out = workbook_of(by.organisation, TODAY)
        said = _own(in_file(out, by.organisation, TODAY))
        assert on_pages(by.organisation, TODAY) == said


def _own(said: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the IDs that were made for the sake of the file."""
    return [
        one | {"id": None if (one["id"] or "").startswith("GS-") else one["id"]} for one in said
    ]


def _judged(book: Workbook) -> list[Any]:
    return [(member.name, member.facts) for member in facts(book, shipped(), TODAY)]
