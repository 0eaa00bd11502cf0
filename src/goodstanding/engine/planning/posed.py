"""From the problem to the solvers' terms, and from their choices back to enrolments."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goodstanding.engine.learning import Item, quarter_of
from goodstanding.engine.planning.plan import Enrolment
from goodstanding.engine.planning.problem import Attendant, Option, Problem
from goodstanding.engine.planning.terms import Choice, Limit, Need, Terms


@dataclass(frozen=True, slots=True)
class Posed:
    """The terms, and of each choice whose it is and which of his options."""

    terms: Terms
    of: tuple[tuple[Attendant, Option], ...]


def posed(problem: Problem) -> Posed:
    """The problem without what cannot matter: options beaten by another day of the same course."""
    needs: list[Need] = []
    choices: list[Choice] = []
    of: list[tuple[Attendant, Option]] = []
    days: dict[int, tuple[int, ...]] = {}
    for person, attendant in enumerate(problem.people):
        serving = _Serving(person, attendant, needs)
        for option in _worth_asking(attendant):
            # Options that are alike are one object: their days are reckoned once.
            on = days[id(option)] = days.get(id(option)) or _ordinals(option)
            choices.append(_choice(person, option, on, serving.of(option)))
            of.append((attendant, option))
    musts = frozenset((p, o) for p, attendant in enumerate(problem.people) for o in attendant.open)
    shared = tuple(_shared(problem, choices, of))
    return Posed(Terms(len(problem.people), tuple(choices), tuple(needs), shared, musts), tuple(of))


def _ordinals(option: Option) -> tuple[int, ...]:
    return tuple(day.toordinal() for day in option.days)


def _choice(
    person: int, option: Option, days: tuple[int, ...], served: tuple[tuple[int, int], ...]
) -> Choice:
    return Choice(person, option.offering, days, served, option.production, option.money)


class _Serving:
    """One person's needs among all, and what his options bring towards them.

    Options that bring the same share it: there may be a million of them.
    """

    def __init__(self, person: int, attendant: Attendant, needs: list[Need]) -> None:
        self._numbers: dict[int, int] = {}
        self._known: dict[tuple[object, ...], tuple[tuple[int, int], ...]] = {}
        for at, demand in enumerate(attendant.demands):
            if demand.need > 0:
                self._numbers[at] = len(needs)
                needs.append(Need(person, 0, demand.need))
        if attendant.target > 0:
            self._numbers[_TARGET] = len(needs)
            needs.append(Need(person, 1, attendant.target))

    def of(self, option: Option) -> tuple[tuple[int, int], ...]:
        """The needs that an option serves, and how much."""
        key = (option.counts, option.credits)
        if key not in self._known:
            amounts = (*option.counts, (_TARGET, option.credits))
            served = ((self._numbers[at], amount) for at, amount in amounts if at in self._numbers)
            self._known[key] = tuple((need, amount) for need, amount in served if amount)
        return self._known[key]


_TARGET = -1


def _worth_asking(attendant: Attendant) -> list[Option]:
    """Without those options that count for no more than another day of the same course."""
    rivals: dict[int, list[Option]] = defaultdict(list)
    for option in attendant.options:
        rivals[option.offering].append(option)
    beaten = {
        id(option)
        for alike in rivals.values()
        for at, option in enumerate(alike)
        if any(_beats(other, option, sooner) for sooner, other in _others(alike, at))
    }
    return [option for option in attendant.options if id(option) not in beaten]


def _others(alike: Sequence[Option], at: int) -> Iterable[tuple[bool, Option]]:
    return ((other < at, option) for other, option in enumerate(alike) if other != at)


def _beats(other: Option, option: Option, sooner: bool) -> bool:
    """Whether it counts for all that the option counts for; of equal ones the sooner."""
    more, less = dict(other.counts), dict(option.counts)
    covers = all(more.get(at, 0) >= amount for at, amount in less.items())
    return covers and (sooner or more != less)


def _shared(
    problem: Problem, choices: Sequence[Choice], of: Sequence[tuple[Attendant, Option]]
) -> Iterable[Limit]:
    """Seats, people away, money; only those that could be reached, each once."""
    seated: dict[int, list[int]] = defaultdict(list)
    for index, choice in enumerate(choices):
        seated[choice.offering].append(index)
    tightest: dict[tuple[int, ...], int] = {}
    for offering, held in seated.items():
        seats = problem.offerings[offering].seats
        if seats is not None and seats < len(held):
            tightest[tuple(held)] = seats
    for gone, room in _rooms(problem, choices, of):
        tightest[gone] = min(room, tightest.get(gone, room))
    yield from (Limit(held, None, most) for held, most in tightest.items())
    cents = tuple(choice.cents for choice in choices)
    if problem.budget is not None and problem.budget < sum(cents):
        yield Limit(tuple(range(len(choices))), cents, problem.budget)


def _rooms(
    problem: Problem, choices: Sequence[Choice], of: Sequence[tuple[Attendant, Option]]
) -> Iterable[tuple[tuple[int, ...], int]]:
    """The choices that take somebody of a group away on a day, and how many of them may."""
    away: dict[int, list[tuple[int, tuple[date, ...]]]] = defaultdict(list)
    for index, (choice, (_, option)) in enumerate(zip(choices, of, strict=True)):
        if option.away:
            away[choice.person].append((index, option.away))
    for group in problem.groups:
        days: dict[date, list[int]] = defaultdict(list)
        for person in group.people:
            for index, gone in away[person]:
                for day in gone:
                    days[day].append(index)
        yield from ((tuple(held), group.room.get(day, len(held))) for day, held in days.items())


def enrolments(problem: Problem, of: Posed, made: Iterable[int]) -> tuple[Enrolment, ...]:
    """What stands and what was chosen, in the order of people and offerings."""
    chosen = defaultdict(list)
    for index in made:
        attendant, option = of.of[index]
        chosen[attendant.place].append((attendant, option))
    found = list(problem.booked)
    for mine in chosen.values():
        found += _dated(problem, mine)
    return tuple(sorted(found))


def _dated(problem: Problem, mine: Sequence[tuple[Attendant, Option]]) -> Iterable[Enrolment]:
    """One person's enrolments. An online course keeps the day that he was told; the first ones go
    into the quarters that the pattern has for them, the others are spread over the days left."""
    online = [(a, o) for a, o in mine if not o.days]
    online.sort(key=lambda pair: (pair[1].latest, pair[1].on, pair[1].offering))
    for number, (attendant, option) in enumerate(online):
        may = [day for day in attendant.online_days if option.on <= day <= option.latest]
        on = problem.told.get((attendant.place, option.offering))
        if on not in may:
            on = _by_pattern(problem.pattern, may, number) or _spread(may, number, len(online))
        locked = option.offering in attendant.open
        yield Enrolment(attendant.place, option.offering, on, locked)
    for attendant, option in mine:
        if option.days:
            yield Enrolment(attendant.place, option.offering, option.on)


def _by_pattern(pattern: Sequence[Item], may: Sequence[date], number: int) -> date | None:
    """The middle day of the quarter in which the pattern has the online course of a number."""
    quarters = [item.quarter for item in pattern if item.kind == "online"]
    if number >= len(quarters):
        return None
    within = [day for day in may if quarter_of(day) == quarters[number]]
    return within[len(within) // 2] if within else None


def _spread(may: Sequence[date], number: int, count: int) -> date:
    """The year falls into as many parts as there are courses: the last day not past its part."""
    span = (may[-1] - may[0]).days
    wanted = may[0].toordinal() + span * (number + 1) // (count + 1)
    return max((day for day in may if day.toordinal() <= wanted), default=may[0])
