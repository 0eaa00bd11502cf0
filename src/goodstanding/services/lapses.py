"""What lapses cost: of a person, and of the whole team."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count

from goodstanding.engine.costs.figures import Figures
from goodstanding.engine.costs.keeping import Choice
from goodstanding.engine.costs.lapse import Held, LapsePrice, day_price, lapse_price, total
from goodstanding.engine.costs.on_offer import Wanted, choices
from goodstanding.engine.costs.price import Price
from goodstanding.engine.planning.given import Offering as OnOffer
from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.answer import Condition, Lapse
from goodstanding.engine.standing.answer import Standing as Answer
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Enrolment, Offering, Organisation, Person
from goodstanding.records.models import Standing as Cached
from goodstanding.records.standings import judged
from goodstanding.services.costs import figures_of
from goodstanding.services.enrolments import FREE
from goodstanding.services.fresh import here, state_of
from goodstanding.services.remembered import Remembered
from goodstanding.services.summary import summary_of

MOST = 2_000
"""So many credentials are priced, the most urgent."""


class Market(NamedTuple):
    """What prices of a company's people are made from: figures, what is on offer with its titles
    and numbers, and the rules."""

    figures: Figures
    offerings: tuple[OnOffer, ...]
    numbers: tuple[int, ...]
    catalogue: Catalogue

    def title(self, one: Choice) -> str:
        """The title of something that was chosen."""
        return self.offerings[one.key].title

    def number(self, one: Choice) -> int:
        """Its number among the company's offerings."""
        return self.numbers[one.key]


def market(organisation: Organisation, on: date) -> Market:
    """The figures, and the offerings that are still to come."""
    rows = list(Offering.objects.of(organisation).order_by("starts_on", "place", "pk"))
    left = [one for one in rows if one.starts_on is None or one.starts_on > on]
    taken: dict[int, int] = {}
    if any(one.seats is not None for one in left):
        places = Enrolment.objects.of(organisation).exclude(state__in=FREE).order_by()
        found = places.values_list("offering").annotate(count=Count("pk"))
        taken = dict(found)
    return Market(
        figures_of(organisation),
        tuple(on_offer(one, taken.get(one.pk, 0)) for one in left),
        tuple(one.pk for one in left),
        catalogue_of(organisation),
    )


def on_offer(one: Offering, taken: int) -> OnOffer:
    """An offering as the engine takes it; its seats are those that are free."""
    days = one.production_days
    return OnOffer(
        title=one.title,
        kind=one.kind or "course",
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        credits=one.amount,
        price=one.price,
        travel=one.travel,
        seats=None if one.seats is None else max(0, one.seats - taken),
        production_days=Decimal(days) if days else None,
        body=one.body or "IICRC",
        approved=one.approved is True,
        requires=tuple(one.requires),
        obtains=one.obtains or None,
    )


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
    held = Held(need.certification, need.short, need.lapsed_on, need.day_cost)
    some: list[Choice] = []
    if need.short and need.lapsed_on is None:
        body = market.catalogue.certifications[need.certification].body
        wanted = Wanted(body, need.certification, on, need.deadline, need.holds)
        some = choices(market.offerings, wanted, day_price(need.day_cost, market.figures))
    return lapse_price(held, market.figures, some, on)


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


class Line(NamedTuple):
    """A credential with its price."""

    name: str
    need: Need
    price: LapsePrice


@dataclass(frozen=True, slots=True)
class TeamPrice:
    """What lapses cost the team. `lines`: what is short, by deadline, then what has lapsed.

    `at_stake`: what it costs if all that is short lapses; `keeping`: what keeping all of it costs;
    `lapsed`: what has lapsed already, at the stage that it has come to. `more`: credentials that
    are not in it, as they are too many.
    """

    lines: tuple[Line, ...]
    more: int
    at_stake: Price
    keeping: Price
    lapsed: Price
    market: Market

    @property
    def short(self) -> int:
        """How many credentials are short and have not lapsed."""
        return sum(1 for line in self.lines if line.need.lapsed_on is None)


_PRICES: Remembered[TeamPrice] = Remembered(50)


def team_price(organisation: Organisation, on: date) -> TeamPrice:
    """The prices of everybody who works here; worked out once for each state of the record."""
    return _PRICES.get(state_of(organisation, on), lambda: _team_price(organisation, on))


def _team_price(organisation: Organisation, on: date) -> TeamPrice:
    rows = Person.objects.of(organisation).values_list("pk", "name", "day_cost")
    people = {number: (name, cost) for number, name, cost in rows}
    needs = sorted(_needs(organisation, on, people), key=_urgency)
    stall = market(organisation, on)
    some = needs[:MOST]
    known: dict[Need, LapsePrice] = {}
    lines = []
    for need in some:
        alike = _alike(need, stall)
        if alike not in known:
            known[alike] = price(need, on, stall)
        lines.append(Line(people[need.person][0], need, known[alike]))
    short = [line for line in lines if line.need.lapsed_on is None]
    lapsed = [line for line in lines if line.need.lapsed_on is not None]
    return TeamPrice(
        lines=tuple(lines),
        more=len(needs) - len(some),
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


def _alike(need: Need, stall: Market) -> Need:
    """The same question of anybody else has the same answer: whoever holds as much of what is
    required, until the last offering that ends in time."""
    asked = {code for one in stall.offerings for code in one.requires}
    ends = [one.ends_on or one.starts_on for one in stall.offerings]
    in_time = [day for day in ends if day and need.deadline and day <= need.deadline]
    until = max(in_time, default=date.min) if need.deadline else None
    return replace(need, person=0, deadline=until, holds=need.holds & asked)


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
    """What is short, by the cache; what has lapsed, and whatever of the cache has run over, as
    judged afresh."""
    corrected = summary_of(organisation, on).overdue
    rows = Cached.objects.of(organisation).filter(here(on)).order_by()
    every = rows.values_list("person", "certification", "state", "short", "deadline")
    held = [row for row in every if row[0] in people]
    afresh = {who for who, _, state, _, _ in held if state == Condition.LAPSED}
    afresh |= {who for who, some in corrected.rows.items() if some and who in people}
    current: dict[int, set[str]] = defaultdict(set)
    for who, code, state, _, _ in held:
        if state == Condition.CURRENT:
            current[who].add(code)
    for who, code, state, short, deadline in held:
        known = who not in afresh and who not in corrected.rows
        if known and state == Condition.CURRENT and short:
            yield Need(who, code, short, deadline, None, people[who][1], frozenset(current[who]))
    if afresh:
        yield from _judged_afresh(organisation, on, {who: people[who][1] for who in sorted(afresh)})


def _judged_afresh(
    organisation: Organisation, on: date, costs: Mapping[int, int | None]
) -> Iterator[Need]:
    fresh_of = judged(organisation, list(costs), on, catalogue_of(organisation))
    for who, fresh in fresh_of.items():
        for answer in fresh.answers:
            found = need_of(who, costs[who], answer, holdings(fresh.answers))
            if found and (found.short or found.lapsed_on):
                yield found
