"""What comes in as a workbook goes out as one that says the same; pages say it, too."""

from datetime import date
from pathlib import Path

import pytest

import company as cast
from engine.generate import cases
from goodstanding.files.workbook.book import Workbook
from goodstanding.files.workbook.reading import read_workbook
from goodstanding.files.workbook.rows import CertificationRow, ObservationRow
from goodstanding.files.workbook.writing import write_workbook
from goodstanding.records.catalogues import catalogue_of
from goodstanding.services.exports import export, workbook_of
from goodstanding.services.imports import accept, preview, stage
from services.books import bring_in, empty, facts, in_file, on_pages, random_book, table, trade
from some import some

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", some(range(0, 240, 20)))
def test_random_people_stay_who_they_are(seed: int, tmp_path: Path) -> None:
    found = list(cases(seed, 20))
    on = max(day for _, day in found)
    book = random_book([person for person, _ in found], on)
    first, second = trade(on), trade(on)
    catalogue = catalogue_of(first.organisation)
    bring_in(first, book, tmp_path)
    out = workbook_of(first.organisation, on)
    write_workbook(out, tmp_path / "out.xlsx")
    back = read_workbook(tmp_path / "out.xlsx")
    assert back == out
    assert facts(back, catalogue, on) == facts(book, catalogue, on)
    assert on_pages(first.organisation, on) == in_file(back, first.organisation, on)
    bring_in(second, back, tmp_path)
    assert workbook_of(second.organisation, on) == out


@pytest.mark.parametrize("seed", some(range(300, 400, 20)))
def test_pages_and_file_agree_on_other_days(seed: int, tmp_path: Path) -> None:
    found = list(cases(seed, 20))
    on = max(day for _, day in found)
    by = trade(on)
    bring_in(by, random_book([person for person, _ in found], on), tmp_path)
    for day in (on, date(on.year + 1, 2, 28), date(on.year + 3, 12, 31)):
        out = workbook_of(by.organisation, day)
        assert on_pages(by.organisation, day) == in_file(out, by.organisation, day)


def test_two_of_one_name_come_in_again_as_who_they_are() -> None:
    by = cast.actor(cast.company())
    for number in ("", "", "77"):
        who = cast.person(by, "Sam Ng", number=number)
        cast.held(by, who)
        cast.credit(by, who)
    for to in (by, cast.actor(cast.company("Larch Cleaning"))):
        accept(by=to, staged=stage(by=to, name="team.xlsx", content=export(by=by)))
        again = stage(by=to, name="again.xlsx", content=export(by=to))
        plan = preview(by=to, staged=again).plan
        assert plan.problems == ()
        assert [(one.new, one.changes, one.here) for one in plan.guests] == [([], [], 2)] * 3


def test_what_was_seen_of_a_card_is_kept_and_not_used(tmp_path: Path) -> None:
    by = empty(cast.TODAY)
    held = CertificationRow("Cy", "CPR", *[None] * 6, (), None, None)
    seen = ObservationRow("Cy", "CPR", None, None, None, None, 0)
    book = Workbook({"Certifications": table([held]), "Observations": table([seen])})
    bring_in(by, book, tmp_path)
    out = workbook_of(by.organisation, cast.TODAY)
    assert [line.values for line in out.observations.lines] == [seen]
    said = on_pages(by.organisation, cast.TODAY)
    assert [one["warnings"] for one in said[0]["credentials"]] == [[]]
    own = said[0] | {"id": in_file(out, by.organisation, cast.TODAY)[0]["id"]}
    assert [own] == in_file(out, by.organisation, cast.TODAY)
