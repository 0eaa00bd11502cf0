"""What a workbook says of a team on a day: people with the engine's facts, and jobs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from goodstanding.engine.rules.model import Basis, Catalogue, Service, Sure
from goodstanding.engine.standing.facts import Credential, Person
from goodstanding.files.memory import uncollected
from goodstanding.files.tables import LIMITS, Limits
from goodstanding.files.workbook.activities import Names, Unknown, credit, fee, out_of_order
from goodstanding.files.workbook.book import Line, R, Table, Workbook
from goodstanding.files.workbook.certifications import credential
from goodstanding.files.workbook.left_out import Services, no_service, words_of_left_out
from goodstanding.files.workbook.problem import Problem, Problems, in_order
from goodstanding.files.workbook.reading import SHEETS, read_workbook
from goodstanding.files.workbook.roster import Entry, Roster, nobody
from goodstanding.files.workbook.rows import JobRow
from goodstanding.files.workbook.schema import fold


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
class Job:
    """Work that was done. `crew` are places in the team's members; `amount` in cents."""

    name: str
    service: str
    client: str | None
    program: str | None
    starts_on: date
    ends_on: date
    crew: tuple[int, ...]
    amount: int | None
    row: int


@dataclass(frozen=True, slots=True)
class Team:
    """Everything that a workbook says, and all that is wrong with it.

    `services` are the company's own, from the sheet Rules; they go before the catalogue's.
    """

    members: tuple[Member, ...]
    jobs: tuple[Job, ...]
    problems: tuple[Problem, ...]
    services: tuple[Service, ...] = ()


def read_team(path: Path, catalogue: Catalogue, on: date, limits: Limits = LIMITS) -> Team:
    """Read a workbook and understand it as of a day.

    Raises Unreadable when the file cannot be read, NotAWorkbook when it has another form.
    """
    return understand(read_workbook(path, limits), catalogue, on)


def understand(workbook: Workbook, catalogue: Catalogue, on: date) -> Team:
    """The team of a workbook. Members stand in the order of the sheet People, then of naming."""
    with uncollected():
        return _understood(_Understanding(workbook, catalogue, on))


def _understood(reading: "_Understanding") -> Team:
    reading.take_people()
    reading.take_certifications()
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


class _Understanding:
    """A workbook while it is being understood."""

    def __init__(self, workbook: Workbook, catalogue: Catalogue, on: date) -> None:
        self.workbook, self.catalogue, self.on = workbook, catalogue, on
        self.problems = Problems()
        self.roster = Roster(self.problems)
        self.names = Names(catalogue)

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
            entry.credentials.append(found)

    def _twin(self, first: tuple[Entry, int, int], found: Credential, row: int) -> Credential:
        entry, place, first_row = first
        entry.credentials[place] = replace(entry.credentials[place], twin=True)
        text = f"{found.certification} of this person is also in row {first_row}: both are kept."
        self.problems.warning("Certifications", row, "Certification", text)
        return replace(found, twin=True)

    def take_credits(self) -> None:
        """The sheet Credits."""
        for line, entry in self._by_person("Credits", self.workbook.credits):
            found = credit(line.values, line.number, self.names, self.on)
            if isinstance(found, list):
                self._report("Credits", line.number, found, [])
                continue
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

    def _job(self, line: Line[JobRow], services: dict[str, str]) -> Job | None:
        row = line.values
        errors: list[tuple[str | None, str]] = []
        service = services.get(fold(row.service))
        if service is None:
            errors.append(("Service", no_service(row.service, services)))
        ends_on = row.ends_on or row.starts_on
        if ends_on < row.starts_on:
            errors.append(("Ends on", f"{ends_on} is before “Starts on”: correct one of the two."))
        people = [self.roster.find(name) for name in row.crew]
        errors += [("Crew", person) for person in people if isinstance(person, str)]
        self._report("Jobs", line.number, errors, [])
        if errors or service is None:
            return None
        crew = dict.fromkeys(one.at for one in people if isinstance(one, Entry))
        return Job(
            name=row.job or "",
            service=service,
            client=row.client,
            program=row.program,
            starts_on=row.starts_on,
            ends_on=ends_on,
            crew=tuple(at for at in crew if at is not None),
            amount=row.amount,
            row=line.number,
        )

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
