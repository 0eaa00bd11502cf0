"""Whether a plan holds, and how good it is: judged anew from what was given.

Nothing here comes from the solvers, and of the building of the problem only the words of `given`:
days, limits and totals are reckoned again, plainly, and standing is asked of the standing engine
with the plan's credits among the person's own. Every rule that a plan breaks is named in words.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import NamedTuple

from goodstanding.engine.folding import fold
from goodstanding.engine.planning.given import Given, Offering
from goodstanding.engine.planning.plan import Enrolment, Totals
from goodstanding.engine.planning.sums import Diary, totals_of
from goodstanding.engine.standing.answer import Condition
from goodstanding.engine.standing.judge import judge
from goodstanding.engine.wording import called, counted, day, joined, money


class Verdict(NamedTuple):
    """`broken`: every rule that the plan breaks, in words; the totals of levels 1 to 4."""

    broken: tuple[str, ...]
    totals: Totals


def check(given: Given, plan: Sequence[Enrolment]) -> Verdict:
    """Judge a plan against what was given."""
    checking = _Checking(given, plan, Diary(given))
    return Verdict(tuple(dict.fromkeys(checking.broken())), totals_of(given, plan, checking.diary))


@dataclass(frozen=True, slots=True)
class _Checking:
    """A plan while it is being checked."""

    given: Given
    plan: Sequence[Enrolment]
    diary: Diary

    def broken(self) -> Iterator[str]:
        by_person: dict[int, list[Enrolment]] = defaultdict(list)
        for one in self.plan:
            by_person[one.person].append(one)
        for person, own in by_person.items():
            yield from self._person(person, own)
        yield from self._bookings()
        yield from self._seats()
        yield from self._budget()
        yield from self._days()

    def _title(self, one: Enrolment) -> str:
        return f"“{self.given.offerings[one.offering].title}”"

    def _person(self, person: int, own: list[Enrolment]) -> Iterator[str]:
        who = called(self.given.people[person].name)
        for one, other in combinations(own, 2):
            if one.offering == other.offering:
                yield f"{who} attends {self._title(one)} twice."
            elif shared := self._days_of(one) & self._days_of(other):
                titles = f"{self._title(one)} and {self._title(other)}"
                yield f"{who} attends {titles}, both on {day(min(shared))}."
        standings = judge(self.given.people[person].facts, self.given.catalogue, self.given.on)
        holds = {s.certification for s in standings if s.state is Condition.CURRENT}
        for one in own:
            lacks = [c for c in self.given.offerings[one.offering].requires if c not in holds]
            if lacks:
                yield f"{who} attends {self._title(one)} and does not hold {joined(lacks)}."
            for why in self._wrong_days(person, one):
                yield f"{who} attends {self._title(one)}, {why}."

    def _days_of(self, one: Enrolment) -> set[date]:
        return set(self.diary.days(self.given.offerings[one.offering]))

    def _wrong_days(self, person: int, one: Enrolment) -> Iterator[str]:
        offering = self.given.offerings[one.offering]
        for on in self.diary.days(offering):
            if self.diary.is_off(person, on):
                yield f"and {day(on)} is a day off"
            if not self.diary.employs(person, on):
                yield f"and is not employed on {day(on)}"
        if offering.starts_on is not None and one.on != offering.starts_on:
            yield f"which begins on {day(offering.starts_on)} and not on {day(one.on)}"
        if (person, one.offering) in self.given.in_credits:
            yield "which stands among the credits already"
        if not self._booked(one):
            yield from self._not_to_be_chosen(person, one, offering)

    def _booked(self, one: Enrolment) -> bool:
        return any(
            (b.person, b.offering) == (one.person, one.offering) for b in self.given.bookings
        )

    def _not_to_be_chosen(self, person: int, one: Enrolment, offering: Offering) -> Iterator[str]:
        first = one.on if offering.starts_on is None else offering.starts_on
        last = offering.ends_on or first
        if first <= self.given.on:
            yield f"which is not after {day(self.given.on)}"
        if {first.year, last.year} != {self.given.year}:
            yield f"which does not lie within {self.given.year}"
        if offering.starts_on is None and not self.diary.can_work(person, one.on):
            yield f"and {day(one.on)} is no working day of his"

    def _bookings(self) -> Iterator[str]:
        planned = {(one.person, one.offering): one.on for one in self.plan}
        for booking in self.given.bookings:
            who = called(self.given.people[booking.person].name)
            title = self.given.offerings[booking.offering].title
            on = planned.get((booking.person, booking.offering))
            if on is None:
                yield f"{who} is booked for “{title}”, which the plan leaves out."
            elif booking.on not in (None, on):
                yield f"{who} is booked for “{title}” by another day than the plan says."

    def _seats(self) -> Iterator[str]:
        taken = Counter(one.offering for one in self.plan)
        for place, people in sorted(taken.items()):
            offering = self.given.offerings[place]
            if offering.seats is not None and people > offering.seats:
                attend = counted(people, "person attends", "people attend")
                yield f"“{offering.title}” has {counted(offering.seats, 'seat')}; {attend}."

    def _budget(self) -> Iterator[str]:
        costs = sum(self.given.offerings[one.offering].money for one in self.plan)
        budget = self.given.settings.budget
        if budget is not None and costs > budget:
            yield f"The plan costs {money(costs)}, more than the budget of {money(budget)}."

    def _days(self) -> Iterator[str]:
        away: dict[date, set[int]] = defaultdict(set)
        for one in self.plan:
            offering = self.given.offerings[one.offering]
            if offering.kind != "session":
                for on in filter(self.diary.works, self.diary.days(offering)):
                    away[on].add(one.person)
        held = self._held() if away else {}
        for on in sorted(away):
            branches = {self._branch(person) for person in away[on]}
            for branch in sorted(branches):
                yield from self._branch_on(branch, on, away[on], held)

    def _branch(self, person: int) -> str:
        return fold(self.given.people[person].branch or "")

    def _held(self) -> dict[str, dict[str, list[int]]]:
        """Everybody of each branch under "", and its holders under each certification."""
        held: dict[str, dict[str, list[int]]] = {}
        for person, employee in enumerate(self.given.people):
            own = held.setdefault(self._branch(person), {})
            standings = judge(employee.facts, self.given.catalogue, self.given.on)
            for code in {s.certification for s in standings if s.state is Condition.CURRENT} | {""}:
                own.setdefault(code, []).append(person)
        return held

    def _branch_on(
        self, branch: str, on: date, away: set[int], held: dict[str, dict[str, list[int]]]
    ) -> Iterator[str]:
        settings, of = self.given.settings, held[branch]
        name = self.given.people[of[""][0]].branch
        name = f"branch “{name}”" if name else "the people without a branch"
        employed = {p for p in of[""] if self.diary.employs(p, on)}
        out = len(away.intersection(of[""]))
        if out > (most := settings.max_out.of(len(employed))):
            yield f"{out} of {name} are away on {day(on)}; max_out allows {most}."
        for service, code in self.given.services.items():
            ready = [p for p in of.get(code, ()) if p in employed and self.diary.is_in(p, on)]
            left = len(set(ready) - away)
            if left < (least := min(settings.on_duty, len(ready))):
                asks = f"on_duty asks for {least}"
                yield f"{left} of {name} are left for {service} on {day(on)}; {asks}."
