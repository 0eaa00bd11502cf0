"""What a workbook's cells become, and everything that can be wrong with them."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from files.cast import xlsx
from goodstanding.files.workbook.book import Line, Stranger, Table, Workbook
from goodstanding.files.workbook.problem import Problem
from goodstanding.files.workbook.reading import NotAWorkbook, read_workbook
from goodstanding.files.workbook.rows import (
    CertificationRow,
    CreditRow,
    OfferingRow,
    PeopleRow,
    RuleRow,
)

MARIA = PeopleRow("Maria Lopez", None, None, None, None, None, None, None, None)
OUT = " The row is left out."


def problems(path: Path, **sheets: list[list[Any]]) -> list[tuple[Any, ...]]:
    """Every problem as a plain tuple."""
    found = read_workbook(xlsx(path / "a.xlsx", **sheets)).problems
    return [(p.sheet, p.row, p.column, p.problem, p.severity) for p in found]


def test_typed_rows_unknown_columns_and_unknown_sheets(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx",
        Notes=[["call", "Zoe"], [None, 3]],
        credits=[
            [" EARNED  on ", "name", "Credits", "Approved", "State", "Shirt"],
            [datetime(2026, 5, 1, 13, 30), " Maria Lopez ", 3.5, "To be checked", "Posted", "XL"],  # noqa: DTZ001
            ["", " ", None],
            ["2026-05-02", 104233, "14", "NO", None, None, "beyond"],
        ],
        People=[["Name", "Day cost"], ["Maria Lopez", 420.5]],
    )
    assert read_workbook(path) == Workbook(
        {
            "Credits": Table(
                (
                    Line(
                        2,
                        credit(
                            name="Maria Lopez", earned_on=date(2026, 5, 1), credits=350
                        )._replace(state="posted"),
                        ((0, "XL"),),
                    ),
                    Line(
                        4,
                        credit(name="104233", earned_on=date(2026, 5, 2), credits=1400)._replace(
                            approved=False
                        ),
                        ((1, "beyond"),),
                    ),
                ),
                ("Shirt", ""),
            ),
            "People": Table((Line(2, MARIA._replace(day_cost=42_050)),)),
        },
        (Stranger("Notes", (("call", "Zoe"), (None, 3.0))),),
    )
    assert [
        (p.sheet, p.row, p.column, p.problem, p.severity) for p in read_workbook(path).problems
    ] == [
        (
            "Credits",
            1,
            "Shirt",
            "The column “Shirt” is not known: it is kept, but not used.",
            "warning",
        ),
        (
            "Credits",
            1,
            None,
            "Column 7 has values but no title: it is kept, but not used.",
            "warning",
        ),
        ("Notes", None, None, "This sheet is not known: it is kept, but not used.", "warning"),
    ]


def credit(name: str, earned_on: date, credits: int) -> CreditRow:
    return CreditRow(
        name, None, None, None, None, earned_on, credits, None, None, None, None, None, None, None
    )


def test_several_values_in_a_cell_and_exact_numbers(tmp_path: Path) -> None:
    book = read_workbook(
        xlsx(
            tmp_path / "a.xlsx",
            Certifications=[
                ["Name", "Certification", "Restored on", "Balance"],
                ["Maria Lopez", "WRT", "2020-01-02; 2024-02-03;", 0.1 + 0.2],
            ],
            Offerings=[
                ["Title", "Production days", "Seats", "Price", "Requires", "Approved"],
                ["Class", 1.25, 12, "99.90", "WRT; ASD", True],
            ],
            Rules=[["Setting", "Value"], ["max_out", 0.2], ["budget", 1000]],
        )
    )
    assert book.problems == ()
    assert [line.values for line in book.certifications.lines] == [
        CertificationRow(
            "Maria Lopez",
            "WRT",
            None,
            None,
            None,
            None,
            None,
            30,
            (date(2020, 1, 2), date(2024, 2, 3)),
            None,
            None,
        )
    ]
    assert [line.values for line in book.offerings.lines] == [
        OfferingRow(
            "Class",
            None,
            None,
            None,
            None,
            None,
            9990,
            None,
            12,
            Decimal("1.25"),
            None,
            None,
            True,
            ("WRT", "ASD"),
            None,
        )
    ]
    assert [line.values for line in book.rules.lines] == [
        RuleRow("max_out", "0.2"),
        RuleRow("budget", "1000"),
    ]


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        (
            "Hired on",
            "03/04/2026",
            "“03/04/2026” is not a date that can be read: write YYYY-MM-DD.",
        ),
        ("Hired on", "2026-02-30", "“2026-02-30” is not a day of the calendar: correct it."),
        ("Hired on", 46000, "“46000” is a number, not a date: format the cell as a date."),
        (
            "Hired on",
            "1900-01-01",
            (
                "“1900-01-01” is not between the years 1950 and 2100: correct it, or leave it "
                "blank "
                "when it is not known."
            ),
        ),
        ("Hired on", "20260102", "“20260102” is not a date that can be read: write YYYY-MM-DD."),
        ("Hired on", True, "“yes” is not a date that can be read: write YYYY-MM-DD."),
        ("Day cost", "a lot", "“a lot” is not an amount of money: write a number, such as 420.50."),
        ("Day cost", -1, "“-1” is not an amount of money: write a number, such as 420.50."),
        ("Day cost", 1.234, "“1.234” has more than two decimals: round it to cents."),
        (
            "Email",
            "#REF!",
            "The cell holds the error #REF!: mend the formula, or type the value.",
        ),
    ],
)
def test_cells_of_people_that_cannot_be_read(
    tmp_path: Path, column: str, cell: Any, sentence: str
) -> None:
    assert problems(tmp_path, People=[["Name", column], ["Maria", cell], ["Zoe", None]]) == [
        ("People", 2, column, sentence + OUT, "error")
    ]


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        ("Credits", -1, "credits cannot be negative: write the hours as a number, such as 3.5."),
        ("Credits", "3,5", "“3,5” is not a number: write the hours as a number, such as 3.5."),
        (
            "Credits",
            1.333,
            "credits have at most two decimals: write the hours as a number, such as 3.5.",
        ),
        (
            "Credits",
            9999,
            (
                "more than 1,000 credits in one line is not believable: write the hours as a "
                "number, "
                "such as 3.5."
            ),
        ),
        ("Credits", "1_4", "“1_4” is not a number: write the hours as a number, such as 3.5."),
        ("Credits", "١٤", "“١٤” is not a number: write the hours as a number, such as 3.5."),
        (
            "Credits",
            "9" * 90,
            f"“{'9' * 57}…” is not a number: write the hours as a number, such as 3.5.",
        ),
        ("Credits", True, "“yes” is not an amount of credits: write a number."),
        (
            "State",
            "posed",
            (
                "“posed” is not one of planned, earned, submitted, posted, rejected, void; did you "
                "mean “posted”?"
            ),
        ),
        ("Approved", "perhaps", "“perhaps” is neither yes nor no: write one, or leave it blank."),
        ("Earned on", None, "Earned on is missing: fill it in, or delete the row."),
    ],
)
def test_cells_of_credits_that_cannot_be_read(
    tmp_path: Path, column: str, cell: Any, sentence: str
) -> None:
    row = {"Name": "Maria", "Earned on": "2026-01-01", "Credits": 2} | {column: cell}
    assert problems(tmp_path, Credits=[list(row), list(row.values())]) == [
        ("Credits", 2, column, sentence + OUT, "error")
    ]


def test_all_mistakes_of_a_row_are_named_and_the_rest_of_it_is_kept_aside(tmp_path: Path) -> None:
    book = read_workbook(
        xlsx(
            tmp_path / "a.xlsx", People=[["Name", "ID", "Hired on", "Day cost"], ["M", 7, "x", "y"]]
        )
    )
    assert [(p.row, p.column) for p in book.problems] == [(2, "Hired on"), (2, "Day cost")]
    assert book.people.lines == ()
    assert book.people.left_out == (
        Line(2, PeopleRow("M", "7", None, None, None, None, None, None, None)),
    )


def test_a_missing_column_is_named_with_what_there_is(tmp_path: Path) -> None:
    assert problems(
        tmp_path, People=[["Name"], ["Zoe"]], Fees=[["Name", "Through"], ["Zoe", 1]]
    ) == [
        (
            "Fees",
            1,
            None,
            (
                "The column “Paid through” is missing. Row 1 has “Name”, “Through”; this sheet "
                "is read "
                "from “Name”, “Body”, “Paid on”, “Paid through”. The sheet is not read."
            ),
            "error",
        )
    ]


def test_a_column_that_is_there_twice(tmp_path: Path) -> None:
    assert problems(tmp_path, People=[["Name", "ID", " name "], ["Zoe", 1, "Z"]]) == [
        (
            "People",
            1,
            None,
            "“Name” is there more than once in row 1: rename or delete one. The sheet is not read.",
            "error",
        )
    ]


def test_titles_that_do_not_stand_in_row_1(tmp_path: Path) -> None:
    rows = [["Our people"], [], ["Name", "ID"], ["Zoe", 1]]
    assert problems(tmp_path, People=rows) == [
        (
            "People",
            3,
            None,
            (
                "The column titles stand in row 3; they must stand in row 1: delete the rows above "
                "them. The sheet is not read."
            ),
            "error",
        )
    ]


def test_formulas_without_a_result_leave_their_row_out(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("People")
    for row, cells in enumerate(
        [["Name", "ID", "Extra"], ["Zoe", "7"], ["Max", "8"], ["Ida", "9"]]
    ):
        sheet.write_row(row, 0, cells)
    sheet.write_formula("B2", "=A1", None, "")
    sheet.write_formula("B3", "=NA()", None, "#N/A")
    sheet.write_formula("C4", "=A1", None, "")
    sheet.write_formula("A9", "=A1", None, "")
    book.close()
    found = read_workbook(tmp_path / "a.xlsx")
    mend = "open the file in Excel and save it, or type the value."
    assert [(p.row, p.column, p.problem, p.severity) for p in found.problems] == [
        (1, "Extra", "The column “Extra” is not known: it is kept, but not used.", "warning"),
        (2, "ID", f"The cell holds a formula whose result was not saved: {mend}{OUT}", "error"),
        (
            3,
            "ID",
            f"The cell holds the error #N/A: mend the formula, or type the value.{OUT}",
            "error",
        ),
        (4, None, f"A cell holds a formula whose result was not saved: {mend}", "warning"),
        (9, "Name", f"The cell holds a formula whose result was not saved: {mend}{OUT}", "error"),
    ]
    assert [line.values.name for line in found.people.lines] == ["Ida"]


@pytest.mark.parametrize(
    ("text", "sheet"),
    [
        ("Name,Certification,Issued on\nZoe,WRT,2024-01-02\n", "Certifications"),
        ("Name;Credits;Earned on\nZoe;3.5;2024-01-02\n", "Credits"),
        ("Name\tID\nZoe\t7\n", "People"),
        ("Job,Service,Starts on,Crew\n1,water,2024-01-02,Zoe\n", "Jobs"),
    ],
)
def test_a_text_table_is_recognised_by_its_columns(tmp_path: Path, text: str, sheet: str) -> None:
    (tmp_path / "list.csv").write_text(text)
    book = read_workbook(tmp_path / "list.csv")
    assert ({name: len(table.lines) for name, table in book.tables.items()}, book.problems) == (
        {sheet: 1},
        (),
    )


def test_a_lone_sheet_of_any_name_is_recognised_by_its_columns(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", Sheet1=[["Name", "ID"], ["Zoe", 7]])
    assert read_workbook(path) == Workbook(
        {"People": Table((Line(2, MARIA._replace(name="Zoe", id="7")),))}
    )


def test_somebodys_own_tracker_is_refused_with_what_was_looked_for(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "own.xlsx", Team=[["Who", "WRT until"], ["Zoe", "2027-01-01"]])
    with pytest.raises(NotAWorkbook) as caught:
        read_workbook(path)
    assert caught.value.sentence == (
        "“own.xlsx” is not in the form of the workbook: looked for the sheets People (Name …); "
        "Certifications (Name, Certification …); Credits (Name, Earned on …); Fees (Name, Paid "
        "through …); Offerings (Title …); Days off (From …); Enrolments (Name, Offering …); Rules "
        "(Setting, Value …); Jobs (Service, Starts on …); Observations (Name, Certification …), "
        "found “Team” (Who, WRT until); `goodstanding template FILE.xlsx` makes an empty workbook."
    )


def test_problems_come_in_the_order_of_sheets_and_rows(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        Fees=[["Name", "Paid through"], ["Zoe", "x"]],
        People=[["Name", "Hired on"], ["Zoe", "x"], ["Max", "y"]],
    )
    assert [(sheet, row) for sheet, row, *_ in found] == [("People", 2), ("People", 3), ("Fees", 2)]


def test_two_sheets_of_one_name(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx", **{"People": [["Name"], ["Zoe"]], "People ": [["Name"], ["Max"]]}
    )
    found = read_workbook(path)
    assert (found.people.lines, found.problems) == (
        (Line(2, MARIA._replace(name="Zoe")),),
        (
            Problem(
                "People",
                None,
                None,
                "There are two sheets of this name: the second is not read.",
                "error",
            ),
        ),
    )
