"""Several credentials of one person in one breath, and the same things said to himself.

`together` is for lists of what needs a person: credentials of one person with the same label
make one sentence. `to_you` is the answer that a technician reads at the top of his own page.
Both leave the next step to `remedies.remedy`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from goodstanding.engine.days import after, before
from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.answer import Coverage, Label, Lapse, Standing
from goodstanding.engine.wording import amount, body_of, called, day, days, joined, possessive


class Said(NamedTuple):
    """The fact as one sentence, and what is to be known beside it; `rest` may be empty."""

    fact: str
    rest: str


def together(name: str, standings: Sequence[Standing], catalogue: Catalogue) -> Said:
    """What credentials of one person with the same label have in common.

    The standings are of one person, one body and one kind, at least one, the most urgent first.
    """
    first = standings[0]
    held = f"{possessive(called(name))} {joined([one.certification for one in standings])}"
    unit = body_of(first.certification, catalogue).unit
    match first.kind:
        case Label.LAPSED | Label.LAPSED_AWAITING:
            return Said(f"{held} lapsed{_on(standings)}.", _why(standings, catalogue))
        case Label.CHECK:
            return Said(f"{held} cannot be judged from our records.", _may_have(standings))
        case Label.DUE_SOON:
            lapse = "lapses" if len(standings) == 1 else "lapse"
            return Said(f"{held} {lapse} {_soon(standings)}.", _missing(standings, unit))
        case Label.BEHIND:
            codes = joined([one.certification for one in standings])
            return Said(f"{called(name)} is behind on {codes}.", _missing(standings, unit))
        case Label.SUBMIT:
            had = amount(max(one.earned or 0 for one in standings), unit)
            fact = f"{called(name)} has {had} earned that nobody has submitted."
            return Said(fact, _otherwise(standings))
        case _:
            return Said(f"{held}: {first.label}.", "")


def to_you(standings: Sequence[Standing], catalogue: Catalogue) -> Said:
    """The answer to “where do I stand?”; the standings come the most urgent first."""
    if not standings:
        return Said("No certification is recorded for you yet", "")
    first = standings[0]
    body = body_of(first.certification, catalogue)
    code, cycle = first.certification, first.cycle
    match first.kind:
        case Label.LAPSED | Label.LAPSED_AWAITING:
            return Said(f"Your {code} is lapsed", _why([first], catalogue))
        case Label.CHECK:
            return Said(f"Your {code} needs a look", "It cannot be judged from our records.")
        case Label.SUBMIT:
            return Said(f"Send in {amount(first.earned or 0, body.unit)}", _otherwise([first]))
        case Label.DUE_SOON | Label.BEHIND | Label.ON_PACE if cycle and first.short:
            return Said(f"You need {amount(first.short, body.unit)} by {day(cycle.deadline)}", "")
        case Label.DUE_SOON if cycle:
            return Said(f"Your {code} runs out on {day(cycle.deadline)}", "")
        case Label.AWAITING:
            had = amount(first.submitted or 0, body.unit)
            return Said("You have done your part", f"The {body.code} has {had} to post.")
        case Label.PLANNED:
            return Said("You are covered by plan", _otherwise([first]))
        case Label.GOOD:
            return Said("You are in good standing", _until(standings))
        case _:
            return Said("Nothing is asked of you", "")


def _on(standings: Sequence[Standing]) -> str:
    since = [one.lapses_on for one in standings if one.lapses_on]
    if len(set(since)) == 1:
        return f" on {day(since[0])}"
    return f", the first on {day(min(since))}" if since else ""


def _why(standings: Sequence[Standing], catalogue: Catalogue) -> str:
    body = body_of(standings[0].certification, catalogue)
    first = standings[0]
    if len({(one.reason, one.coverage) for one in standings}) > 1:
        return ""
    if first.reason is Lapse.FEE:
        return "The fee is not paid."
    if first.reason is Lapse.EXPIRED:
        return "It has expired." if len(standings) == 1 else "They have expired."
    if first.kind is Label.LAPSED_AWAITING:
        had = amount(max(one.submitted or 0 for one in standings), body.unit)
        return f"The {body.code} has {had} to post."
    if first.coverage is Coverage.EARNED:
        had = amount(max(one.earned or 0 for one in standings), body.unit)
        return f"{had} earned in time were not submitted."
    return f"{_most_short(standings, body.unit)} missing."


def _may_have(standings: Sequence[Standing]) -> str:
    return "It may have lapsed." if len(standings) == 1 else "They may have lapsed."


def _soon(standings: Sequence[Standing]) -> str:
    left = [one.days_left or 0 for one in standings]
    soon = f"in {days(min(left))}" if min(left) else "after today"
    return soon if len(set(left)) == 1 else f"soon, the first {soon}"


def _missing(standings: Sequence[Standing], unit: str) -> str:
    if not any(one.short for one in standings):
        return ""
    return f"{_most_short(standings, unit)} missing."


def _most_short(standings: Sequence[Standing], unit: str) -> str:
    """Credits of one body are one pool: what the neediest lacks is enough for all."""
    short = [one.short or 0 for one in standings]
    up_to = "up to " if len(set(short)) > 1 else ""
    return f"{up_to}{amount(max(short), unit)}"


def _otherwise(standings: Sequence[Standing]) -> str:
    deadline, code = min((one.cycle.deadline, one.certification) for one in standings if one.cycle)
    return f"Otherwise {code} lapses on {day(after(deadline))}."


def _until(standings: Sequence[Standing]) -> str:
    ends = [(one.lapses_on, one.certification) for one in standings if one.lapses_on]
    if not ends:
        return ""
    first, code = min(ends)
    together = [one for end, one in ends if end == first]
    if len(together) > 1:
        if len(together) == len(standings):
            return f"All {len(together)} run out on {day(before(first))}."
        return f"The first to run out are {joined(together)}, on {day(before(first))}."
    return f"The first to run out is {code}, on {day(before(first))}."
