"""The empty workbook opens in Excel with drop-downs and notes, and reads without a mistake."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from files.cast import CATALOGUE, ON
from goodstanding.files.unwritable import Unwritable
from goodstanding.files.workbook.schema import FORMS, Type
from goodstanding.files.workbook.team import read_team
from goodstanding.files.workbook.template import note, template


def test_the_template_reads_without_any_problem(tmp_path: Path) -> None:
    template(tmp_path / "t.xlsx")
    team = read_team(tmp_path / "t.xlsx", CATALOGUE, ON)
    assert team.problems == ()
    assert [(member.name, len(member.facts.credits)) for member in team.members] == [
        ("Erin Example (delete this row)", 1)
    ]
    assert [(job.service, job.crew) for job in team.jobs] == [("water", (0,))]


def test_every_column_has_its_title_note_and_check(tmp_path: Path) -> None:
    template(tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == [form.name for form in FORMS]
    for form in FORMS:
        sheet = book[form.name]
        assert [cell.value for cell in sheet[1]] == [column.title for column in form.columns]
        assert [cell.comment.text for cell in sheet[1]] == [note(column) for column in form.columns]
        assert (sheet.freeze_panes, sheet.max_row) == ("A2", 2)
        checked = {
            str(one.sqref).split(":")[0][:-1]: one.type
            for one in sheet.data_validations.dataValidation
        }
        letters = {
            column.title: cell.column_letter
            for column, cell in zip(form.columns, sheet[1], strict=True)
        }
        assert {letters[c.title] for c in form.columns if c.choices or c.type in CHECKED} == set(
            checked
        )


CHECKED = {Type.CHOICE, Type.DAY, Type.CREDITS, Type.MONEY, Type.WHOLE, Type.NUMBER, Type.YES_NO}


def test_the_states_of_a_credit_are_a_drop_down(tmp_path: Path) -> None:
    template(tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["Credits"]
    found = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert found["H2:H10001"] == '"planned,earned,submitted,posted,rejected,void"'
    assert sheet["F2"].value.date() == date(2025, 3, 11)


def test_a_file_that_is_there_is_not_overwritten_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(Unwritable) as caught:
        template(path)
    assert (
        caught.value.sentence == f"“{path}” is there already: name a new file, or delete it first."
    )
    assert path.read_bytes() == b"mine"
    template(path, force=True)
    assert openpyxl.load_workbook(path).sheetnames == [form.name for form in FORMS]
