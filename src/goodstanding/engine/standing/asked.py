"""What is asked about beside the labels: did it happen, and is the fee being paid?

A planned credit whose day has passed counts no more until somebody says whether it happened; a
fee that runs out soon ends a standing that is otherwise fine. Neither is a label of its own.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from goodstanding.engine.days import before
from goodstanding.engine.rules.model import Body
from goodstanding.engine.standing.answer import NEEDS_ATTENTION, Standing, Warned
from goodstanding.engine.standing.explain import fee_runs_out_first
from goodstanding.engine.standing.facts import Credit, Person, State
from goodstanding.engine.standing.together import Said
from goodstanding.engine.wording import amount, called, counted, day, joined, possessive


def asks(standing: Standing, within: int) -> bool:
    """Whether anything is to be asked; `within`: how many days ahead a fee is looked at."""
    return _has_passed(standing) or fee_runs_out(standing, within) is not None


def _has_passed(standing: Standing) -> bool:
    """Whether a planned day of the cycle shown has passed."""
    return Warned.DID_IT_HAPPEN in standing.warnings


def passed(person: Person, standings: Sequence[Standing]) -> Iterator[Credit]:
    """The planned credits whose day has passed, of somebody whose standings ask about one."""
    if any(map(_has_passed, standings)):
        on = standings[0].on
        for credit in person.credits:
            if credit.state is State.PLANNED and credit.earned_on < on:
                yield credit


def fee_runs_out(standing: Standing, within: int) -> date | None:
    """The last day that is paid for, where nothing but the fee ends it so soon (in days)."""
    ends, cycle = standing.lapses_on, standing.cycle
    if ends is None or cycle is None or standing.kind in NEEDS_ATTENTION:
        return None
    soon = ends <= cycle.deadline and ends <= standing.on + timedelta(days=within)
    return before(ends) if soon and fee_runs_out_first(standing) else None


def did_it_happen(credit: Credit, names: Sequence[str], body: Body) -> Said:
    """A planned day that has passed, and who was to be there."""
    title = f"“{credit.title}”" if credit.title else "An activity"
    some = [called(name) for name in names[:3]]
    if len(names) > len(some):
        some.append(counted(len(names) - len(some), "other"))
    hours = f"{amount(credit.amount, body.unit)}{' each' if len(names) > 1 else ''}"
    fact = f"{title} was planned for {day(credit.earned_on)}."
    return Said(fact, f"{joined(some)}: {hours}. Not counted until somebody says.")


def fee_due(name: str, codes: Sequence[str], paid: date, body: Body) -> Said:
    """A fee that is paid for a short while yet, and what it keeps."""
    lapse = "lapses" if len(codes) == 1 else "lapse"
    fact = f"{possessive(called(name))} fee to the {body.code} is paid through {day(paid)}."
    return Said(fact, f"Unpaid, {joined(list(codes))} {lapse} after that day.")
