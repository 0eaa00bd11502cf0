"""The engine's answer for one credential on one day (standing.md, 6), with its reasons.

Amounts are whole hundredths of a credit; what a rule has no notion of is None.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from goodstanding.engine.rules.model import Rule
from goodstanding.engine.standing.facts import Credit, Observation


class Condition(StrEnum):
    """The state of a credential on a day."""

    CURRENT = "current"
    LAPSED = "lapsed"
    UNKNOWN = "unknown"
    NOT_YET_ISSUED = "not_yet_issued"
    ENDED = "ended"


class Lapse(StrEnum):
    """Why a credential is lapsed."""

    CREDITS = "credits"
    FEE = "fee"
    EXPIRED = "expired"


class Coverage(StrEnum):
    """The weakest strength of credit that is needed to reach what is required."""

    POSTED = "posted"
    SUBMITTED = "submitted"
    EARNED = "earned"
    PLANNED = "planned"
    SHORT = "short"


class Label(StrEnum):
    """The words for people. AWAITING labels end with the short name of the body."""

    ENDED = "Ended"
    NOT_YET_ISSUED = "Not yet issued"
    CHECK = "Check the record"
    LAPSED_AWAITING = "Lapsed, awaiting"
    LAPSED = "Lapsed"
    GOOD = "Good standing"
    AWAITING = "Awaiting"
    SUBMIT = "Submit certificates"
    PLANNED = "Covered by plan"
    DUE_SOON = "Due soon"
    BEHIND = "Behind"
    ON_PACE = "On pace"


NEEDS_ATTENTION = frozenset(
    {
        Label.LAPSED,
        Label.LAPSED_AWAITING,
        Label.CHECK,
        Label.DUE_SOON,
        Label.BEHIND,
        Label.SUBMIT,
    }
)
"""The labels that ask a person to do something now."""


class Warned(StrEnum):
    """What a person should look at, though it did not stop the judgement."""

    INCOMPLETE_RECORD = "incomplete_record"
    RESTORED_WHILE_CURRENT = "restored_while_current"
    SEEN_ON_ASSUMED = "seen_on_assumed"
    APPROVAL_UNKNOWN = "approval_unknown"
    DID_IT_HAPPEN = "did_it_happen"
    SUBMITTED_LATE = "submitted_late"
    DAY_CAP_NOT_APPLIED = "day_cap_not_applied"
    HELD_TWICE = "held_twice"


class Cycle(NamedTuple):
    """A span of days, both ends included. The start of a card's validity may be unknown."""

    start: date | None
    deadline: date


class Period(NamedTuple):
    """A stretch of days with one state and one reason; None: from ever, until further notice."""

    since: date | None
    until: date | None
    state: Condition
    reason: Lapse | None


class Anchored(NamedTuple):
    """What the cycles are counted from: "issue", "restoration", "observation", "calendar" …"""

    by: str
    day: date


class Judged(NamedTuple):
    """A cycle that has ended and how: renewed, presumed, vouched, lapsed or unknown."""

    cycle: Cycle
    posted: int
    required: int
    outcome: str


class Counted(NamedTuple):
    """The credits that count in the cycle shown and how much of each."""

    credits: tuple[Credit, ...]
    amounts: tuple[int, ...]


class LeftOut(NamedTuple):
    """A credit of the cycle that does not count, and why (a word)."""

    credit: Credit
    why: str


class Capped(NamedTuple):
    """Hundredths that a cap took from one credit; `by` is "activity" or "day"."""

    credit: Credit
    removed: int
    by: str


class BalanceUsed(NamedTuple):
    """The body's balance stands for what we have posted up to the day it was seen."""

    observation: Observation
    ours: int


class RuleUsed(NamedTuple):
    """The version of the rule that governs the cycle shown."""

    rule: Rule


class Restored(NamedTuple):
    """A restoration, and whether it began a new chain."""

    day: date
    began: bool


class FeeGap(NamedTuple):
    """The fee is not paid on these days; `until` None: until it is paid."""

    since: date
    until: date | None


class Renewed(NamedTuple):
    """A renewal (a class, a new card) recorded for a credential that lives by dates."""

    day: date
    valid_through: date | None
    counted: bool


Reason = (
    Anchored
    | Judged
    | Counted
    | LeftOut
    | Capped
    | BalanceUsed
    | RuleUsed
    | Restored
    | FeeGap
    | Renewed
)


@dataclass(slots=True)
class Standing:
    """The answer. `label` is complete ("Awaiting IICRC"); `kind` is which label it is.

    Treat as a value: nothing changes it once the engine has returned it (it is not declared
    frozen because freezing triples the time to make one, and a company has thousands).
    """

    certification: str
    on: date
    state: Condition
    reason: Lapse | None
    kind: Label
    label: str
    required: int | None
    estimated: bool = True
    cycle: Cycle | None = None
    posted: int | None = None
    submitted: int | None = None
    earned: int | None = None
    planned: int | None = None
    capped: int | None = None
    short: int | None = None
    coverage: Coverage | None = None
    days_left: int | None = None
    on_pace: bool | None = None
    lapses_on: date | None = None
    to_reconcile: int = 0
    warnings: tuple[Warned, ...] = ()
    reasons: tuple[Reason, ...] = ()
