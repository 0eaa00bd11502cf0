"""A transcript is read, however it was copied."""

from datetime import date

import pytest

from goodstanding.files.transcripts import Transcript, read

WEB = """My Profile\tLogout
Maria Lopez, ID 104233
Course\tDate\tSchool\tCECs\tStatus
Water Restoration Refresher\t01/15/2025\tLarch School\t14.0\tPosted
Drying Day\t3/2/2026\tLarch School\t3.5\tPosted
Total\t\t\t17.5
"""
CSV = """Completion Date,Course Number,Course Title,Hours,CEC
2025-01-15,1204,"Water Restoration Refresher, advanced",16,14
2026-03-02,77,Drying Day,4,3.5
"""
TALL = """Continuing education
Water Restoration Refresher
Larch School
January 15, 2025
14 CECs
Posted
Drying Day
Larch School
March 2, 2026
3.5 CECs
Posted
"""
PLAIN = """01/15/2025 Water Restoration Refresher 14
2 Mar 2026 - Drying Day: 3.5 credits
Balance as of 04/01/2026 17.5
"""
WIDE = """Date          Title                          Credits
15.01.2025    Water Restoration Refresher    14
02.03.2026    Drying Day                     3.5
"""
SEMICOLONS = CSV.replace(",", ";").replace("; a", ", a")
BARS = """| 15-Jan-2025 | Water Restoration Refresher | 14 hrs |
| 02-Mar-2026 | Drying Day | 3.5 hrs |
"""


def told(found: Transcript) -> list[tuple[str, str, int]]:
    return [(one.day.isoformat(), one.title.partition(",")[0], one.amount) for one in found.lines]


@pytest.mark.parametrize(
    "text",
    [
        WEB,
        CSV,
        TALL,
        PLAIN,
        WIDE,
        BARS,
        WEB.replace("\n", "\r\n"),
        CSV.replace(",", ";").replace("; a", ", a"),
    ],
    ids=["web", "csv", "tall", "plain", "wide", "bars", "windows", "semicolons"],
)
def test_two_activities_are_read(text: str) -> None:
    assert told(read(text)) == [
        ("2025-01-15", "Water Restoration Refresher", 1400),
        ("2026-03-02", "Drying Day", 350),
    ]


def test_what_is_not_an_activity_is_named() -> None:
    assert [one.text for one in read(WEB).unread] == [
        "My Profile Logout",
        "Maria Lopez, ID 104233",
        "Total 17.5",
    ]
    assert [one.number for one in read(PLAIN).unread] == [3]


def test_days_before_months_are_told_by_one_that_cannot_be_a_month() -> None:
    found = read("25/01/2025\tFirst\t2\n03/02/2025\tSecond\t2\n")
    assert [one.day for one in found.lines] == [date(2025, 1, 25), date(2025, 2, 3)]


def test_of_several_numbers_the_one_with_a_unit_is_the_credits() -> None:
    (line,) = read("1204\t01/15/2025\t3.5 CECs\tDrying Day\t19\n").lines
    assert (line.amount, line.title) == (350, "Drying Day")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "\0\0",
        '"""',
        "a\tb\tc\n" * 50,
        "13/13/2025\tNever\t4",
        "99999\t01/15/2025",
        "Total 01/15/2025 14",
        "x" * 300_000,
        "1" + " " * 150_000 + "x",
        "1-" * 100_000,
        "\n".join(["1 " * 400] * 240),
    ],
)
def test_nothing_that_is_pasted_stops_the_reader(text: str) -> None:
    assert read(text).lines == ()
