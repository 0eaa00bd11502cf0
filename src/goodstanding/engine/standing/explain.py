"""Sentences about standing, made from the structured answer and its reasons.

This is the one place where such sentences are made; pages, messages and the command line show
them. Amounts are in the body's own unit ("CEC" where the body is the IICRC).
"""

from goodstanding.engine.days import after, before
from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.answer import (
    Condition,
    Coverage,
    FeeGap,
    Label,
    Lapse,
    Standing,
    Warned,
)
from goodstanding.engine.standing.reasons import sums, told
from goodstanding.engine.wording import amount, body_of, day, days, first_name, possessive

_WARNINGS = {
    Warned.INCOMPLETE_RECORD: (
        "Our records begin within this cycle; credits from before may be missing."
    ),
    Warned.RESTORED_WHILE_CURRENT: (
        "A restoration is recorded for a day on which it was current; it changes nothing."
    ),
    Warned.SEEN_ON_ASSUMED: (
        "The day on which the deadline was seen is missing; the day asked about is taken for it."
    ),
    Warned.APPROVAL_UNKNOWN: (
        "It is still to be checked whether the body has approved an activity that counts here."
    ),
    Warned.DID_IT_HAPPEN: (
        "A planned day has passed; type in whether it happened. Until then it does not count."
    ),
    Warned.SUBMITTED_LATE: (
        "A credit was submitted after the deadline; the body decides whether it counts."
    ),
    Warned.DAY_CAP_NOT_APPLIED: (
        "The most per day was not applied, because the first day of an activity is not known."
    ),
    Warned.HELD_TWICE: "The same person holds this certification twice; is one a mistake?",
}
_ABSENCES = {
    Condition.UNKNOWN: "has a record that must be checked",
    Condition.NOT_YET_ISSUED: "is not issued yet",
    Condition.ENDED: "has ended",
}
_LAPSES = {
    Lapse.CREDITS: "is lapsed: credits are missing",
    Lapse.FEE: "is lapsed: the fee is not paid",
    Lapse.EXPIRED: "is lapsed: it has expired",
}


def headline(name: str, standing: Standing, catalogue: Catalogue) -> str:
    """The fact in one sentence: "Maria's WRT lapses in 48 days; 6 CECs missing."."""
    held = f"{possessive(first_name(name))} {standing.certification}"
    return f"{held} {_fact(standing, catalogue)}.{_fee_runs_out(standing)}"


def yours(standing: Standing, catalogue: Catalogue) -> str:
    """The same fact, said to the person himself: "Your WRT lapses in 48 days; 6 CECs missing."."""
    held = f"Your {standing.certification}"
    return f"{held} {_fact(standing, catalogue)}.{_fee_runs_out(standing)}"


def explain(standing: Standing, catalogue: Catalogue) -> tuple[str, ...]:
    """Every reason as a sentence, so that any number shown can be traced to what led to it."""
    body = body_of(standing.certification, catalogue)
    return (
        *sums(standing, body),
        *(sentence for reason in standing.reasons for sentence in told(reason, body)),
        *(warning(warned) for warned in standing.warnings),
    )


def warning(warned: Warned) -> str:
    """What a person should look at, as a sentence."""
    return _WARNINGS[warned]


def fee_runs_out_first(standing: Standing) -> bool:
    """Whether a current credential lapses for its fee before it lapses for its cycle."""
    return standing.state is Condition.CURRENT and any(
        isinstance(reason, FeeGap) and reason.since == standing.lapses_on
        for reason in standing.reasons
    )


def absence(name: str, certification: str, state: Condition, reason: Lapse | None) -> str:
    """Why a credential does not cover a day, without a full stop."""
    said = _LAPSES[reason] if reason else _ABSENCES[state]
    return f"{possessive(name)} {certification} {said}"


def _fact(standing: Standing, catalogue: Catalogue) -> str:
    match standing.kind:
        case Label.ENDED:
            return "has ended"
        case Label.NOT_YET_ISSUED:
            return "is not issued yet"
        case Label.CHECK:
            return "cannot be judged from our records; it may have lapsed"
        case Label.LAPSED_AWAITING | Label.LAPSED:
            since = (
                f"has been lapsed since {day(standing.lapses_on)}"
                if standing.lapses_on
                else "is lapsed now"
            )
            return f"{since}{_why_lapsed(standing, catalogue)}"
        case Label.GOOD:
            return _good(standing)
    return _open(standing, catalogue)


def _open(standing: Standing, catalogue: Catalogue) -> str:
    """The fact about a cycle that is running and not met by what is posted."""
    body = body_of(standing.certification, catalogue)
    unit = body.unit
    missing = f"{amount(standing.short or 0, unit)} missing"
    match standing.kind:
        case Label.AWAITING:
            had = amount(standing.submitted or 0, unit)
            return f"waits for the {body.code} to post {had}{_otherwise(standing)}"
        case Label.SUBMIT:
            had = amount(standing.earned or 0, unit)
            return f"is covered once {had} are submitted and posted{_otherwise(standing)}"
        case Label.PLANNED:
            return f"is covered by plan{_planned(standing, unit)}{_otherwise(standing)}"
        case Label.DUE_SOON:
            behind = f"; {missing}" if standing.short else _last_day(standing)
            return f"lapses {_in_days(standing)}{behind}"
        case Label.BEHIND:
            left = days(standing.days_left or 0)
            return f"is behind; {missing}{_by_deadline(standing)}, {left} from now"
        case _:
            return f"is on pace; {amount(standing.short or 0, unit)} to go{_by_deadline(standing)}"


def _why_lapsed(standing: Standing, catalogue: Catalogue) -> str:
    body = body_of(standing.certification, catalogue)
    if standing.reason is Lapse.FEE:
        return "; the fee is not paid"
    if standing.reason is Lapse.EXPIRED:
        return "; it has expired"
    if standing.kind is Label.LAPSED_AWAITING:
        return f"; {amount(standing.submitted or 0, body.unit)} wait for the {body.code}"
    if standing.coverage is Coverage.EARNED:
        return f"; {amount(standing.earned or 0, body.unit)} earned in time were not submitted"
    return f"; {amount(standing.short or 0, body.unit)} missing"


def _good(standing: Standing) -> str:
    if standing.lapses_on is None:
        return "is in good standing and does not lapse"
    runs_out = ", when the fee runs out" if fee_runs_out_first(standing) else ""
    return f"is in good standing until {day(before(standing.lapses_on))}{runs_out}"


def _planned(standing: Standing, unit: str) -> str:
    return f" with {amount(standing.planned, unit)}" if standing.planned else ": a renewal"


def _in_days(standing: Standing) -> str:
    return f"in {days(standing.days_left)}" if standing.days_left else "after today"


def _last_day(standing: Standing) -> str:
    return f"; its last day is {day(standing.cycle.deadline)}" if standing.cycle else ""


def _otherwise(standing: Standing) -> str:
    if standing.cycle is None:
        return ""
    return f"; otherwise it lapses on {day(after(standing.cycle.deadline))}"


def _by_deadline(standing: Standing) -> str:
    return f" by {day(standing.cycle.deadline)}" if standing.cycle else ""


def _fee_runs_out(standing: Standing) -> str:
    if (
        standing.kind is Label.GOOD
        or standing.lapses_on is None
        or not fee_runs_out_first(standing)
    ):
        return ""
    return f" The fee is paid only through {day(before(standing.lapses_on))}."
