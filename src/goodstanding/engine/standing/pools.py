"""One person's credits with one body, laid out so that a cycle is a slice (standing.md, 4).

Live credits can count in some cycle: they are not rejected or void, and their activity is not
marked "not approved" (posted implies approved). The others are kept aside with the reason.
Both lists are in the order of the day earned; ties are broken by the credit itself, so that the
order in which facts arrive never shows.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from operator import attrgetter

from goodstanding.engine.standing.facts import Credit, State

_DAY = attrgetter("earned_on")
_ORDER = attrgetter("earned_on", "title", "amount", "state", "activity", "source")
_REJECTED, _VOID, _POSTED = State.REJECTED, State.VOID, State.POSTED


def why_dead(credit: Credit) -> str | None:
    """Why a credit can count in no cycle: "rejected", "void", "not_approved", or None."""
    state = credit.state
    if state is _POSTED:
        return None
    if state is _REJECTED or state is _VOID:
        return state.value
    return "not_approved" if credit.approved is False else None


class Pool:
    """The credits of one body. `sums[i]` is what is posted in the first i live credits."""

    __slots__ = ("days", "dead", "live", "obtaining", "sums")

    def __init__(self, credits: Iterable[Credit]) -> None:
        ordered = _ordered(credits)
        self.dead = [credit for credit in ordered if why_dead(credit)]
        self.live = [c for c in ordered if not why_dead(c)] if self.dead else ordered
        self.days = [credit.earned_on for credit in self.live]
        posted = [c.amount if c.state is _POSTED else 0 for c in self.live]
        self.sums = [0, *accumulate(posted)]
        self.obtaining = {credit.obtains for credit in self.live}

    def within(self, start: date, deadline: date) -> list[Credit]:
        """The live credits earned from `start` to `deadline`, both ends included."""
        return self.live[bisect_left(self.days, start) : bisect_right(self.days, deadline)]

    def posted(self, start: date, deadline: date) -> int:
        """What is posted of the credits earned in these days, in hundredths, uncapped."""
        first = bisect_left(self.days, start)
        return self.sums[bisect_right(self.days, deadline, first)] - self.sums[first]


def pools(credits: Sequence[Credit]) -> dict[str, Pool]:
    """A person's credits by the code of their body."""
    bodies = {credit.body for credit in credits}
    if len(bodies) == 1:
        return {body: Pool(credits) for body in bodies}
    return {body: Pool(c for c in credits if c.body == body) for body in bodies}


def _ordered(credits: Iterable[Credit]) -> list[Credit]:
    """By the day earned; the full order costs twice as much, so it is for days that tie."""
    ordered = sorted(credits, key=_DAY)
    if len({credit.earned_on for credit in ordered}) < len(ordered):
        ordered.sort(key=_ORDER)
    return ordered


EMPTY = Pool(())
"""Nothing from this body."""
