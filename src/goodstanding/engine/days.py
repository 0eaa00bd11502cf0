"""Calendar days: months added to an anchor, boundaries of cycles, whole years.

Months are always added to the anchor itself, never to the previous boundary, and a day
that the month lacks becomes that month's last: 29 February 2024 + 24 months is
28 February 2026, + 48 months is 29 February 2028 (standing.md, 3).
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=65_536)
def add_months(day: date, months: int) -> date:
    """The day `months` later (or earlier, when negative).

    Raises OverflowError outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"{months} months from {day} leaves the calendar")
    if day.day <= 28:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def before(day: date) -> date:
    """The day before."""
    return day - ONE_DAY


def after(day: date) -> date:
    """The day after."""
    return day + ONE_DAY


def step_of(anchor: date, months: int, day: date) -> int:
    """The k for which boundary k ≤ day < boundary k + 1, boundaries lying `months` apart."""
    k = ((day.year - anchor.year) * 12 + day.month - anchor.month) // months
    return k if add_months(anchor, k * months) <= day else k - 1


def whole_years(start: date, day: date) -> int:
    """The largest y with start + 12·y months ≤ day; `day` must not lie before `start`."""
    years = day.year - start.year
    return years if add_months(start, 12 * years) <= day else years - 1
