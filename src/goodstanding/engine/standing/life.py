"""The life of a credential that lives by credits: its chains, and the walk through their cycles.

Restorations are decided in the order of their days, each with what had been seen before it, so
that the chain to which an observation belongs is settled before the observation is used. A walk
asks each ended cycle whether it was met; the answer may change when a balance is seen, which is
why a history is put together from walks, one for each stretch of days with the same knowledge.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from goodstanding.engine.days import add_months, after, before
from goodstanding.engine.rules.model import Rule, version_on
from goodstanding.engine.standing.answer import (
    Condition,
    Cycle,
    FeeGap,
    Judged,
    Lapse,
    Period,
    Restored,
)
from goodstanding.engine.standing.chains import Chain, Span, cycles
from goodstanding.engine.standing.facts import Credential, Observation
from goodstanding.engine.standing.fees import gap_on
from goodstanding.engine.standing.pools import Pool
from goodstanding.engine.standing.tally import Holder, posted_in


class Walked(NamedTuple):
    """Where a walk came to: current or lapsed in `span`, or unknown, since a day.

    `ahead` are the cycles after `span`, without end; they can be gone through once.
    """

    condition: Condition
    since: date
    span: Span
    judged: tuple[Judged, ...]
    ahead: Iterator[Span]


class Life(NamedTuple):
    """A credential's chains (oldest first; none: nothing is known of its life)."""

    credential: Credential
    rules: tuple[Rule, ...]
    pool: Pool
    chains: tuple[Chain, ...]
    restorations: tuple[Restored, ...]
    ignored: tuple[date, ...]

    @property
    def begin(self) -> date | None:
        """The first day of the first chain."""
        return self.chains[0].begin if self.chains else None

    def chain_on(self, day: date) -> Chain:
        """The chain in force on a day not before `begin`."""
        return next(chain for chain in reversed(self.chains) if chain.begin <= day)

    def holder(self, chain: Chain) -> Holder:
        """The credential as its credits see it during a chain."""
        return Holder(self.credential.certification, chain, self.pool)


def life_of(
    credential: Credential, rules: tuple[Rule, ...], pool: Pool, gaps: tuple[FeeGap, ...]
) -> Life:
    """Settle the chains of a credential."""
    seen = tuple(sorted(credential.observations, key=_by_day_seen))
    first = _first_chain(credential, rules, seen)
    if first is None:
        return Life(credential, rules, pool, (), (), ())
    life = Life(credential, rules, pool, (first,), (), ())
    if not credential.restorations:
        return life
    return _restored(life._replace(chains=(first._replace(seen=()),)), seen, gaps)


def walk(life: Life, chain: Chain, on: date) -> Walked:
    """Go through the cycles of a chain up to a day not before its first."""
    judged: list[Judged] = []
    holder = life.holder(chain)
    resumed = date.min
    ahead = cycles(chain, life.rules)
    while True:
        span = next(ahead)
        if span.deadline < resumed:
            continue
        if span.deadline >= on:
            return Walked(Condition.CURRENT, chain.begin, span, tuple(judged), ahead)
        verdict = _judged(life, holder, span, on)
        judged.append(verdict)
        if verdict.outcome == "lapsed":
            return Walked(Condition.LAPSED, after(span.deadline), span, tuple(judged), ahead)
        if verdict.outcome == "unknown":
            later = _seen_expired_after(chain, span, on)
            if later is None:
                return Walked(Condition.UNKNOWN, after(span.deadline), span, tuple(judged), ahead)
            resumed = later


def met(life: Life, chain: Chain, span: Span, posted: int) -> str | None:
    """How a cycle with so much posted is met: renewed, vouched, presumed, or None: it is not."""
    if posted >= span.required:
        return "renewed"
    if chain.seen and chain.vouched(span.deadline):
        return "vouched"
    tracked_from = life.credential.tracked_from
    return "presumed" if tracked_from and span.deadline < tracked_from else None


def incomplete(life: Life, chain: Chain, span: Span) -> bool:
    """Whether our records begin within a cycle whose deadline the body has not confirmed."""
    tracked_from = life.credential.tracked_from
    return (
        tracked_from is not None
        and span.start < tracked_from <= span.deadline
        and not chain.observed(span.deadline)
    )


def stretches(life: Life, on: date) -> Iterator[Period]:
    """What the walks say of every day from `begin` to `on`, fees aside, oldest first."""
    for i, chain in enumerate(life.chains):
        end = before(life.chains[i + 1].begin) if i + 1 < len(life.chains) else on
        end = min(end, on)
        if chain.begin > end:
            continue
        starts = [chain.begin, *_days_that_teach(chain, end)]
        for start, following in pairwise([*starts, after(end)]):
            yield from _stretch(walk(life, chain, before(following)), start, before(following))


def _stretch(walked: Walked, start: date, end: date) -> Iterator[Period]:
    if walked.condition is Condition.CURRENT:
        yield Period(start, end, Condition.CURRENT, None)
        return
    if walked.since > start:
        yield Period(start, before(walked.since), Condition.CURRENT, None)
    reason = Lapse.CREDITS if walked.condition is Condition.LAPSED else None
    yield Period(max(start, walked.since), end, walked.condition, reason)


def _days_that_teach(chain: Chain, end: date) -> list[date]:
    """The days within the chain on which a look at the body's record changes what is known."""
    return sorted({o.seen_on for o in chain.seen if chain.begin < o.seen_on <= end and _teaches(o)})


def _teaches(observation: Observation) -> bool:
    stale = observation.deadline is not None and observation.deadline < observation.seen_on
    return stale or observation.balance is not None


def _judged(life: Life, holder: Holder, span: Span, on: date) -> Judged:
    posted = posted_in(holder, span, on)
    outcome = met(life, holder.chain, span, posted)
    if outcome is None:
        outcome = "unknown" if incomplete(life, holder.chain, span) else "lapsed"
    return Judged(Cycle(span.start, span.deadline), posted, span.required, outcome)


def _seen_expired_after(chain: Chain, span: Span, on: date) -> date | None:
    """A later deadline, seen when it had passed: the walk goes on from its cycle."""
    for o in chain.seen:
        if o.deadline and span.deadline < o.deadline < o.seen_on <= on:
            return o.deadline
    return None


def _by_day_seen(observation: Observation) -> tuple[date, date, int]:
    return (
        observation.seen_on,
        observation.deadline or date.min,
        -1 if observation.balance is None else observation.balance,
    )


def _first_chain(
    credential: Credential, rules: tuple[Rule, ...], seen: tuple[Observation, ...]
) -> Chain | None:
    """The first chain; with an unknown day of issue it begins with the first thing known."""
    if credential.issued_on:
        return Chain(credential.issued_on, "issue", seen)
    observed = [_observed_start(o.deadline, rules) for o in seen if o.deadline]
    restored = min(credential.restorations, default=None)
    if restored and restored <= min(observed, default=restored):
        return Chain(restored, "restoration", seen)
    return Chain(min(observed), "observation", seen) if observed else None


def _observed_start(deadline: date, rules: tuple[Rule, ...]) -> date:
    """The first day of the cycle that ends on a deadline, by a version that governs that day."""
    starts = [(add_months(after(deadline), -rule.months), rule) for rule in reversed(rules)]
    governed = (start for start, rule in starts if version_on(rules, start).months == rule.months)
    return next(governed, starts[-1][0])


def _restored(life: Life, seen: tuple[Observation, ...], gaps: tuple[FeeGap, ...]) -> Life:
    chains = list(life.chains)
    restorations: list[Restored] = []
    ignored: list[date] = []
    for day in sorted(set(life.credential.restorations)):
        if chains[-1] == Chain(day, "restoration", ()):
            restorations.append(Restored(day, True))
            continue
        known = _replaced(chains, seen, before(day))
        began = _begins(life, known, day)
        restorations.append(Restored(day, began))
        if began:
            chains = [*chains[:-1], known, Chain(day, "restoration", ())]
        elif gap_on(gaps, day) is None:
            ignored.append(day)
    chains[-1] = _replaced(chains, seen, date.max)
    return life._replace(
        chains=tuple(chains), restorations=tuple(restorations), ignored=tuple(ignored)
    )


def _replaced(chains: list[Chain], seen: tuple[Observation, ...], until: date) -> Chain:
    """The last chain with what was seen of it up to a day."""
    chain = chains[-1]
    since = chain.begin if len(chains) > 1 else date.min
    return chain._replace(seen=tuple(o for o in seen if since <= o.seen_on <= until))


def _begins(life: Life, chain: Chain, day: date) -> bool:
    """Whether a restoration on a day begins a new chain."""
    tracked_from = life.credential.tracked_from or life.begin
    if tracked_from and day <= tracked_from:
        return True
    return walk(life, chain, day).condition is not Condition.CURRENT
