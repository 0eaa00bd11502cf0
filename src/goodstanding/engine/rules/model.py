"""The catalogue: bodies, certifications, the rules by which they stay current, services.

Everything here is data read from TOML (`load`); each statement carries its `Basis`: where it
comes from, the day it was read and how sure we are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from goodstanding.engine.folding import fold


class Kind(StrEnum):
    """By what a certification stays current (standing.md, 2)."""

    CREDITS = "credits"
    REFRESHER = "refresher"
    TERM = "term"
    PRINTED = "printed"
    LIFETIME = "lifetime"


class FirstCycle(StrEnum):
    """What a first cycle shorter than the rule's months owes."""

    FULL = "full"
    NONE = "none"
    PRORATED = "prorated"


class Sure(StrEnum):
    """How sure we are: A official text, B reputable page, C single or old source, R no source."""

    A = "A"
    B = "B"
    C = "C"
    R = "R"


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a statement is believed. `read` is the day the source was last read."""

    source: str
    read: date | None
    sure: Sure
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a renewal rule, in force from `since` (None: always).

    `required` and the caps are hundredths of a credit. `anchor` and `starts` (month, day) are the
    two calendars; at most one is given. `renewable_months`: how long after expiry a refresher
    still renews, without right to work meanwhile (None: no limit). `fee`: a yearly payment is a
    second clock.
    """

    name: str
    kind: Kind
    basis: Basis
    since: date | None = None
    months: int = 0
    required: int = 0
    anchor: date | None = None
    starts: tuple[int, int] | None = None
    first_cycle: FirstCycle = FirstCycle.FULL
    most_per_activity: int | None = None
    most_per_day: int | None = None
    renewable_months: int | None = None
    fee: bool = False


def version_on(rules: tuple[Rule, ...], day: date) -> Rule:
    """The version in force on a day; before the first version's day, the first."""
    if len(rules) == 1:
        return rules[0]
    return next((r for r in reversed(rules) if r.since is None or r.since <= day), rules[0])


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that certifies. `code` is what labels say, `unit` its word for a credit."""

    code: str
    name: str
    unit: str
    basis: Basis
    submissions: str | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """A typical amount of money for one thing, from `low` to `high`, in whole cents."""

    what: str
    low: int
    high: int
    currency: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Certification:
    """What a body awards. `rules` are the versions of its rule, oldest first; never empty."""

    code: str
    name: str
    body: str
    level: str
    rules: tuple[Rule, ...]
    basis: Basis
    aliases: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    status: str = "active"
    course_hours: int | None = None
    costs: tuple[Cost, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of rule; every version of one rule is of the same kind."""
        return self.rules[-1].kind


@dataclass(frozen=True, slots=True)
class Service:
    """Work that is sold, and the code of the certification that it needs."""

    name: str
    needs: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that is known of bodies, certifications and services, by code or name."""

    bodies: dict[str, Body]
    certifications: dict[str, Certification]
    services: dict[str, Service]
    _by_name: dict[str, str] = field(repr=False, default_factory=dict)

    def find(self, text: str) -> Certification | None:
        """The certification with this code, alias or full name, without regard to case."""
        code = self._by_name.get(fold(text))
        return self.certifications[code] if code else None

    def with_services(self, own: Iterable[Service]) -> "Catalogue":
        """The same catalogue with some services added or changed."""
        return replace(self, services={**self.services, **{s.name: s for s in own}})

    def body(self, text: str) -> Body | None:
        """The body with this code, without regard to case."""
        wanted = text.strip().casefold()
        return next((b for code, b in self.bodies.items() if code.casefold() == wanted), None)


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a rule file: where it is, what is wrong and what would be right."""

    file: str
    line: int
    text: str
