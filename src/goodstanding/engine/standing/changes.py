"""When the answers for a person can next differ, if no fact changes.

Between two days an answer changes only where one of its comparisons with the day asked about
does: at a day that stands in a fact or the day after it, where a version of a rule comes into
force, after the deadline shown, when it or a lapse becomes "soon", and when an even pace asks for
more, of all credits or of those posted alone.
All of those days are gathered here and the next one is taken, so that the day found may be too
early, but never too late. Not watched is what moves every day (days left) or asks nothing of
anybody (the pace of a credential that is not on pace).
"""

from collections.abc import Iterator, Sequence
from datetime import date

from goodstanding.engine.days import ONE_DAY, add_months, after, whole_years
from goodstanding.engine.rules.model import Catalogue, Rule, version_on
from goodstanding.engine.standing.answer import Cycle, Label, Standing
from goodstanding.engine.standing.facts import Credential, Credit, Fee, Observation, Person, State
from goodstanding.engine.standing.judge import DUE_SOON_DAYS
from goodstanding.engine.standing.pools import why_dead

_PACED = frozenset({Label.AWAITING, Label.SUBMIT, Label.PLANNED, Label.ON_PACE})
"""Labels under which it matters what an even pace asks for."""


def next_change(
    person: Person,
    answers: Sequence[Standing],
    catalogue: Catalogue,
    due_soon_days: int = DUE_SOON_DAYS,
) -> date | None:
    """The first day after the day of the answers on which one of them may differ; None: never.

    `answers` are what `judge` says of the person. An observation whose day is assumed is taken
    to move along with the day asked about, as it does when the question is put again.
    """
    on = max((answer.on for answer in answers), default=date.max)
    return min(
        (day for day in _days(person, answers, catalogue, due_soon_days) if day > on), default=None
    )


def _days(
    person: Person, answers: Sequence[Standing], catalogue: Catalogue, due_soon_days: int
) -> Iterator[date]:
    held = [catalogue.certifications[credential.certification] for credential in person.credentials]
    bodies, codes = {one.body for one in held}, {one.code for one in held}
    for credit in person.credits:
        if why_dead(credit) is None and (credit.body in bodies or credit.obtains in codes):
            yield from _of_credit(credit)
    for fee in person.fees:
        if fee.body in bodies:
            yield from _of_fee(fee)
    for credential, answer in zip(person.credentials, answers, strict=True):
        rules = catalogue.certifications[credential.certification].rules
        yield from (rule.since for rule in rules if rule.since)
        yield from _of_credential(credential, rules)
        yield from _of_observations(credential, person.credits, rules, answer.on)
        if answer.cycle:
            yield from _of_cycle(answer, answer.cycle, rules, due_soon_days)
        if answer.lapses_on:
            yield from (answer.lapses_on - (due_soon_days + late) * ONE_DAY for late in (0, 1))


def _of_credit(credit: Credit) -> Iterator[date]:
    """It counts from its day on, as planned no longer after it."""
    yield credit.earned_on
    if credit.state is State.PLANNED:
        yield after(credit.earned_on)


def _of_fee(fee: Fee) -> Iterator[date]:
    """A gap begins after what is paid for and ends with a payment."""
    yield from (fee.paid_through, after(fee.paid_through))
    if fee.paid_on:
        yield fee.paid_on


def _of_credential(credential: Credential, rules: tuple[Rule, ...]) -> Iterator[date]:
    yield from filter(None, (credential.issued_on, credential.ended_on))
    yield from credential.restorations
    if credential.issued_on is None:
        ends = [*(o.deadline for o in credential.observations), credential.expires_on]
        yield from (add_months(after(end), -rule.months) for end in ends if end for rule in rules)


def _of_observations(
    credential: Credential, credits: tuple[Credit, ...], rules: tuple[Rule, ...], on: date
) -> Iterator[date]:
    """What was seen is used from its day on."""
    yield from (observation.seen_on for observation in credential.observations)
    for observation in credential.observations:
        if observation.seen_assumed:
            yield from _of_assumed(credential, observation, credits, rules, on)


def _of_assumed(
    credential: Credential,
    assumed: Observation,
    credits: tuple[Credit, ...],
    rules: tuple[Rule, ...],
    on: date,
) -> Iterator[date]:
    """An observation that moves meets other observations, its deadline and days of posting."""
    if len({rule.months for rule in rules}) > 1 or any(day > on for day in credential.restorations):
        yield after(on)
        return
    yield from (after(o.seen_on) for o in credential.observations if not o.seen_assumed)
    if assumed.deadline:
        yield after(assumed.deadline)
    yield from (credit.posted_on for credit in credits if credit.posted_on)


def _of_cycle(
    answer: Standing, cycle: Cycle, rules: tuple[Rule, ...], due_soon_days: int
) -> Iterator[date]:
    yield after(cycle.deadline)
    yield cycle.deadline - due_soon_days * ONE_DAY
    if answer.kind in _PACED:
        began = add_months(after(cycle.deadline), -version_on(rules, cycle.deadline).months)
        for start in filter(None, (cycle.start, began)):
            yield add_months(start, 12 * (whole_years(start, answer.on) + 1))
