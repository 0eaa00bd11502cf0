"""The second clock: days on which a yearly fee is not paid (standing.md, 5).

From the day after the first recorded *paid through* on, every day must lie in some
[paid on, paid through]. Days before are not judged.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from goodstanding.engine.days import after, before
from goodstanding.engine.rules.model import Rule
from goodstanding.engine.standing.answer import FeeGap
from goodstanding.engine.standing.facts import Fee


def fee_gaps(fees: Sequence[Fee]) -> tuple[FeeGap, ...]:
    """The stretches without a payment, oldest first; the last is open-ended. Empty: no fees.

    A payment without its day is taken to have been made on the day after the latest earlier
    *paid through*.
    """
    payments = sorted(_spans(fees))
    if not payments:
        return ()
    gaps: list[FeeGap] = []
    due = after(min(through for _, through in payments))
    for paid, through in payments:
        if through < due:
            continue
        if paid > due:
            gaps.append(FeeGap(due, before(paid)))
        due = after(through)
    return (*gaps, FeeGap(due, None))


def under(gaps: tuple[FeeGap, ...], rules: tuple[Rule, ...]) -> tuple[FeeGap, ...]:
    """The gaps on days on which the version of the rule then in force asks for a fee."""
    if all(rule.fee for rule in rules):
        return gaps
    ends = [before(rule.since) if rule.since else date.min for rule in rules[1:]]
    starts = [date.min, *(rule.since or date.min for rule in rules[1:])]
    return tuple(
        FeeGap(max(gap.since, start), _sooner(gap.until, end))
        for rule, start, end in zip(rules, starts, [*ends, None], strict=True)
        if rule.fee
        for gap in gaps
        if (end is None or gap.since <= end) and (gap.until is None or start <= gap.until)
    )


def gap_on(gaps: Iterable[FeeGap], day: date) -> FeeGap | None:
    """The gap that contains the day."""
    return next((g for g in gaps if g.since <= day and (g.until is None or day <= g.until)), None)


def first_gap_after(gaps: Iterable[FeeGap], day: date) -> FeeGap | None:
    """The first gap that begins after the day."""
    return next((gap for gap in gaps if gap.since > day), None)


def _sooner(one: date | None, other: date | None) -> date | None:
    """The earlier of two ends; None is no end."""
    return min((day for day in (one, other) if day is not None), default=None)


def _spans(fees: Sequence[Fee]) -> list[tuple[date, date]]:
    throughs = sorted({fee.paid_through for fee in fees})
    return [
        (fee.paid_on or _assumed_start(fee.paid_through, throughs), fee.paid_through)
        for fee in fees
    ]


def _assumed_start(through: date, throughs: list[date]) -> date:
    earlier = [day for day in throughs if day < through]
    return after(earlier[-1]) if earlier else through
