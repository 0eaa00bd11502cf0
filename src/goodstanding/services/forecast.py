"""How many credentials lapse in each of the coming months if nothing more is posted or paid."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from goodstanding.engine.days import add_months
from goodstanding.engine.standing.judge import DUE_SOON_DAYS
from goodstanding.services.fresh import Row

MONTHS = 12


class Month(NamedTuple):
    """A month by its first day; `soon`: how many of its lapses are no more than 90 days away."""

    first: date
    lapses: int
    soon: int


def ahead(rows: Iterable[Row], on: date) -> tuple[Month, ...]:
    """The lapses of twelve months from the one of `on`; what is lapsed already is not ahead."""
    firsts = [add_months(on.replace(day=1), month) for month in range(MONTHS)]
    lapses, soon = Counter[date](), Counter[date]()
    for row in rows:
        if row.state == "current" and row.lapses_on is not None:
            month = row.lapses_on.replace(day=1)
            lapses[month] += 1
            soon[month] += (row.lapses_on - on).days <= DUE_SOON_DAYS + 1
    return tuple(Month(first, lapses[first], soon[first]) for first in firsts)
