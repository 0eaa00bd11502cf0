"""The plan by trying everything: slow, plain, and written from planning.md alone.

It shares no code with the planner; standing comes from the oracle. For tiny teams whose credits
carry no caps, no balance and nothing that they obtain.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from math import ceil, floor

from engine.oracle import plus_months, standing_on
from goodstanding.engine.planning.given import Given, Offering
from goodstanding.engine.planning.plan import Enrolment, Totals
from goodstanding.engine.rules.model import Kind
from goodstanding.engine.standing.facts import State

DAY = timedelta(days=1)


def best(given: Given) -> tuple[Totals, tuple[Enrolment, ...]] | None:
    """The best plan of all, or None where the bookings break a rule."""
    choices = [list(_plans_of(given, person)) for person in range(len(given.people))]
    if any(not plans for plans in choices):
        return None
    least = [tuple(min(t[i] for t, _ in plans) for i in range(4)) for plans in choices]
    found = _Search(given, choices, least)
    found.go(0, (0, 0, 0, 0), ())
    return found.best


class _Search:
    def __init__(self, given: Given, choices: list, least: list) -> None:
        self.given, self.choices, self.least = given, choices, least
        self.best: tuple[Totals, tuple[Enrolment, ...]] | None = None

    def go(self, person: int, totals: tuple[int, ...], made: tuple[Enrolment, ...]) -> None:
        if person == len(self.choices):
            if self.best is None or totals < self.best[0]:
                self.best = Totals(*totals), made
            return
        for own, plan in self.choices[person]:
            then = _sum(totals, own)
            hope = then
            for rest in self.least[person + 1 :]:
                hope = _sum(hope, rest)
            if self.best is not None and hope >= self.best[0]:
                continue
            if not list(_shared(self.given, (*made, *plan))):
                self.go(person + 1, then, (*made, *plan))


def _sum(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def judged(given: Given, plan: tuple[Enrolment, ...]) -> tuple[list[str], Totals]:
    """Every rule that a plan breaks, and its totals."""
    broken = [*_missing_bookings(given, plan), *_shared(given, plan)]
    totals = (0, 0, 0, 0)
    for person in range(len(given.people)):
        own = tuple(one for one in plan if one.person == person)
        broken += _own(given, person, own)
        totals = _sum(totals, _totals(given, person, own))
    return broken, Totals(*totals)


def _plans_of(given: Given, person: int) -> Iterator[tuple[Totals, tuple[Enrolment, ...]]]:
    """Everything that one person could do that breaks no rule of his own, the best first."""
    bookings = {b.offering: b for b in given.bookings if b.person == person}
    ways: list[list[Enrolment | None]] = []
    for place, offering in enumerate(given.offerings):
        booking = bookings.get(place)
        days = [offering.starts_on]
        if offering.starts_on is None:
            days = [booking.on] if booking and booking.on else _days_worth_trying(given, person)
        some = [Enrolment(person, place, day, booking is not None) for day in days if day]
        ways.append(some if booking else [None, *some])
    free: dict[object, tuple[Totals, tuple[Enrolment, ...]]] = {}
    for totals, plan in sorted(_all(given, person, ways)):
        use = frozenset(one.offering for one in plan)
        free.setdefault(use, (totals, plan))
    yield from sorted(free.values())


def _all(given: Given, person: int, ways: list) -> Iterator[tuple[Totals, tuple[Enrolment, ...]]]:
    for plan in _product(given, person, ways):
        yield _totals(given, person, plan), plan


def _product(given: Given, person: int, ways: list) -> Iterator[tuple[Enrolment, ...]]:
    plans: list[tuple[Enrolment, ...]] = [()]
    for way in ways:
        longer = [(*p, one) if one else p for p in plans for one in way]
        plans = [p for p in longer if not list(_own(given, person, p))]
    return iter(plans)


def _days_worth_trying(given: Given, person: int) -> list[date]:
    """The first and the last day by which each cycle counts it, and the first of all."""
    days = [
        day
        for day in _every(date(given.year, 1, 1), date(given.year, 12, 31))
        if _can_end_on(given, person, day)
    ]
    tried = set(days[:1])
    for start, _, last, _, _ in _cycles(given, person):
        within = [day for day in days if start <= day <= last]
        tried |= {*within[:1], *within[-1:]}
    return sorted(tried)


def _can_end_on(given: Given, person: int, day: date) -> bool:
    works = day.weekday() < 5 and not _off(given, None, day)
    return (
        day > given.on and works and not _off(given, person, day) and _employed(given, person, day)
    )


def _every(first: date, last: date) -> list[date]:
    return [first + DAY * n for n in range((last - first).days + 1)]


def _off(given: Given, person: int | None, day: date) -> bool:
    return any(
        r.person == person and not r.busy and r.since <= day <= r.until for r in given.days_off
    )


def _busy(given: Given, person: int, day: date) -> bool:
    return any(
        r.person in (None, person) and r.busy and r.since <= day <= r.until for r in given.days_off
    )


def _employed(given: Given, person: int, day: date) -> bool:
    one = given.people[person]
    return (one.hired_on or day) <= day <= (one.left_on or day)


def _days(given: Given, offering: Offering) -> list[date]:
    if offering.starts_on is None:
        return []
    days = _every(offering.starts_on, offering.ends_on or offering.starts_on)
    return [d for d in days if d.weekday() < 5 and not _off(given, None, d)] or days


def _working(given: Given, offering: Offering) -> list[date]:
    return [d for d in _days(given, offering) if d.weekday() < 5 and not _off(given, None, d)]


def _away(given: Given, offering: Offering) -> list[date]:
    return [] if offering.kind == "session" else _working(given, offering)


def _holds(given: Given, person: int) -> set[str]:
    facts = given.people[person].facts
    return {
        credential.certification
        for place, credential in enumerate(facts.credentials)
        if standing_on(facts, place, given.catalogue, given.on)["state"] == "current"
    }


def _own(given: Given, person: int, plan: tuple[Enrolment, ...]) -> Iterator[str]:
    """Rules 1 and 2, as far as they concern one person."""
    booked = {b.offering for b in given.bookings if b.person == person}
    for one, other in combinations(plan, 2):
        if one.offering == other.offering:
            yield "twice"
        shared = set(_days(given, given.offerings[one.offering]))
        if shared & set(_days(given, given.offerings[other.offering])):
            yield "clash"
    for one in plan:
        offering = given.offerings[one.offering]
        for day in _days(given, offering):
            if _off(given, person, day) or _off(given, None, day):
                yield "off"
            if not _employed(given, person, day):
                yield "not employed"
        if not _holds(given, person) >= set(offering.requires):
            yield "requires"
        if (person, one.offering) in given.in_credits:
            yield "in the credits already"
        if one.offering in booked:
            continue
        if offering.starts_on is None:
            if one.on.year != given.year or not _can_end_on(given, person, one.on):
                yield "day"
        elif (
            offering.starts_on <= given.on
            or offering.starts_on.year != given.year
            or (offering.ends_on or offering.starts_on).year != given.year
            or one.on != offering.starts_on
        ):
            yield "not to be chosen"


def _missing_bookings(given: Given, plan: tuple[Enrolment, ...]) -> Iterator[str]:
    for booking in given.bookings:
        found = [o for o in plan if (o.person, o.offering) == (booking.person, booking.offering)]
        if not found or (booking.on and found[0].on != booking.on):
            yield "booking"


def _shared(given: Given, plan: tuple[Enrolment, ...]) -> Iterator[str]:
    """Seats, budget, who is away together and who is left on duty."""
    for place, offering in enumerate(given.offerings):
        if offering.seats is not None and sum(o.offering == place for o in plan) > offering.seats:
            yield "seats"
    money = sum(
        (o.price or 0) + (o.travel or 0) for o in (given.offerings[e.offering] for e in plan)
    )
    if given.settings.budget is not None and money > given.settings.budget:
        yield "budget"
    away: dict[date, set[int]] = {}
    for one in plan:
        for day in _away(given, given.offerings[one.offering]):
            away.setdefault(day, set()).add(one.person)
    everybody = range(len(given.people))
    for day, gone in away.items():
        for branch in {given.people[p].branch for p in everybody}:
            team = [p for p in everybody if given.people[p].branch == branch]
            employed = [p for p in team if _employed(given, p, day)]
            if len(gone & set(team)) > _most_out(given, len(employed)):
                yield "max_out"
            for code in given.services.values():
                ready = [
                    p for p in employed if code in _holds(given, p) and not _off(given, p, day)
                ]
                left = [p for p in ready if p not in gone]
                if len(left) < min(given.settings.on_duty, len(ready)):
                    yield "on_duty"


def _most_out(given: Given, employed: int) -> int:
    most = given.settings.max_out
    return max(1, floor(most.share * employed)) if most.share is not None else most.people


Cycle = tuple[date, date, date, int, int]


def _cycles(given: Given, person: int) -> list[Cycle]:
    """Start, deadline, last day that counts, credential and what is missing of each cycle."""
    facts, found = given.people[person].facts, []
    left_on = given.people[person].left_on or date.max
    for place, credential in enumerate(facts.credentials):
        certification = given.catalogue.certifications[credential.certification]
        answer = standing_on(facts, place, given.catalogue, given.on)
        if certification.kind is not Kind.CREDITS or answer["state"] != "current":
            continue
        start, deadline = answer["cycle"]
        while deadline <= date(given.year + 1, 6, 30):
            if deadline >= date(given.year, 1, 1) and deadline <= min(
                left_on, credential.ended_on or date.max
            ):
                last = deadline - DAY * given.settings.submit_days
                need = _need(given, person, certification, start, deadline, last)
                found.append((start, deadline, last, place, need))
            start = deadline + DAY
            deadline = plus_months(start, certification.rules[0].months) - DAY
    return found


def _need(given: Given, person: int, certification, start: date, deadline: date, last: date) -> int:
    required = certification.rules[0].required
    counted = promised = 0
    for credit in given.people[person].facts.credits:
        if credit.body != certification.body or not start <= credit.earned_on <= deadline:
            continue
        if credit.state in (State.POSTED, State.SUBMITTED) and not _dead(credit):
            promised += credit.amount
        elif (credit.state is State.EARNED and not _dead(credit)) or (
            credit.state is State.PLANNED
            and not _dead(credit)
            and given.on <= credit.earned_on <= last
        ):
            counted += credit.amount
    if promised >= required:
        return 0
    return max(0, required + given.settings.margin - promised - counted)


def _dead(credit) -> bool:
    if credit.state in (State.REJECTED, State.VOID):
        return True
    return credit.approved is False and credit.state is not State.POSTED


def _worth(offering: Offering) -> int:
    if not offering.approved:
        return 0
    return (
        (200 if offering.kind == "booth" else 0) if offering.credits is None else offering.credits
    )


def _totals(given: Given, person: int, plan: tuple[Enrolment, ...]) -> Totals:
    sixteenths = money = 0
    earned = []
    for one in plan:
        offering = given.offerings[one.offering]
        day = one.on if offering.starts_on is None else (offering.ends_on or offering.starts_on)
        earned.append((day, offering))
        money += (offering.price or 0) + (offering.travel or 0)
        sixteenths += ceil(16 * _production(given, person, offering))
    missing = 0
    codes = [c.certification for c in given.people[person].facts.credentials]
    for start, _, last, place, need in _cycles(given, person):
        body = given.catalogue.certifications[codes[place]].body
        counts = [
            _worth(o)
            for day, o in earned
            if start <= day <= last and o.body == body and o.obtains != codes[place]
        ]
        missing += max(0, need - sum(counts))
    return Totals(missing, _target(given, person, earned), sixteenths, money)


def _target(given: Given, person: int, earned: list[tuple[date, Offering]]) -> int:
    by_credits = {
        c for c in _holds(given, person) if given.catalogue.certifications[c].kind is Kind.CREDITS
    }
    months = sum(_employed(given, person, date(given.year, m, 1)) for m in range(1, 13))
    in_year = _employed_in_year(given, person)
    if not by_credits or not in_year:
        return 0
    had = sum(_worth(o) for day, o in earned if day.year == given.year)
    for credit in given.people[person].facts.credits:
        ahead = credit.state is State.PLANNED
        known = credit.earned_on >= given.on if ahead else credit.earned_on <= given.on
        if credit.earned_on.year == given.year and not _dead(credit) and known:
            had += credit.amount
    return max(0, floor(Fraction(given.settings.year_target * months, 12)) - had)


def _employed_in_year(given: Given, person: int) -> bool:
    days = _every(max(given.on, date(given.year, 1, 1)), date(given.year, 12, 31))
    return any(_employed(given, person, day) for day in days)


def _production(given: Given, person: int, offering: Offering) -> Fraction:
    days = _days(given, offering)
    working = _working(given, offering)
    hours = Fraction(offering.credits or 0, 100) / 8
    if offering.production_days is not None:
        loss = Fraction(offering.production_days)
    elif not days:
        return hours
    elif not working:
        return Fraction(0)
    elif offering.kind == "session":
        loss = hours
    else:
        loss = Fraction(1, 2) if offering.kind == "booth" else Fraction(len(working))
    if not days:
        return loss
    each = loss / len(days)
    return sum(
        (each * (given.settings.busy_factor if _busy(given, person, day) else 1) for day in days),
        Fraction(0),
    )
