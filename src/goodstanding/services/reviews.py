"""Who has to catch up before the year ends, with the cheapest choice from what is left of it.

Who that is is told for everybody at once; what he lacks and what would bring it is worked out for
those who are shown, so that a page takes as long for ten thousand people as for thirty.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Min

from goodstanding.engine.costs.keeping import Choice, cheapest
from goodstanding.engine.costs.lapse import day_price
from goodstanding.engine.costs.on_offer import Wanted, choices
from goodstanding.engine.learning import Year, quarter_of, target_of, year_of
from goodstanding.engine.standing.answer import Condition
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Enrolment, Organisation, Person, Standing
from goodstanding.records.standings import judged
from goodstanding.services.days_closed import Closed, closed
from goodstanding.services.fresh import here, rows, state_of
from goodstanding.services.learning import (
    Whose,
    aims_of,
    attended_by_all,
    places_of,
    whose_of,
    years_with,
)
from goodstanding.services.market import Market, market
from goodstanding.services.pricing import holdings
from goodstanding.services.remembered import Remembered
from goodstanding.services.summary import summary_of

FIRST = 30
"""So many are named on other pages than their own."""


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody who is below his floor or the target: what he lacks, and what would bring it.

    `short`: the certifications that lack credits soon, with how much; `chosen` None: nothing that
    is left of the year covers it.
    """

    number: int
    name: str
    branch: str
    year: Year
    short: tuple[tuple[str, int], ...]
    need: int
    chosen: tuple[tuple[int, str], ...] | None


class Urgent(NamedTuple):
    """Those who come first, and whether there are others."""

    reviews: tuple[Review, ...]
    others: bool


_URGENT: Remembered[Urgent] = Remembered(50)


def most_urgent(organisation: Organisation, on: date) -> Urgent:
    """Whoever has to catch up first; nobody before the year's last quarter."""
    if quarter_of(on) < 4:
        return Urgent((), others=False)
    return _URGENT.get(state_of(organisation, on), lambda: _most_urgent(organisation, on))


def _most_urgent(organisation: Organisation, on: date) -> Urgent:
    """Where enough people lack credits for a deadline, nobody looks who else is below the
    target."""
    numbers = () if summary_of(organisation, on).overdue.rows else _soonest(organisation, on)
    if len(numbers) <= FIRST:
        numbers = below(organisation, on)
    return Urgent(reviews(organisation, on, numbers[:FIRST]), others=len(numbers) > FIRST)


def _soonest(organisation: Organisation, on: date) -> tuple[int, ...]:
    """The first who lack credits for a deadline, one more than come first."""
    rows = Standing.objects.of(organisation).filter(
        here(on), state=Condition.CURRENT.value, required__gt=0, short__gt=0
    )
    some = rows.filter(deadline__lte=_soon(on)).values_list("person")
    first = some.annotate(first=Min("deadline")).order_by("first", "person__name", "person")
    return tuple(number for number, _ in first[: FIRST + 1])


_BELOW: Remembered[tuple[int, ...]] = Remembered(20)


def below(organisation: Organisation, on: date) -> tuple[int, ...]:
    """The numbers of all who lack credits for a deadline up to 30 June of the next year, by that
    deadline, then of those who lack some to the target, by name; nobody before the last quarter.

    Told from the cache of standings, with what has run over judged afresh, and the year's credits.
    """
    if quarter_of(on) < 4:
        return ()
    return _BELOW.get(state_of(organisation, on), lambda: tuple(_below(organisation, on)))


def _below(organisation: Organisation, on: date) -> list[int]:
    first, held = _deadlines(organisation, on)
    target, attended = aims_of(organisation).target, attended_by_all(organisation, on)

    def is_below(number: int, hired_on: date | None) -> bool:
        mine = target_of(target, hired_on, on.year) if number in held else 0
        return year_of(attended.get(number, ()), (), mine, on).missing > 0

    people = Person.objects.of(organisation).filter(here(on))
    found = [
        (first.get(number, date.max), name, number)
        for number, name, hired_on in people.values_list("pk", "name", "hired_on")
        if number in first or is_below(number, hired_on)
    ]
    return [number for _, _, number in sorted(found)]


def _deadlines(organisation: Organisation, on: date) -> tuple[dict[int, date], set[int]]:
    """The first deadline for which each lacks credits, and whoever holds something that credits
    keep."""
    first: dict[int, date] = {}
    held: set[int] = set()
    for row in rows(organisation, on, summary_of(organisation, on).overdue):
        if row.state != Condition.CURRENT or not row.required:
            continue
        held.add(row.person)
        if row.short and row.deadline and row.deadline <= _soon(on):
            first[row.person] = min(row.deadline, first.get(row.person, date.max))
    return first, held


def _soon(on: date) -> date:
    return date(on.year + 1, 6, 30)


def reviews(organisation: Organisation, on: date, numbers: Sequence[int]) -> tuple[Review, ...]:
    """Some people judged afresh, in this order, as far as they have to catch up."""
    found = Person.objects.of(organisation).filter(pk__in=numbers).select_related("branch")
    people = sorted(found, key=lambda one: numbers.index(one.pk))
    fresh = judged(organisation, [one.pk for one in people], on, catalogue_of(organisation))
    whose = {one.pk: whose_of(one, fresh[one.pk]) for one in people}
    places, stall = places_of(organisation, whose), market(organisation, on)
    years = years_with(whose, places, aims_of(organisation), on)
    shut = closed(organisation, people, on)
    looked_at = (
        _review(
            one,
            whose[one.pk],
            years[one.pk],
            Left(_but_for(stall, places.get(one.pk, ())), shut, on),
        )
        for one in people
    )
    return tuple(one for one in looked_at if one is not None)


class Left(NamedTuple):
    """What is left of a year after a day: what is on offer, and the days that are closed."""

    stall: Market
    shut: Closed
    on: date


def _but_for(stall: Market, places: Collection[Enrolment]) -> Market:
    """What is on offer besides what somebody has a place in."""
    mine = {place.offering_id for place in places}
    kept = [n for n, number in enumerate(stall.numbers) if number not in mine]
    return stall._replace(
        offerings=tuple(stall.offerings[n] for n in kept),
        numbers=tuple(stall.numbers[n] for n in kept),
    )


def _review(who: Person, whose: Whose, year: Year, left: Left) -> Review | None:
    stall, on = left.stall, left.on
    held = whose.held
    short = [a for a in held if a.short and a.cycle and a.cycle.deadline <= _soon(on)]
    need = max([year.missing, *(a.short or 0 for a in short)])
    if not need:
        return None
    first = min(short, key=lambda a: a.cycle.deadline) if short else held[0]  # type: ignore[union-attr] # those that are short have a cycle
    last = date(on.year, 12, 31)
    until = min(last, first.cycle.deadline) if first.cycle else last
    body = stall.catalogue.certifications[first.certification].body
    wanted = Wanted(body, first.certification, on, until, holdings(whose.answers))
    wanted = left.shut.to(who, wanted)
    some = choices(stall.offerings, wanted, day_price(who.day_cost, stall.figures))
    chosen = cheapest(some, need)
    return Review(
        who.pk,
        who.name,
        str(who.branch or ""),
        year,
        tuple((a.certification, a.short or 0) for a in short),
        need,
        None if chosen is None else _named(chosen, stall),
    )


def _named(chosen: tuple[Choice, ...], stall: Market) -> tuple[tuple[int, str], ...]:
    return tuple((stall.number(one), stall.title(one)) for one in chosen)
