"""What the lapse of one credential costs, and what keeping it costs, with what is on offer."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from goodstanding.engine.costs.keeping import Choice, Reach
from goodstanding.engine.costs.lapse import (
    Held,
    LapsePrice,
    Stage,
    day_price,
    lapse_price,
    months_lapsed,
    stages_of,
)
from goodstanding.engine.costs.on_offer import Served, Wanted, serving
from goodstanding.engine.standing.answer import Condition, Lapse
from goodstanding.engine.standing.answer import Standing as Answer
from goodstanding.services.market import Market


@dataclass(frozen=True, slots=True)
class Need:
    """A credential of somebody that has lapsed for credits, or may; `short` in hundredths."""

    person: int
    certification: str
    short: int
    deadline: date | None
    lapsed_on: date | None
    day_cost: int | None
    holds: frozenset[str] = frozenset()


def price(need: Need, on: date, market: Market) -> LapsePrice:
    """What its lapse costs, and what keeping it costs."""
    return Prices(market, on, need.short).of(need)


class Prices:
    """Prices of the credentials of many people on a day, none of whom lacks more than `most`.

    What several have in common is worked out once: what serves them, what that reaches at what a
    day of theirs costs, the stages, and the price itself.
    """

    def __init__(self, market: Market, on: date, most: int) -> None:
        self._market, self._on, self._most = market, on, most
        self._asked = frozenset(code for one in market.offerings for code in one.requires)
        self._obtained = {one.obtains for one in market.offerings}
        ends = (one.ends_on or one.starts_on for one in market.offerings)
        self._ends = sorted(day for day in ends if day)
        self._serving: dict[Hashable, list[Served]] = {}
        self._reach: dict[Hashable, Reach] = {}
        self._stages: dict[Hashable, tuple[Stage, ...]] = {}
        self._known: dict[Hashable, LapsePrice] = {}

    def of(self, need: Need) -> LapsePrice:
        """What its lapse costs, and what keeping it costs."""
        alike = self._alike(need)
        if alike not in self._known:
            held = Held(need.certification, need.short, need.lapsed_on, need.day_cost)
            chosen, stages = self._chosen(need), self._stages_of(held)
            figures = self._market.figures
            self._known[alike] = lapse_price(held, figures, chosen, self._on, stages)
        return self._known[alike]

    def _stages_of(self, held: Held) -> tuple[Stage, ...]:
        alike = held.certification, held.day_cost
        if alike not in self._stages:
            self._stages[alike] = stages_of(held, self._market.figures)
        return self._stages[alike]

    def _alike(self, need: Need) -> Hashable:
        """Whatever has been lapsed for as many months has come to the same stage; before it, the
        same serves until the last offering that ends in time."""
        if need.lapsed_on:
            return need.certification, need.day_cost, months_lapsed(need.lapsed_on, self._on)
        until = bisect_right(self._ends, need.deadline) if need.deadline else None
        holds = need.holds & self._asked
        return need.certification, need.day_cost, need.short, until, holds

    def _chosen(self, need: Need) -> tuple[Choice, ...] | None:
        if need.lapsed_on or not need.short:
            return None
        wanted = self._wanted(need)
        reach = self._reach.get((wanted, need.day_cost))
        if reach is None:
            day = day_price(need.day_cost, self._market.figures)
            reach = Reach((one.at(day) for one in self._served(wanted)), self._most)
            self._reach[wanted, need.day_cost] = reach
        return reach.cheapest(need.short, need.deadline)

    def _wanted(self, need: Need) -> Wanted:
        """What is wanted whenever; as much of it as makes a difference among what is on offer."""
        body = self._market.catalogue.certifications[need.certification].body
        code = need.certification if need.certification in self._obtained else ""
        return Wanted(body, code, self._on, None, need.holds & self._asked)

    def _served(self, wanted: Wanted) -> list[Served]:
        if wanted not in self._serving:
            self._serving[wanted] = serving(self._market.offerings, wanted)
        return self._serving[wanted]


def need_of(
    person: int, day_cost: int | None, answer: Answer, holds: frozenset[str]
) -> Need | None:
    """What is asked about a credential; None where no credits keep it, or none can any more."""
    lapsed = answer.state is Condition.LAPSED and answer.reason is Lapse.CREDITS
    if answer.short is None or not (lapsed or answer.state is Condition.CURRENT):
        return None
    return Need(
        person,
        answer.certification,
        answer.short,
        answer.cycle.deadline if answer.cycle else None,
        answer.lapses_on if lapsed else None,
        day_cost,
        holds,
    )


def holdings(answers: Iterable[Answer]) -> frozenset[str]:
    """The certifications that somebody holds, from what is said of his credentials."""
    return frozenset(a.certification for a in answers if a.state is Condition.CURRENT)
