"""Hours at risk by month as upright bars: below what is sent, above it what still lies here.

The first column is the oldest. Sent is diagonal, not sent upright lines, as in the thin bars; what
is told from before the record began is paler.
"""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from goodstanding.engine import credits
from goodstanding.engine.wording import MONTHS
from goodstanding.services.submitting.risk import Risk
from goodstanding.web.pictures.bar import percent

_HIGH, _BASE, _HEIGHT = 84, 104, 122


def risk(months: Sequence[Risk]) -> SafeString:
    """The picture of the last months, given with the latest first."""
    most = max((one.all for one in months), default=0) or 1
    step = 10_000 // max(1, len(months))
    ordered = list(reversed(months))
    told = _told(ordered)
    drawn = "".join(
        _column(one, at * step, step, most, told=at in told) for at, one in enumerate(ordered)
    )
    return SafeString(
        f'<svg class="months risk" height="{_HEIGHT}" role="img" aria-label="{_said(ordered)}">'
        f'<line class="months-base" x1="0" x2="100%" y1="{_BASE}.5" y2="{_BASE}.5"/>{drawn}</svg>'
    )


def _told(ordered: Sequence[Risk]) -> set[int]:
    """The columns that say their number: the last, and the highest if it stands apart."""
    last = len(ordered) - 1
    highest = max(range(len(ordered)), key=lambda at: (ordered[at].all, at), default=last)
    return {last} | ({highest} if last - highest > 1 else set())


def _column(one: Risk, left: int, step: int, most: int, *, told: bool) -> str:
    middle, x, wide = (
        percent(left + step // 2),
        percent(left + step * 16 // 100),
        percent(step * 68 // 100),
    )
    letter = MONTHS[one.on.month - 1][0]
    words = f'<text class="months-word" x="{middle}" y="{_BASE + 15}">{letter}</text>'
    high, sent = one.all * _HIGH // most, one.sent * _HIGH // most
    paler = "" if one.then else " risk-later"
    bars = _bar(f"risk-sent{paler}", x, wide, (_BASE - sent, sent))
    bars += _bar(f"risk-unsent{paler}", x, wide, (_BASE - high, high - sent))
    if told and one.all:
        number = credits.show(one.all - one.all % 100)
        words += f'<text class="months-number" x="{middle}" y="{_BASE - high - 5}">{number}</text>'
    return bars + words


def _bar(name: str, x: str, wide: str, upright: tuple[int, int]) -> str:
    top, high = upright
    if high <= 0:
        return ""
    return f'<rect class="{name}" x="{x}" width="{wide}" y="{top}" height="{high}"/>'


def _said(ordered: Sequence[Risk]) -> str:
    if not any(one.all for one in ordered):
        return "No hours at risk in the last twelve months"
    parts = [
        f"{MONTHS[one.on.month - 1]} {one.on.year}: {credits.show(one.all)}" for one in ordered
    ]
    return f"Hours earned and not posted, by month. {', '.join(parts)}"


def _month(one: Risk) -> str:
    return f"{MONTHS[one.on.month - 1]} {one.on.year}: {credits.show(one.all)}"
