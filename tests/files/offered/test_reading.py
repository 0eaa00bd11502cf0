"""Companies' own lists of classes, as messy as they are, understood as offerings."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as Excel

from goodstanding.files.offered.days import Span, order, span
from goodstanding.files.offered.reading import offered
from goodstanding.files.tables import Cell
from goodstanding.files.workbook.problem import Problems
from goodstanding.files.workbook.reading import NotAWorkbook, read_workbook
from goodstanding.files.workbook.rows import OfferingRow
from goodstanding.files.workbook.writing import write_workbook

Rows = list[list[Cell]]
MESSY: Rows = [
    ["Northpeak Restoration: 2027 class schedule"],
    [],
    ["Class", "School", "Date(s)", "CECs", "Cost", "Location", "Spots left", "IICRC approved?",
     "Certification obtained", "Prerequisite", "Booked by"],
    ["Structural drying", "Drywell School", "March 9-11, 2027", "21 hrs", "$1,295", "Reno, NV", 4,
     "Yes", "ASD", "WRT", "office"],
    ["Odor control", "Drywell School", "Apr 30 - May 1", 14, "TBD", "Boise", "sold out", "pending",
     "Odor Control (OCT)", "none", None],
    [],
    ["Online, self-paced"],
    ["Moisture basics", "Webschool", None, 2, "free", None, None, "yes", None, None, None],
    ["Class", "School", "Date(s)", "CECs", "Cost"],
    ["Total", None, None, 37, 1295],
]  # fmt: skip


def read(rows: Rows, name: str = "Upcoming classes") -> tuple[list[OfferingRow], list[Any]]:
    problems = Problems()
    lines = offered(name, rows, {}, problems)
    return [line.values for line in lines or []], problems.found


def said(rows: Rows, name: str = "Upcoming classes") -> str:
    return "\n".join(f"{p.row} {p.column}: {p.problem}" for p in read(rows, name)[1])


def row(**values: Any) -> OfferingRow:
    return OfferingRow(**{**dict.fromkeys(OfferingRow._fields), "requires": (), **values})


def test_a_messy_list_is_understood_row_by_row() -> None:
    rows, _ = read(MESSY)
    assert rows == [
        row(title="Structural drying", provider="Drywell School", starts_on=date(2027, 3, 9),
            ends_on=date(2027, 3, 11), credits=2100, price=129_500, city="Reno, NV", seats=4,
            approved=True, obtains="ASD", requires=("WRT",)),
        row(title="Odor control", provider="Drywell School", starts_on=date(2027, 4, 30),
            ends_on=date(2027, 5, 1), credits=1400, city="Boise", seats=0, obtains="OCT"),
        row(title="Moisture basics", provider="Webschool", kind="online", credits=200, price=0,
            approved=True),
    ]  # fmt: skip


def test_what_is_not_sure_and_what_is_left_is_said() -> None:
    words = said(MESSY)
    for sentence in (
        "1 None: “Northpeak Restoration: 2027 class schedule” stands above the headings: a note.",
        "3 None: “Upcoming classes” is read as a list of what is offered: “Class” as Title",
        "3 Booked by: The column “Booked by” is not understood: it is kept",
        "5 Date(s): The year 2027 is taken from “Northpeak Restoration: 2027 class schedule”.",
        "5 IICRC approved?: “pending” is neither yes nor no: it counts once it says yes.",
        "7 None: “Online, self-paced” stands alone in its row: a note, no offering.",
        "10 None: “Total” begins a sum: the row is no offering.",
    ):
        assert sentence in words


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("March 9-11, 2027", "2027-03-09", "2027-03-11"),
        ("Tue, Mar 9th – Thu, Mar 11th 2027", "2027-03-09", "2027-03-11"),
        ("9-11 March 2027", "2027-03-09", "2027-03-11"),
        ("30 March to 2 April 2027", "2027-03-30", "2027-04-02"),
        ("March 30 - April 2, 2027", "2027-03-30", "2027-04-02"),
        ("Dec 30 - Jan 2, 2028", "2027-12-30", "2028-01-02"),
        ("March 9, 10 & 11, 2027", "2027-03-09", "2027-03-11"),
        ("3/9/2027 - 3/11/2027", "2027-03-09", "2027-03-11"),
        ("3/9-11/2027", "2027-03-09", "2027-03-11"),
        ("3/19/27 8:00 AM", "2027-03-19", "2027-03-19"),
        ("2027-03-09 through 2027-03-11", "2027-03-09", "2027-03-11"),
        (datetime(2027, 3, 9, 8, 0, tzinfo=UTC), "2027-03-09", "2027-03-09"),
    ],
)
def test_days_as_people_write_them(cell: Cell, first: str, last: str) -> None:
    assert span(cell, "mdy", None) == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("3/9/2027", "could be 2027-03-09 or 2027-09-03: write the one that is meant."),
        ("March 9-11", "has no year: write it as 2027-03-09"),
        ("March 2027", "names no day"),
        ("March 9 & 16, 2027", "is not one stretch of days: write a row for each stretch."),
        ("March 11-9, 2027", "ends before it begins"),
        ("February 30, 2027", "is not a day of the calendar: correct it."),
        ("after Easter", "is not a date that can be read"),
        (46_000, "is a number, not a day: format the cell as a date."),
    ],
)
def test_days_that_cannot_be_told_are_none(cell: Cell, why: str) -> None:
    found = span(cell, None, None)
    assert isinstance(found, str)
    assert why in found


def test_one_date_shows_the_order_of_the_others() -> None:
    assert order(["3/9/2027", "3/19/2027"]) == "mdy"
    assert order(["9.3.2027", "19.3.2027"]) == "dmy"
    assert order(["3/19/2027", "19/3/2027"]) is None


def test_bad_lines_are_named_with_what_mends_them() -> None:
    rows: Rows = [
        ["Course", "Vendor", "Start", "End", "Days", "Hours", "Fee", "Seats", "Format", "Status"],
        ["Fire", "A", date(2027, 5, 4), date(2027, 5, 3), None, 7, 100, 2, "live", None],
        ["Mold", "A", None, None, None, 7, 100, 2, "live", None],
        ["Trauma", "A", "TBD", None, None, 7, 100, 2, "hybrid", None],
        [None, "A", date(2027, 5, 4), None, None, 7, 100, 2, "live", None],
        ["Carpet", "A", date(2027, 5, 4), None, 3, "a lot", "$900 / $800", "5/12", "yurt", None],
        ["Stone", "A", date(2027, 5, 4), None, None, 7, 100, 2, "live", "Cancelled"],
        ["Webinar", "A", date(2027, 5, 4), None, None, 7, "€90", "unlimited", "Zoom", "Full"],
    ]  # fmt: skip
    found, _ = read(rows)
    assert found == [
        row(title="Carpet", provider="A", starts_on=date(2027, 5, 4), ends_on=date(2027, 5, 6)),
        row(title="Webinar", provider="A", starts_on=date(2027, 5, 4), kind="online", credits=700,
            price=9000, seats=0),
    ]  # fmt: skip
    words = said(rows)
    for sentence in (
        "2 End: “2027-05-03” is before 2027-05-04: correct one of the two. The row is left out.",
        "3 Start: The day is missing: write the days, or say “online”",
        "4 Start: “TBD” is no day: write the days",
        "5 Course: The title is missing: fill it in. The row is left out.",
        "6 Days: The last day is worked out as 2027-05-06 from “3”.",
        "6 Hours: “a lot” is not a number of hours: left blank; write it as 14.",
        "6 Fee: “$900 / $800” is not one amount: left blank; write it as 1295.",
        "6 Seats: “5/12” is not one number of places",
        "6 Format: “yurt” is no kind that is known: it is taken as a course",
        "7 Status: “Cancelled”: “Stone” is not taken as an offering.",
        "8 Fee: “€90” is in another currency: only the number is kept.",
    ):
        assert sentence in words


def test_people_make_it_a_log_of_credits() -> None:
    named: Rows = [["Technician", "Course", "Date", "CECs", "Price"], ["Maria", "A", "x", 2, 3]]
    grid: Rows = [["Class", "Date", "Maria Vega", "Sam Ng"], ["Drying", date(2026, 1, 5), "x", 4]]
    earned: Rows = [["Course", "Price", "Date completed"], ["Drying", 3, date(2026, 1, 5)]]
    one: Rows = [["Course", "Date", "CECs"], ["Drying", date(2026, 1, 5), 2]]
    assert "“Technician” says who attended" in said(named)
    assert "People stand side by side (“Maria Vega”, “Sam Ng”)" in said(grid)
    assert "“Date completed” says who attended" in said(earned)
    assert "may be on offer or be what somebody has earned" in said(one, "Maria Vega")
    assert [read(rows)[0] for rows in (named, grid, earned)] == [[], [], []]
    assert read(one)[0] == [row(title="Drying", starts_on=date(2026, 1, 5), credits=200)]


def test_courses_without_days_are_online_only_where_the_sheet_says_so() -> None:
    rows: Rows = [["Title", "Price (AUD)", "Modules"], ["Mould", 29, 5], ["Odour", 0, 5]]
    assert read(rows)[0] == []
    assert "No column says the days of 2 classes" in said(rows)
    online = [row(title="Mould", kind="online", price=2900),
              row(title="Odour", kind="online", price=0)]  # fmt: skip
    assert read(rows, "Self-paced courses")[0] == online
    assert read([[*r, "On demand" if at else "Format"] for at, r in enumerate(rows)])[0] == online


def test_a_sheet_among_others_becomes_the_sheet_offerings(tmp_path: Path) -> None:
    excel = Excel()
    excel.active.title = "People"
    for one in (["Name"], ["Maria Vega"]):
        excel["People"].append(one)
    excel.create_sheet("2027 training")
    for one in MESSY:
        excel["2027 training"].append(one)
    excel.save(tmp_path / "tracker.xlsx")
    found = read_workbook(tmp_path / "tracker.xlsx")
    assert [(line.sheet, line.number) for line in found.offerings.lines] == [
        ("2027 training", 4),
        ("2027 training", 5),
        ("2027 training", 8),
    ]
    write_workbook(found, tmp_path / "ours.xlsx")
    again = read_workbook(tmp_path / "ours.xlsx")
    assert again.offerings == found.offerings
    assert again.strangers == found.strangers


@pytest.mark.parametrize(
    ("name", "between", "code"), [("a.csv", ",", "utf-8"), ("a.tsv", "\t", "cp1252")]
)
def test_text_tables(tmp_path: Path, name: str, between: str, code: str) -> None:
    lines = [
        between.join(["Title", "Dates", "Price", "Credits"]),
        between.join(["Séchage", "“9 to 11 March 2027”".strip("“”"), "$500", "14"]),
    ]
    (tmp_path / name).write_bytes("\n".join(lines).encode(code))
    assert [line.values for line in read_workbook(tmp_path / name).offerings.lines] == [
        row(title="Séchage", starts_on=date(2027, 3, 9), ends_on=date(2027, 3, 11), price=50_000,
            credits=1400)
    ]  # fmt: skip


def test_a_log_alone_is_still_refused_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("Tech;Class;Date;CEC\nMaria;Drying;2026-01-05;2\n")
    with pytest.raises(NotAWorkbook, match="“Tech” says who attended"):
        read_workbook(tmp_path / "log.csv")


def test_the_form_itself_is_read_as_it_always_was(tmp_path: Path) -> None:
    text = "Title,Starts on,Price,Format\nDrying,2027-03-09,5,x\nAny,,5,x\n"
    (tmp_path / "offers.csv").write_text(text)
    found = read_workbook(tmp_path / "offers.csv").offerings.lines
    assert [(line.sheet, line.values.starts_on) for line in found] == [
        (None, date(2027, 3, 9)),
        (None, None),
    ]
