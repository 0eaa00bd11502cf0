"""What lapses cost the whole team."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from goodstanding.engine.costs.lapse import LapsePrice, total
from goodstanding.engine.costs.price import Price
from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.answer import Condition
from goodstanding.engine.standing.by_credits import is_for_credits
from goodstanding.records.models import Organisation, Person
from goodstanding.services.fresh import rows, state_of
from goodstanding.services.market import Market, market
from goodstanding.services.pricing import Need, Prices
from goodstanding.services.remembered import Remembered
from goodstanding.services.summary import summary_of


class Line(NamedTuple):
    """A credential with its price."""

    name: str
    need: Need
    price: LapsePrice


@dataclass(frozen=True, slots=True)
class TeamPrice:
    """What lapses cost the team. `lines`: what is short, by deadline, then what has lapsed.

    `at_stake`: what it costs if all that is short lapses; `keeping`: what keeping all of it costs;
    `lapsed`: what has lapsed already, at the stage that it has come to.
    """

    lines: tuple[Line, ...]
    at_stake: Price
    keeping: Price
    lapsed: Price
    market: Market

    @property
    def short(self) -> int:
        """How many credentials are short and have not lapsed."""
        return sum(1 for line in self.lines if line.need.lapsed_on is None)


_PRICES: Remembered[TeamPrice] = Remembered(8)
"""Few, as each may have tens of thousands of lines."""


def team_price(organisation: Organisation, on: date) -> TeamPrice:
    """The prices of everybody who works here; worked out once for each state of the record."""
    return _PRICES.get(state_of(organisation, on), lambda: _team_price(organisation, on))


def _team_price(organisation: Organisation, on: date) -> TeamPrice:
    found = Person.objects.of(organisation).values_list("pk", "name", "day_cost")
    people = {number: (name, cost) for number, name, cost in found}
    needs = sorted(_needs(organisation, on, people), key=_urgency)
    stall = market(organisation, on)
    prices = Prices(stall, on, max((need.short for need in needs), default=0))
    lines = [Line(people[need.person][0], need, prices.of(need)) for need in needs]
    short = [line for line in lines if line.need.lapsed_on is None]
    lapsed = [line for line in lines if line.need.lapsed_on is not None]
    return TeamPrice(
        lines=tuple(lines),
        at_stake=total(line.price.stage.price for line in short),
        keeping=total(_kept(short, stall.catalogue)),
        lapsed=total(line.price.stage.price for line in lapsed),
        market=stall,
    )


def _urgency(need: Need) -> tuple[date, date, int, str]:
    """What has lapsed comes last."""
    return (
        need.lapsed_on or date.min,
        need.deadline or date.max,
        need.person,
        need.certification,
    )


def _kept(lines: Sequence[Line], catalogue: Catalogue) -> Iterator[Price]:
    """What one earns counts for all of his credentials of a body: the dearest counts, once."""
    pools: dict[tuple[int, str], list[Price]] = defaultdict(list)
    for line in lines:
        body = catalogue.certifications[line.need.certification].body
        if line.price.keeping:
            pools[line.need.person, body].append(line.price.keeping.price)
    return (max(some, key=lambda one: (one.high, one.low)) for some in pools.values())


def _needs(
    organisation: Organisation, on: date, people: Mapping[int, tuple[str, int | None]]
) -> Iterator[Need]:
    """What is short and what has lapsed, by the cache; what has run over, as judged afresh."""
    every = list(rows(organisation, on, summary_of(organisation, on).overdue))
    current: dict[int, set[str]] = defaultdict(set)
    for row in every:
        if row.state == Condition.CURRENT:
            current[row.person].add(row.certification)
    holds = {number: frozenset(codes) for number, codes in current.items()}
    for row in every:
        lapsed = row.state == Condition.LAPSED and is_for_credits(row.deadline, on)
        short = row.state == Condition.CURRENT and row.short
        if row.person in people and row.short is not None and (lapsed or short):
            yield Need(
                row.person,
                row.certification,
                row.short,
                row.deadline,
                row.lapses_on if lapsed else None,
                people[row.person][1],
                holds.get(row.person, frozenset()),
            )
