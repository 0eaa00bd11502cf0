"""The checker's own reckoning: whose day is which, and the totals of a plan."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import ceil

from goodstanding.engine.planning.given import DayOff, Given, Offering
from goodstanding.engine.planning.plan import Enrolment, Totals
from goodstanding.engine.rules.model import Kind
from goodstanding.engine.standing.ahead import Ahead, cycles_ahead
from goodstanding.engine.standing.answer import Condition, Standing
from goodstanding.engine.standing.facts import Credit, Person, State
from goodstanding.engine.standing.judge import judge
from goodstanding.engine.standing.pools import why_dead


class Diary:
    """Which day is what, for whom; asked day by day."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._rows: dict[int | None, list[DayOff]] = defaultdict(list)
        for row in given.days_off:
            self._rows[row.person].append(row)
        self.days = cache(self._days)
        self.works = cache(self._works)

    def _on(self, person: int | None, day: date, busy: bool) -> bool:
        return any(
            row.busy is busy and row.since <= day <= row.until for row in self._rows.get(person, ())
        )

    def _works(self, day: date) -> bool:
        """Whether a day is a working day for the company."""
        return day.weekday() not in (5, 6) and not self._on(None, day, busy=False)

    def is_in(self, person: int, day: date) -> bool:
        """Whether a person has not taken the day off."""
        return not self._on(person, day, busy=False)

    def is_off(self, person: int, day: date) -> bool:
        """Whether it is a day off of a person, holidays included."""
        return not self.is_in(person, day) or self._on(None, day, busy=False)

    def is_busy(self, person: int, day: date) -> bool:
        """Whether it is a busy day of a person."""
        return self._on(person, day, busy=True) or self._on(None, day, busy=True)

    def employs(self, person: int, day: date) -> bool:
        """Whether a person is employed on a day."""
        one = self._given.people[person]
        return (one.hired_on or day) <= day <= (one.left_on or day)

    def can_work(self, person: int, day: date) -> bool:
        """Whether a person can be done with an online course by a day."""
        return self.works(day) and self.is_in(person, day) and self.employs(person, day)

    def _days(self, offering: Offering) -> tuple[date, ...]:
        """The days on which an offering takes place; none when it is online."""
        first = offering.starts_on
        if first is None:
            return ()
        span = (offering.ends_on or first) - first
        every = tuple(first + timedelta(days=number) for number in range(span.days + 1))
        return tuple(day for day in every if self.works(day)) or every


def totals_of(given: Given, plan: Sequence[Enrolment], diary: Diary) -> Totals:
    """The totals of levels 1 to 4."""
    own: dict[int, list[Enrolment]] = defaultdict(list)
    for one in plan:
        own[one.person].append(one)
    missing = target = 0
    for person in range(len(given.people)):
        earned = [
            credit_of(given, one) for one in own[person] if given.offerings[one.offering].approved
        ]
        missing += sum(short for _, short in missing_of(given, person, earned))
        target += target_missing_of(given, person, earned)
    return Totals(
        missing,
        target,
        sum(sixteenths_of(given, one, diary) for one in plan),
        sum(given.offerings[one.offering].money for one in plan),
    )


def credit_of(given: Given, one: Enrolment) -> Credit:
    """The credit that an enrolment will be."""
    offering = given.offerings[one.offering]
    earned_on = one.on if offering.starts_on is None else offering.ends_on or offering.starts_on
    return Credit(
        body=offering.body,
        earned_on=earned_on,
        amount=offering.worth,
        state=State.PLANNED if earned_on >= given.on else State.EARNED,
        title=offering.title,
        activity=f"planned {one.offering}",
        started_on=offering.starts_on,
        obtains=offering.obtains,
    )


def missing_of(given: Given, person: int, earned: Sequence[Credit]) -> Iterator[tuple[Ahead, int]]:
    """The cycles to plan for of one person, and what is missing of each with some more credits."""
    employee = given.people[person]
    if not _is_planned(given, person):
        return
    until = date(given.year + 1, 6, 30)
    for place, cycles in enumerate(_cycles(given, employee.facts, until)):
        ends = (employee.facts.credentials[place].ended_on, employee.left_on)
        last_deadline = min([until, *(end for end in ends if end)])
        for number, cycle in enumerate(cycles):
            if date(given.year, 1, 1) <= cycle.span.deadline <= last_deadline:
                yield cycle, _missing(given, person, (place, number), cycle, earned)


def _cycles(given: Given, facts: Person, until: date) -> list[tuple[Ahead, ...]]:
    return list(cycles_ahead(facts, given.catalogue, given.on, until))


def _missing(
    given: Given, person: int, at: tuple[int, int], cycle: Ahead, earned: Sequence[Credit]
) -> int:
    required, settings = cycle.span.required, given.settings
    if cycle.promised >= required:
        return 0
    last = cycle.span.deadline - timedelta(days=settings.submit_days)
    more = [c for c in earned if c.earned_on <= last and c.obtains != cycle.certification]
    if more:
        facts = given.people[person].facts
        facts = replace(facts, credits=(*facts.credits, *more))
        cycle = _cycles(given, facts, cycle.span.deadline)[at[0]][at[1]]
    return max(0, required + settings.margin - cycle.counted(last))


def target_missing_of(given: Given, person: int, earned: Sequence[Credit]) -> int:
    """What one person lacks of the year's target."""
    employee, on = given.people[person], given.on
    standings = judge(employee.facts, given.catalogue, on)
    if not _is_planned(given, person) or not any(_by_credits(given, s) for s in standings):
        return 0
    months = [date(given.year, month, 1) for month in range(1, 13)]
    employed = sum(1 for first in months if employee.employed(first))
    target = given.settings.year_target * employed // 12
    for credit in employee.facts.credits:
        happened = credit.earned_on <= on
        if credit.state is State.PLANNED:
            happened = credit.earned_on >= on
        if happened and not why_dead(credit) and credit.earned_on.year == given.year:
            target -= credit.amount
    return max(0, target - sum(c.amount for c in earned if c.earned_on.year == given.year))


def _by_credits(given: Given, standing: Standing) -> bool:
    kind = given.catalogue.certifications[standing.certification].kind
    return standing.state is Condition.CURRENT and kind is Kind.CREDITS


def _is_planned(given: Given, person: int) -> bool:
    employee = given.people[person]
    first, last = max(given.on, date(given.year, 1, 1)), date(given.year, 12, 31)
    hired_on, left_on = employee.hired_on or first, employee.left_on or last
    return first <= last and hired_on <= last and first <= left_on


def sixteenths_of(given: Given, one: Enrolment, diary: Diary) -> int:
    """What an enrolment costs in production days (sixteenths), day by day."""
    offering = given.offerings[one.offering]
    days = diary.days(offering)
    loss = _loss(offering, [day for day in days if diary.works(day)], bool(days)) * 16
    if days:
        factor = given.settings.busy_factor
        loss = sum(
            (loss / len(days) * (factor if diary.is_busy(one.person, day) else 1) for day in days),
            Fraction(0),
        )
    return ceil(loss)


def _loss(offering: Offering, working: list[date], is_dated: bool) -> Fraction:
    if offering.production_days is not None:
        return Fraction(offering.production_days)
    if is_dated and not working:
        return Fraction(0)
    if not is_dated or offering.kind == "session":
        return Fraction(offering.credits or 0) / 800
    if offering.kind == "booth":
        return Fraction(1, 2)
    return Fraction(len(working))
