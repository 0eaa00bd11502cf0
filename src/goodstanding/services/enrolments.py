"""Verbs about places that people have in offerings, and about who attended."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from goodstanding.engine import wording
from goodstanding.engine.standing.facts import State
from goodstanding.records.journal import Conflict, Draft
from goodstanding.records.models import Enrolment, Fact, FactKind, Offering, Person
from goodstanding.services import activities, checks
from goodstanding.services.access import Actor, May
from goodstanding.services.activities import ActivityDetails
from goodstanding.services.checks import Finding
from goodstanding.services.offerings import named, next_place, present
from goodstanding.services.verbs import verb


class Place(StrEnum):
    """How far a place in an offering has come."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    BOOKED = "booked"
    ATTENDED = "attended"
    MISSED = "missed"
    CANCELLED = "cancelled"


COMING = (Place.PROPOSED, Place.APPROVED, Place.BOOKED)
"""Places of people who are expected."""
FREE = (Place.CANCELLED, Place.MISSED)
"""Places that take no seat, and after which a person can be enrolled again."""


@dataclass(frozen=True, slots=True)
class PlaceDetails:
    """A place: `on` is the day by which an online course is done; `locked`: it stands whatever is
    planned."""

    state: Place = Place.BOOKED
    on: date | None = None
    locked: bool = False


def enrol(
    *, by: Actor, offering: Offering, people: Sequence[Person], details: PlaceDetails
) -> list[Enrolment]:
    """People get a place in an offering; who cancelled or missed it gets his back."""
    with verb(by, May.ENROL) as draft:
        checks.ours(by, *people)
        now = present(by, offering)
        theirs = _places(by, now)
        checks.refuse(_unfit(now, people, theirs, details))
        former = {one.person_id: one for one in theirs}
        made = []
        for at, person in enumerate(people):
            one = former.get(person.pk) or Enrolment(
                organisation=by.organisation,
                person=person,
                offering=now,
                state="",
                place=next_place(draft) + at,
            )
            take(draft, one, now, details)
            one.save()
            made.append(one)
        whom = wording.joined([person.name for person in people])
        draft.what = f"Enrolled {whom} in {named(now)} ({details.state})"
        draft.about("offering", now.pk)
    return made


def change_enrolment(*, by: Actor, enrolment: Enrolment, details: PlaceDetails) -> Enrolment:
    """A place has come further, or is given up. That it was attended is said by `attended`."""
    with verb(by, May.ENROL) as draft:
        checks.ours(by, enrolment)
        now = _present(by, enrolment)
        checks.refuse(_unchangeable(by, now, details))
        take(draft, now, now.offering, details)
        now.save()
        draft.what = f"{now.person.name} in {named(now.offering)}: {details.state}"
        draft.about("offering", now.offering_id)
    return now


def attended(
    *, by: Actor, offering: Offering, details: ActivityDetails, people: Sequence[Person]
) -> list[Enrolment]:
    """These people of the list attended: each gets an earned credit. Whoever else was expected
    has missed it, if it has days; an online course can still be done."""
    with verb(by, May.RECORD_ATTENDED) as draft:
        checks.ours(by, *people)
        now = present(by, offering)
        theirs = _places(by, now)
        came = {person.pk for person in people}
        checks.refuse(_strangers(theirs, people))
        now.activity, said = activities.record_new(
            by, draft, details, people, State.EARNED, now.obtains or None
        )
        now.save(update_fields=["activity"])
        credits = {fact.person_id: fact.key for fact in draft.recorded}
        for one in theirs:
            if one.person_id in came:
                one.credit = credits[one.person_id]
                _come(draft, one, now, Place.ATTENDED)
            elif now.starts_on is not None and one.state in COMING:
                _come(draft, one, now, Place.MISSED)
        draft.what = f"Recorded {said}"
        draft.about("offering", now.pk)
    return [one for one in theirs if one.person_id in came]


def seats_left(offering: Offering, enrolments: Iterable[Enrolment]) -> int | None:
    """How many seats are free, None without a limit; below zero when there are too few."""
    if offering.seats is None:
        return None
    return offering.seats - sum(1 for one in enrolments if one.state not in FREE)


def _places(by: Actor, offering: Offering) -> list[Enrolment]:
    """The places in an offering; of a person that has several, the one that stands last."""
    rows = Enrolment.objects.of(by.organisation).filter(offering=offering, person__gone_seq=None)
    found = sorted(rows.select_related("person").order_by("place", "pk"), key=_is_standing)
    return sorted({one.person_id: one for one in found}.values(), key=lambda one: one.place)


def _is_standing(one: Enrolment) -> bool:
    return one.state not in FREE


def _present(by: Actor, enrolment: Enrolment) -> Enrolment:
    """The place as it is under the lock; Conflict when it is not there any more."""
    rows = Enrolment.objects.of(by.organisation).filter(pk=enrolment.pk)
    now: Enrolment | None = rows.select_related("person", "offering").first()
    if now is None:
        raise Conflict
    return now


def take(draft: Draft, one: Enrolment, offering: Offering, details: PlaceDetails) -> None:
    """Set the details of a place and note what changed."""
    details = replace(details, on=None) if offering.starts_on else details
    subject = f"{one.person.name} in {offering.title}"
    draft.changed(subject, "State", one.state or None, details.state.value)
    draft.changed(subject, "On", one.on, details.on)
    draft.changed(subject, "Locked", _yes_no(one.locked), _yes_no(details.locked))
    one.state, one.on, one.locked = details.state.value, details.on, details.locked
    draft.about("person", one.person_id)


def _yes_no(value: bool | None) -> str:
    return "yes" if value else "no"


def _come(draft: Draft, one: Enrolment, offering: Offering, state: Place) -> None:
    draft.changed(f"{one.person.name} in {offering.title}", "State", one.state, state.value)
    one.state = state.value
    one.save(update_fields=["state", "credit"])
    draft.about("person", one.person_id)


def _unfit(
    offering: Offering,
    people: Sequence[Person],
    theirs: Sequence[Enrolment],
    details: PlaceDetails,
) -> Iterator[Finding]:
    yield from checks.believable(on=details.on)
    if details.state not in COMING:
        yield "state", f"“{details.state}” is not one of {', '.join(COMING)}."
    if not people:
        yield "people", "Nobody is chosen: choose whom to enrol."
    taken = {one.person_id for one in theirs if one.state not in FREE}
    names = sorted({person.name for person in people if person.pk in taken})
    if names:
        has = "has" if len(names) == 1 else "have"
        yield "people", f"{wording.joined(names)} {has} a place already: choose others."
    left = seats_left(offering, theirs)
    if left is not None and len(people) > left:
        yield "people", _too_few(max(0, left), len(people))


def _too_few(left: int, wanted: int) -> str:
    free = wording.counted(left, "seat is", "seats are")
    chosen = wording.counted(wanted, "person is", "people are")
    return f"{free} left and {chosen} chosen: choose fewer, or change the seats of the offering."


def _unchangeable(by: Actor, now: Enrolment, details: PlaceDetails) -> Iterator[Finding]:
    yield from checks.believable(on=details.on)
    if details.state == now.state:
        return
    if details.state is Place.ATTENDED:
        yield "state", "Record who attended on the page of the offering: a credit comes of it."
    elif now.state == Place.ATTENDED and _counts(by, now):
        yield "state", "A credit came of it: void the credit first."
    elif now.state in FREE and details.state in COMING:
        left = seats_left(now.offering, _places(by, now.offering))
        if left is not None and left < 1:
            yield "state", "No seat is left: change the seats of the offering first."


def _counts(by: Actor, enrolment: Enrolment) -> bool:
    """Whether the credit that came of it is on record and not void."""
    if enrolment.credit is None:
        return False
    rows = Fact.objects.of(by.organisation).filter(
        key=enrolment.credit, kind=FactKind.CREDIT, superseded_seq=None
    )
    return rows.exclude(states__state=State.VOID.value).exists()


def _strangers(theirs: Sequence[Enrolment], people: Sequence[Person]) -> Iterator[Finding]:
    """People who are not on the list, or of whom it is recorded already."""
    states = {one.person_id: one.state for one in theirs}
    for person in people:
        state = states.get(person.pk)
        if state is None or state == Place.CANCELLED:
            yield "people", f"{person.name} has no place in it: enrol {person.name} first."
        elif state == Place.ATTENDED:
            yield "people", f"That {person.name} attended is recorded already: choose others."
