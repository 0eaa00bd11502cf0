"""What each person needs: the cycles that end in the plan's span, and the year's target.

A cycle is planned for when its deadline lies from 1 January of the year to 30 June after it. It
needs nothing once what is posted and submitted is enough; else what is required, plus a margin.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from goodstanding.engine.planning.given import Employee, Given, Offering
from goodstanding.engine.rules.model import Kind
from goodstanding.engine.standing.ahead import Ahead, cycles_ahead
from goodstanding.engine.standing.answer import Condition
from goodstanding.engine.standing.facts import Credit, State
from goodstanding.engine.standing.judge import judge
from goodstanding.engine.standing.pools import why_dead


class Owed(NamedTuple):
    """A cycle to plan for. `need`: hundredths still missing, before any enrolment."""

    ahead: Ahead
    last: date
    counted: int
    need: int

    def gains(self, offering: Offering, earned_on: date) -> int:
        """How much of an offering counts when it is earned on a day."""
        if not (self.ahead.span.start <= earned_on <= self.last) or not self.suits(offering):
            return 0
        if not self.ahead.has_caps:
            return offering.worth
        return self.ahead.adds(as_credit(offering, earned_on))

    def suits(self, offering: Offering) -> bool:
        """Whether an offering can count at all: of the body, approved, not obtaining it."""
        ahead = self.ahead
        return (
            offering.worth > 0
            and offering.body == ahead.body
            and offering.obtains != ahead.certification
        )


class Needs(NamedTuple):
    """`holds`: the certifications that he holds on the day; `target`: hundredths still missing."""

    holds: frozenset[str]
    owed: tuple[Owed, ...]
    target: int


def needs_of(given: Given, employee: Employee) -> Needs:
    """What one person needs, before any enrolment."""
    standings = judge(employee.facts, given.catalogue, given.on)
    holds = frozenset(s.certification for s in standings if s.state is Condition.CURRENT)
    kinds = {given.catalogue.certifications[code].kind for code in holds}
    if Kind.CREDITS not in kinds or not employed_in_year(given, employee):
        return Needs(holds, (), 0)
    return Needs(holds, tuple(_owed(given, employee)), _target(given, employee))


def employed_in_year(given: Given, employee: Employee) -> bool:
    """Whether somebody is employed on a day of the year that is still to come."""
    first, last = max(given.on, date(given.year, 1, 1)), date(given.year, 12, 31)
    hired_on, left_on = employee.hired_on or first, employee.left_on or last
    return max(first, hired_on) <= min(last, left_on)


def last_deadline(year: int) -> date:
    """The last deadline that a plan of a year looks after."""
    return date(year + 1, 6, 30)


def as_credit(offering: Offering, earned_on: date) -> Credit:
    """What one attendant will have of an offering."""
    return Credit(
        offering.body,
        earned_on,
        offering.worth,
        State.PLANNED,
        title=offering.title,
        activity=f"{offering.title}|{offering.row}",
        kind=offering.kind,
        started_on=offering.starts_on,
        obtains=offering.obtains,
    )


def _owed(given: Given, employee: Employee) -> Iterator[Owed]:
    first, until = date(given.year, 1, 1), last_deadline(given.year)
    for cycles in cycles_ahead(employee.facts, given.catalogue, given.on, until):
        for ahead in cycles:
            deadline = ahead.span.deadline
            if first <= deadline <= until and not _too_late(employee, ahead):
                yield _owing(given, ahead)


def _too_late(employee: Employee, ahead: Ahead) -> bool:
    """Whether the deadline lies after the person's last day or the credential's end."""
    ends = (employee.left_on, employee.facts.credentials[ahead.credential].ended_on)
    return any(end is not None and ahead.span.deadline > end for end in ends)


def _owing(given: Given, ahead: Ahead) -> Owed:
    settings = given.settings
    last = ahead.span.deadline - timedelta(days=settings.submit_days)
    counted = ahead.counted(last)
    short = max(0, ahead.span.required + settings.margin - counted)
    return Owed(ahead, last, counted, 0 if ahead.promised_is_enough else short)


def _target(given: Given, employee: Employee) -> int:
    firsts = (date(given.year, month, 1) for month in range(1, 13))
    months = sum(map(employee.employed, firsts))
    had = sum(c.amount for c in employee.facts.credits if _in_year(c, given))
    return max(0, given.settings.year_target * months // 12 - had)


def _in_year(credit: Credit, given: Given) -> bool:
    if credit.earned_on.year != given.year or why_dead(credit):
        return False
    planned = credit.state is State.PLANNED
    return credit.earned_on >= given.on if planned else credit.earned_on <= given.on
