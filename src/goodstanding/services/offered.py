"""What pages show of offerings: those to come first, who has a place in them, what is left."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from goodstanding.records.models import DayOff, Enrolment, Offering, Organisation
from goodstanding.services.enrolments import COMING, FREE, Place, seats_left

A_PAGE = 50
_NAMED = 3
_APPROVED = {"yes": True, "no": False, "to-be-checked": None}


@dataclass(frozen=True, slots=True)
class Offered:
    """An offering, the names of some who have a place in it, how many others have one, the free
    seats (None: no limit), and whether it is over."""

    offering: Offering
    names: list[str]
    others: int
    left: int | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class Offerings:
    """A page of offerings; `total` counts all that fit, `everything` all that there are."""

    rows: list[Offered]
    total: int
    everything: int


@dataclass(frozen=True, slots=True)
class InState:
    """The places in an offering that have come equally far, by name."""

    state: str
    rows: list[Enrolment]


def offerings(
    organisation: Organisation, today: date, kind: str, approved: str, page: int
) -> Offerings:
    """Offerings of a kind and an approval, those to come first, by day; then what can be done at
    any time; then what is over, the latest first. `page` counts from 1."""
    rows = Offering.objects.of(organisation).order_by("pk")
    known = list(rows.values_list("pk", "starts_on", "ends_on", "kind", "approved"))
    fitting = sorted(
        (_order(today, starts, ends), number)
        for number, starts, ends, its_kind, its_approved in known
        if (not kind or (its_kind or "course") == kind)
        and (approved not in _APPROVED or its_approved is _APPROVED[approved])
    )
    some = [number for _, number in fitting[(page - 1) * A_PAGE : page * A_PAGE]]
    there = Offering.objects.of(organisation).in_bulk(some)
    places = _places(organisation, some)
    listed = [there[number] for number in some if number in there]
    return Offerings(
        [_offered(one, places[one.pk], today) for one in listed], len(fitting), len(known)
    )


def is_over(offering: Offering, today: date) -> bool:
    """Whether its last day is past."""
    last = offering.ends_on or offering.starts_on
    return last is not None and last < today


def places(organisation: Organisation, offering: Offering) -> list[Enrolment]:
    """The places in an offering by name."""
    return _places(organisation, [offering.pk])[offering.pk]


def by_state(enrolments: Iterable[Enrolment]) -> list[InState]:
    """Places by how far they have come."""
    found: dict[str, list[Enrolment]] = {state.value: [] for state in _SHOWN}
    for one in enrolments:
        found.setdefault(one.state or Place.BOOKED.value, []).append(one)
    return [InState(state, rows) for state, rows in found.items() if rows]


def expected(enrolments: Iterable[Enrolment]) -> list[Enrolment]:
    """The places of people who can have attended: who has not, and did not cancel."""
    out = (Place.ATTENDED, Place.CANCELLED)
    return [one for one in enrolments if one.state not in out]


def ahead(organisation: Organisation, person: int, today: date) -> tuple[Enrolment, ...]:
    """The places of a person in what is not over yet, the nearest first; online: by its day, and
    what has none last."""
    rows = Enrolment.objects.of(organisation).filter(person=person, state__in=COMING)
    found = [one for one in rows.select_related("offering") if not is_over(one.offering, today)]
    return tuple(sorted(found, key=lambda one: (_when(one) or date.max, one.place, one.pk)))


def _when(one: Enrolment) -> date | None:
    return one.offering.starts_on or one.on


def days_off(organisation: Organisation) -> QuerySet[DayOff]:
    """Days off and busy days, the latest first; not those of people who are off the list."""
    rows = DayOff.objects.of(organisation).exclude(person__gone_seq__isnull=False)
    return rows.select_related("person").order_by("-starts_on", "-pk")


_SHOWN = (
    *(Place.BOOKED, Place.APPROVED, Place.PROPOSED),
    *(Place.ATTENDED, Place.MISSED, Place.CANCELLED),
)


def _order(today: date, starts: date | None, ends: date | None) -> tuple[int, int]:
    if starts is None:
        return 1, 0
    over = (ends or starts) < today
    return (2, -starts.toordinal()) if over else (0, starts.toordinal())


def _places(organisation: Organisation, offerings: Collection[int]) -> dict[int, list[Enrolment]]:
    rows = Enrolment.objects.of(organisation).filter(
        offering__in=list(offerings), person__gone_seq=None
    )
    found: dict[int, list[Enrolment]] = defaultdict(list)
    for one in rows.select_related("person").order_by("person__name", "place", "pk"):
        found[one.offering_id].append(one)
    return found


def _offered(offering: Offering, enrolments: list[Enrolment], today: date) -> Offered:
    names = [one.person.name for one in enrolments if one.state not in FREE]
    return Offered(
        offering,
        names[:_NAMED],
        len(names[_NAMED:]),
        seats_left(offering, enrolments),
        is_over(offering, today),
    )
