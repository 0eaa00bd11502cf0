"""Pieces of sentences."""

from datetime import date

from goodstanding.engine.wording import (
    amount,
    called,
    counted,
    day,
    days,
    first_name,
    joined,
    possessive,
    short_day,
)


def test_days() -> None:
    assert [day(date(2027, 1, 10)), short_day(date(2026, 12, 1)), days(1), days(1460)] == [
        "10 January 2027",
        "1 Dec 2026",
        "1 day",
        "1,460 days",
    ]


def test_amounts() -> None:
    assert [amount(a, "CEC") for a in (0, 50, 100, 150, 1400)] == [
        "0 CECs",
        "0.5 CECs",
        "1 CEC",
        "1.5 CECs",
        "14 CECs",
    ]


def test_whole_names() -> None:
    names = ["Maria Lopez", "Lopez, Maria", "Lopez,", ""]
    assert [called(name) for name in names] == ["Maria Lopez", "Maria Lopez", "Lopez,", ""]


def test_names() -> None:
    names = ["Maria Lopez", "Lopez, Maria", "Lopez,", "James", "", " "]
    assert [possessive(first_name(name)) for name in names] == [
        "Maria's",
        "Maria's",
        "Lopez's",
        "James's",
        "'s",
        " 's",
    ]


def test_enumerations() -> None:
    assert [joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"]), counted(2, "job")] == [
        "a",
        "a and b",
        "a, b and c",
        "2 jobs",
    ]
