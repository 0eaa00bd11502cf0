"""What is known of a person: credentials, credits and fees, as frozen values.

A fact carries no opinion: it says what was seen, typed or recorded. Which of the facts
are known is decided before they come here (`known_at`); what they mean on a day is
decided in `judge`. Days are `date`, credits are whole hundredths.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """How far a credit has come."""

    PLANNED = "planned"
    EARNED = "earned"
    SUBMITTED = "submitted"
    POSTED = "posted"
    REJECTED = "rejected"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Observation:
    """The body's own record of a credential, as somebody saw it on `seen_on`.

    `deadline` is the last day of a cycle, `balance` the credits (hundredths) posted in it;
    at least one of the two is given. `seen_assumed` says that the day it was seen was
    missing and the day asked about was taken for it.
    """

    seen_on: date
    deadline: date | None = None
    balance: int | None = None
    seen_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Credential:
    """One person's certification and what has happened to it; `certification` is a code.

    `issued_on` None: the day of issue is not known. `tracked_from` None: the day of issue.
    `twin` says that the same person holds a second credential of this certification.
    """

    certification: str
    issued_on: date | None = None
    number: str | None = None
    tracked_from: date | None = None
    observations: tuple[Observation, ...] = ()
    restorations: tuple[date, ...] = ()
    expires_on: date | None = None
    ended_on: date | None = None
    twin: bool = False


@dataclass(frozen=True, slots=True)
class Credit:
    """The hours that one person has from one activity.

    `amount` in hundredths. `activity` names the activity so that two credits of the same one
    can be told (caps); `title` is what people call it. `approved` None: still to be checked.
    `obtains` is the code of the certification that the course was taken for. `source` says
    where the fact stands (a row, a number) and plays no part in judging.
    """

    body: str
    earned_on: date
    amount: int
    state: State
    title: str = ""
    activity: str = ""
    kind: str = "course"
    started_on: date | None = None
    submitted_on: date | None = None
    posted_on: date | None = None
    approved: bool | None = True
    obtains: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """A payment that keeps a person's registration with a body alive through a day."""

    body: str
    paid_through: date
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Everything known of one person that bears on standing."""

    credentials: tuple[Credential, ...] = ()
    credits: tuple[Credit, ...] = ()
    fees: tuple[Fee, ...] = ()


Fact = Credential | Credit | Fee


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact with its place in the record: known from `recorded` up to, not at, `superseded`."""

    fact: Fact
    recorded: int
    superseded: int | None = None


def known_at(record: Iterable[Recorded], known: int) -> Person:
    """The person as the record knew him right after entry number `known`."""
    facts = [
        entry.fact
        for entry in record
        if entry.recorded <= known and (entry.superseded is None or known < entry.superseded)
    ]
    return Person(
        credentials=tuple(fact for fact in facts if isinstance(fact, Credential)),
        credits=tuple(fact for fact in facts if isinstance(fact, Credit)),
        fees=tuple(fact for fact in facts if isinstance(fact, Fee)),
    )
