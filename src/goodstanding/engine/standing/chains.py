"""Chains and cycles of a credential that lives by credits (standing.md, 3).

A chain runs from its first day until a lapse is followed by a restoration. Its cycles are
counted from an anchor: the body's own record as last seen, else the calendar of the rule, else
the chain's first day. The version of the rule in force on a cycle's first day governs the
cycle; where the months change, a new link begins at the boundary with an anchor of its own.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from goodstanding.engine.days import add_months, after, before, step_of
from goodstanding.engine.rules.model import FirstCycle, Rule, version_on
from goodstanding.engine.standing.answer import Anchored
from goodstanding.engine.standing.facts import Observation


class Span(NamedTuple):
    """A cycle with what it owes (hundredths) and the version of the rule that says so."""

    start: date
    deadline: date
    required: int
    rule: Rule


class Chain(NamedTuple):
    """A chain: its first day, what began it, and what was seen of it, in the order seen."""

    begin: date
    by: str
    seen: tuple[Observation, ...]

    def vouched(self, deadline: date) -> bool:
        """Whether the body's record, seen later, shows that a cycle ending here was met."""
        return any(o.deadline is not None and o.deadline >= o.seen_on > deadline for o in self.seen)

    def observed(self, deadline: date) -> bool:
        """Whether a cycle's deadline is one that was seen on the body's record."""
        return any(o.deadline == deadline for o in self.seen)


def cycles(chain: Chain, rules: tuple[Rule, ...]) -> Iterator[Span]:
    """The cycles of a chain, without end, each beginning as if the one before were met."""
    if len(rules) == 1:
        return _link(chain.begin, chain, rules)
    return _linked(chain, rules)


def anchored(chain: Chain, rules: tuple[Rule, ...]) -> Anchored:
    """What the first link of the chain is counted from."""
    return _anchor(chain.begin, chain, rules)


def _linked(chain: Chain, rules: tuple[Rule, ...]) -> Iterator[Span]:
    first = chain.begin
    link = _link(first, chain, rules)
    while True:
        span = next(link)
        if span.rule.months != version_on(rules, first).months:
            first = span.start
            link = _link(first, chain, rules)
        else:
            yield span


def _link(first: date, chain: Chain, rules: tuple[Rule, ...]) -> Iterator[Span]:
    by, anchor = _anchor(first, chain, rules)
    rule = version_on(rules, first)
    months, several = rule.months, len(rules) > 1
    if anchor > first and by == "calendar" and rule.starts:
        yield Span(first, before(anchor), 0, rule)
        first, rule = anchor, version_on(rules, anchor)
    k = 0 if anchor == first else step_of(anchor, months, first)
    boundary = add_months(anchor, k * months)
    start = first
    while True:
        k += 1
        following = add_months(anchor, k * months)
        required = rule.required if start == boundary else _short(boundary, start, following, rule)
        yield Span(start, before(following), required, rule)
        start = boundary = following
        if several:
            rule = version_on(rules, start)


def _short(boundary: date, start: date, following: date, rule: Rule) -> int:
    """What a first cycle shorter than the rule's months owes; parts are rounded up."""
    if rule.first_cycle is FirstCycle.FULL:
        return rule.required
    if rule.first_cycle is FirstCycle.NONE:
        return 0
    return -(-rule.required * (following - start).days // (following - boundary).days)


def _anchor(first: date, chain: Chain, rules: tuple[Rule, ...]) -> Anchored:
    if chain.seen:
        deadlines = [o.deadline for o in _seen_in_link(first, chain, rules) if o.deadline]
        if deadlines:
            return Anchored("observation", after(deadlines[-1]))
    return _without_observation(first, chain, version_on(rules, first))


def _without_observation(first: date, chain: Chain, rule: Rule) -> Anchored:
    if rule.anchor:
        return Anchored("calendar", rule.anchor)
    if rule.starts:
        return Anchored("calendar", _first_start_after(first, rule.starts))
    return Anchored(chain.by if first == chain.begin else "rule", first)


def _first_start_after(day: date, starts: tuple[int, int]) -> date:
    this_year = date(day.year, *starts)
    return this_year if this_year > day else date(day.year + 1, *starts)


def _seen_in_link(first: date, chain: Chain, rules: tuple[Rule, ...]) -> tuple[Observation, ...]:
    """What was seen while the link that begins on `first` was in force.

    A link ends at the first boundary on or after the day from which other months hold. The
    boundary is found with what was seen before that day, and then counts what was seen up to it.
    """
    seen = (
        chain.seen if first == chain.begin else tuple(o for o in chain.seen if o.seen_on >= first)
    )
    change = _months_change_after(first, rules)
    if change is None:
        return seen
    sooner = tuple(o for o in seen if o.seen_on < change)
    rule = version_on(rules, first)
    deadlines = [o.deadline for o in sooner if o.deadline]
    anchor = after(deadlines[-1]) if deadlines else _without_observation(first, chain, rule).day
    k = step_of(anchor, rule.months, max(before(change), first)) + 1
    end = add_months(anchor, k * rule.months)
    return tuple(o for o in seen if o.seen_on < end)


def _months_change_after(first: date, rules: tuple[Rule, ...]) -> date | None:
    months = version_on(rules, first).months
    return next(
        (r.since for r in rules if r.since and r.since > first and r.months != months), None
    )
