"""The one engine: facts × rules × a day → standing, with reasons (standing.md).

`judge` answers for one day, `history` for every day up to it. Both take everything known of one
person; thousands of people are thousands of calls. Nothing here reads a clock or keeps anything.
"""

from collections.abc import Iterator
from datetime import date

from goodstanding.engine.days import before
from goodstanding.engine.rules.model import Catalogue, Kind
from goodstanding.engine.standing.answer import Condition, FeeGap, Period, Standing
from goodstanding.engine.standing.by_cards import (
    card_history,
    card_standing,
    lifetime_history,
    lifetime_standing,
)
from goodstanding.engine.standing.by_credits import credit_history, credit_standing
from goodstanding.engine.standing.case import Case
from goodstanding.engine.standing.facts import Person
from goodstanding.engine.standing.fees import fee_gaps, under
from goodstanding.engine.standing.periods import ended_from, merged
from goodstanding.engine.standing.pools import EMPTY, pools

DUE_SOON_DAYS = 90
"""A deadline no further away than this many days is soon (a setting)."""


def judge(
    person: Person, catalogue: Catalogue, on: date, due_soon_days: int = DUE_SOON_DAYS
) -> tuple[Standing, ...]:
    """The standing of each of a person's credentials on a day, in the order of the credentials.

    Raises KeyError where a credential's certification is not in the catalogue.
    """
    return tuple(
        _STANDING[case.certification.kind](case)
        for case in cases(person, catalogue, on, due_soon_days)
    )


def history(person: Person, catalogue: Catalogue, on: date) -> tuple[tuple[Period, ...], ...]:
    """For each credential its states from the issue to a day: no holes, no overlaps.

    The last period has no end. Empty before the issue; with an unknown day of issue the first
    period has no beginning.
    """
    return tuple(_periods(case) for case in cases(person, catalogue, on, DUE_SOON_DAYS))


def cases(
    person: Person, catalogue: Catalogue, on: date, due_soon_days: int = DUE_SOON_DAYS
) -> Iterator[Case]:
    """Each credential of a person with all that bears on it, in their order."""
    by_body = pools(person.credits)
    gaps: dict[str, tuple[FeeGap, ...]] = {}
    for credential in person.credentials:
        certification = catalogue.certifications[credential.certification]
        body = certification.body
        if person.fees and body not in gaps:
            gaps[body] = fee_gaps([fee for fee in person.fees if fee.body == body])
        yield Case(
            credential,
            certification,
            by_body.get(body, EMPTY),
            person.credits,
            under(gaps[body], certification.rules) if body in gaps else (),
            on,
            due_soon_days,
        )


def _periods(case: Case) -> tuple[Period, ...]:
    if case.not_yet_issued:
        return ()
    periods = list(_HISTORY[case.certification.kind](case))
    if case.credential.issued_on is None:
        periods = [*_unknown_before(periods, case.on), *periods]
    return merged(ended_from(periods, case.credential.ended_on))


def _unknown_before(periods: list[Period], on: date) -> list[Period]:
    if not periods:
        return [Period(None, on, Condition.UNKNOWN, None)]
    first = periods[0].since
    return [Period(None, before(first), Condition.UNKNOWN, None)] if first else []


_STANDING = {
    Kind.CREDITS: credit_standing,
    Kind.REFRESHER: card_standing,
    Kind.TERM: card_standing,
    Kind.PRINTED: card_standing,
    Kind.LIFETIME: lifetime_standing,
}
_HISTORY = {
    Kind.CREDITS: credit_history,
    Kind.REFRESHER: card_history,
    Kind.TERM: card_history,
    Kind.PRINTED: card_history,
    Kind.LIFETIME: lifetime_history,
}
