"""One person's problem beside the rest of a plan: his branch, with what others take taken off."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from goodstanding.engine.planning.given import Booking, Given
from goodstanding.engine.planning.limits import branch_of
from goodstanding.engine.planning.plan import Enrolment


class Beside(NamedTuple):
    """What is given to one branch, with the plan as booked, and the person's place in it."""

    given: Given
    person: int


def beside(given: Given, plan: Sequence[Enrolment], person: int) -> Beside:
    """What is left for a person when everything of the plan stands.

    Other branches share only seats and the budget; what they take of these is taken off.
    """
    own = branch_of(given, person)
    members = [place for place in range(len(given.people)) if branch_of(given, place) == own]
    places = {place: number for number, place in enumerate(members)}
    elsewhere = [one for one in plan if one.person not in places]
    taken = Counter(one.offering for one in elsewhere)
    spent = sum(given.offerings[one.offering].money for one in elsewhere)
    budget = given.settings.budget
    return Beside(
        replace(
            given,
            people=tuple(given.people[place] for place in members),
            offerings=tuple(
                one if one.seats is None else replace(one, seats=one.seats - taken[place])
                for place, one in enumerate(given.offerings)
            ),
            days_off=tuple(
                replace(row, person=None if row.person is None else places[row.person])
                for row in given.days_off
                if row.person is None or row.person in places
            ),
            bookings=tuple(_booked(given, places, one) for one in plan if one.person in places),
            in_credits=frozenset(
                (places[at], offering) for at, offering in given.in_credits if at in places
            ),
            settings=replace(given.settings, budget=None if budget is None else budget - spent),
        ),
        places[person],
    )


def _booked(given: Given, places: dict[int, int], one: Enrolment) -> Booking:
    on = one.on if given.offerings[one.offering].starts_on is None else None
    return Booking(places[one.person], one.offering, on)
