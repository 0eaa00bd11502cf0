"""Lists of classes in people's own forms, read as offerings."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from files.cast import xlsx
from goodstanding.files.workbook.reading import NotAWorkbook, read_workbook
from goodstanding.files.workbook.rows import OfferingRow

BLANK = dict.fromkeys(OfferingRow._fields) | {"requires": ()}


def read(folder: Path, *rows: list[Any]) -> tuple[list[tuple[int, Any]], list[str]]:
    """The offerings with their rows, and the problems of rows."""
    book = read_workbook(xlsx(folder / "own.xlsx", **{"2027 classes": list(rows)}))
    lines = [(line.number, line.values) for line in book.tables["Offerings"].lines]
    errors = [one for one in book.problems if one.severity == "error"]
    return lines, [f"{one.row} {one.column}: {one.problem}" for one in errors]


def offering(title: str, **more: Any) -> OfferingRow:
    return OfferingRow(**BLANK | {"title": title} | more)


def test_a_list_as_an_office_keeps_it(tmp_path: Path) -> None:
    lines, problems = read(
        tmp_path,
        ["Classes we could send people to (fictional)"],
        [],
        ["Course", "School", "Dates", "CECs", "Cost", "Spots left", "Location", "IICRC approved?"],
        ["Structural Drying", "Larch School", "March 9-11, 2027", "21 CECs", "$1,295", "4 left",
         "Reno, NV", "Yes"],
        ["Spring"],
        ["Odor control", "Larch School", "online, self-paced", 7, "free", "unlimited", None, "x"],
        ["Desert Expo", "Expo Inc.", date(2027, 9, 14), "", "$ 450.50", None, "Mesa", "pending"],
    )  # fmt: skip
    assert lines == [
        (
            4,
            offering(
                "Structural Drying",
                provider="Larch School",
                starts_on=date(2027, 3, 9),
                ends_on=date(2027, 3, 11),
                credits=2100,
                price=129_500,
                seats=4,
                city="Reno, NV",
                approved=True,
            ),
        ),
        (
            6,
            offering(
                "Odor control",
                provider="Larch School",
                kind="online",
                credits=700,
                price=0,
                approved=True,
            ),
        ),
        (
            7,
            offering(
                "Desert Expo",
                provider="Expo Inc.",
                starts_on=date(2027, 9, 14),
                price=45_050,
                city="Mesa",
            ),
        ),
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("March 30 - April 2, 2027", date(2027, 3, 30), date(2027, 4, 2)),
        ("Tue, Mar 9 to Thu, Mar 11, 2027", date(2027, 3, 9), date(2027, 3, 11)),
        ("3/16/2027 - 3/18/2027", date(2027, 3, 16), date(2027, 3, 18)),
        ("3/16-3/18/2027", date(2027, 3, 16), date(2027, 3, 18)),
        ("9-11 March 2027", date(2027, 3, 9), date(2027, 3, 11)),
        ("2027-03-09 to 2027-03-11", date(2027, 3, 9), date(2027, 3, 11)),
        ("June 3rd, 2027", date(2027, 6, 3), None),
    ],
)
def test_days_as_people_write_them(
    tmp_path: Path, said: str, first: date, last: date | None
) -> None:
    lines, problems = read(tmp_path, ["Class", "When", "Hours"], ["Drying", said, 7])
    assert problems == []
    assert lines == [(2, offering("Drying", starts_on=first, ends_on=last, credits=700))]


def test_what_cannot_be_told_is_said_and_not_guessed(tmp_path: Path) -> None:
    lines, problems = read(
        tmp_path,
        ["Event", "Date", "Credits", "Format"],
        ["Drying", "sometime in May", 7, "in person"],
        ["Mold", "3/4/2027", 7, None],
        ["Fire", None, 7, "classroom"],
        ["Odor", None, 7, "On-demand"],
    )
    assert [values.title for _, values in lines] == ["Odor"]
    assert [problem.partition(" is ")[0].partition(" could ")[0] for problem in problems] == [
        "2 Date: “sometime in May”",
        "3 Date: “3/4/2027”",
        "4 Date: The day",
    ]


def test_other_days_of_the_list_tell_what_comes_first(tmp_path: Path) -> None:
    lines, _ = read(
        tmp_path, ["Class", "Date", "Hours"], ["Mold", "3/4/2027", 7], ["Fire", "3/24/2027", 7]
    )
    assert [values.starts_on for _, values in lines] == [date(2027, 3, 4), date(2027, 3, 24)]


def test_what_was_read_as_what_is_said(tmp_path: Path) -> None:
    book = read_workbook(
        xlsx(tmp_path / "own.xlsx", Plans=[["Class", "When", "Cost"], ["A", "2027-03-09", "ask"]])
    )
    (first, second) = book.problems
    assert first.problem == (
        "“Plans” is read as a list of what is offered: “Class” as Title, “When” as Starts on, "
        "“Cost” as Price; no column names people. Please look through it."
    )
    assert (second.row, second.column) == (2, "Cost")


@pytest.mark.parametrize(
    "header",
    [
        ["Technician", "Course", "Date", "CECs"],  # what people did
        ["Course", "Names of those who go", "Price"],
        ["Course", "Status"],  # too little to tell
    ],
)
def test_what_is_no_list_of_classes(tmp_path: Path, header: list[str]) -> None:
    with pytest.raises(NotAWorkbook):
        read(tmp_path, header, ["x"] * len(header))
