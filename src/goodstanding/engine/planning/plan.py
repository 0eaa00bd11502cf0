"""A plan: who attends what and by which day, how good it is, and how good any plan could be.

The order of the levels decides (planning.md): a smaller total in an earlier level is better,
whatever the later ones say. Totals compare like that.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """What a search came to: proven best, good with a bound, or bookings that clash."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


class Totals(NamedTuple):
    """The totals of levels 1 to 4, least is best, the earlier levels first.

    Missing credits in hundredths, production days in sixteenths, money in cents.
    """

    missing: int
    target_missing: int
    production_days: int
    money: int


class Bounds(NamedTuple):
    """What no plan can be better than in each level, given the levels above it.

    None: below a level that is not proven, or not known.
    """

    missing: int | None
    target_missing: int | None
    production_days: int | None
    money: int | None


@dataclass(frozen=True, slots=True, order=True)
class Enrolment:
    """One person in one offering, both by their places among what was given to the planner.

    `on` is the first day of a dated offering, else the day by which the online course is done.
    """

    person: int
    offering: int
    on: date
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Solution:
    """What a solver found. Infeasible: no enrolments, no totals, no bounds, but the conflicts."""

    outcome: Outcome
    enrolments: tuple[Enrolment, ...] = ()
    totals: Totals | None = None
    bounds: Bounds | None = None
    conflicts: tuple[str, ...] = ()
