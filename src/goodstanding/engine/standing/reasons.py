"""Each reason of an answer as sentences, and the sums to which the reasons led."""

from goodstanding.engine import credits
from goodstanding.engine.days import before, whole_years
from goodstanding.engine.rules.model import Body, Kind, Rule
from goodstanding.engine.rules.words import confidence
from goodstanding.engine.standing.answer import (
    Anchored,
    BalanceUsed,
    Capped,
    Condition,
    Counted,
    Cycle,
    FeeGap,
    Judged,
    Label,
    LeftOut,
    Reason,
    Renewed,
    Restored,
    RuleUsed,
    Standing,
)
from goodstanding.engine.standing.facts import Credit
from goodstanding.engine.wording import amount, counted, day, joined

_ANCHORS = {
    "issue": "the day of issue",
    "restoration": "the restoration",
    "observation": "the day after the deadline seen on the body's record",
    "calendar": "the calendar of the rule",
    "rule": "the day from which the rule's new length holds",
}
_OUTCOMES = {
    "renewed": "renewed",
    "vouched": "met, as the body's record showed later",
    "presumed": "taken as renewed, because it ended before our records begin",
    "lapsed": "it lapsed on the day after",
    "unknown": "our records are incomplete, so it may have lapsed",
}
_WHYS = {
    "obtains": "it is the course by which the certification was obtained",
    "did_it_happen": "its planned day has passed and nobody has said whether it happened",
    "rejected": "the body has rejected it",
    "void": "it is void",
    "not_approved": "the body has not approved the activity",
}


def sums(standing: Standing, body: Body) -> tuple[str, ...]:
    """The numbers of the cycle shown, the pace, and when it lapses if nothing more is done."""
    found = [_total(standing, body), _pace(standing, body), _estimated(standing), _ahead(standing)]
    return tuple(sentence for sentence in found if sentence)


def told(reason: Reason, body: Body) -> tuple[str, ...]:
    """One reason as sentences; credits that count give one each."""
    match reason:
        case Counted(counting, amounts):
            return tuple(
                f"Counted: {_credit(credit, part, body)}."
                for credit, part in zip(counting, amounts, strict=True)
            )
        case LeftOut(credit, why):
            said = _WHYS.get(why, "it does not count here")
            return (f"Not counted: {_credit(credit, credit.amount, body)}: {said}.",)
        case Capped(credit, removed, by):
            taken = amount(removed, body.unit)
            return (f"Above the most per {by}: {taken} of {_titled(credit)}.",)
        case BalanceUsed():
            return (_balance(reason, body),)
        case RuleUsed(rule):
            return (_ruled(rule, body),)
        case _:
            return (_dated(reason, body),)


def _dated(reason: Anchored | Judged | Restored | FeeGap | Renewed, body: Body) -> str:
    match reason:
        case Anchored(by, since):
            return f"Cycles are counted from {_ANCHORS.get(by, by)}: {day(since)}."
        case Judged(cycle, posted, required, outcome):
            had = f"{credits.show(posted)} of {amount(required, body.unit)} posted"
            return f"{_span(cycle)}: {had}; {_OUTCOMES.get(outcome, outcome)}."
        case Restored(since, began):
            did = "begins a new chain of cycles" if began else "changes nothing"
            return f"The restoration of {day(since)} {did}."
        case FeeGap(since, until):
            end = f"to {day(until)}" if until else "on"
            return f"The fee is not paid from {day(since)} {end}."
        case _:
            return _renewed(reason)


def _renewed(reason: Renewed) -> str:
    if not reason.counted:
        return f"The renewal of {day(reason.day)} does not count."
    through = f"valid through {day(reason.valid_through)}" if reason.valid_through else "counted"
    return f"Issued or renewed on {day(reason.day)}; {through}."


def _balance(reason: BalanceUsed, body: Body) -> str:
    seen = reason.observation
    shown = amount(seen.balance or 0, body.unit)
    return (
        f"The {body.code}'s record, seen on {day(seen.seen_on)}, shows {shown};"
        f" we have {credits.show(reason.ours)} posted up to then."
    )


def _ruled(rule: Rule, body: Body) -> str:
    since = f", in force since {day(rule.since)}" if rule.since else ""
    read = f", read on {day(rule.basis.read)}" if rule.basis.read else ""
    source = f" Source: {rule.basis.source}{read} ({confidence(rule.basis.sure)})."
    return f"The rule “{rule.name}”: {_terms(rule, body)}{since}.{source}"


def _terms(rule: Rule, body: Body) -> str:
    match rule.kind:
        case Kind.CREDITS:
            return f"{amount(rule.required, body.unit)} in {rule.months} months{_most(rule, body)}"
        case Kind.REFRESHER:
            return f"a refresher keeps it for {rule.months} months from its day"
        case Kind.TERM:
            return f"a renewal keeps it for {rule.months} months from the last expiry"
        case Kind.PRINTED:
            return "it is valid through the day printed on the card"
        case _:
            return "it does not lapse"


def _most(rule: Rule, body: Body) -> str:
    caps = {"activity": rule.most_per_activity, "day": rule.most_per_day}
    return "".join(
        f", at most {amount(most, body.unit)} per {by}" for by, most in caps.items() if most
    )


def _total(standing: Standing, body: Body) -> str | None:
    if standing.cycle is None:
        return None
    span = _span(standing.cycle)
    if standing.required is None:
        return f"{span}: valid."
    if not standing.required:
        return f"{span}: nothing is required."
    had = {
        "posted": standing.posted,
        "submitted": standing.submitted,
        "earned": standing.earned,
        "planned": standing.planned,
    }
    parts = [f"{credits.show(some)} {state}" for state, some in had.items() if some]
    short = f"; {amount(standing.short, body.unit)} missing" if standing.short else ""
    of = amount(standing.required, body.unit)
    return f"{span}: {joined(parts) if parts else 'nothing'} of {of} required{short}."


def _pace(standing: Standing, body: Body) -> str | None:
    """The pace that the labels Behind and On pace are measured against."""
    rule = next((r.rule for r in standing.reasons if isinstance(r, RuleUsed)), None)
    cycle = standing.cycle
    paced = standing.kind in (Label.BEHIND, Label.ON_PACE)
    if not paced or rule is None or cycle is None or cycle.start is None:
        return None
    years = whole_years(cycle.start, standing.on)
    due = (standing.required or 0) * 12 * years // rule.months
    passed = counted(years, "full year")
    return f"The pace asks for {amount(due, body.unit)} by now, after {passed} of the cycle."


def _estimated(standing: Standing) -> str | None:
    if standing.cycle is None or not standing.estimated:
        return None
    return "The deadline is computed; nobody has typed in what the body's record or the card shows."


def _ahead(standing: Standing) -> str | None:
    if standing.lapses_on is None:
        return None
    if standing.state is Condition.LAPSED:
        return f"Lapsed since {day(standing.lapses_on)}."
    return f"Current until {day(before(standing.lapses_on))} if nothing more is posted or paid."


def _span(cycle: Cycle) -> str:
    start = f"{day(cycle.start)} to" if cycle.start else "Up to"
    return f"{start} {day(cycle.deadline)}"


def _credit(credit: Credit, part: int, body: Body) -> str:
    of = "" if part == credit.amount else f" (of {credits.show(credit.amount)})"
    what = f"{amount(part, body.unit)}{of}, {credit.state.value}"
    return f"{what}, {_titled(credit)}"


def _titled(credit: Credit) -> str:
    title = f"“{credit.title}”, " if credit.title else ""
    return f"{title}{day(credit.earned_on)}"
