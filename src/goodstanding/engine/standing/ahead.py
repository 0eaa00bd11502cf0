"""The cycles ahead of a credential: the one that contains a day and those that follow it.

Each begins as if the one before were met. This is what a plan has to fill.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from goodstanding.engine.rules.model import Catalogue, Kind
from goodstanding.engine.standing.answer import Condition, Counted
from goodstanding.engine.standing.by_credits import credit_standing
from goodstanding.engine.standing.case import Case
from goodstanding.engine.standing.chains import Span
from goodstanding.engine.standing.facts import Credit, Person, State
from goodstanding.engine.standing.judge import cases
from goodstanding.engine.standing.life import life_of, walk
from goodstanding.engine.standing.pools import Pool
from goodstanding.engine.standing.tally import Holder, tally


class Ahead(NamedTuple):
    """A cycle of a credential (its place among the person's), and what there is of it on a day.

    `planned` are the planned credits that count, with how much of each; hundredths.
    """

    credential: int
    certification: str
    body: str
    span: Span
    promised: int
    earned: int
    planned: tuple[tuple[Credit, int], ...]
    holder: Holder
    on: date

    @property
    def promised_is_enough(self) -> bool:
        """Whether what is posted and submitted is all that is required."""
        return self.promised >= self.span.required

    def counted(self, last: date) -> int:
        """What counts of it: everything but what is planned for after a last day."""
        planned = sum(amount for credit, amount in self.planned if credit.earned_on <= last)
        return self.promised + self.earned + planned

    @property
    def has_caps(self) -> bool:
        """Whether less than the whole of a credit may count."""
        rule = self.span.rule
        return rule.most_per_activity is not None or rule.most_per_day is not None

    def adds(self, credit: Credit) -> int:
        """What one more planned credit of the cycle would add, caps and all."""
        pool = Pool((*self.holder.pool.live, credit))
        found = tally(self.holder._replace(pool=pool), self.span, self.on)
        return found.planned - sum(amount for _, amount in self.planned)


def cycles_ahead(
    person: Person, catalogue: Catalogue, on: date, until: date
) -> Iterator[tuple[Ahead, ...]]:
    """For each credential the cycles from the one of a day up to those that end by another day.

    Empty where there are none: not current on the day, or no rule that asks for credits.
    """
    for place, case in enumerate(cases(person, catalogue, on)):
        current = (
            case.certification.kind is Kind.CREDITS
            and credit_standing(case).state is Condition.CURRENT
        )
        yield tuple(_ahead(place, case, until)) if current else ()


def _ahead(place: int, case: Case, until: date) -> Iterator[Ahead]:
    life = life_of(case.credential, case.certification.rules, case.pool, case.gaps)
    chain = life.chain_on(case.on)
    walked = walk(life, chain, case.on)
    span = walked.span
    while span.deadline <= until or span is walked.span:
        yield _in(place, case, life.holder(chain), span)
        span = next(walked.ahead)


def _in(place: int, case: Case, holder: Holder, span: Span) -> Ahead:
    found = tally(holder, span, case.on)
    counted = next(reason for reason in found.reasons if isinstance(reason, Counted))
    planned = tuple(
        (credit, amount)
        for credit, amount in zip(counted.credits, counted.amounts, strict=True)
        if credit.state is State.PLANNED
    )
    certification = case.certification
    return Ahead(
        place,
        certification.code,
        certification.body,
        span,
        found.posted + found.submitted,
        found.earned,
        planned,
        holder,
        case.on,
    )
