"""Standing under a `credits` rule: the cycle shown, what is in it, and when it lapses."""

from collections.abc import Iterator
from datetime import date

from goodstanding.engine.days import after, whole_years
from goodstanding.engine.rules.model import version_on
from goodstanding.engine.standing.answer import (
    Condition,
    Coverage,
    Cycle,
    FeeGap,
    Lapse,
    Period,
    Reason,
    RuleUsed,
    Standing,
    Warned,
)
from goodstanding.engine.standing.case import (
    Case,
    credential_warnings,
    label_of,
    without_cycle,
    words,
)
from goodstanding.engine.standing.chains import Span, anchored
from goodstanding.engine.standing.fees import first_gap_after, gap_on
from goodstanding.engine.standing.life import (
    Life,
    Walked,
    incomplete,
    life_of,
    met,
    stretches,
    walk,
)
from goodstanding.engine.standing.periods import with_fees
from goodstanding.engine.standing.tally import Holder, Tally, posted_in, tally


def credit_standing(case: Case) -> Standing:
    """The standing on `case.on` of a credential that lives by credits."""
    rules = case.certification.rules
    required = version_on(rules, case.on).required
    if case.not_yet_issued:
        return without_cycle(case, Condition.NOT_YET_ISSUED, required)
    if case.ended:
        return without_cycle(case, Condition.ENDED, required)
    life = life_of(case.credential, rules, case.pool, case.gaps)
    if life.begin is None or case.on < life.begin:
        return without_cycle(case, Condition.UNKNOWN, required)
    chain = life.chain_on(case.on)
    walked = walk(life, chain, case.on)
    if walked.condition is Condition.UNKNOWN:
        return without_cycle(case, Condition.UNKNOWN, required, walked.judged)
    return _with_cycle(case, life, life.holder(chain), walked)


def credit_history(case: Case) -> Iterator[Period]:
    """State and reason of every day from the life's first day to `case.on`, unmerged."""
    life = life_of(case.credential, case.certification.rules, case.pool, case.gaps)
    if life.begin is not None and life.begin <= case.on:
        yield from with_fees(stretches(life, case.on), case.gaps)


def is_for_credits(deadline: date | None, on: date) -> bool:
    """Whether what has lapsed has done so for want of credits, from the deadline that its standing
    tells: the cycle that was not met is over then. For want of a fee it lapses within a cycle."""
    return deadline is not None and deadline < on


def _with_cycle(case: Case, life: Life, holder: Holder, walked: Walked) -> Standing:
    span, on = walked.span, case.on
    found = tally(holder, span, on)
    gap = gap_on(case.gaps, on) if case.gaps else None
    state, reason = _state(walked, gap)
    coverage = _coverage(found, span.required)
    have = found.posted + found.submitted + found.earned
    days_left = (span.deadline - on).days
    on_pace = have * span.rule.months >= span.required * 12 * whole_years(span.start, on)
    kind = label_of(state, reason, coverage, days_left, on_pace, case.due_soon_days)
    lapses_on, cause = _lapse(case, life, holder, walked, gap, found.posted)
    return Standing(
        certification=case.certification.code,
        on=on,
        state=state,
        reason=reason,
        kind=kind,
        label=words(kind, case.certification.body),
        required=span.required,
        estimated=not holder.chain.observed(span.deadline),
        cycle=Cycle(span.start, span.deadline),
        posted=found.posted,
        submitted=found.submitted,
        earned=found.earned,
        planned=found.planned,
        capped=found.capped,
        short=max(0, span.required - have - found.planned),
        coverage=coverage,
        days_left=days_left,
        on_pace=on_pace,
        lapses_on=lapses_on,
        to_reconcile=found.to_reconcile,
        warnings=_warnings(case, life, holder, span, found),
        reasons=_reasons(life, holder, walked, found, cause),
    )


def _state(walked: Walked, gap: FeeGap | None) -> tuple[Condition, Lapse | None]:
    if walked.condition is Condition.LAPSED:
        return Condition.LAPSED, Lapse.CREDITS
    if gap is not None:
        return Condition.LAPSED, Lapse.FEE
    return Condition.CURRENT, None


def _coverage(found: Tally, required: int) -> Coverage:
    running = found.posted
    if running >= required:
        return Coverage.POSTED
    running += found.submitted
    if running >= required:
        return Coverage.SUBMITTED
    running += found.earned
    if running >= required:
        return Coverage.EARNED
    return Coverage.PLANNED if running + found.planned >= required else Coverage.SHORT


def _lapse(
    case: Case, life: Life, holder: Holder, walked: Walked, gap: FeeGap | None, posted: int
) -> tuple[date, FeeGap | None]:
    """The day it lapses or lapsed, and the gap in the fee that is or will be the cause."""
    if walked.condition is Condition.LAPSED:
        return walked.since, gap
    if gap is not None:
        return max(gap.since, life.chains[0].begin), gap
    by_credits = _first_unmet(case, life, holder, walked, posted)
    unpaid = first_gap_after(case.gaps, case.on) if case.gaps else None
    if unpaid and unpaid.since < by_credits:
        return unpaid.since, unpaid
    return by_credits, None


def _first_unmet(case: Case, life: Life, holder: Holder, walked: Walked, posted: int) -> date:
    if met(life, holder.chain, walked.span, posted) is None:
        return after(walked.span.deadline)
    unmet = (span for span in walked.ahead if _unmet(case, life, holder, span))
    return after(next(unmet).deadline)


def _unmet(case: Case, life: Life, holder: Holder, span: Span) -> bool:
    return met(life, holder.chain, span, posted_in(holder, span, case.on)) is None


def _warnings(
    case: Case, life: Life, holder: Holder, span: Span, found: Tally
) -> tuple[Warned, ...]:
    warned = {*found.warnings, *credential_warnings(case)}
    if incomplete(life, holder.chain, span):
        warned.add(Warned.INCOMPLETE_RECORD)
    if any(day <= case.on for day in life.ignored):
        warned.add(Warned.RESTORED_WHILE_CURRENT)
    return tuple(warning for warning in Warned if warning in warned) if warned else ()


def _reasons(
    life: Life, holder: Holder, walked: Walked, found: Tally, gap: FeeGap | None
) -> tuple[Reason, ...]:
    return (
        RuleUsed(walked.span.rule),
        anchored(holder.chain, life.rules),
        *life.restorations,
        *walked.judged,
        *found.reasons,
        *((gap,) if gap else ()),
    )
