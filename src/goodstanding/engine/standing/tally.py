"""What counts in one cycle of one credential (standing.md, 4).

All amounts are whole hundredths. A `Holder` is a credential seen from its credits: which
certification, since which day its chain runs, and the credits with its body.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from goodstanding.engine.rules.model import Rule
from goodstanding.engine.standing.answer import (
    BalanceUsed,
    Capped,
    Counted,
    LeftOut,
    Reason,
    Warned,
)
from goodstanding.engine.standing.chains import Chain, Span
from goodstanding.engine.standing.facts import Credit, Observation, State
from goodstanding.engine.standing.pools import Pool, why_dead

# Names of this module: a member of an enumeration takes four times as long to look up, and
# these are asked for once for every credit.
_POSTED, _SUBMITTED, _EARNED, _PLANNED = (
    State.POSTED,
    State.SUBMITTED,
    State.EARNED,
    State.PLANNED,
)
_STRENGTH = {_POSTED: 0, _SUBMITTED: 1, _EARNED: 2, _PLANNED: 3}


class Holder(NamedTuple):
    """A certification's code, a chain of the credential, and the credits with its body."""

    certification: str
    chain: Chain
    pool: Pool

    def obtained_by(self, credit: Credit) -> bool:
        """Whether the credit is the course by which the chain was begun, or one before it."""
        return (
            credit.obtains == self.certification
            and self.chain.by != "observation"
            and credit.earned_on <= self.chain.begin
        )


@dataclass(slots=True)
class Tally:
    """The sums of a cycle, and what led to them."""

    posted: int = 0
    submitted: int = 0
    earned: int = 0
    planned: int = 0
    capped: int = 0
    to_reconcile: int = 0
    warnings: set[Warned] = field(default_factory=set)
    reasons: list[Reason] = field(default_factory=list)


def posted_in(holder: Holder, span: Span, on: date) -> int:
    """What is posted in a cycle as seen on a day: a quicker way to `tally(…).posted`."""
    obtaining = holder.certification in holder.pool.obtaining
    if obtaining or holder.chain.seen or _has_caps(span.rule):
        return tally(holder, span, on).posted
    return holder.pool.posted(span.start, min(span.deadline, on))


def tally(holder: Holder, span: Span, on: date) -> Tally:
    """Everything that counts in a cycle as seen on a day."""
    found = Tally()
    counting = _counting(holder, span, on, found)
    observation = balance_on(holder.chain, span, on)
    amounts = [credit.amount for credit in counting]
    removed = _removed_by_caps(counting, span.rule, found) if _has_caps(span.rule) else None
    if observation is not None:
        counting, amounts, removed = _replace(counting, amounts, removed, observation, found)
    if removed is not None:
        amounts = [a - r for a, r in zip(amounts, removed, strict=True)]
        found.capped = sum(removed)
    _add(counting, amounts, span.deadline, found)
    found.reasons.append(Counted(tuple(counting), tuple(amounts)))
    return found


def balance_on(chain: Chain, span: Span, on: date) -> Observation | None:
    """The balance that is in use for a cycle on a day: the one seen last up to that day."""
    for o in reversed(chain.seen):
        if o.balance is None or o.seen_on > on:
            continue
        if o.deadline == span.deadline or (
            o.deadline is None and span.start <= o.seen_on <= span.deadline
        ):
            return o
    return None


def _counting(holder: Holder, span: Span, on: date, found: Tally) -> list[Credit]:
    counting: list[Credit] = []
    obtaining = holder.certification in holder.pool.obtaining
    for credit in holder.pool.within(span.start, span.deadline):
        if obtaining and holder.obtained_by(credit):
            found.reasons.append(LeftOut(credit, "obtains"))
        elif credit.state is not _PLANNED:
            if credit.earned_on <= on:
                counting.append(credit)
        elif credit.earned_on >= on:
            counting.append(credit)
        else:
            found.warnings.add(Warned.DID_IT_HAPPEN)
            found.reasons.append(LeftOut(credit, "did_it_happen"))
    for credit in holder.pool.dead:
        if span.start <= credit.earned_on <= span.deadline:
            found.reasons.append(LeftOut(credit, why_dead(credit) or ""))
    return counting


def _add(counting: Iterable[Credit], amounts: Iterable[int], deadline: date, found: Tally) -> None:
    sums = {_POSTED: 0, _SUBMITTED: 0, _EARNED: 0, _PLANNED: 0}
    for credit, amount in zip(counting, amounts, strict=True):
        state = credit.state
        sums[state] += amount
        if state is _POSTED:
            continue
        if credit.approved is None:
            found.warnings.add(Warned.APPROVAL_UNKNOWN)
        if state is _SUBMITTED and credit.submitted_on and credit.submitted_on > deadline:
            found.warnings.add(Warned.SUBMITTED_LATE)
    found.posted += sums[_POSTED]
    found.submitted, found.earned = sums[_SUBMITTED], sums[_EARNED]
    found.planned = sums[_PLANNED]


def _replace(
    counting: list[Credit],
    amounts: list[int],
    removed: list[int] | None,
    observation: Observation,
    found: Tally,
) -> tuple[list[Credit], list[int], list[int] | None]:
    """Let the body's balance stand for what is posted up to the day it was seen."""
    balance = observation.balance or 0
    kept = [
        i
        for i, credit in enumerate(counting)
        if credit.state is not _POSTED
        or (credit.posted_on or credit.earned_on) > observation.seen_on
    ]
    ours = sum(amounts) - sum(amounts[i] for i in kept)
    found.posted = balance
    found.to_reconcile = ours - balance
    found.reasons.append(BalanceUsed(observation, ours))
    return (
        [counting[i] for i in kept],
        [amounts[i] for i in kept],
        None if removed is None else [removed[i] for i in kept],
    )


def _has_caps(rule: Rule) -> bool:
    return rule.most_per_activity is not None or rule.most_per_day is not None


def _removed_by_caps(credits: list[Credit], rule: Rule, found: Tally) -> list[int]:
    """What caps take from each credit: per activity first, then per day, the strongest last."""
    order = sorted(range(len(credits)), key=lambda i: _STRENGTH[credits[i].state])
    removed = [0] * len(credits)
    if rule.most_per_activity is not None:
        _cap_activities(credits, order, rule.most_per_activity, removed, found)
    if rule.most_per_day is not None:
        _cap_days(credits, order, rule.most_per_day, removed, found)
    return removed


def _cap_activities(
    credits: list[Credit], order: list[int], most: int, removed: list[int], found: Tally
) -> None:
    room: dict[str | int, int] = {}
    for i in order:
        activity = credits[i].activity or i
        left = room.get(activity, most)
        excess = max(0, credits[i].amount - left)
        room[activity] = left - (credits[i].amount - excess)
        if excess:
            removed[i] += excess
            found.reasons.append(Capped(credits[i], excess, "activity"))


def _cap_days(
    credits: list[Credit], order: list[int], most: int, removed: list[int], found: Tally
) -> None:
    room: dict[date, int] = {}
    for i in order:
        if credits[i].started_on is None:
            found.warnings.add(Warned.DAY_CAP_NOT_APPLIED)
            continue
        excess = 0
        for day, amount in spread(credits[i], credits[i].amount - removed[i]):
            left = room.get(day, most)
            taken = min(amount, left)
            room[day] = left - taken
            excess += amount - taken
        if excess:
            removed[i] += excess
            found.reasons.append(Capped(credits[i], excess, "day"))


def spread(credit: Credit, amount: int) -> list[tuple[date, int]]:
    """An activity's credits evenly over its days, in hundredths, the rest on the last day."""
    first = credit.started_on or credit.earned_on
    count = (credit.earned_on - first).days + 1
    each = amount // count
    days = [(first + timedelta(days=n), each) for n in range(count)]
    days[-1] = (credit.earned_on, amount - each * (count - 1))
    return days
