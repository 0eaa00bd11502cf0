"""From what is given to the problem: whatever can be settled beforehand is settled here."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from goodstanding.engine.planning.calendar import Calendar
from goodstanding.engine.planning.clashes import Stands, clashes
from goodstanding.engine.planning.given import Given
from goodstanding.engine.planning.limits import Rooms, teams
from goodstanding.engine.planning.needs import Needs, Owed, employed_in_year, needs_of
from goodstanding.engine.planning.options import Chooser, Dated, dated
from goodstanding.engine.planning.plan import Enrolment, Totals
from goodstanding.engine.planning.problem import Attendant, Demand, Place, Problem
from goodstanding.engine.wording import counted, money


def build(given: Given) -> Problem:
    """The problem of what is given."""
    calendar = Calendar(given)
    draft = _Draft(given, calendar, dated(given, calendar))
    return draft.problem()


def full_days(given: Given, person: int) -> set[date]:
    """The days on which one more person may not be away, if it is this one."""
    calendar = Calendar(given)
    return _Draft(given, calendar, dated(given, calendar)).rooms.full(person)


class _Person(NamedTuple):
    """Somebody of the plan while it is being built."""

    place: int
    needs: Needs
    stands: tuple[Stands, ...]


class _Draft:
    """The problem while it is being built."""

    def __init__(self, given: Given, calendar: Calendar, offerings: tuple[Dated, ...]) -> None:
        self.given, self.calendar, self.offerings = given, calendar, offerings
        self.chooser = Chooser(given, calendar, offerings)
        stands: dict[int, list[Stands]] = {}
        for booking in given.bookings:
            one = Stands(booking, offerings[booking.offering])
            stands.setdefault(booking.person, []).append(one)
        everybody = [needs_of(given, employee) for employee in given.people]
        self.people = tuple(
            _Person(place, needs, tuple(stands.get(place, ())))
            for place, needs in enumerate(everybody)
            if place in stands or employed_in_year(given, given.people[place])
        )
        self.rooms = Rooms(given, calendar, teams(given, [needs.holds for needs in everybody]))
        self._take_room()

    def _take_room(self) -> None:
        booked = {one.dated.place for person in self.people for one in person.stands}
        self.rooms.look_at(
            {on for o in self.offerings if o.choosable or o.place in booked for on in o.away}
        )
        for person in self.people:
            days = {on for one in person.stands for on in one.dated.away}
            self.rooms.book(person.place, days)

    def problem(self) -> Problem:
        """The finished problem."""
        people = tuple(map(self._attendant, self.people))
        away = ((one.place, {on for option in one.options for on in option.away}) for one in people)
        places = {one.place: number for number, one in enumerate(people)}
        settled = [(p, one) for p in self.people for one in p.stands if not one.open]
        spent = sum(one.dated.offering.money for _, one in settled)
        budget = self.given.settings.budget
        return Problem(
            self.given.year,
            self.given.on,
            people,
            tuple(map(self._place, self.offerings)),
            tuple(self.rooms.groups(self.rooms.count(away), places)),
            None if budget is None else budget - spent,
            tuple(Enrolment(p.place, one.dated.place, one.on, True) for p, one in settled),
            Totals(0, 0, sum(self._production(p.place, one) for p, one in settled), spent),
            tuple(self._conflicts()),
            {(one.person, one.offering): one.on for one in self.given.told},
            self.given.pattern,
        )

    def _conflicts(self) -> Iterator[str]:
        for person in self.people:
            days = self.calendar.online_days(self.given, person.place) if person.stands else ()
            yield from clashes(
                self.given.people[person.place],
                person.needs.holds,
                person.stands,
                self.calendar.off(person.place) | self.calendar.holidays,
                bool(days),
            )
        booked = [one.dated for person in self.people for one in person.stands]
        for one in self.offerings:
            seats, taken = one.offering.seats, booked.count(one)
            if seats is not None and taken > seats:
                people = counted(taken, "person", "people")
                yield f"“{one.offering.title}” has {counted(seats, 'seat')}; {people} are booked."
        spent, budget = sum(one.offering.money for one in booked), self.given.settings.budget
        if budget is not None and spent > budget:
            yield f"The bookings cost {money(spent)}, more than the budget of {money(budget)}."
        yield from self.rooms.broken()

    def _place(self, one: Dated) -> Place:
        seats = one.offering.seats
        settled = sum(
            s.dated is one and not s.open for person in self.people for s in person.stands
        )
        left = None if seats is None else max(0, seats - settled)
        return Place(one.offering.title, one.offering.row, left)

    def _production(self, person: int, one: Stands) -> int:
        busy = self.calendar.busy(person)
        return self.chooser.production(one.dated, sum(day in busy for day in one.dated.days))

    def _attendant(self, person: _Person) -> Attendant:
        employee = self.given.people[person.place]
        needs = _after_bookings(person.needs, person.stands, self.given.year)
        taken = {one.dated.place for one in person.stands}
        taken |= {place for at, place in self.given.in_credits if at == person.place}
        blocked = self._blocked(person)
        full = self.rooms.full(person.place)
        options = list(self.chooser.options(person.place, needs, taken, blocked, full))
        opened = tuple(one.dated for one in person.stands if one.open)
        for one in opened:
            options += self.chooser.online(person.place, one, needs, {})
        return Attendant(
            person.place,
            employee.name,
            employee.branch,
            needs.target,
            tuple(map(_demand, needs.owed)),
            tuple(options),
            tuple(one.place for one in opened),
            self.calendar.online_days(self.given, person.place),
        )

    def _blocked(self, person: _Person) -> set[date]:
        """The days on which he cannot attend anything dated."""
        employee = self.given.people[person.place]
        blocked = {day for one in person.stands for day in one.dated.days}
        blocked |= self.calendar.off(person.place)
        if employee.hired_on or employee.left_on:
            days = {day for one in self.offerings if one.choosable for day in one.days}
            blocked |= {day for day in days if not employee.employed(day)}
        return blocked


def _after_bookings(needs: Needs, stands: tuple[Stands, ...], year: int) -> Needs:
    """What is still needed beside the bookings; cycles that need nothing more are left out."""
    booked = [one for one in stands if not one.open]
    owed = [_owed_after(one, booked) for one in needs.owed]
    had = sum(one.dated.offering.worth for one in booked if one.earned_on.year == year)
    return Needs(needs.holds, tuple(one for one in owed if one.need), max(0, needs.target - had))


def _owed_after(owed: Owed, booked: list[Stands]) -> Owed:
    gained = sum(owed.gains(one.dated.offering, one.earned_on) for one in booked)
    return owed._replace(need=max(0, owed.need - gained))


def _demand(owed: Owed) -> Demand:
    ahead = owed.ahead
    return Demand(
        ahead.certification,
        ahead.body,
        ahead.span.start,
        ahead.span.deadline,
        owed.last,
        ahead.span.required,
        owed.counted,
        owed.need,
    )
