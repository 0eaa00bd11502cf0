from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.engine.days import add_months, after, before, step_of, whole_years

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("anchor", "months", "expected"),
    [
        ("2024-02-29", 24, "2026-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-01-31", -2, "2023-11-30"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-01-28", 1, "2024-02-28"),
        ("2024-05-29", 9, "2025-02-28"),
        ("2024-03-30", 0, "2024-03-30"),
    ],
)
def test_months_are_added_to_the_anchor(anchor: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(anchor), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(("day", "months"), [(date(1, 1, 1), -1), (date(9999, 12, 1), 1)])
def test_the_calendar_has_ends(day: date, months: int) -> None:
    with pytest.raises(OverflowError, match="leaves the calendar"):
        add_months(day, months)


@pytest.mark.parametrize(("day", "months"), [(date(1, 2, 1), -1), (date(9999, 11, 30), 1)])
def test_the_ends_of_the_calendar_belong_to_it(day: date, months: int) -> None:
    assert add_months(day, months).year == day.year


def test_the_days_beside() -> None:
    assert (before(date(2024, 3, 1)), after(date(2024, 2, 29))) == (
        date(2024, 2, 29),
        date(2024, 3, 1),
    )


@given(DAYS, st.integers(1, 60), DAYS)
def test_a_day_lies_in_its_own_step(anchor: date, months: int, day: date) -> None:
    k = step_of(anchor, months, day)
    assert add_months(anchor, k * months) <= day < add_months(anchor, (k + 1) * months)


@pytest.mark.parametrize(
    ("start", "day", "years"),
    [
        ("2023-01-10", "2024-01-09", 0),
        ("2023-01-10", "2024-01-10", 1),
        ("2024-02-29", "2025-02-28", 1),
        ("2024-02-29", "2025-02-27", 0),
        ("2023-01-10", "2027-01-09", 3),
    ],
)
def test_whole_years(start: str, day: str, years: int) -> None:
    assert whole_years(date.fromisoformat(start), date.fromisoformat(day)) == years
