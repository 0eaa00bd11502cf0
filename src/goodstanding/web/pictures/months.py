"""Lapses by month as upright bars, each with its number."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from goodstanding.engine.wording import MONTHS, counted
from goodstanding.services.forecast import Month
from goodstanding.web.pictures.bar import percent

_HIGH, _BASE, _HEIGHT = 44, 62, 94


def months(ahead: Sequence[Month]) -> SafeString:
    """The picture of the coming months. What lapses within 90 days stands out."""
    most = max((month.lapses for month in ahead), default=0) or 1
    step = 10_000 // max(1, len(ahead))
    drawn = "".join(_month(month, place * step, step, most) for place, month in enumerate(ahead))
    return SafeString(
        f'<svg class="months" height="{_HEIGHT}" role="img" aria-label="{_said(ahead)}">'
        f'<line class="months-base" x1="0" x2="100%" y1="{_BASE}.5" y2="{_BASE}.5"/>{drawn}</svg>'
    )


def _month(month: Month, left: int, step: int, most: int) -> str:
    x, middle = percent(left + step * 16 // 100), percent(left + step // 2)
    letter = MONTHS[month.first.month - 1][0]
    words = f'<text class="months-word" x="{middle}" y="{_BASE + 15}">{letter}</text>'
    if month.first.month == 1:
        words += (
            f'<text class="months-word" x="{middle}" y="{_BASE + 29}">{month.first.year}</text>'
        )
    if not month.lapses:
        return words
    high = max(4, month.lapses * _HIGH // most)
    soon = high * month.soon // month.lapses
    wide = percent(step * 68 // 100)
    bars = f'<rect class="months-bar" x="{x}" width="{wide}" y="{_BASE - high}" height="{high}"/>'
    if soon:
        bars += (
            f'<rect class="months-soon" x="{x}" width="{wide}" y="{_BASE - soon}" height="{soon}"/>'
        )
    number = (
        f'<text class="months-number" x="{middle}" y="{_BASE - high - 5}">{month.lapses:,}</text>'
    )
    return bars + number + words


def _said(ahead: Sequence[Month]) -> str:
    some = [
        f"{MONTHS[month.first.month - 1]} {month.first.year}: {month.lapses:,}"
        for month in ahead
        if month.lapses
    ]
    total = sum(month.lapses for month in ahead)
    if not some:
        return "No lapses in the next twelve months"
    return f"{counted(total, 'lapse')} in the next twelve months. {', '.join(some)}"
