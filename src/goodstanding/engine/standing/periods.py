"""Periods: the run-length merge of state and reason over days (standing.md, 5)."""

from collections.abc import Iterable, Iterator
from datetime import date

from goodstanding.engine.days import after, before
from goodstanding.engine.standing.answer import Condition, FeeGap, Lapse, Period


def with_fees(periods: Iterable[Period], gaps: tuple[FeeGap, ...]) -> Iterator[Period]:
    """Current days on which the fee is not paid become lapsed; all bounds must be given."""
    for period in periods:
        if period.state is Condition.CURRENT and gaps and period.since and period.until:
            yield from _cut(period.since, period.until, gaps)
        else:
            yield period


def _cut(start: date, end: date, gaps: tuple[FeeGap, ...]) -> Iterator[Period]:
    for gap in gaps:
        until = end if gap.until is None else min(gap.until, end)
        since = max(gap.since, start)
        if since > until:
            continue
        if start < since:
            yield Period(start, before(since), Condition.CURRENT, None)
        yield Period(since, until, Condition.LAPSED, Lapse.FEE)
        start = after(until)
    if start <= end:
        yield Period(start, end, Condition.CURRENT, None)


def ended_from(periods: Iterable[Period], ended_on: date | None) -> Iterator[Period]:
    """Everything from the day that says so is ended."""
    for period in periods:
        if ended_on is None or (period.until and period.until < ended_on):
            yield period
        elif period.since and period.since >= ended_on:
            yield Period(period.since, period.until, Condition.ENDED, None)
        else:
            yield period._replace(until=before(ended_on))
            yield Period(ended_on, period.until, Condition.ENDED, None)


def merged(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Neighbours with the same state and reason become one; the last has no end."""
    runs: list[Period] = []
    for period in periods:
        if runs and runs[-1].state is period.state and runs[-1].reason is period.reason:
            runs[-1] = runs[-1]._replace(until=period.until)
        else:
            runs.append(period)
    if runs:
        runs[-1] = runs[-1]._replace(until=None)
    return tuple(runs)
