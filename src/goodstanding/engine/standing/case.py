"""One credential with all that bears on it, and the question asked of it."""

from datetime import date
from typing import NamedTuple

from goodstanding.engine.rules.model import Certification, Kind
from goodstanding.engine.standing.answer import (
    Condition,
    Coverage,
    FeeGap,
    Label,
    Lapse,
    Reason,
    Standing,
    Warned,
)
from goodstanding.engine.standing.facts import Credential, Credit
from goodstanding.engine.standing.pools import Pool


class Case(NamedTuple):
    """`pool`: the person's credits with the certification's body; `credits`: of every body.

    `gaps` is empty where the rule has no fee or no payment is recorded.
    """

    credential: Credential
    certification: Certification
    pool: Pool
    credits: tuple[Credit, ...]
    gaps: tuple[FeeGap, ...]
    on: date
    due_soon_days: int

    @property
    def not_yet_issued(self) -> bool:
        """Whether the day lies before the day of issue."""
        issued_on = self.credential.issued_on
        return issued_on is not None and self.on < issued_on

    @property
    def ended(self) -> bool:
        """Whether the credential was given up or withdrawn by that day."""
        ended_on = self.credential.ended_on
        return ended_on is not None and ended_on <= self.on


def without_cycle(
    case: Case, state: Condition, required: int | None, reasons: tuple[Reason, ...] = ()
) -> Standing:
    """The answer for a day on which no cycle can be shown."""
    kind = _PLAIN[state]
    return Standing(
        certification=case.certification.code,
        on=case.on,
        state=state,
        reason=None,
        kind=kind,
        label=kind.value,
        required=required,
        warnings=credential_warnings(case),
        reasons=reasons,
    )


def credential_warnings(case: Case) -> tuple[Warned, ...]:
    """Warnings that concern it whatever the day; what was seen of a card is not used."""
    credential = case.credential
    if not credential.twin and not credential.observations:
        return ()
    used = case.certification.kind is Kind.CREDITS
    assumed = used and any(o.seen_assumed for o in credential.observations)
    return (
        *((Warned.SEEN_ON_ASSUMED,) if assumed else ()),
        *((Warned.HELD_TWICE,) if credential.twin else ()),
    )


def label_of(
    state: Condition,
    reason: Lapse | None,
    coverage: Coverage | None,
    days_left: int,
    on_pace: bool,
    due_soon_days: int,
) -> Label:
    """The label for a credential with a cycle; the first that matches wins (standing.md, 6)."""
    if state is Condition.LAPSED:
        awaiting = reason is Lapse.CREDITS and coverage is Coverage.SUBMITTED
        return Label.LAPSED_AWAITING if awaiting else Label.LAPSED
    if coverage is not None and coverage is not Coverage.SHORT:
        return _COVERED[coverage]
    if days_left <= due_soon_days:
        return Label.DUE_SOON
    return Label.ON_PACE if on_pace else Label.BEHIND


def words(kind: Label, body: str) -> str:
    """The label in full: what is awaited is awaited from the body."""
    if kind is Label.AWAITING or kind is Label.LAPSED_AWAITING:
        return f"{_WORDS[kind]} {body}"
    return _WORDS[kind]


_WORDS = {label: label.value for label in Label}
_PLAIN = {
    Condition.ENDED: Label.ENDED,
    Condition.NOT_YET_ISSUED: Label.NOT_YET_ISSUED,
    Condition.UNKNOWN: Label.CHECK,
}
_COVERED = {
    Coverage.POSTED: Label.GOOD,
    Coverage.SUBMITTED: Label.AWAITING,
    Coverage.EARNED: Label.SUBMIT,
    Coverage.PLANNED: Label.PLANNED,
}
