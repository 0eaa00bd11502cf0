"""Exposure: the job-days on which nobody on the crew held the certification that the work needs.

A job-day is a calendar day from a job's first day to its last. It is covered when somebody of
the crew holds the needed certification in state current on that day. Else it cannot be shown
(`UNKNOWN`) where somebody's record must be checked, and is `EXPOSED` where not. Days after the
day asked about are judged as if nothing more were ever posted or paid, and are kept apart.

Money is whole cents. What is at risk is the job's amount × exposed days ÷ days of the job,
rounded half up once per job.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.answer import Condition, Lapse, Period
from goodstanding.engine.standing.explain import absence
from goodstanding.engine.standing.facts import Person
from goodstanding.engine.standing.judge import history


class Cover(StrEnum):
    """How a job-day that nobody covers is to be read."""

    EXPOSED = "exposed"
    UNKNOWN = "unknown"


class Worker(NamedTuple):
    """Somebody on a crew, with everything known of him."""

    name: str
    facts: Person


class Job(NamedTuple):
    """Work for a client. `crew` are places in the list of workers, `amount` whole cents."""

    name: str
    service: str
    starts_on: date
    ends_on: date
    crew: tuple[int, ...] = ()
    client: str | None = None
    program: str | None = None
    amount: int | None = None


class Absence(NamedTuple):
    """Somebody of the crew whose credential does not cover a day, and why not."""

    name: str
    certification: str
    state: Condition
    reason: Lapse | None


class Span(NamedTuple):
    """Days of a job, both ends included, that nobody covers, all for the same reasons.

    No absences: nobody on the crew has ever held the certification. `ahead`: the days lie after
    the day asked about.
    """

    since: date
    until: date
    cover: Cover
    absences: tuple[Absence, ...]
    ahead: bool

    @property
    def days(self) -> int:
        """How many days these are."""
        return (self.until - self.since).days + 1


class Exposure(NamedTuple):
    """What was found for one job. `needs` None: the catalogue does not know the service.

    `crew` are names. Days and money after the day asked about are counted apart (`ahead`).
    """

    job: Job
    crew: tuple[str, ...]
    needs: str | None
    days: int
    spans: tuple[Span, ...]

    def count(self, cover: Cover, ahead: bool = False) -> int:
        """How many of the job's days are so, up to the day asked about or after it."""
        return sum(s.days for s in self.spans if s.cover is cover and s.ahead is ahead)

    def at_risk(self, ahead: bool = False) -> int | None:
        """The money that exposed days put at risk, in whole cents; None: the job has no amount."""
        if self.job.amount is None:
            return None
        return (2 * self.job.amount * self.count(Cover.EXPOSED, ahead) + self.days) // (
            2 * self.days
        )


class Totals(NamedTuple):
    """Sums over jobs; money in whole cents, of those jobs that have an amount."""

    jobs: int
    exposed_jobs: int
    days: int
    exposed_days: int
    unknown_days: int
    ahead_days: int
    at_risk: int
    ahead_risk: int


def exposures(
    jobs: Sequence[Job], workers: Sequence[Worker], catalogue: Catalogue, on: date
) -> tuple[Exposure, ...]:
    """The exposure of each job, in the order of the jobs."""
    until = max([on, *(job.ends_on for job in jobs)])
    records = _Records(workers, catalogue, until)
    return tuple(_exposure(job, records, on) for job in jobs)


def totals(found: Iterable[Exposure]) -> Totals:
    """The sums over some jobs."""
    some = list(found)
    exposed = [e.count(Cover.EXPOSED) for e in some]
    return Totals(
        jobs=len(some),
        exposed_jobs=sum(1 for count in exposed if count),
        days=sum(e.days for e in some),
        exposed_days=sum(exposed),
        unknown_days=sum(e.count(Cover.UNKNOWN) for e in some),
        ahead_days=sum(e.count(Cover.EXPOSED, ahead=True) for e in some),
        at_risk=sum(e.at_risk() or 0 for e in some),
        ahead_risk=sum(e.at_risk(ahead=True) or 0 for e in some),
    )


def by_program(found: Iterable[Exposure]) -> dict[str | None, Totals]:
    """The sums for each program in the order of their names; jobs without one come last."""
    some = list(found)
    names = sorted({e.job.program for e in some}, key=lambda name: (name is None, name or ""))
    return {name: totals(e for e in some if e.job.program == name) for name in names}


def spoken(exposure: Exposure, span: Span) -> str:
    """Why nobody covers the days of a span, for people."""
    if not exposure.crew:
        return "nobody is named on the crew"
    if not span.absences:
        return f"nobody on the crew holds {exposure.needs}"
    return "; ".join(absence(*one) for one in span.absences)


class _Records:
    """The histories of workers, each made when it is first asked for."""

    def __init__(self, workers: Sequence[Worker], catalogue: Catalogue, until: date) -> None:
        self.workers = workers
        self.catalogue = catalogue
        self._until = until
        self._made: dict[int, tuple[tuple[str, tuple[Period, ...]], ...]] = {}

    def of(self, worker: int, certification: str) -> Iterator[tuple[Period, ...]]:
        """The periods of each credential that a worker has of a certification."""
        if worker not in self._made:
            facts = self.workers[worker].facts
            held = (credential.certification for credential in facts.credentials)
            periods = history(facts, self.catalogue, self._until)
            self._made[worker] = tuple(zip(held, periods, strict=True))
        return (periods for code, periods in self._made[worker] if code == certification)


def _exposure(job: Job, records: _Records, on: date) -> Exposure:
    service = records.catalogue.services.get(job.service.strip().casefold())
    crew = tuple(records.workers[i].name for i in job.crew)
    days = (job.ends_on - job.starts_on).days + 1
    if service is None:
        return Exposure(job, crew, None, days, ())
    held = [
        (records.workers[i].name, periods)
        for i in job.crew
        for periods in records.of(i, service.needs)
    ]
    return Exposure(job, crew, service.needs, days, tuple(_spans(job, service.needs, held, on)))


def _spans(
    job: Job, needs: str, held: list[tuple[str, tuple[Period, ...]]], on: date
) -> Iterator[Span]:
    count = (job.ends_on - job.starts_on).days + 1
    days = (job.starts_on + timedelta(days=n) for n in range(count))
    for (found, ahead), run in groupby(days, lambda day: (_on(day, needs, held), day > on)):
        if found is None:
            continue
        first, *rest = run
        unknown = any(absence.state is Condition.UNKNOWN for absence in found)
        cover = Cover.UNKNOWN if unknown else Cover.EXPOSED
        yield Span(first, rest[-1] if rest else first, cover, found, ahead)


def _on(
    day: date, needs: str, held: list[tuple[str, tuple[Period, ...]]]
) -> tuple[Absence, ...] | None:
    """Why nobody covers a day; None: somebody does."""
    absences: list[Absence] = []
    for name, periods in held:
        state, reason = _state(periods, day)
        if state is Condition.CURRENT:
            return None
        absences.append(Absence(name, needs, state, reason))
    return tuple(absences)


def _state(periods: tuple[Period, ...], day: date) -> tuple[Condition, Lapse | None]:
    for period in reversed(periods):
        if period.since is None or period.since <= day:
            return period.state, period.reason
    return Condition.NOT_YET_ISSUED, None
