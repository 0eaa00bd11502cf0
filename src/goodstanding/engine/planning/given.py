"""What the planner is given: people with their facts, offerings, days off, bookings, settings.

Nothing is worked out here: these are the company's words, typed. Places are places in the tuples
of `Given`. Credits are hundredths, money is cents.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from goodstanding.engine.learning import PATTERN, Item
from goodstanding.engine.planning.settings import Settings
from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.facts import Person


@dataclass(frozen=True, slots=True)
class Employee:
    """A person of the company; `left_on` is the last day employed. No branch is one more branch."""

    name: str
    facts: Person = field(default_factory=Person)
    id: str | None = None
    branch: str | None = None
    hired_on: date | None = None
    left_on: date | None = None

    def employed(self, day: date) -> bool:
        """Whether he is employed on a day."""
        return (self.hired_on is None or self.hired_on <= day) and (
            self.left_on is None or day <= self.left_on
        )


@dataclass(frozen=True, slots=True)
class Offering:
    """What people could attend. Without `starts_on` it is online, whatever its kind.

    `credits`, `price`, `travel` None: not known, counts 0; `seats` None: no limit;
    `production_days` None: worked out. `approved` only where the body has said yes.
    """

    title: str
    row: int = 0
    kind: str = "course"
    starts_on: date | None = None
    ends_on: date | None = None
    credits: int | None = None
    price: int | None = None
    travel: int | None = None
    seats: int | None = None
    production_days: Decimal | None = None
    body: str = "IICRC"
    approved: bool = True
    requires: tuple[str, ...] = ()
    obtains: str | None = None

    @property
    def money(self) -> int:
        """What one attendant costs, as far as it is known."""
        return (self.price or 0) + (self.travel or 0)

    @property
    def worth(self) -> int:
        """The credits of one attendant: none while not approved; a booth visit is two."""
        if not self.approved:
            return 0
        if self.credits is None:
            return BOOTH if self.kind == "booth" else 0
        return self.credits


BOOTH = 200
"""A booth visit without a number is two credits."""


@dataclass(frozen=True, slots=True)
class DayOff:
    """Days on which a person (a place; None: everybody) is off, or busy."""

    person: int | None
    since: date
    until: date
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Booking:
    """A person's place in an offering. `on` is for online courses only; None: the day is open."""

    person: int
    offering: int
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Everything that a plan of a year is made from.

    `services`: the certification that each needs. `in_credits`: people and offerings (their
    places) that stand among the credits already; they count as these and are not chosen again.
    `told`: places that people know of and that may change; `pattern`: what belongs into each
    quarter of the company's year.
    """

    year: int
    on: date
    people: tuple[Employee, ...]
    offerings: tuple[Offering, ...]
    catalogue: Catalogue
    services: dict[str, str]
    days_off: tuple[DayOff, ...] = ()
    bookings: tuple[Booking, ...] = ()
    in_credits: frozenset[tuple[int, int]] = frozenset()
    settings: Settings = field(default_factory=Settings)
    told: tuple[Booking, ...] = ()
    pattern: tuple[Item, ...] = PATTERN
