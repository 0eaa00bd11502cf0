"""Credentials that no plan looks after, and what would help each of them (planning.md, level 1)."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from goodstanding.engine import credits
from goodstanding.engine.days import before
from goodstanding.engine.planning.given import Employee, Given
from goodstanding.engine.planning.needs import employed_in_year, last_deadline
from goodstanding.engine.rules.model import Kind
from goodstanding.engine.standing.ahead import Ahead, cycles_ahead
from goodstanding.engine.standing.answer import Condition, Lapse, Standing
from goodstanding.engine.standing.judge import judge
from goodstanding.engine.wording import called, day, possessive


class LeftOut(NamedTuple):
    """A credential (its place among the person's) that is not planned for: why, and what helps."""

    person: int
    credential: int
    text: str


def left_out(given: Given) -> Iterator[LeftOut]:
    """Everything that people of the plan hold or held and that is not planned for."""
    for person, employee in enumerate(given.people):
        if not employed_in_year(given, employee):
            continue
        until = last_deadline(given.year)
        cycles = cycles_ahead(employee.facts, given.catalogue, given.on, until)
        standings = judge(employee.facts, given.catalogue, given.on)
        for place, (standing, ahead) in enumerate(zip(standings, cycles, strict=True)):
            who = f"{possessive(called(employee.name))} {standing.certification}"
            text = _not_current(given, standing) or _cycles(given, employee, ahead)
            if text:
                yield LeftOut(person, place, f"{who} {text}")


def _not_current(given: Given, standing: Standing) -> str | None:
    if given.catalogue.certifications[standing.certification].kind is not Kind.CREDITS:
        return None
    if standing.state is Condition.UNKNOWN:
        return (
            "is not planned for: nobody can tell whether it is current. Look at the body's own "
            "record and fill in “Due on” and “Seen on”."
        )
    if standing.state is not Condition.LAPSED:
        return None
    if standing.reason is Lapse.FEE:
        return "is not planned for: its fee is not paid. Pay it, and record the payment."
    return (
        "is lapsed and not planned for. Once it is restored by a re-test or reinstatement, fill in "
        "“Restored on”."
    )


def _cycles(given: Given, employee: Employee, cycles: tuple[Ahead, ...]) -> str | None:
    """What is to be said of a current one whose first cycles end too soon or too late."""
    first = date(given.year, 1, 1)
    for ahead in cycles:
        deadline = ahead.span.deadline
        short = ahead.span.required - ahead.counted(deadline)
        if deadline > last_deadline(given.year) or short <= 0:
            continue
        missing = f"{credits.show(short)} are missing"
        if deadline < first:
            return (
                f"is due {day(deadline)}, before {given.year} begins, and {missing}: an online "
                "course, submitted before that day, covers it."
            )
        if employee.left_on is not None and deadline > employee.left_on:
            return f"is due {day(deadline)}, after the last day employed: it is not planned for."
        ended_on = employee.facts.credentials[ahead.credential].ended_on
        if ended_on is not None and deadline > ended_on:
            return (
                f"ends on {day(before(ended_on))}: its deadline {day(deadline)} is not planned for."
            )
    return None
