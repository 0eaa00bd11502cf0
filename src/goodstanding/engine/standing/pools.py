"""One person's credits with one body, laid out so that a cycle is a slice (standing.md, 4).

Live credits can count in some cycle: they are not rejected or void, and their activity is not
marked "not approved" (posted implies approved). The others are kept aside with the reason.
Both lists are in the order of the day earned; ties are broken by the credit itself, so that the
order in which facts arrive never shows.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import accumulate
from operator import attrgetter

from goodstanding.engine.standing.facts import Credit, State

_ORDER = attrgetter("earned_on", "title", "amount", "state", "activity", "source")
_DEAD = (State.REJECTED, State.VOID)


def why_dead(credit: Credit) -> str | None:
    """Why a credit can count in no cycle: "rejected", "void", "not_approved", or None."""
    if credit.state in _DEAD:
        return credit.state.value
    if credit.approved is False and credit.state is not State.POSTED:
        return "not_approved"
    return None


class Pool:
    """The credits of one body. `sums[i]` is what is posted in the first i live credits."""

    __slots__ = ("days", "dead", "live", "obtaining", "sums")

    def __init__(self, credits: Iterable[Credit]) -> None:
        self.live: list[Credit] = []
        self.dead: list[Credit] = []
        for credit in sorted(credits, key=_ORDER):
            (self.dead if why_dead(credit) else self.live).append(credit)
        self.days = [credit.earned_on for credit in self.live]
        posted = State.POSTED
        self.sums = [0, *accumulate(c.amount if c.state is posted else 0 for c in self.live)]
        self.obtaining = {credit.obtains for credit in self.live if credit.obtains}

    def within(self, start: date, deadline: date) -> list[Credit]:
        """The live credits earned from `start` to `deadline`, both ends included."""
        return self.live[bisect_left(self.days, start) : bisect_right(self.days, deadline)]

    def posted(self, start: date, deadline: date) -> int:
        """What is posted of the credits earned in these days, in hundredths, uncapped."""
        first = bisect_left(self.days, start)
        return self.sums[bisect_right(self.days, deadline, first)] - self.sums[first]


EMPTY = Pool(())


def pools(credits: Iterable[Credit]) -> dict[str, Pool]:
    """A person's credits by the code of their body."""
    by_body: dict[str, list[Credit]] = {}
    for credit in credits:
        by_body.setdefault(credit.body, []).append(credit)
    return {body: Pool(some) for body, some in by_body.items()}
