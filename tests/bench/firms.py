"""Restoration companies of any size for the planner's benchmarks, by a seed."""

import random
from datetime import date, timedelta

from goodstanding.engine.planning.given import DayOff, Employee, Given, Offering
from goodstanding.engine.planning.settings import SERVICES, Settings
from goodstanding.engine.rules.load import shipped
from goodstanding.engine.standing.facts import Credential, Credit, Person, State

ON = date(2026, 11, 22)
FIRST = date(2027, 1, 4)
CODES = ("WRT", "ASD", "AMRT", "FSRT", "OCT", "CCT", "UFT", "TCST")
KINDS = ("course", "event", "manufacturer", "booth", "session", "online")
OFTEN = (10, 4, 8, 6, 4, 13)
FEES = {
    "course": (49_500, 59_500, 69_500, 85_000),
    "event": (35_000, 49_900),
    "manufacturer": (0, 9_500),
}


def firm(people: int, offerings: int, seed: int = 1) -> Given:
    """A year of a company: branches of some sixteen people, a budget of 400 for each of them."""
    dice = random.Random(seed)
    catalogue = shipped()
    branches = max(1, people // 16)
    some = tuple(_offering(dice, number) for number in range(offerings))
    staff = tuple(_employee(dice, number, number % branches) for number in range(people))
    busy = DayOff(None, date(2027, 1, 10), date(2027, 2, 14), busy=True)
    holiday = DayOff(None, date(2027, 7, 5), date(2027, 7, 5))
    services = {name: catalogue.services[name] for name in SERVICES}
    off = (busy, holiday, *(_vacation(dice, person) for person in range(people)))
    settings = Settings(budget=40_000 * people)
    return Given(2027, ON, staff, some, catalogue, services, days_off=off, settings=settings)


def _employee(dice: random.Random, number: int, branch: int) -> Employee:
    codes = [code for code in CODES if dice.random() < (0.7 if code == "WRT" else 0.3)]
    credentials = tuple(Credential(c, ON - timedelta(days=dice.randint(30, 2_800))) for c in codes)
    credits = [_credit(dice, year) for year in range(8) for _ in range(dice.randint(0, 2))]
    return Employee(
        f"Person {number + 1}", Person(credentials, tuple(credits)), None, f"Branch {branch + 1}"
    )


def _credit(dice: random.Random, year: int) -> Credit:
    earned_on = ON - timedelta(days=year * 365 + dice.randint(1, 365))
    amount = dice.choice((200, 200, 300, 400, 600))
    return Credit("IICRC", earned_on, amount, State.POSTED)


def _vacation(dice: random.Random, person: int) -> DayOff:
    since = FIRST + timedelta(days=dice.randint(60, 300))
    return DayOff(person, since, since + timedelta(days=dice.randint(2, 14)))


def _offering(dice: random.Random, number: int) -> Offering:
    kind = dice.choices(KINDS, OFTEN)[0]
    title, approved = f"{kind.capitalize()} {number + 1}", dice.random() < 0.88
    if kind == "online":
        credits = dice.choice((1, 2, 2, 3, 3, 4, 4, 6))
        price = credits * dice.choice((1_500, 2_200, 3_000, 4_000))
        return Offering(
            title, number + 2, kind, None, None, credits * 100, price, 0, approved=approved
        )
    days = dice.choice((2, 2, 3)) if kind in ("course", "event") else 1
    starts_on = FIRST + timedelta(days=7 * dice.randint(0, 50) + dice.randint(0, 4))
    return Offering(
        title,
        number + 2,
        kind,
        starts_on,
        starts_on + timedelta(days=days - 1),
        _credits(dice, kind, days),
        dice.choice(FEES.get(kind, (0,))),
        dice.choice((0, 0, 18_000, 45_000)) if days > 1 else 0,
        dice.choice((4, 6, 8, 12, 20)),
        approved=approved,
    )


def _credits(dice: random.Random, kind: str, days: int) -> int:
    some = {
        "course": (days * 7,),
        "event": (8, 12, 14),
        "manufacturer": (3, 4, 6, 7),
        "booth": (2,),
        "session": (1, 2),
    }
    return dice.choice(some[kind]) * 100
