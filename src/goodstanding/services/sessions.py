"""The rhythm of team learning: sessions by quarter, who came, and who owes the others one.

A session is an offering of that kind; who attended it is recorded like any attendance, and its
approval says whether it counts as a credit. Who was at an event owes the others a session; he has
given it once he attended a session that teaches back that event.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goodstanding.engine.learning import QUARTERS, quarter_of
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import (
    Activity,
    Enrolment,
    Fact,
    FactKind,
    Offering,
    Organisation,
    Person,
    TeachBack,
)
from goodstanding.services import checks
from goodstanding.services.access import Actor, May
from goodstanding.services.enrolments import FREE, Place
from goodstanding.services.fresh import here
from goodstanding.services.offerings import named, present
from goodstanding.services.verbs import verb

SESSION, EVENT = "session", "event"


def teach_back(*, by: Actor, session: Offering, event: Offering | None) -> None:
    """In this session those who were at an event teach the others; None: of no event."""
    with verb(by, May.CHANGE_OFFERINGS) as draft:
        now, about = present(by, session), present(by, event) if event else None
        checks.refuse(_unfit(now, about))
        rows = TeachBack.objects.of(by.organisation).filter(session=now)
        before = rows.select_related("event").first()
        rows.delete()
        if about is not None:
            TeachBack(organisation=by.organisation, session=now, event=about).save()
        was = named(before.event) if before else None
        draft.changed(now.title, "Teaches", was, named(about) if about else None)
        draft.what = f"Said what {named(now)} teaches"
        draft.about("offering", now.pk)


def _unfit(session: Offering, event: Offering | None) -> Iterator[tuple[str, str]]:
    if session.kind != SESSION:
        yield "event", f"{session.title} is no session: change its kind first."
    if event is not None and event.kind != EVENT:
        yield "event", f"{event.title} is no event: choose a conference or the like."


@dataclass(frozen=True, slots=True)
class Session:
    """A session: how many are expected or came, who came (by number), and the event that it
    teaches back. It is an offering, or an activity that was recorded without one."""

    title: str
    day: date
    approved: bool | None
    people: int
    came: frozenset[int]
    event: str = ""
    offering: int | None = None
    activity: int | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """An event of which people have not told the others yet."""

    event: Offering
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A branch: how many of its people came to a session this year."""

    branch: str
    people: int
    came: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The year's sessions by quarter, what is owed, and participation by branch."""

    quarters: tuple[tuple[int, tuple[Session, ...]], ...]
    owed: tuple[Owed, ...]
    parts: tuple[Part, ...]
    now: int


def is_silent(organisation: Organisation, on: date) -> bool:
    """Whether a day's quarter has no session, held or to come."""
    now = quarter_of(on)
    known = Offering.objects.of(organisation).filter(kind__in=(SESSION, EVENT))
    some = list(known.filter(starts_on__year=on.year))
    if any(one.kind == SESSION and quarter_of(_first(one)) == now for one in some):
        return False
    recorded = _recorded(organisation, {one.activity_id for one in some}, on)
    return not any(quarter_of(one.day) == now for one in recorded)


def rhythm(organisation: Organisation, on: date) -> Rhythm:
    """The rhythm of the year of `on`; six questions to the database."""
    known = Offering.objects.of(organisation).filter(kind__in=(SESSION, EVENT))
    some = list(known.exclude(starts_on=None).order_by("starts_on", "place", "pk"))
    numbers = [one.pk for one in some]
    places = Enrolment.objects.of(organisation).filter(offering__in=numbers, person__gone_seq=None)
    of_each: dict[int, list[Enrolment]] = defaultdict(list)
    for one in places.select_related("person").order_by("person__name", "pk"):
        of_each[one.offering_id].append(one)
    taught = dict(TeachBack.objects.of(organisation).values_list("session", "event"))
    titles = {one.pk: one.title for one in some}
    sessions = [
        _session(one, of_each[one.pk], titles.get(taught.get(one.pk, 0), ""))
        for one in some
        if one.kind == SESSION and _first(one).year == on.year
    ]
    sessions += _recorded(organisation, {one.activity_id for one in some}, on)
    sessions.sort(key=lambda one: (one.day, one.title))
    return Rhythm(
        tuple((number, _of_quarter(sessions, number)) for number in QUARTERS),
        tuple(_owed(some, of_each, taught, on)),
        _parts(organisation, sessions, on),
        quarter_of(on),
    )


def _of_quarter(sessions: list[Session], number: int) -> tuple[Session, ...]:
    return tuple(one for one in sessions if quarter_of(one.day) == number)


def _first(one: Offering) -> date:
    """Its first day; all that are looked at have one."""
    return one.starts_on or date.min


def _session(one: Offering, places: list[Enrolment], event: str) -> Session:
    return Session(
        title=one.title,
        day=_first(one),
        approved=one.approved,
        people=sum(1 for place in places if place.state not in FREE),
        came=frozenset(_came(places)),
        event=event,
        offering=one.pk,
    )


def _recorded(organisation: Organisation, known: set[int | None], on: date) -> Iterator[Session]:
    """Sessions that were recorded without being offered first."""
    rows = Activity.objects.of(organisation).filter(kind=SESSION, ended_on__year=on.year)
    some = [one for one in rows.order_by("ended_on", "pk") if one.pk not in known]
    facts = Fact.objects.of(organisation).filter(
        kind=FactKind.CREDIT, activity__in=[one.pk for one in some], superseded_seq=None
    )
    said: dict[int | None, dict[int, str]] = defaultdict(dict)
    for fact in facts if some else ():
        if fact.states["state"] != State.VOID:
            said[fact.activity_id][fact.person_id] = fact.states["state"]
    for one in some:
        states = said[one.pk]
        came = frozenset(who for who, state in states.items() if state != State.PLANNED)
        if states:
            yield Session(one.title, one.ended_on, one.approved, len(states), came, activity=one.pk)


def _came(places: list[Enrolment]) -> dict[int, str]:
    return {one.person_id: one.person.name for one in places if one.state == Place.ATTENDED}


def _owed(
    some: list[Offering], of_each: dict[int, list[Enrolment]], taught: dict[int, int], on: date
) -> Iterator[Owed]:
    """Events of the last twelve months."""
    since = on.replace(year=on.year - 1, day=min(on.day, 28))
    for event in some:
        if event.kind != EVENT or not since <= (event.ends_on or _first(event)) <= on:
            continue
        told = {
            who
            for session, about in taught.items()
            if about == event.pk
            for who in _came(of_each[session])
        }
        stay = [one for one in of_each[event.pk] if not _has_left(one.person, on)]
        names = [name for who, name in _came(stay).items() if who not in told]
        if names:
            yield Owed(event, tuple(names))


def _has_left(who: Person, on: date) -> bool:
    return who.left_on is not None and who.left_on < on


def _parts(organisation: Organisation, sessions: list[Session], on: date) -> tuple[Part, ...]:
    came = {who for one in sessions for who in one.came}
    rows = Person.objects.of(organisation).filter(here(on)).values_list("pk", "branch__name")
    people: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for number, branch in rows:
        people[branch or "No branch"] += 1
        there[branch or "No branch"] += number in came
    return tuple(Part(branch, people[branch], there[branch]) for branch in sorted(people))
