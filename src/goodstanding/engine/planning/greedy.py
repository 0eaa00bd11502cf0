"""The careful manager's plan, to compare with: people in the order of their deadlines.

For each person he takes, again and again, what costs the fewest production days, then the least
money, per credit that is still missing, first before deadlines, then to the year's target. He
keeps every rule, and never takes anything back.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from operator import itemgetter

from goodstanding.engine.planning.plan import Enrolment
from goodstanding.engine.planning.problem import Attendant, Option, Problem


def greedy(problem: Problem) -> tuple[Enrolment, ...] | None:
    """The plan of a careful manager; None where bookings clash."""
    if problem.conflicts:
        return None
    manager = _Manager(problem)
    for place in range(len(problem.people)):
        manager.take_open(place)
    for place in sorted(range(len(problem.people)), key=manager.urgency):
        manager.take_for(place)
    return tuple(sorted((*problem.booked, *manager.made)))


class _Manager:
    """What he has decided so far, and what is left of everything."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.made: list[Enrolment] = []
        self._taken: dict[int, list[Option]] = defaultdict(list)
        self._seats = [offering.seats for offering in problem.offerings]
        self._budget = problem.budget
        self._rooms: dict[int, list[dict[date, int]]] = defaultdict(list)
        for group in problem.groups:
            room = dict(group.room)
            for place in group.people:
                self._rooms[place].append(room)

    def urgency(self, place: int) -> tuple[date, int]:
        """By the first deadline that is not covered; those without one come last."""
        person = self.problem.people[place]
        left = self._left(person, place)
        due = [d.deadline for d, need in zip(person.demands, left, strict=True) if need]
        return min(due, default=date.max), place

    def take_open(self, place: int) -> None:
        """Give each course that is booked without a day the day that serves best."""
        person = self.problem.people[place]
        for offering in person.open:
            days = [option for option in person.options if option.offering == offering]
            left = self._left(person, place)
            self._take(place, max(days, key=lambda o: (_towards(o, left), -o.on.toordinal())), True)

    def take_for(self, place: int) -> None:
        """Take for one person whatever brings him on, until nothing does."""
        person = self.problem.people[place]
        useful: Iterable[Option] = person.options
        while True:
            left = self._left(person, place)
            short = max(0, person.target - sum(o.credits for o in self._taken[place]))
            found = [
                (_dearness(option, urgent, gain), option)
                for option in useful
                if (gain := (urgent := _towards(option, left)) or min(short, option.credits))
                and self._may(place, option)
            ]
            if not found:
                return
            self._take(place, min(found, key=itemgetter(0))[1], False)
            useful = [option for _, option in found]

    def _left(self, person: Attendant, place: int) -> list[int]:
        left = [demand.need for demand in person.demands]
        for option in self._taken[place]:
            for demand, amount in option.counts:
                left[demand] = max(0, left[demand] - amount)
        return left

    def _may(self, place: int, option: Option) -> bool:
        """Whether every rule allows it beside what has been taken."""
        if self._seats[option.offering] == 0:
            return False
        if self._budget is not None and option.money > self._budget:
            return False
        for own in self._taken[place]:
            if own.offering == option.offering or not set(own.days).isdisjoint(option.days):
                return False
        for on in option.away:
            for room in self._rooms[place]:
                if room.get(on) == 0:
                    return False
        return True

    def _take(self, place: int, option: Option, locked: bool) -> None:
        seats = self._seats[option.offering]
        self._seats[option.offering] = None if seats is None else seats - 1
        if self._budget is not None:
            self._budget -= option.money
        for room in self._rooms[place]:
            for on in option.away:
                if on in room:
                    room[on] -= 1
        self._taken[place].append(option)
        person = self.problem.people[place].place
        self.made.append(Enrolment(person, option.offering, option.on, locked))


def _towards(option: Option, left: list[int]) -> int:
    """How much of what is missing before deadlines an option covers."""
    covered = 0
    for demand, amount in option.counts:
        covered += min(left[demand], amount)
    return covered


def _dearness(option: Option, urgent: int, gain: int) -> tuple[bool, int, int, int, date]:
    """What it costs for each missing credit that it brings, the ones with deadlines first."""
    days, money = _PRECISE * option.production // gain, _PRECISE * option.money // gain
    return not urgent, days, money, option.offering, option.on


_PRECISE = 10**12
"""Ratios of whole amounts this far apart are told apart after dividing."""
