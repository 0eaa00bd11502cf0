"""Who is away in a year: for each branch a line of the year, with a bar for each day."""

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString

from goodstanding.engine.wording import MONTHS, counted
from goodstanding.services.plan_shown import Day
from goodstanding.web.pictures.bar import percent

_HIGH, _BASE, _HEIGHT = 28, 32, 50
_WIDTH = 24
"""Of a day's bar, in ten thousandths of the year."""


def away(days: Sequence[Day], year: int, most: int) -> SafeString:
    """The line of one branch; `most` is how many are away on the fullest day of all branches."""
    months = "".join(_month(year, month) for month in range(1, 13))
    bars = "".join(_bar(day, most) for day in days)
    return SafeString(
        f'<svg class="away" height="{_HEIGHT}" role="img" aria-label="{_said(days)}">'
        f"{months}"
        f'<line class="months-base" x1="0" x2="100%" y1="{_BASE}.5" y2="{_BASE}.5"/>{bars}</svg>'
    )


def _place(day: date) -> int:
    """Where a day begins, in ten thousandths of its year."""
    length = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    return 10_000 * (day - date(day.year, 1, 1)).days // length


def _month(year: int, month: int) -> str:
    x = percent(_place(date(year, month, 1)))
    word = f'<text class="away-word" x="{x}" y="{_BASE + 14}">{MONTHS[month - 1][0]}</text>'
    return f'<line class="away-month" x1="{x}" x2="{x}" y1="4" y2="{_BASE}"/>{word}'


def _bar(day: Day, most: int) -> str:
    high = max(5, _HIGH * len(day.names) // max(1, most))
    x = percent(_place(day.on))
    return (
        f'<rect class="away-bar" x="{x}" width="{percent(_WIDTH)}" y="{_BASE - high}" '
        f'height="{high}"/>'
    )


def _said(days: Sequence[Day]) -> str:
    if not days:
        return "Nobody is away"
    most = max(len(day.names) for day in days)
    return f"Somebody is away on {counted(len(days), 'day')}, at most {most} together"
