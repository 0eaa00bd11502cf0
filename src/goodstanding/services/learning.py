"""The year of learning of a company's people, and who has to catch up before it ends."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from goodstanding.engine import credits
from goodstanding.engine.costs.keeping import Choice, cheapest
from goodstanding.engine.costs.lapse import day_price
from goodstanding.engine.costs.on_offer import Wanted, choices
from goodstanding.engine.folding import fold
from goodstanding.engine.learning import Attended, Item, Year, quarter_of, target_of, year_of
from goodstanding.engine.planning.given import BOOTH
from goodstanding.engine.standing.answer import Condition
from goodstanding.engine.standing.answer import Standing as Answer
from goodstanding.engine.standing.facts import State
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import CreditStates, Record, read_states
from goodstanding.records.models import Enrolment, Offering, Organisation, Person
from goodstanding.records.standings import Fresh, judged
from goodstanding.services.days_closed import Closed, closed
from goodstanding.services.enrolments import COMING
from goodstanding.services.fresh import here, state_of
from goodstanding.services.lapses import Market, holdings, market
from goodstanding.services.pattern import pattern_of
from goodstanding.services.planning_settings import Settings, settings_of
from goodstanding.services.remembered import Remembered

TARGET = 800
MOST = 300
"""Of so many people at most the year is looked at all at once."""
_HAD = (State.EARNED, State.SUBMITTED, State.POSTED)


class Aims(NamedTuple):
    """What a year is held against: the pattern, and credits for everybody in hundredths."""

    pattern: tuple[Item, ...]
    target: int


def aims_of(organisation: Organisation) -> Aims:
    """The pattern and the target that hold for a company."""
    return _aims(organisation, settings_of(organisation))


def _aims(organisation: Organisation, typed: Settings) -> Aims:
    try:
        target = credits.parse(typed.values.get("year_target", ""))
    except credits.AmountError:
        target = TARGET
    return Aims(pattern_of(organisation), target)


class Whose(NamedTuple):
    """Somebody's record, since when he is here, and what is said of his credentials: who holds
    none that credits keep has no target."""

    record: Record
    hired_on: date | None
    answers: tuple[Answer, ...]

    @property
    def held(self) -> tuple[Answer, ...]:
        """The credentials that are current and kept by credits."""
        return tuple(a for a in self.answers if a.state is Condition.CURRENT and a.required)


def years(
    organisation: Organisation, people: Mapping[int, Whose], aims: Aims, on: date
) -> dict[int, Year]:
    """The year of `on` of some people; one question to the database."""
    return _years(people, _places(organisation, people), aims, on)


def _places(organisation: Organisation, people: Collection[int]) -> dict[int, list[Enrolment]]:
    """The places that people have in what is to come."""
    booked: dict[int, list[Enrolment]] = defaultdict(list)
    places = Enrolment.objects.of(organisation).filter(person__in=list(people))
    for place in places.filter(state__in=COMING).select_related("offering"):
        booked[place.person_id].append(place)
    return booked


def _years(
    people: Mapping[int, Whose], booked: Mapping[int, list[Enrolment]], aims: Aims, on: date
) -> dict[int, Year]:
    found = {}
    for number, who in people.items():
        places = booked.get(number, ())
        attended = [*_credits(who.record, on), *_booked(who.record, places, on)]
        target = target_of(aims.target, who.hired_on, on.year) if who.held else 0
        found[number] = year_of(attended, aims.pattern, target, on, who.hired_on)
    return found


def _credits(record: Record, on: date) -> Iterator[Attended]:
    """Whatever counts by its credit; what was planned and has passed does not."""
    for fact in record.credits:
        states: Any = read_states(fact)
        coming = states.state is State.PLANNED and states.earned_on >= on
        if (states.state in _HAD or coming) and states.approved is not False:
            yield _attended(states)


def _attended(states: CreditStates) -> Attended:
    return Attended(states.kind, states.earned_on, states.amount, states.state is State.PLANNED)


def _booked(record: Record, places: Collection[Enrolment], on: date) -> Iterator[Attended]:
    """Places in what is to come, but not where the same stands among the credits already."""
    stands = {fold(fact.texts.get("title") or "") for fact in record.credits}
    for place in places:
        one = place.offering
        day = (one.ends_on or one.starts_on) if one.starts_on else place.on
        if day is None or day < on or fold(one.title) in stands or one.approved is False:
            continue
        kind = one.kind or "course"
        kind = "online" if one.starts_on is None else kind
        yield Attended(kind, day, _worth(one), planned=True)


def _worth(one: Offering) -> int:
    if one.amount is None:
        return BOOTH if one.kind == "booth" else 0
    return one.amount


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


_REVIEWS: Remembered[tuple[Review, ...]] = Remembered(50)


def reviews(organisation: Organisation, on: date) -> tuple[Review, ...]:
    """Everybody who is below floor or target in the year's last quarter, by name; nobody before
    it, nor where there are more people than can be looked at at once."""
    if quarter_of(on) < 4:
        return ()
    return _REVIEWS.get(state_of(organisation, on), lambda: _reviews(organisation, on))


def _reviews(organisation: Organisation, on: date) -> tuple[Review, ...]:
    rows = Person.objects.of(organisation).filter(here(on))
    if not 0 < len(rows.order_by().values_list("pk")[: MOST + 1]) <= MOST:
        return ()
    people = list(rows.select_related("branch").order_by("name", "pk"))
    fresh = judged(organisation, [one.pk for one in people], on, catalogue_of(organisation))
    whose = {one.pk: whose_of(one, fresh[one.pk]) for one in people}
    places, stall = _places(organisation, whose), market(organisation, on)
    typed = settings_of(organisation)
    found = _years(whose, places, _aims(organisation, typed), on)
    shut = closed(organisation, people, places, typed, on)
    looked_at = (
        _review(
            one,
            whose[one.pk],
            found[one.pk],
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


def whose_of(person: Person, fresh: Fresh) -> Whose:
    """Somebody as he is judged."""
    return Whose(fresh.record, person.hired_on, fresh.answers)


def _review(who: Person, whose: Whose, year: Year, left: Left) -> Review | None:
    stall, on = left.stall, left.on
    held = whose.held
    soon = date(on.year + 1, 6, 30)
    short = [a for a in held if a.short and a.cycle and a.cycle.deadline <= soon]
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
