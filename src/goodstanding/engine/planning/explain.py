"""Why a plan is as it is, in sentences: what each enrolment is for, and who stays short."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from goodstanding.engine import credits
from goodstanding.engine.planning.given import Given, Offering
from goodstanding.engine.planning.needs import Needs, needs_of
from goodstanding.engine.planning.plan import Enrolment
from goodstanding.engine.planning.sums import credit_of, missing_of
from goodstanding.engine.wording import amount, body_of, day, joined, money


class Short(NamedTuple):
    """A cycle that a plan leaves short: whose, of which credential, by when, by how much.

    `credential` is its place among the person's; credits count from `start` to `last`.
    """

    person: int
    credential: int
    certification: str
    deadline: date
    start: date
    last: date
    missing: int


def short_of(given: Given, plan: Sequence[Enrolment]) -> tuple[Short, ...]:
    """Every cycle that stays short, in the order of people and deadlines."""
    found: list[Short] = []
    for person, own in enumerate(_by_person(given, plan)):
        earned = [credit_of(given, one) for one in own if given.offerings[one.offering].approved]
        for ahead, missing in missing_of(given, person, earned):
            deadline = ahead.span.deadline
            if missing:
                last = deadline - timedelta(days=given.settings.submit_days)
                which = person, ahead.credential, ahead.certification, deadline
                found.append(Short(*which, ahead.span.start, last, missing))
    return tuple(sorted(found, key=lambda one: (one.person, one.deadline, one.credential)))


def reasons(given: Given, plan: Sequence[Enrolment]) -> tuple[str, ...]:
    """Why each enrolment is in the plan, in the order of the plan."""
    said: dict[Enrolment, str] = {}
    for person, own in enumerate(_by_person(given, plan)):
        if own:
            needs = needs_of(given, given.people[person])
            said |= {one: _reason(given, needs, one) for one in own}
    return tuple(said[one] for one in plan)


def _by_person(given: Given, plan: Sequence[Enrolment]) -> list[list[Enrolment]]:
    own: dict[int, list[Enrolment]] = defaultdict(list)
    for one in plan:
        own[one.person].append(one)
    return [own[person] for person in range(len(given.people))]


def _reason(given: Given, needs: Needs, one: Enrolment) -> str:
    offering = given.offerings[one.offering]
    parts = [*_for_cycles(given, needs, one)]
    if offering.approved and needs.target and offering.worth and not parts:
        unit = given.catalogue.bodies[offering.body].unit
        target = credits.show(given.settings.year_target)
        parts.append(
            f"{amount(offering.worth, unit)} towards the target of {target} for {given.year}"
        )
    said = "Booked already. " if one.locked else ""
    if not parts:
        return f"{said}Brings nothing that is missing{_cost(offering)}."
    return f"{said}{_capital(joined(parts))}{_cost(offering)}."


def _for_cycles(given: Given, needs: Needs, one: Enrolment) -> Iterator[str]:
    offering = given.offerings[one.offering]
    for owed in needs.owed:
        gain = owed.gains(offering, credit_of(given, one).earned_on)
        if gain and owed.need:
            code, deadline = owed.ahead.certification, owed.ahead.span.deadline
            unit = body_of(code, given.catalogue).unit
            missing = credits.show(owed.need)
            yield f"{amount(gain, unit)} for {code}, due {day(deadline)}, which lacks {missing}"


def _cost(offering: Offering) -> str:
    return f"; costs {money(offering.money)}" if offering.money else "; free of charge"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
