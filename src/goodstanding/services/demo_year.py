"""What the demonstration company plans its year with: offerings, places, days off; all invented.

Weeks are counted from the Monday after the day around which the company is laid out.
"""

from datetime import date, timedelta
from typing import NamedTuple

from goodstanding.records.models import Offering, Person
from goodstanding.services.access import Actor
from goodstanding.services.days_off import DayOffDetails, add_day_off
from goodstanding.services.enrolments import Place, PlaceDetails, enrol
from goodstanding.services.offerings import OfferingDetails, add_offering
from goodstanding.services.planning_settings import change_settings

_SCHOOL, _MAKER, _SHOW = "Truckee Training School", "Basin Equipment Co.", "Great Basin Restorers"


class Offered(NamedTuple):
    """An offering: its week and weekday (None: online), how many days, credits in hundredths,
    price and travel in cents for each."""

    title: str
    kind: str
    week: int | None
    weekday: int
    days: int
    amount: int
    price: int
    travel: int = 0
    seats: int | None = None
    provider: str = _SCHOOL
    city: str = ""
    requires: tuple[str, ...] = ()
    obtains: str = ""
    approved: bool | None = True


OFFERINGS = (
    Offered("Water losses: a refresher", "course", 9, 1, 1, 700, 29_500, 0, 6, city="Reno"),
    Offered("Spring trade show", "booth", 12, 3, 1, 200, 0, 4_000, None, _SHOW, "Sacramento"),
    Offered("Moisture meters in depth", "manufacturer", 15, 2, 1, 600, 0, 0, 8, _MAKER, "Sparks"),
    Offered(
        "Western Restoration Summit", "event", 22, 1, 3, 1000, 65_000, 90_000, 3, _SHOW, "Portland"
    ),
    Offered("Fire residue workshop", "course", 27, 1, 2, 1200, 48_000, 0, 5, city="Carson City"),
    Offered(
        *("Applied structural drying", "course", 33, 1, 3, 2100, 99_500, 12_000, 4),
        requires=("WRT",),
        obtains="ASD",
    ),
    Offered("Maker’s autumn day", "manufacturer", 42, 3, 1, 600, 0, 4_000, 10, _MAKER, "Reno"),
    Offered("Lunch and learn: containment", "session", 7, 3, 1, 100, 0, provider=""),
    Offered("Toolbox talk: category 3 water", "session", 24, 3, 1, 100, 0, provider=""),
    Offered("Structural drying online", "online", None, 0, 0, 600, 18_000),
    Offered("Mold documentation online", "online", None, 0, 0, 300, 9_000),
    Offered("Odor control online", "online", None, 0, 0, 400, 12_000),
    Offered("Safety on every loss online", "online", None, 0, 0, 500, 15_000),
    Offered("Sales for estimators online", "online", None, 0, 0, 400, 9_900, approved=None),
)
BOOKED = {"Fire residue workshop": "Sofia Marin"}
"""Who is booked for certain; the planner keeps them."""
PROPOSED = {"Moisture meters in depth": ("Priya Raman", "Tom Becker")}
SETTINGS = {"budget": "9600", "max_out": "25%"}


def lay_out_year(by: Actor, people: dict[str, Person]) -> None:
    """Write the year down, by the verbs."""
    monday = by.today + timedelta(days=7 - by.today.weekday())
    made = {one.title: _offer(by, one, monday) for one in OFFERINGS}
    for title, name in BOOKED.items():
        _enrol(by, made[title], [people[name]], PlaceDetails(locked=True))
    for title, names in PROPOSED.items():
        _enrol(by, made[title], [people[name] for name in names], PlaceDetails(Place.PROPOSED))
    for details in _days_off(by.today.year + 1, monday, people["Sofia Marin"]):
        add_day_off(by=by, details=details)
    change_settings(by=by, values=SETTINGS, services={})


def _offer(by: Actor, one: Offered, monday: date) -> Offering:
    first = None
    if one.week is not None:
        first = monday + timedelta(weeks=one.week, days=one.weekday)
    details = OfferingDetails(
        title=one.title,
        provider=one.provider,
        kind=one.kind,
        starts_on=first,
        ends_on=first + timedelta(days=one.days - 1) if first and one.days > 1 else None,
        amount=one.amount,
        price=one.price,
        travel=one.travel,
        seats=one.seats,
        city=one.city,
        approved=one.approved,
        requires=one.requires,
        obtains=one.obtains,
    )
    return add_offering(by=by, details=details)


def _enrol(by: Actor, offering: Offering, people: list[Person], details: PlaceDetails) -> None:
    enrol(by=by, offering=offering, people=people, details=details)


def _days_off(year: int, monday: date, sofia: Person) -> tuple[DayOffDetails, ...]:
    leave = monday + timedelta(weeks=31)
    return (
        DayOffDetails(date(year, 1, 1), why="New Year’s Day"),
        DayOffDetails(date(year, 7, 4), why="Independence Day"),
        DayOffDetails(date(year, 1, 4), date(year, 2, 5), kind="busy", why="Freeze-ups"),
        DayOffDetails(leave, leave + timedelta(days=11), person=sofia, why="Leave"),
    )
