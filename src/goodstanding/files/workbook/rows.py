"""One row of each sheet, typed. Blank is None, or () where a cell holds several values.

Credits are whole hundredths, money is whole cents.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple


class PeopleRow(NamedTuple):
    """A person of the company."""

    name: str
    id: str | None
    email: str | None
    phone: str | None
    branch: str | None
    role: str | None
    hired_on: date | None
    left_on: date | None
    day_cost: int | None


class CertificationRow(NamedTuple):
    """A certification that a person holds."""

    name: str
    certification: str
    number: str | None
    issued_on: date | None
    tracked_from: date | None
    due_on: date | None
    seen_on: date | None
    balance: int | None
    restored_on: tuple[date, ...]
    expires_on: date | None
    ended_on: date | None


class CreditRow(NamedTuple):
    """The hours that a person has from one activity."""

    name: str
    activity: str | None
    provider: str | None
    kind: str | None
    started_on: date | None
    earned_on: date
    credits: int | None
    state: str | None
    submitted_on: date | None
    posted_on: date | None
    body: str | None
    obtains: str | None
    approved: bool | None
    evidence: str | None


class FeeRow(NamedTuple):
    """A payment that keeps a person's registration with a body alive."""

    name: str
    body: str | None
    paid_on: date | None
    paid_through: date


class OfferingRow(NamedTuple):
    """Something that people could attend."""

    title: str
    provider: str | None
    kind: str | None
    starts_on: date | None
    ends_on: date | None
    credits: int | None
    price: int | None
    travel: int | None
    seats: int | None
    production_days: Decimal | None
    city: str | None
    body: str | None
    approved: bool | None
    requires: tuple[str, ...]
    obtains: str | None


class DayOffRow(NamedTuple):
    """Days on which a person, or everybody, is off or busy."""

    name: str | None
    from_: date
    to: date | None
    kind: str | None
    why: str | None


class EnrolmentRow(NamedTuple):
    """A place of a person in an offering."""

    name: str
    offering: str
    on: date | None
    state: str | None
    locked: bool | None


class RuleRow(NamedTuple):
    """A setting of the planner."""

    setting: str
    value: str | None


class JobRow(NamedTuple):
    """Work that was done, and who did it."""

    job: str | None
    service: str
    client: str | None
    program: str | None
    starts_on: date
    ends_on: date | None
    crew: tuple[str, ...]
    amount: int | None


class ObservationRow(NamedTuple):
    """What the body's record showed of a credential on a day before the one last seen."""

    name: str
    certification: str
    number: str | None
    which: int | None
    due_on: date | None
    seen_on: date | None
    balance: int | None
