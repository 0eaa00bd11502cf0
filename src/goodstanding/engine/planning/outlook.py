"""What the standing engine says of the last day of the year, if the plan holds.

That is: everybody attends what is planned for him, what is earned by then has been submitted and
posted, and fees are paid. Nothing else is assumed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from goodstanding.engine.planning.given import Employee, Given
from goodstanding.engine.planning.plan import Enrolment
from goodstanding.engine.planning.sums import credit_of
from goodstanding.engine.standing.answer import Condition, Standing
from goodstanding.engine.standing.facts import Credit, State
from goodstanding.engine.standing.judge import judge


class Fate(NamedTuple):
    """A credential (its place among the person's) that is current now, and its standing then."""

    person: int
    credential: int
    then: Standing


def outlook(given: Given, plan: Sequence[Enrolment]) -> tuple[Fate, ...]:
    """Every credential that is current on the day of planning, of everybody employed then."""
    last = date(given.year, 12, 31)
    own: dict[int, list[Credit]] = {}
    for one in plan:
        if given.offerings[one.offering].approved:
            own.setdefault(one.person, []).append(credit_of(given, one))
    return tuple(
        fate
        for person, employee in enumerate(given.people)
        if employee.employed(last)
        for fate in _fates(given, person, employee, own.get(person, []), last)
    )


def _fates(
    given: Given, person: int, employee: Employee, more: Sequence[Credit], last: date
) -> list[Fate]:
    facts = employee.facts
    promised = tuple(_posted(credit, given.on) for credit in (*facts.credits, *more))
    then = judge(replace(facts, credits=promised, fees=()), given.catalogue, last)
    now = judge(facts, given.catalogue, given.on)
    return [
        Fate(person, place, standing)
        for place, (before, standing) in enumerate(zip(now, then, strict=True))
        if before.state is Condition.CURRENT
    ]


def _posted(credit: Credit, on: date) -> Credit:
    """The credit once the body has it, where that can still be hoped for."""
    if credit.state in (State.EARNED, State.SUBMITTED) and credit.approved is not False:
        return replace(credit, state=State.POSTED)
    if credit.state is State.PLANNED and credit.approved is not False and credit.earned_on >= on:
        return replace(credit, state=State.POSTED)
    return credit
