"""The year of learning of a company's people: what each attends, held against the pattern."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from goodstanding.engine.folding import fold
from goodstanding.engine.learning import Attended, Item, Year, target_of, year_of
from goodstanding.engine.planning.given import BOOTH
from goodstanding.engine.standing.answer import Condition
from goodstanding.engine.standing.answer import Standing as Answer
from goodstanding.engine.standing.facts import State
from goodstanding.records.facts import Record
from goodstanding.records.models import Enrolment, Fact, FactKind, Offering, Organisation, Person
from goodstanding.records.standings import Fresh
from goodstanding.services.enrolments import COMING
from goodstanding.services.pattern import pattern_of
from goodstanding.services.planning_settings import limits_of

_HAD = (State.EARNED, State.SUBMITTED, State.POSTED)


class Aims(NamedTuple):
    """What a year is held against: the pattern, and credits for everybody in hundredths."""

    pattern: tuple[Item, ...]
    target: int


def aims_of(organisation: Organisation) -> Aims:
    """The pattern and the target that hold for a company."""
    return Aims(pattern_of(organisation), limits_of(organisation).year_target)


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


def whose_of(person: Person, fresh: Fresh) -> Whose:
    """Somebody as he is judged."""
    return Whose(fresh.record, person.hired_on, fresh.answers)


def years(
    organisation: Organisation, people: Mapping[int, Whose], aims: Aims, on: date
) -> dict[int, Year]:
    """The year of `on` of some people; one question to the database."""
    return years_with(people, places_of(organisation, people), aims, on)


def places_of(organisation: Organisation, people: Collection[int]) -> dict[int, list[Enrolment]]:
    """The places that people have in what is to come."""
    places = Enrolment.objects.of(organisation).filter(person__in=list(people))
    return _by_person(places.filter(state__in=COMING).select_related("offering"))


def years_with(
    people: Mapping[int, Whose], booked: Mapping[int, list[Enrolment]], aims: Aims, on: date
) -> dict[int, Year]:
    """The year of `on` of some people who have these places in what is to come."""
    found = {}
    for number, who in people.items():
        titles = _titles(fact.texts for fact in who.record.credits)
        places = booked.get(number, ())
        states = (fact.states for fact in who.record.credits)
        attended = [*_credits(states, on), *_booked(titles, places, on)]
        target = target_of(aims.target, who.hired_on, on.year) if who.held else 0
        found[number] = year_of(attended, aims.pattern, target, on, who.hired_on)
    return found


def attended_by_all(organisation: Organisation, on: date) -> dict[int, list[Attended]]:
    """What everybody attends in the year of `on`, by the numbers of the people."""
    found: dict[int, list[Attended]] = defaultdict(list)
    every = Fact.objects.of(organisation).filter(kind=FactKind.CREDIT, superseded_seq=None)
    every = every.order_by()
    now = every.filter(states__earned_on__startswith=f"{on.year}-")
    for number, states in now.values_list("person", "states"):
        found[number].extend(_credits((states,), on))
    places = Enrolment.objects.of(organisation).filter(_within(on), state__in=COMING).order_by()
    booked = _by_person(places.prefetch_related("offering"))
    texts = _texts(every.filter(person__in=places.values("person"))) if booked else {}
    for number, theirs in booked.items():
        found[number].extend(_booked(_titles(texts.get(number, ())), theirs, on))
    return found


def _texts(facts: QuerySet[Fact]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for number, texts in facts.values_list("person", "texts"):
        found[number].append(texts)
    return found


def _within(on: date) -> Q:
    """Places in what ends between a day and the last one of its year."""
    left = (on, date(on.year, 12, 31))
    dated = Q(offering__ends_on__range=left) | Q(
        offering__ends_on=None, offering__starts_on__range=left
    )
    return Q(offering__starts_on=None, on__range=left) | dated


def _by_person(places: Iterable[Enrolment]) -> dict[int, list[Enrolment]]:
    found: dict[int, list[Enrolment]] = defaultdict(list)
    for place in places:
        found[place.person_id].append(place)
    return found


def _credits(facts: Iterable[Mapping[str, Any]], on: date) -> Iterator[Attended]:
    """Whatever counts by its credit, of what credits state; what was planned and has passed does
    not."""
    for states in facts:
        state, day = State(states["state"]), date.fromisoformat(states["earned_on"])
        coming = state is State.PLANNED and day >= on
        if (state in _HAD or coming) and states["approved"] is not False:
            yield Attended(states["kind"], day, states["amount"], state is State.PLANNED)


def _titles(texts: Iterable[Mapping[str, Any]]) -> set[str]:
    """The titles of somebody's credits, to compare."""
    return {fold(some.get("title") or "") for some in texts}


def _booked(stands: set[str], places: Iterable[Enrolment], on: date) -> Iterator[Attended]:
    """Places in what is to come, but not where the same stands among the credits already."""
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
