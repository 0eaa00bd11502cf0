"""Short ways to write what a planner is given, for tests that show one rule at a time."""

from datetime import date
from typing import Any

from engine.planning.exhaustive import exhaustive
from engine.planning.tiny import CATALOGUE, SERVICES
from goodstanding.engine.planning.building import build
from goodstanding.engine.planning.checker import check
from goodstanding.engine.planning.given import Booking, DayOff, Employee, Given, Offering
from goodstanding.engine.planning.plan import Enrolment, Outcome, Solution, Totals
from goodstanding.engine.planning.problem import Problem
from goodstanding.engine.planning.settings import Settings
from goodstanding.engine.standing.facts import Credential, Credit, Person, State

ON = date(2026, 11, 22)
MONDAY = date(2027, 2, 1)
"""In time for every deadline below."""


def wrt(name: str = "Maria Lopez", had: int = 0, **more: Any) -> Employee:
    """Somebody whose WRT is due on 31 March 2027 and who has so much posted (hundredths)."""
    credits = (credit(date(2024, 5, 1), had),) if had else ()
    facts = Person((Credential("WRT", issued_on=date(2023, 4, 1)),), credits)
    return Employee(name, facts, **{"branch": "Reno", **more})


def credit(day: date, amount: int, state: State = State.POSTED, **more: Any) -> Credit:
    """A credit with the IICRC."""
    return Credit("IICRC", day, amount, state, **more)


def course(title: str = "Course", starts_on: date | None = MONDAY, **more: Any) -> Offering:
    """A class that brings 16 credits on one day and costs 100."""
    return Offering(title, starts_on=starts_on, **{"credits": 1600, "price": 10_000, **more})


def online(title: str = "Online", **more: Any) -> Offering:
    """An online course that brings 16 credits and costs 100."""
    return course(title, None, kind="online", **more)


def off(since: date, until: date | None = None, person: int | None = None, **more: Any) -> DayOff:
    """Days off: a holiday, or somebody's."""
    return DayOff(person, since, until or since, **more)


def given(*people: Employee, offerings: tuple[Offering, ...] = (), **more: Any) -> Given:
    """What is given on 22 November 2026 for 2027; settings by their names; no year's target."""
    names = Settings.__dataclass_fields__
    settings = Settings(
        **{"year_target": 0, "on_duty": 0, **{k: v for k, v in more.items() if k in names}}
    )
    rest = {k: v for k, v in more.items() if k not in names}
    words = {"year": 2027, "on": ON, "services": SERVICES, **rest}
    return Given(
        people=people, offerings=offerings, catalogue=CATALOGUE, settings=settings, **words
    )


def booked(person: int, offering: int, on: date | None = None, **more: Any) -> Booking:
    """A locked enrolment."""
    return Booking(person, offering, on, **more)


def best(some: Given) -> tuple[Totals, tuple[Enrolment, ...]]:
    """The best plan; the checker agrees with it."""
    found = exhaustive(build(some))
    assert found is not None
    assert check(some, found[1]) == ((), found[0])
    return found


def attended(some: Given) -> list[tuple[str, str]]:
    """Who attends what in the best plan."""
    return [(some.people[e.person].name, some.offerings[e.offering].title) for e in best(some)[1]]


def missing(some: Given) -> int:
    """What the best plan leaves missing before deadlines, in hundredths."""
    return best(some)[0].missing


def by_trying(problem: Problem) -> Solution:
    """A solver that tries everything."""
    found = exhaustive(problem)
    if found is None:
        return Solution(Outcome.INFEASIBLE, conflicts=problem.conflicts)
    return Solution(Outcome.OPTIMAL, found[1], found[0], None)
