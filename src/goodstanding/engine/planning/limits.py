"""Who may be away together: people of a branch, and the holders that stay on duty.

Both rules say the same of a day: of some people at most so many may be away. What is booked has
been taken off; where bookings alone are too many, the rule that they break is named.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goodstanding.engine.folding import fold
from goodstanding.engine.planning.calendar import Calendar
from goodstanding.engine.planning.given import Given
from goodstanding.engine.planning.problem import Group
from goodstanding.engine.wording import called, counted, day, joined


def branch_of(given: Given, person: int) -> str:
    """A person's branch as it is compared; no branch is one more."""
    return fold(given.people[person].branch or "")


@dataclass(frozen=True, slots=True)
class Team:
    """People who share a limit; `code` None: all of a branch, else its holders of a service."""

    branch: str | None
    service: str | None
    people: tuple[int, ...]

    def most_away(self, given: Given, calendar: Calendar, on: date) -> int:
        """How many of them may be away on a working day."""
        employed = [p for p in self.people if given.people[p].employed(on)]
        if self.service is None:
            return given.settings.max_out.of(len(employed))
        present = sum(on not in calendar.off(p) for p in employed)
        return present - min(given.settings.on_duty, present)


def teams(given: Given, holds: Sequence[frozenset[str]]) -> tuple[Team, ...]:
    """Every branch, and for each service the holders of each branch that has one."""
    branches: dict[str, list[int]] = {}
    for person in range(len(given.people)):
        branches.setdefault(branch_of(given, person), []).append(person)
    return tuple(team for people in branches.values() for team in _teams(given, people, holds))


def _teams(given: Given, people: list[int], holds: Sequence[frozenset[str]]) -> Iterator[Team]:
    name = given.people[people[0]].branch
    yield Team(name, None, tuple(people))
    by_code: dict[str, list[str]] = {}
    for service, code in sorted(given.services.items()):
        by_code.setdefault(code, []).append(service)
    for code, services in by_code.items():
        holders = tuple(p for p in people if code in holds[p])
        if holders:
            yield Team(name, joined(services), holders)


class Rooms:
    """How many more of each team may be away on each day, beside those who are booked."""

    def __init__(self, given: Given, calendar: Calendar, all_teams: Sequence[Team]) -> None:
        self._given, self._calendar = given, calendar
        self.teams = all_teams
        self._room: list[dict[date, int]] = [{} for _ in all_teams]
        self._of: dict[int, list[int]] = {}
        for place, team in enumerate(all_teams):
            for person in team.people:
                self._of.setdefault(person, []).append(place)

    def look_at(self, days: Iterable[date]) -> None:
        """Reckon for some working days."""
        for place, team in enumerate(self.teams):
            for on in days:
                self._room[place][on] = team.most_away(self._given, self._calendar, on)

    def book(self, person: int, away: Iterable[date]) -> None:
        """Somebody is away on some days; who is off or not employed is not missed on duty."""
        off, employee = self._calendar.off(person), self._given.people[person]
        for place in self._of[person]:
            for on in away:
                if self.teams[place].service is None or (employee.employed(on) and on not in off):
                    self._room[place][on] -= 1

    def full(self, person: int) -> set[date]:
        """The days on which a person may not be away."""
        return {
            on for place in self._of[person] for on, room in self._room[place].items() if room <= 0
        }

    def groups(self, away: Sequence[Counter[date]], places: dict[int, int]) -> Iterator[Group]:
        """The teams and days that can be too many: `away` counts for each team who could be."""
        whole: dict[date, int] = {}
        for team, room, could in zip(self.teams, self._room, away, strict=True):
            tight = {on: room[on] for on in sorted(could) if could[on] > room[on]}
            if team.service is None:
                whole = room
            else:  # the rule for the whole branch says it already
                tight = {on: most for on, most in tight.items() if most < whole[on]}
            if tight:
                people = tuple(places[p] for p in team.people if p in places)
                yield Group(team.branch, team.service, people, tight)

    def count(self, options: Iterable[tuple[int, set[date]]]) -> list[Counter[date]]:
        """For each team and day how many could be away, by the days of each person."""
        counts: list[Counter[date]] = [Counter() for _ in self.teams]
        for person, days in options:
            for place in self._of[person]:
                counts[place].update(days)
        return counts

    def broken(self) -> Iterator[str]:
        """The limits that bookings alone break, in words."""
        for team, room in zip(self.teams, self._room, strict=True):
            over = sorted(on for on, left in room.items() if left < 0)
            if over:
                yield _broken(team, over, self._given)


def _broken(team: Team, over: list[date], given: Given) -> str:
    branch, shown = branch_name(team.branch), _some([day(on) for on in over], "other day")
    if team.service is None:
        return f"More of {branch} are booked to be away on {shown} than max_out allows."
    who = _some([called(given.people[p].name) for p in team.people], "other")
    return (
        f"With the bookings of {shown} fewer people of {branch} than on_duty asks for are left "
        f"for {team.service} (held by {who})."
    )


def _some(words: list[str], more: str) -> str:
    """The first three, and how many more there are."""
    rest = len(words) - 3
    return joined([*words[:3], *([counted(rest, more)] if rest > 0 else [])])


def branch_name(branch: str | None) -> str:
    """A branch in a sentence."""
    return f"branch “{branch}”" if branch else "the people without a branch"
