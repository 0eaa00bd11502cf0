"""Days as certificates write them."""

from datetime import date

import pytest

from goodstanding.files.certificates.dates import days

FIFTH = date(2026, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "March 5, 2026",
        "MARCH 5TH 2026",
        "5 March 2026",
        "5-Mar-26",
        "2026-03-05",
        "2026/3/5",
        "the 5th day of March, 2026",
        "this fifth day of March in the year 2026",
        "the fifth day of March, two thousand twenty-six",
        "on the fifth day of March in the year two thousand and twenty six",
        "05MAR26",
        "2026-Mar-05",
        "March 3-5, 2026",
        "March 3 – 5, 2026",
        "March 3rd, 4th and 5th, 2026",
        "Tuesday, March 3 through Thursday, March 5, 2026",
        "3 to 5 March 2026",
        "February 27 - March 5, 2026",
        "2/27/2026 - 3/5/2026",
        "03/04/2026 to 03/05/2026",
        "2026-03-03 – 2026-03-05",
        "03/05/2026, that is, March 5, 2026",
        "03/05/2026, to be renewed by March 5, 2030",
    ],
)
def test_a_day_or_the_last_of_several_is_read(text: str) -> None:
    found = {(day.value, day.other) for day in days(text)}
    assert (FIFTH, None) in found
    assert {other for _, other in found} == {None}


@pytest.mark.parametrize("text", ["03/05/2026", "3-5-26", "03.05.2026"])
def test_what_can_be_read_in_two_ways_carries_both(text: str) -> None:
    (day,) = days(text)
    assert {day.value, day.other} == {FIFTH, date(2026, 5, 3)}


def test_the_rest_of_the_paper_says_which_comes_first() -> None:
    assert [day.value for day in days("Leeds, United Kingdom, 05/03/2026")] == [FIFTH]


@pytest.mark.parametrize(
    "text", ["March 2026", "31/31/2026", "555-0199", "1.4 of 10", "02/30/2026"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert days(text) == []
