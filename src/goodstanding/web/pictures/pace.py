"""The pace picture: credits so far against the steps that lead to the deadline.

The width is that of its place (all that lies across is in percent, what lies upright in
pixels), so words stay readable on a phone. Filled steps are what is had; the dashed steps are
what the pace asks for; today is a line, and the deadline another one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString

from goodstanding.engine import credits
from goodstanding.engine.days import add_months
from goodstanding.engine.standing.answer import BalanceUsed, Counted, RuleUsed, Standing
from goodstanding.engine.standing.facts import State
from goodstanding.engine.wording import MONTHS, short_day
from goodstanding.web.pictures.bar import percent

_TOP, _HIGH, _HEIGHT = 56, 112, 192
_DEADLINE_AT, _TODAY_AT = 11, 28
"""Each word above the steps has a row of its own, so that none is written over another."""
_STRENGTHS = (State.POSTED, State.SUBMITTED, State.EARNED)


class _Step(NamedTuple):
    """From a day on so much more is had."""

    day: date
    amount: int
    state: State


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where days and amounts lie; `most` is the amount at the top."""

    start: date
    deadline: date
    most: int

    def x(self, day: date) -> str:
        """How far across a day lies."""
        days = (self.deadline - self.start).days + 1
        passed = min(max((day - self.start).days, 0), days)
        return percent(passed * 10_000 // days)

    def y(self, amount: int) -> int:
        """How far down an amount lies."""
        return _TOP + _HIGH - min(amount, self.most) * _HIGH // self.most


def pace(answer: Standing) -> SafeString:
    """The picture of a standing; nothing where there is no cycle of credits to show."""
    cycle, rule = answer.cycle, _months(answer)
    if cycle is None or cycle.start is None or not answer.required or not rule:
        return SafeString("")
    steps = sorted(_steps(answer))
    total = sum(step.amount for step in steps)
    plot = _Plot(cycle.start, cycle.deadline, max(answer.required, total))
    end = min(answer.on, cycle.deadline)
    parts = [
        *_grid(plot, answer.required),
        *_years(plot),
        *_had(plot, steps, end),
        *_asked(plot, answer.required, rule),
        *_planned(plot, steps, end),
        *_marks(plot, answer),
        _words(plot, steps, end),
    ]
    return SafeString(
        f'<svg class="pace" height="{_HEIGHT}" role="img" aria-label="{_said(answer, steps)}">'
        f"{''.join(parts)}</svg>"
    )


def _months(answer: Standing) -> int:
    return next((one.rule.months for one in answer.reasons if isinstance(one, RuleUsed)), 0)


def _steps(answer: Standing) -> Iterator[_Step]:
    for reason in answer.reasons:
        if isinstance(reason, Counted):
            for credit, amount in zip(reason.credits, reason.amounts, strict=True):
                yield _Step(credit.earned_on, amount, credit.state)
        elif isinstance(reason, BalanceUsed):
            seen = reason.observation
            yield _Step(seen.seen_on, seen.balance or 0, State.POSTED)


def _grid(plot: _Plot, required: int) -> Iterator[str]:
    for amount in (0, required // 2, required):
        y = plot.y(amount)
        yield f'<line class="pace-grid" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
        yield f'<text class="pace-word" x="-8" y="{y + 4}" text-anchor="end">'
        yield f"{credits.show(amount)}</text>"


def _years(plot: _Plot) -> Iterator[str]:
    days = (plot.deadline - plot.start).days
    for years in range(12):
        day = add_months(plot.start, 12 * years)
        if (plot.deadline - day).days < days // 8 and years:
            return
        text = f"{MONTHS[day.month - 1][:3]} {day.year}"
        where = f'x="{plot.x(day)}" y="{_HEIGHT - 6}"'
        name = "pace-word every-second" if years % 2 else "pace-word"
        yield f'<text class="{name}" {where} text-anchor="middle">{text}</text>'


def _had(plot: _Plot, steps: list[_Step], end: date) -> Iterator[str]:
    """Filled bands from step to step, one for each strength, and the line on top of them."""
    had = [step for step in steps if step.state in _STRENGTHS and step.day <= end]
    days = [plot.start, *sorted({step.day for step in had}), end]
    last = 0
    for since, until in pairwise(days):
        below = 0
        for strength in _STRENGTHS:
            more = sum(s.amount for s in had if s.state is strength and s.day <= since)
            yield _band(plot, strength.value, since, until, below, below + more)
            below += more
        yield _line(plot, "had", since, until, below)
        yield _riser(plot, "had", since, last, below)
        last = below


def _band(plot: _Plot, name: str, since: date, until: date, low: int, high: int) -> str:
    top, height = plot.y(high), plot.y(low) - plot.y(high)
    if height <= 0 or since >= until:
        return ""
    wide = percent(_hundredths(plot.x(until)) - _hundredths(plot.x(since)))
    return (
        f'<rect class="pace-{name}" x="{plot.x(since)}" width="{wide}" '
        f'y="{top}" height="{height}"/>'
    )


def _hundredths(share: str) -> int:
    return int(share[:-1].replace(".", ""))


def _line(plot: _Plot, name: str, since: date, until: date, amount: int) -> str:
    y = plot.y(amount)
    return (
        f'<line class="pace-{name}" x1="{plot.x(since)}" x2="{plot.x(until)}" y1="{y}" y2="{y}"/>'
    )


def _riser(plot: _Plot, name: str, day: date, low: int, high: int) -> str:
    if low == high:
        return ""
    x = plot.x(day)
    return f'<line class="pace-{name}" x1="{x}" x2="{x}" y1="{plot.y(low)}" y2="{plot.y(high)}"/>'


def _asked(plot: _Plot, required: int, months: int) -> Iterator[str]:
    """The steps of the pace: so many by each anniversary, all by the deadline."""
    last, years = 0, 0
    while (since := add_months(plot.start, 12 * years)) <= plot.deadline:
        until = min(add_months(plot.start, 12 * (years + 1)), plot.deadline)
        level = required * 12 * years // months
        yield _riser(plot, "asked", since, last, level)
        yield _line(plot, "asked", since, until, level)
        last, years = level, years + 1
    yield f'<circle class="pace-goal" cx="100%" cy="{plot.y(required)}" r="4.5"/>'


def _planned(plot: _Plot, steps: list[_Step], end: date) -> Iterator[str]:
    planned = [step for step in steps if step.state is State.PLANNED]
    level = sum(step.amount for step in steps if step.state in _STRENGTHS)
    days = [*(max(step.day, end) for step in planned), plot.deadline]
    for step, (since, until) in zip(planned, pairwise(days), strict=True):
        yield _riser(plot, "plan", since, level, level + step.amount)
        level += step.amount
        yield _line(plot, "plan", since, until, level)


def _marks(plot: _Plot, answer: Standing) -> Iterator[str]:
    bottom = _TOP + _HIGH
    if answer.on <= plot.deadline:
        x = plot.x(answer.on)
        anchor, dx = ("end", -5) if _hundredths(x) > 5_000 else ("start", 5)
        yield f'<line class="pace-today" x1="{x}" x2="{x}" y1="{_TODAY_AT - 8}" y2="{bottom}"/>'
        yield f'<text class="pace-word today" x="{x}" dx="{dx}" y="{_TODAY_AT}" '
        yield f'text-anchor="{anchor}">'
        yield "today</text>"
    yield f'<line class="pace-end" x1="100%" x2="100%" y1="{_DEADLINE_AT + 5}" y2="{bottom}"/>'
    word = short_day(plot.deadline)
    yield f'<text class="pace-word end" x="100%" y="{_DEADLINE_AT}" text-anchor="end">'
    yield f"{word}</text>"


def _words(plot: _Plot, steps: list[_Step], end: date) -> str:
    """What is had, written on the line itself; its parts stand beside the picture."""
    had = [step for step in steps if step.state in _STRENGTHS]
    level = sum(step.amount for step in had)
    if not level:
        return ""
    strengths = {step.state.value for step in had}
    how = strengths.pop() if len(strengths) == 1 else "so far"
    x = plot.x(end)
    anchor, dx = ("end", -6) if _hundredths(x) > 5_000 else ("start", 6)
    return (
        f'<text class="pace-word had" x="{x}" dx="{dx}" y="{plot.y(level) - 6}" '
        f'text-anchor="{anchor}">{credits.show(level)} {how}</text>'
    )


def _amounts(steps: list[_Step]) -> list[str]:
    sums = [
        (sum(s.amount for s in steps if s.state is state), state.value)
        for state in (*_STRENGTHS, State.PLANNED)
    ]
    return [f"{credits.show(amount)} {name}" for amount, name in sums if amount]


def _said(answer: Standing, steps: list[_Step]) -> str:
    had = ", ".join(_amounts(steps)) or "nothing yet"
    deadline = short_day(answer.cycle.deadline) if answer.cycle else ""
    return escape(f"{had}, of {credits.show(answer.required or 0)} required by {deadline}")
