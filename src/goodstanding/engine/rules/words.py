"""Rules and confidence in words for people."""

from goodstanding.engine import credits
from goodstanding.engine.rules.model import Kind, Rule, Sure
from goodstanding.engine.wording import MONTHS, amount, day

_CONFIDENCE = {
    Sure.A: "official text",
    Sure.B: "reputable page",
    Sure.C: "unverified: a single, indirect or old source",
    Sure.R: "unverified: no source",
}


def confidence(sure: Sure) -> str:
    """How sure we are, in words; what is not verified says so."""
    return _CONFIDENCE[sure]


def stays_current(rule: Rule, unit: str) -> str:
    """By what a certification stays current: “14 CECs every 4 years, and a yearly fee”."""
    fee = ", and a yearly fee" if rule.fee else ""
    return _by_kind(rule, unit) + fee


def every(months: int) -> str:
    """“every year”, “every 4 years”, “every 18 months”."""
    number, word = divmod(months, 12)[0], "year"
    if months % 12:
        number, word = months, "month"
    return f"every {word}" if number == 1 else f"every {number} {word}s"


def _by_kind(rule: Rule, unit: str) -> str:
    match rule.kind:
        case Kind.CREDITS:
            wanted = f"{amount(rule.required, unit)} {every(rule.months)}"
            return wanted + _calendar(rule) + _caps(rule)
        case Kind.REFRESHER:
            return f"a refresher {every(rule.months)}{_late(rule)}"
        case Kind.TERM:
            return f"a renewal {every(rule.months)}, counted from the last expiry"
        case Kind.PRINTED:
            return "a new card by the date printed on it"
    return "never expires"


def _calendar(rule: Rule) -> str:
    if rule.anchor:
        return f", counted from {day(rule.anchor)}"
    if rule.starts:
        month, day_of_month = rule.starts
        return f", counted from a {day_of_month} {MONTHS[month - 1]}"
    return ""


def _caps(rule: Rule) -> str:
    caps = ((rule.most_per_activity, "for one activity"), (rule.most_per_day, "a day"))
    given = [f"{credits.show(most)} {per}" for most, per in caps if most is not None]
    return f", at most {' and '.join(given)}" if given else ""


def _late(rule: Rule) -> str:
    if rule.renewable_months is None:
        return ""
    return f", possible until {rule.renewable_months} months after expiry"
