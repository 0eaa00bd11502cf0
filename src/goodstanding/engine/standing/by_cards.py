"""Standing under a `refresher`, `term` or `printed` rule, and under `lifetime`."""

from collections.abc import Iterator
from datetime import date

from goodstanding.engine.days import after
from goodstanding.engine.rules.model import version_on
from goodstanding.engine.standing.answer import (
    Condition,
    Coverage,
    Cycle,
    FeeGap,
    Label,
    Lapse,
    Period,
    Reason,
    Renewed,
    Restored,
    RuleUsed,
    Standing,
    Warned,
)
from goodstanding.engine.standing.cards import Card, Cards, cards_of, renewals, stretches
from goodstanding.engine.standing.case import Case, credential_warnings, label_of, without_cycle
from goodstanding.engine.standing.facts import Credit, State
from goodstanding.engine.standing.fees import first_gap_after, gap_on
from goodstanding.engine.standing.periods import with_fees


def lifetime_standing(case: Case) -> Standing:
    """Once issued, a lifetime credential is in good standing until it is ended."""
    if case.not_yet_issued:
        return without_cycle(case, Condition.NOT_YET_ISSUED, None)
    if case.ended:
        return without_cycle(case, Condition.ENDED, None)
    return Standing(
        certification=case.certification.code,
        on=case.on,
        state=Condition.CURRENT,
        reason=None,
        kind=Label.GOOD,
        label=Label.GOOD.value,
        required=None,
        warnings=credential_warnings(case),
        reasons=(RuleUsed(version_on(case.certification.rules, case.on)),),
    )


def lifetime_history(case: Case) -> Iterator[Period]:
    """Current from the day of issue, or from ever where it is not known."""
    yield Period(case.credential.issued_on, case.on, Condition.CURRENT, None)


def card_standing(case: Case) -> Standing:
    """The standing on `case.on` of a credential that lives by dates."""
    if case.not_yet_issued:
        return without_cycle(case, Condition.NOT_YET_ISSUED, None)
    if case.ended:
        return without_cycle(case, Condition.ENDED, None)
    cards = cards_of(case.credential, case.certification.rules, case.credits)
    card = cards.on(case.on)
    if card is None or card.through is None:
        return without_cycle(case, Condition.UNKNOWN, None, _renewals(case, cards))
    return _with_card(case, cards, card, card.through)


def card_history(case: Case) -> Iterator[Period]:
    """State and reason of every day from the first card to `case.on`, unmerged."""
    cards = cards_of(case.credential, case.certification.rules, case.credits)
    yield from with_fees(stretches(cards, case.on), case.gaps)


def _with_card(case: Case, cards: Cards, card: Card, through: date) -> Standing:
    gap = gap_on(case.gaps, case.on)
    state, reason = _state(case, through, gap)
    planned = [c for c in renewals(case.credential, case.credits) if c.state is State.PLANNED]
    coverage = _coverage(case, planned, through)
    days_left = (through - case.on).days
    kind = label_of(state, reason, coverage, days_left, True, case.due_soon_days)
    if kind is Label.ON_PACE:
        kind = Label.GOOD
    lapses_on, cause = _lapse(case, cards, through, gap)
    return Standing(
        certification=case.certification.code,
        on=case.on,
        state=state,
        reason=reason,
        kind=kind,
        label=kind.value,
        required=None,
        estimated=not card.typed,
        cycle=Cycle(card.since, through),
        coverage=coverage,
        days_left=days_left,
        lapses_on=lapses_on,
        warnings=_warnings(case, cards, card, planned),
        reasons=(
            RuleUsed(version_on(case.certification.rules, card.since or through)),
            *_renewals(case, cards),
            *((cause,) if cause else ()),
        ),
    )


def _state(case: Case, through: date, gap: FeeGap | None) -> tuple[Condition, Lapse | None]:
    if case.on > through:
        return Condition.LAPSED, Lapse.EXPIRED
    if gap is not None:
        return Condition.LAPSED, Lapse.FEE
    return Condition.CURRENT, None


def _coverage(case: Case, planned: list[Credit], through: date) -> Coverage | None:
    ahead = any(case.on <= credit.earned_on <= through for credit in planned)
    return Coverage.PLANNED if ahead else None


def _lapse(
    case: Case, cards: Cards, through: date, gap: FeeGap | None
) -> tuple[date, FeeGap | None]:
    """The day it lapses or lapsed, and the gap in the fee that is or will be the cause."""
    if case.on > through:
        return after(through), gap
    if gap is not None:
        return max(gap.since, cards.cards[0].since or gap.since), gap
    unpaid = first_gap_after(case.gaps, case.on)
    if unpaid and unpaid.since <= through:
        return unpaid.since, unpaid
    return after(through), None


def _warnings(case: Case, cards: Cards, card: Card, planned: list[Credit]) -> tuple[Warned, ...]:
    warned = set(credential_warnings(case))
    credit = card.event.credit if card.event else None
    if credit and credit.approved is None and credit.state is not State.POSTED:
        warned.add(Warned.APPROVAL_UNKNOWN)
    if any((card.since or c.earned_on) <= c.earned_on < case.on for c in planned):
        warned.add(Warned.DID_IT_HAPPEN)
    if any(e.by == "restoration" and e.day <= case.on for e in cards.refused):
        warned.add(Warned.RESTORED_WHILE_CURRENT)
    return tuple(warning for warning in Warned if warning in warned)


def _renewals(case: Case, cards: Cards) -> tuple[Reason, ...]:
    made: list[Reason] = [
        Renewed(card.event.day, card.through, True)
        for card in cards.cards
        if card.event and card.event.day <= case.on
    ]
    for event in cards.refused:
        if event.day <= case.on:
            refused = event.by == "restoration"
            made.append(Restored(event.day, False) if refused else Renewed(event.day, None, False))
    return tuple(made)
