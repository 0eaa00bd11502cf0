"""The problem of the year: everything that decides between plans, and nothing else (planning.md).

Amounts are whole: credits in hundredths, production days in sixteenths, money in cents. What is
booked for certain has been taken off already: off what people need, off seats, off the number that
may be away, off the budget; what it costs stands in `fixed`. Choices that no plan can make (a day
off, a requirement not held, nobody left who may be away) or that serve nobody are not in it.

A plan chooses options. It must keep, and need keep no more than, these:

- of a person's options at most one for each offering, and exactly one for each of his `open` ones;
- no two of one person's options share a day of `days`;
- for each offering no more options than its `seats` (None: no limit);
- for each group and each of its days: at most `room[day]` of its people have chosen an option with
  that day in `away`;
- the sum of `money` at most `budget` (None: no limit).

Levels 1 and 2 are then the sums of what is missing:

- for each demand max(0, need − the amounts that the chosen options count for it);
- for each person max(0, target − `credits` of the chosen options);

and levels 3 and 4 the sums of `production` and `money`, each plus what is in `fixed`.

A solution lists `booked` and the chosen options, each person by his `place`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from goodstanding.engine.learning import Item
from goodstanding.engine.planning.plan import Enrolment, Totals


@dataclass(frozen=True, slots=True)
class Option:
    """One person at one offering (a place in the problem's list); equal ones are one object.

    `on` is the first day of a dated offering, else the first day by which the online course may
    be done so that it counts for these demands; any day of the person's `online_days` up to
    `latest` serves equally. `days` are those on which it takes place (online: none), `away` the
    working days on which he is away (online, session, weekend: none). `credits` are those towards
    the target of the year; `counts` says for which of the person's demands (a place in his list)
    how much of it counts. `astray`: no day of it lies in a quarter that is one for such offerings.
    """

    offering: int
    on: date
    latest: date
    days: tuple[date, ...]
    away: tuple[date, ...]
    credits: int
    counts: tuple[tuple[int, int], ...]
    production: int
    money: int
    astray: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """What one cycle of one credential still needs, beyond what is counted and booked for certain.

    Only what is earned from `start` to `last` counts; `last` is `submit_days` before `deadline`.
    `need` may be 0 (all is covered by bookings). `counted`: credits that are there already.
    """

    certification: str
    body: str
    start: date
    deadline: date
    last: date
    required: int
    counted: int
    need: int


@dataclass(frozen=True, slots=True)
class Attendant:
    """Somebody employed in the year. `place` is his place among the people that were given.

    `target`: hundredths that he still lacks for the year. `open`: offerings (their places) that
    he must attend and for which only the day is to be chosen among his options. `online_days`
    are shared by people alike: the days on which he can be done with an online course.
    """

    place: int
    name: str
    branch: str | None
    target: int
    demands: tuple[Demand, ...]
    options: tuple[Option, ...]
    open: tuple[int, ...]
    online_days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """An offering as the solver needs it: `seats` are those left beside what is booked."""

    title: str
    row: int
    seats: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """People (places among the attendants) of whom only some may be away on a day.

    `service` None: people of a branch, by `max_out`; else the branch's holders, by `on_duty`.
    `room`: how many more may be away; a day that is not named is without limit for them.
    """

    branch: str | None
    service: str | None
    people: tuple[int, ...]
    room: dict[date, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """The whole. `conflicts`: the rules that bookings break, in words; then nothing is feasible.

    `offerings` are all that were given, in their order; `booked` the enrolments that stand with
    their day, by the `place` of the person (those of `open` offerings are not among them).
    `fixed.missing` and `fixed.target_missing` are 0; `fixed` holds what the bookings in `booked`
    cost. Those of `open` offerings are not in it: their options carry their cost. `told`: places
    that people (by their `place`) know of in offerings, with the day where it is known; `pattern`:
    the company's year.
    """

    year: int
    on: date
    people: tuple[Attendant, ...]
    offerings: tuple[Place, ...]
    groups: tuple[Group, ...]
    budget: int | None
    booked: tuple[Enrolment, ...]
    fixed: Totals
    conflicts: tuple[str, ...]
    told: Mapping[tuple[int, int], date | None] = field(default_factory=dict)
    pattern: tuple[Item, ...] = ()
