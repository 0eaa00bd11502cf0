"""A made plan in the shape in which its page is read: by person and quarter, by day, in sums."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from goodstanding.engine.planning.plan import Totals
from goodstanding.engine.planning.relaxed import RULES, difference
from goodstanding.engine.wording import MONTHS
from goodstanding.records.models import YearPlan

QUARTERS = (1, 2, 3, 4)


class Attending(NamedTuple):
    """Somebody in an offering: `on` and `until` its days, online: by which day it is done.

    Credits in hundredths, `days` production days in sixteenths, money in cents.
    """

    person: int
    offering: int | None
    title: str
    kind: str
    on: date
    until: date
    online: bool
    credits: int
    days: int
    money: int
    locked: bool
    why: str


@dataclass(slots=True)
class Own:
    """One person's year, by quarter; `number` is None for whoever is not on record."""

    at: int
    number: int | None
    name: str
    branch: str
    quarters: dict[int, list[Attending]] = field(
        default_factory=lambda: {quarter: [] for quarter in QUARTERS}
    )
    short: list[dict[str, Any]] = field(default_factory=list)

    @property
    def all(self) -> list[Attending]:
        """Everything that he attends, in the order of days."""
        return [one for quarter in QUARTERS for one in self.quarters[quarter]]

    @property
    def credits(self) -> int:
        """The credits that it brings."""
        return sum(one.credits for one in self.all)

    @property
    def days(self) -> int:
        """The production days that it costs, in sixteenths."""
        return sum(one.days for one in self.all)

    @property
    def money(self) -> int:
        """The money that it costs, in cents."""
        return sum(one.money for one in self.all)


class Level(NamedTuple):
    """One thing that a plan is judged by: the plan's total, what is proven to be the least, the
    careful manager's; `limit` is the budget, where there is one."""

    name: str
    total: int
    bound: int | None
    by_hand: int | None
    limit: int | None = None

    @property
    def is_proven(self) -> bool:
        """Whether nothing is better."""
        return self.bound == self.total


class Day(NamedTuple):
    """Who is away from a branch on a working day."""

    on: date
    branch: str
    names: list[str]


class Month(NamedTuple):
    """The days of a month on which somebody is away."""

    name: str
    days: list[Day]


class Branch(NamedTuple):
    """The days of a year on which somebody of a branch is away."""

    name: str
    year: int
    days: list[Day]


@dataclass(frozen=True, slots=True)
class Shown:
    """All of a made plan."""

    outcome: str
    levels: dict[str, Level]
    people: list[Own]
    months: list[Month]
    branches: list[Branch]
    quarters: list[tuple[int, int, int, int]]
    """Of each quarter its number, its enrolments, its production days and its money."""
    lost: list[tuple[str, str]]
    conflicts: list[str]
    prices: list[tuple[str, str, bool]]
    """Each rule in words, what it costs, and whether that is proven."""
    freed: list[str]
    """Places that people have been told of and that could not be kept."""
    notes: list[str]

    @property
    def attending(self) -> list[Own]:
        """Those who attend something."""
        return [one for one in self.people if one.all]

    @property
    def short(self) -> list[Own]:
        """Those of whom a credential stays short."""
        return [one for one in self.people if one.short]

    @property
    def most_away(self) -> int:
        """How many of a branch are away on the fullest day."""
        return max((len(day.names) for one in self.branches for day in one.days), default=0)

    @property
    def enrolments(self) -> int:
        """How many places the plan has."""
        return sum(len(one.all) for one in self.people)


def shown(plan: YearPlan) -> Shown:
    """A plan that is made."""
    answer: dict[str, Any] = plan.answer or {}
    people = [
        Own(at, one["person"], one["name"], one["branch"])
        for at, one in enumerate(answer["people"])
    ]
    away = _away(answer)
    for row in answer["enrolments"]:
        one = _attending(row)
        people[one.person].quarters[(one.until.month + 2) // 3].append(one)
    for row in answer["uncovered"]:
        short = row | {"deadline": date.fromisoformat(row["deadline"])}
        people[row["person"]].short.append(short)
    return Shown(
        outcome=answer["outcome"],
        levels={level.name: level for level in _levels(answer)},
        people=sorted(people, key=lambda one: (one.branch.casefold(), one.name.casefold())),
        months=by_month(away),
        branches=_branches(away, plan.year),
        quarters=list(by_quarter(people)),
        lost=[(people[one["person"]].name, one["certification"]) for one in answer["lost"]],
        conflicts=answer["conflicts"],
        prices=list(_prices(answer)),
        freed=answer.get("freed", []),
        notes=[*answer["left_out"], *_problems(answer)],
    )


def _prices(answer: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    for rule, totals, proven in answer.get("without", ()):
        words = difference(Totals(*answer["totals"]), Totals(*totals))
        yield RULES[rule], words, proven


def _attending(row: dict[str, Any]) -> Attending:
    days = {name: date.fromisoformat(row[name]) for name in ("on", "until")}
    return Attending(**(row | days))


_LEVELS = ("missing", "target", "days", "money")


def _levels(answer: dict[str, Any]) -> Iterator[Level]:
    if answer["totals"] is None:
        return
    bounds = answer["bounds"] or [None] * len(_LEVELS)
    greedy = answer["greedy"] or [None] * len(_LEVELS)
    for name, total, bound, by_hand in zip(_LEVELS, answer["totals"], bounds, greedy, strict=True):
        limit = answer["budget"] if name == "money" else None
        yield Level(name, total, bound, by_hand, limit)


def by_quarter(people: Sequence[Own]) -> Iterator[tuple[int, int, int, int]]:
    """Of each quarter its number, its enrolments, its production days and its money."""
    for quarter in QUARTERS:
        some = [one for own in people for one in own.quarters[quarter]]
        yield quarter, len(some), sum(one.days for one in some), sum(one.money for one in some)


def _away(answer: dict[str, Any]) -> list[Day]:
    names = [one["name"] for one in answer["people"]]
    return [
        Day(
            date.fromisoformat(row["on"]),
            row["branch"],
            sorted(names[at] for at in row["people"]),
        )
        for row in answer["away"]
    ]


def by_month(away: Sequence[Day]) -> list[Month]:
    """Days by their months."""
    found: dict[tuple[int, int], list[Day]] = defaultdict(list)
    for day in away:
        found[day.on.year, day.on.month].append(day)
    return [Month(f"{MONTHS[month - 1]} {year}", days) for (year, month), days in found.items()]


def _branches(away: Sequence[Day], year: int) -> list[Branch]:
    found: dict[str, list[Day]] = defaultdict(list)
    for day in away:
        found[day.branch].append(day)
    return [Branch(name, year, days) for name, days in sorted(found.items())]


def _problems(answer: dict[str, Any]) -> Iterator[str]:
    for one in answer["problems"]:
        if one["sheet"] in ("Offerings", "Days off", "Enrolments", "Rules", "People"):
            yield f"{one['sheet']}: {one['text']}"


class Other(NamedTuple):
    """What one person attends in one of two plans only; `moved`: online, by another day."""

    name: str
    only_here: list[Attending]
    only_there: list[Attending]
    moved: list[tuple[Attending, Attending]]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two plans: their levels by name, and whoever does not do the same in both."""

    levels: list[tuple[Level, Level]]
    others: list[Other]
    same: int


def beside(one: YearPlan, other: YearPlan) -> Beside:
    """Two plans of the same year, the second told by how it differs."""
    here, there = shown(one), shown(other)
    theirs = {_who(own): own for own in there.people}
    ours = {_who(own): own for own in here.people}
    others, same = [], 0
    for who in sorted({*ours, *theirs}, key=lambda who: who[1].casefold()):
        found = _other(who[1], ours.get(who), theirs.get(who))
        if found.only_here or found.only_there or found.moved:
            others.append(found)
        else:
            same += 1
    levels = [(level, there.levels[name]) for name, level in here.levels.items()]
    return Beside(levels if there.levels else [], others, same)


def _who(own: Own) -> tuple[int | None, str]:
    return own.number, own.name


def _other(name: str, ours: Own | None, theirs: Own | None) -> Other:
    here = {_what(one): one for one in (ours.all if ours else [])}
    there = {_what(one): one for one in (theirs.all if theirs else [])}
    return Other(
        name,
        [one for what, one in here.items() if what not in there],
        [one for what, one in there.items() if what not in here],
        [(here[what], there[what]) for what in here if what in there and _on(here, there, what)],
    )


def _what(one: Attending) -> tuple[int | None, str]:
    return one.offering, one.title


def _on(here: dict[Any, Attending], there: dict[Any, Attending], what: Any) -> bool:
    return here[what].on != there[what].on
