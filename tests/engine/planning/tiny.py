"""Tiny random teams with awkward days, where every rule can bite: `team(seed)`."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from goodstanding.engine.planning.given import Booking, DayOff, Employee, Given, Offering
from goodstanding.engine.planning.plan import Enrolment
from goodstanding.engine.planning.settings import MostOut, Settings
from goodstanding.engine.rules.model import (
    Basis,
    Body,
    Catalogue,
    Certification,
    Kind,
    Rule,
    Sure,
)
from goodstanding.engine.standing.facts import Credential, Credit, Person, State

DAY = timedelta(days=1)
BASIS = Basis("made for a test", None, Sure.R)
RULES = {
    "WRT": ("IICRC", Kind.CREDITS, 48, 1400),
    "ASD": ("IICRC", Kind.CREDITS, 48, 1400),
    "MWR": ("IICRC", Kind.CREDITS, 24, 1400),
    "Q5": ("QUICK", Kind.CREDITS, 5, 300),
    "Q7": ("QUICK", Kind.CREDITS, 7, 500),
    "HAZ": ("EPA", Kind.REFRESHER, 12, 0),
}
CATALOGUE = Catalogue(
    bodies={body: Body(body, body, "CEC", BASIS) for body, _, _, _ in RULES.values()},
    certifications={
        code: Certification(
            code,
            code,
            body,
            "technician",
            (Rule(code, kind, BASIS, months=months, required=required),),
            BASIS,
        )
        for code, (body, kind, months, required) in RULES.items()
    },
    services={},
)
SERVICES = {"water": "WRT", "drying": "ASD", "soaking": "WRT", "quick": "Q5"}
YEAR = 2027
MARCH = date(2027, 3, 1)
"""A Monday."""


def team(seed: int, people: int = 4, offerings: int = 6) -> Given:
    """The team of a seed, with at most so many people and offerings."""
    random = Random(seed)
    on = random.choice((date(2026, 11, 22), date(2026, 12, 31), date(2027, 3, 2)))
    staff = tuple(_employee(random, on, n) for n in range(random.randint(1, people)))
    some = tuple(_offering(random, n) for n in range(random.randint(0, offerings)))
    days_off = tuple(_day_off(random, len(staff)) for _ in range(random.choice((0, 1, 2, 4))))
    bookings = _bookings(random, staff, some) if random.random() < 0.3 else ()
    in_credits = frozenset()
    if bookings and random.random() < 0.2:
        in_credits = frozenset({(bookings[0].person, bookings[0].offering)})
        bookings = bookings[1:]
    settings = _settings(random)
    return Given(
        YEAR, on, staff, some, CATALOGUE, SERVICES, days_off, bookings, in_credits, settings
    )


def _employee(random: Random, on: date, number: int) -> Employee:
    codes = random.sample(list(RULES), random.choice((0, 1, 1, 2, 3)))
    credentials = tuple(_credential(random, on, code) for code in codes)
    credits = tuple(_credit(random, on) for _ in range(random.choice((0, 0, 1, 2, 4))))
    hired_on = random.choice((None, None, date(2027, 2, 15), date(2027, 3, 3), MARCH))
    left_on = random.choice(
        (None, None, None, date(2027, 3, 9), date(2027, 9, 1), date(2026, 12, 5), date(2027, 1, 20))
    )
    if hired_on and left_on and left_on < hired_on:
        left_on = None
    branch = random.choice((None, "Reno", "Reno", "Sparks"))
    return Employee(
        f"Person {number}", Person(credentials, credits), None, branch, hired_on, left_on
    )


def _credential(random: Random, on: date, code: str) -> Credential:
    _, _, months, _ = RULES[code]
    back = random.choice((20, 60, 130)) if months < 12 else random.randint(0, months * 30)
    issued_on = (on - DAY * back).replace(day=random.randint(1, 28))
    ended_on = random.choice((None, None, None, None, date(2027, 3, 4), date(2027, 12, 1)))
    if ended_on and ended_on < issued_on:
        ended_on = None
    return Credential(code, issued_on=min(issued_on, on), ended_on=ended_on)


def _credit(random: Random, on: date) -> Credit:
    state = random.choice(list(State))
    past = on - DAY * random.choice((0, 1, 30, 200, 500))
    ahead = on + DAY * random.choice((0, 30, 60, 120, 130, 200))
    return Credit(
        random.choice(("IICRC", "IICRC", "QUICK")),
        ahead if state is State.PLANNED and random.random() < 0.9 else past,
        random.choice((100, 200, 350, 800, 1400)),
        state,
        title=f"Credit {random.randint(1, 3)}",
        approved=random.choice((True, True, None, False)),
    )


def _offering(random: Random, number: int) -> Offering:
    kind = random.choice(("course", "online", "event", "booth", "manufacturer", "session"))
    starts_on = None
    if random.random() < 0.65:
        starts_on = random.choice((MARCH, MARCH, date(2027, 6, 7))) + DAY * random.randint(0, 8)
    if random.random() < 0.06:
        starts_on = random.choice((date(2026, 12, 30), date(2027, 12, 31), date(2026, 11, 20)))
    ends_on = starts_on and random.choice((None, starts_on + DAY * random.randint(0, 4)))
    return Offering(
        title=f"Offering {number}",
        row=number + 2,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        credits=random.choice((None, 100, 200, 350, 400, 600, 600, 700, 1400, 1400)),
        price=random.choice((None, 0, 5000, 12050, 40000)),
        travel=random.choice((None, 0, 0, 20000)),
        seats=random.choice((None, None, 0, 1, 2)),
        production_days=random.choice((None, None, None, None, Decimal("0.3"), Decimal(2))),
        body=random.choice(("IICRC", "IICRC", "IICRC", "QUICK")),
        approved=random.random() < 0.9,
        requires=random.choice(((), (), (), ("WRT",), ("WRT", "ASD"))),
        obtains=random.choice((None, None, None, "WRT", "Q5")),
    )


def _day_off(random: Random, people: int) -> DayOff:
    since = random.choice((MARCH, MARCH, date(2027, 6, 7))) + DAY * random.randint(-2, 10)
    until = since + DAY * random.choice((0, 0, 1, 4, 40))
    person = random.choice((None, *range(people)))
    return DayOff(person, since, until, random.random() < 0.4)


def _bookings(
    random: Random, staff: tuple[Employee, ...], some: tuple[Offering, ...]
) -> tuple[Booking, ...]:
    pairs = [(p, o) for p in range(len(staff)) for o in range(len(some))]
    chosen = random.sample(pairs, min(len(pairs), random.choice((1, 1, 2))))
    return tuple(
        Booking(
            person,
            place,
            random.choice((None, date(2027, 2, 2), date(2027, 3, 6)))
            if some[place].starts_on is None
            else None,
        )
        for person, place in chosen
    )


def _settings(random: Random) -> Settings:
    return Settings(
        max_out=random.choice(
            (MostOut(Fraction(1, 5)), MostOut(Fraction(1, 2)), MostOut(None, 1), MostOut(None, 2))
        ),
        on_duty=random.choice((0, 0, 1, 1, 2)),
        budget=random.choice((None, None, 0, 17050, 60000)),
        margin=random.choice((0, 200, 200, 150)),
        submit_days=random.choice((0, 30, 30, 90)),
        year_target=random.choice((0, 800, 800, 750)),
        busy_factor=random.choice((Fraction(2), Fraction(1), Fraction(3, 2))),
    )


def some_plans(seed: int, given: Given) -> Iterator[tuple[Enrolment, ...]]:
    """Plans that may break any rule, for what was given with a seed."""
    random = Random(seed)
    for size in (0, 1, 1, 1, 2, 3, 5):
        plan = [_locked(random, given, booking) for booking in given.bookings]
        for _ in range(size if given.offerings else 0):
            person = random.randrange(len(given.people))
            place = random.randrange(len(given.offerings))
            if any((e.person, e.offering) == (person, place) for e in plan):
                continue
            plan.append(Enrolment(person, place, _some_day(random, given.offerings[place])))
        yield tuple(plan)


def _locked(random: Random, given: Given, booking: Booking) -> Enrolment:
    on = booking.on or _some_day(random, given.offerings[booking.offering])
    return Enrolment(booking.person, booking.offering, on, locked=True)


def _some_day(random: Random, offering: Offering) -> date:
    return offering.starts_on or random.choice((MARCH, date(2027, 8, 2), date(2027, 3, 6)))
