"""How many credentials lapse in each of the coming months if nothing more is posted or paid."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from goodstanding.engine.days import add_months

MONTHS = 12


class Month(NamedTuple):
    """A month by its first day; `soon`: how many of its lapses are no more than 90 days away."""

    first: date
    lapses: int
    soon: int


def ahead(sums: Mapping[str, int], on: date) -> tuple[Month, ...]:
    """The lapses of twelve months from the one of `on`; what is lapsed already is not ahead."""
    firsts = [add_months(on.replace(day=1), month) for month in range(MONTHS)]
    return tuple(
        Month(first, sums.get(f"lapses {first:%Y-%m}", 0), sums.get(f"soon {first:%Y-%m}", 0))
        for first in firsts
    )
