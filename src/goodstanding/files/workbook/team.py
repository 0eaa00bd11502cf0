"""What a workbook says of a team on a day: people with the engine's facts, and jobs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Generic

from goodstanding.engine.folding import fold
from goodstanding.engine.rules.model import Basis, Catalogue, Service, Sure
from goodstanding.engine.standing.facts import Credential, Person
from goodstanding.files.memory import uncollected
from goodstanding.files.tables import LIMITS, Limits
from goodstanding.files.workbook import observations
from goodstanding.files.workbook.activities import Names, Unknown, credit, fee, out_of_order
from goodstanding.files.workbook.book import Line, R, Table, Workbook
from goodstanding.files.workbook.certifications import credential
from goodstanding.files.workbook.jobs import Job, job
from goodstanding.files.workbook.left_out import Services, words_of_left_out
from goodstanding.files.workbook.problem import Problem, Problems, in_order
from goodstanding.files.workbook.reading import SHEETS, read_workbook
from goodstanding.files.workbook.roster import Entry, Roster, nobody
from goodstanding.files.workbook.rows import (
    CertificationRow,
    CreditRow,
    FeeRow,
    JobRow,
    ObservationRow,
    PeopleRow,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the company. `day_cost` in cents; `left_on` is the last day employed."""

    name: str
    id: str | None
    email: str | None
    phone: str | None
    branch: str | None
    role: str | None
    hired_on: date | None
    left_on: date | None
    day_cost: int | None
    facts: Person

    def has_left(self, on: date) -> bool:
        """Whether the last day employed lies before a day."""
        return self.left_on is not None and self.left_on < on


@dataclass(frozen=True, slots=True)
class Team:
    """Everything that a workbook says, and all that is wrong with it.

    `services` are the company's own, from the sheet Rules; they go before the catalogue's.
    """

    members: tuple[Member, ...]
    jobs: tuple[Job, ...]
    problems: tuple[Problem, ...]
    services: tuple[Service, ...] = ()


@dataclass(frozen=True, slots=True)
class Source(Generic[R]):
    """A row that counts: `at` is the member's place; `place` that of what it says among his
    credentials, credits or fees (for a look at the body's record: of the credential)."""

    at: int
    place: int
    line: Line[R]


@dataclass(frozen=True, slots=True)
class Understood:
    """A team with the rows that say so; `people` by the members' places."""

    team: Team
    people: tuple[Line[PeopleRow] | None, ...]
    certifications: tuple[Source[CertificationRow], ...]
    observations: tuple[Source[ObservationRow], ...]
    credits: tuple[Source[CreditRow], ...]
    fees: tuple[Source[FeeRow], ...]


def read_team(path: Path, catalogue: Catalogue, on: date, limits: Limits = LIMITS) -> Team:
    """Read a workbook and understand it as of a day.

    Raises Unreadable when the file cannot be read, NotAWorkbook when it has another form.
    """
    return understand(read_workbook(path, limits), catalogue, on)


def understand(workbook: Workbook, catalogue: Catalogue, on: date) -> Team:
    """The team of a workbook. Members stand in the order of the sheet People, then of naming."""
    return understood(workbook, catalogue, on).team


def understood(workbook: Workbook, catalogue: Catalogue, on: date) -> Understood:
    """The team of a workbook, and by which rows."""
    with uncollected():
        reading = _Understanding(workbook, catalogue, on)
        team = _team(reading)
        return Understood(
            team,
            tuple(entry.line for entry in reading.roster.members),
            tuple(reading.held),
            tuple(reading.seen),
            tuple(reading.had),
            tuple(reading.paid),
        )


def _team(reading: "_Understanding") -> Team:
    reading.take_people()
    reading.take_certifications()
    reading.take_observations()
    reading.take_credits()
    reading.take_fees()
    services = reading.take_services()
    jobs = reading.take_jobs(services)
    reading.take_left_out(services)
    reading.take_the_rest()
    return Team(
        tuple(_member(entry) for entry in reading.roster.members),
        jobs,
        in_order([*reading.workbook.problems, *reading.problems.found], SHEETS),
        services,
    )


def _member(entry: Entry) -> Member:
    facts = Person(tuple(entry.credentials), tuple(entry.credits), tuple(entry.fees))
    return Member(*entry.row, facts)


def _keep(sources: list[Source[R]], entry: Entry, place: int, line: Line[R]) -> None:
    """Note the row; rows about nobody are only looked through."""
    if entry.at is not None:
        sources.append(Source(entry.at, place, line))


class _Understanding:
    """A workbook while it is being understood."""

    def __init__(self, workbook: Workbook, catalogue: Catalogue, on: date) -> None:
        self.workbook, self.catalogue, self.on = workbook, catalogue, on
        self.problems = Problems()
        self.roster = Roster(self.problems)
        self.names = Names(catalogue)
        self.held: list[Source[CertificationRow]] = []
        self.seen: list[Source[ObservationRow]] = []
        self.had: list[Source[CreditRow]] = []
        self.paid: list[Source[FeeRow]] = []

    def take_people(self) -> None:
        """The sheet People, also what could be read of rows that were left out."""
        table = self.workbook.people
        left_out = {line.number for line in table.left_out}
        lines = [*self._distinct("People", table), *table.left_out]
        for line in sorted(lines, key=lambda line: line.number):
            self.roster.add(line, line.number in left_out)

    def take_certifications(self) -> None:
        """The sheet Certifications."""
        sheet = "Certifications"
        held: dict[tuple[int, str], tuple[Entry, int, int]] = {}
        for line, entry in self._by_person(sheet, self.workbook.certifications):
            found, errors, warnings = credential(line.values, self.catalogue, self.on)
            self._report(sheet, line.number, errors, warnings)
            if found is None or errors:
                continue
            key = id(entry), found.certification
            if first := held.get(key):
                found = self._twin(first, found, line.number)
            held.setdefault(key, (entry, len(entry.credentials), line.number))
            _keep(self.held, entry, len(entry.credentials), line)
            entry.credentials.append(found)

    def _twin(self, first: tuple[Entry, int, int], found: Credential, row: int) -> Credential:
        entry, place, first_row = first
        entry.credentials[place] = replace(entry.credentials[place], twin=True)
        text = f"{found.certification} of this person is also in row {first_row}: both are kept."
        self.problems.warning("Certifications", row, "Certification", text)
        return replace(found, twin=True)

    def take_observations(self) -> None:
        """The sheet Observations."""
        sheet = "Observations"
        for line, entry in self._by_person(sheet, self.workbook.observations):
            taken = observations.take(line.values, entry, self.names, self.catalogue, self.on)
            self._report(sheet, line.number, taken.errors, taken.warnings)
            if taken.place is not None:
                _keep(self.seen, entry, taken.place, line)

    def take_credits(self) -> None:
        """The sheet Credits."""
        for line, entry in self._by_person("Credits", self.workbook.credits):
            found = credit(line.values, line.number, self.names, self.on)
            if isinstance(found, list):
                self._report("Credits", line.number, found, [])
                continue
            _keep(self.had, entry, len(entry.credits), line)
            entry.credits.append(found)
            if line.values.submitted_on or line.values.posted_on:
                self._report("Credits", line.number, [], out_of_order(line.values))

    def take_fees(self) -> None:
        """The sheet Fees."""
        for line, entry in self._by_person("Fees", self.workbook.fees):
            found = fee(line.values, self.names)
            if isinstance(found, list):
                self._report("Fees", line.number, found, [])
            else:
                _keep(self.paid, entry, len(entry.fees), line)
                entry.fees.append(found)

    def take_services(self) -> tuple[Service, ...]:
        """The rows “service NAME” of the sheet Rules: which certification such work needs."""
        found: list[Service] = []
        for line in self.workbook.rules.lines:
            word, _, name = fold(line.values.setting).partition(" ")
            if word != "service" or not name:
                continue
            code = self.names.code(line.values.value or "")
            if isinstance(code, Unknown):
                self.problems.left_out("Rules", line.number, "Value", code.text)
                continue
            basis = Basis(f"the workbook, Rules, row {line.number}", None, Sure.A)
            found.append(Service(name, code, basis))
        return tuple(found)

    def take_jobs(self, own: tuple[Service, ...]) -> tuple[Job, ...]:
        """The sheet Jobs."""
        services = self._services(own)
        found = (self._job(line, services) for line in self._distinct("Jobs", self.workbook.jobs))
        return tuple(job for job in found if job is not None)

    def _services(self, own: tuple[Service, ...]) -> Services:
        names = {fold(name): name for name in self.catalogue.services}
        return names | {service.name: service.name for service in own}

    def _job(self, line: Line[JobRow], services: Services) -> Job | None:
        found = job(line, services, self.roster)
        if isinstance(found, Job):
            return found
        self._report("Jobs", line.number, found, [])
        return None

    def take_left_out(self, own: tuple[Service, ...]) -> None:
        """Rows with a cell that could not be read: what else is to be mended in them."""
        services = self._services(own)
        for sheet, row, found in words_of_left_out(
            self.workbook, self.roster, self.names, services
        ):
            self._report(sheet, row, found, [])

    def take_the_rest(self) -> None:
        """Sheets that mean nothing yet for standing: only their repeated rows are reported."""
        for sheet in ("Offerings", "Days off", "Enrolments", "Rules"):
            for _ in self._distinct(sheet, self.workbook.table(sheet)):
                pass

    def _by_person(self, sheet: str, table: Table[R]) -> Iterator[tuple[Line[R], Entry]]:
        """The rows of a sheet with the person that each is about; where there is none, the
        row is looked through for the sake of what else is wrong in it."""
        for line in self._distinct(sheet, table):
            entry = self.roster.find(line.values[0])
            if isinstance(entry, str):
                self.problems.left_out(sheet, line.number, "Name", entry)
                entry = nobody()
            yield line, entry

    def _distinct(self, sheet: str, table: Table[R]) -> Iterator[Line[R]]:
        """The rows of a sheet; one that repeats another wholly is read once and reported."""
        seen: dict[Any, int] = {}
        for line in table.lines:
            first = seen.setdefault((line.values, line.extras), line.number)
            if first == line.number:
                yield line
                continue
            text = f"This row repeats row {first} wholly: it is read once."
            self.problems.warning(sheet, line.number, None, text)

    def _report(
        self,
        sheet: str,
        row: int,
        errors: list[tuple[str | None, str]],
        warnings: list[tuple[str | None, str]],
    ) -> None:
        for column, text in errors:
            self.problems.left_out(sheet, row, column, text)
        for column, text in warnings:
            self.problems.warning(sheet, row, column, text)
