"""A plan becomes the company's: what it says are places in offerings from then on.

A place that an earlier plan proposed or that was approved, and that this plan does not contain, is
given up. Places that are booked, locked or over stay as they are, whatever the plan says.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goodstanding.engine.wording import counted, joined
from goodstanding.records.journal import Draft
from goodstanding.records.models import Enrolment, Offering, Person, YearPlan
from goodstanding.services import checks
from goodstanding.services.access import Actor, May, Wrong
from goodstanding.services.enrolments import COMING, FREE, Place, PlaceDetails, take
from goodstanding.services.offerings import named, next_place
from goodstanding.services.verbs import verb

_OPEN = (Place.PROPOSED, Place.APPROVED)
"""Places about which nothing has been arranged yet."""


@dataclass(slots=True)
class Approval:
    """What approving a plan does: new places (`again`: those of them that were cancelled or missed
    before), those that are approved already or more than that, those that are given up, and what
    does not fit."""

    new: list[dict[str, Any]] = field(default_factory=list)
    again: list[dict[str, Any]] = field(default_factory=list)
    there: list[dict[str, Any]] = field(default_factory=list)
    given_up: list[Enrolment] = field(default_factory=list)
    unfit: list[str] = field(default_factory=list)


def preview(*, by: Actor, plan: YearPlan, people: Collection[int] | None = None) -> Approval:
    """What approving would do, for everybody or for some people (their numbers)."""
    by.must(May.APPROVE_PLAN)
    checks.ours(by, plan)
    return _Approving(by, plan, people).found()


def approve(*, by: Actor, plan: YearPlan, people: Collection[int] | None = None) -> Approval:
    """Make a plan the company's, or the part of some people; one entry of the journal.

    Raises Wrong when the plan is not made, or where a seat or an offering is not there any more.
    """
    with verb(by, May.APPROVE_PLAN) as draft:
        checks.ours(by, plan)
        approving = _Approving(by, plan, people)
        found = approving.found()
        if found.unfit:
            raise Wrong("people", " ".join(found.unfit))
        approving.do(draft, found)
        if people is None:
            YearPlan.objects.of(by.organisation).filter(pk=plan.pk).update(approved_seq=draft.seq)
        places = counted(len(found.new), "new place", "new places")
        gone = f", {counted(len(found.given_up), 'place', 'places')} given up"
        whom = "" if people is None else f" for {joined(sorted(approving.names()))}"
        draft.what = f"Approved the plan of {plan.year}{whom}: {places}"
        draft.what += gone if found.given_up else ""
    return found


class _Approving:
    """A plan beside the places that are there."""

    def __init__(self, by: Actor, plan: YearPlan, people: Collection[int] | None) -> None:
        if plan.state != YearPlan.State.MADE or plan.answer is None:
            raise Wrong("people", "This plan is not made: there is nothing to approve.")
        self._by, self._plan = by, plan
        self._numbers = {
            at: one["person"]
            for at, one in enumerate(plan.answer["people"])
            if one["person"] is not None and (people is None or one["person"] in people)
        }
        rows = Person.objects.of(by.organisation).filter(pk__in=self._numbers.values())
        self._people: dict[int, Person] = {one.pk: one for one in rows}
        self._offerings: dict[int, Offering] = {
            one.pk: one for one in Offering.objects.of(by.organisation)
        }
        places = Enrolment.objects.of(by.organisation).filter(person__gone_seq=None)
        self._places = list(places.select_related("person", "offering").order_by("place", "pk"))

    def names(self) -> set[str]:
        """Whom it is about."""
        return {one.name for one in self._people.values()}

    def _wanted(self) -> list[dict[str, Any]]:
        assert self._plan.answer is not None  # noqa: S101 - looked at in __init__
        return [one for one in self._plan.answer["enrolments"] if one["person"] in self._numbers]

    def found(self) -> Approval:
        """What is new, what is there, what is given up, and what does not fit."""
        found = Approval()
        standing = {
            (one.person_id, one.offering_id): one for one in self._places if one.state not in FREE
        }
        free = {(one.person_id, one.offering_id) for one in self._places if one.state in FREE}
        wanted = set()
        for one in self._wanted():
            key = (self._numbers[one["person"]], one["offering"])
            wanted.add(key)
            if key[0] not in self._people or key[1] not in self._offerings:
                found.unfit.append(
                    f"{one['title']} or who was to attend it is not there any more: make the plan "
                    "again."
                )
            elif key in standing and standing[key].state != Place.PROPOSED:
                found.there.append(one)
            else:
                found.new.append(one)
                found.again += [one] if key in free else []
        for (person, offering), place in standing.items():
            if (person, offering) not in wanted and self._is_given_up(place):
                found.given_up.append(place)
        found.unfit += self._too_few_seats(found)
        return found

    def _is_given_up(self, place: Enrolment) -> bool:
        if place.person_id not in self._people or place.locked or place.state not in _OPEN:
            return False
        day: date | None = place.offering.starts_on or place.on
        return day is None or (day.year == self._plan.year and day > self._by.today)

    def _too_few_seats(self, found: Approval) -> Iterator[str]:
        given_up = {one.pk for one in found.given_up}
        for offering in self._offerings.values():
            if offering.seats is None:
                continue
            own = [one for one in self._places if one.offering_id == offering.pk]
            taken = sum(1 for one in own if one.state not in FREE and one.pk not in given_up)
            there = {one.person_id for one in own if one.state not in FREE}
            more = sum(
                1
                for one in found.new
                if one["offering"] == offering.pk and self._numbers[one["person"]] not in there
            )
            if more and taken + more > offering.seats:
                yield (
                    f"{named(offering)} has {counted(offering.seats, 'seat')}, of which "
                    f"{taken} are taken by others: lock their places, or cancel them, and make "
                    "the plan again."
                )

    def do(self, draft: Draft, found: Approval) -> None:
        """Write the places."""
        former = {
            (one.person_id, one.offering_id): one
            for one in sorted(self._places, key=lambda place: place.state in COMING)
        }
        last = next_place(draft)
        for one in found.new:
            person = self._people[self._numbers[one["person"]]]
            offering = self._offerings[one["offering"]]
            place = former.get((person.pk, offering.pk))
            if place is None:
                place = Enrolment(
                    organisation=self._by.organisation,
                    person=person,
                    offering=offering,
                    state="",
                    place=last,
                )
                last += 1
            on = date.fromisoformat(one["on"])
            take(draft, place, offering, PlaceDetails(Place.APPROVED, on, bool(place.locked)))
            place.save()
        for place in found.given_up:
            details = PlaceDetails(Place.CANCELLED, place.on, locked=False)
            take(draft, place, place.offering, details)
            place.save()
