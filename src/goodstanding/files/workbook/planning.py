"""What a workbook says for a plan: its team, and the sheets that only the planner reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from goodstanding.engine.planning.given import Booking, DayOff, Employee, Given, Offering
from goodstanding.engine.planning.settings import Row, Settings, read_settings, services
from goodstanding.engine.rules.model import Catalogue
from goodstanding.files.tables import LIMITS, Limits
from goodstanding.files.workbook import offerings
from goodstanding.files.workbook.activities import Names
from goodstanding.files.workbook.book import Line, Table, Workbook
from goodstanding.files.workbook.bookings import Bookings, is_cancelled
from goodstanding.files.workbook.certifications import Finding
from goodstanding.files.workbook.problem import Problem, Problems, in_order
from goodstanding.files.workbook.reading import SHEETS, read_workbook
from goodstanding.files.workbook.roster import Roster
from goodstanding.files.workbook.rows import DayOffRow, EnrolmentRow, OfferingRow, PeopleRow
from goodstanding.files.workbook.team import Member, Understood, understood


@dataclass(frozen=True, slots=True)
class Planning:
    """What the planner is given, all that is wrong with the workbook, and where people stand.

    `people_rows` names the row of the sheet People for a person's place, None where there is none;
    `credential_rows` the row of the sheet Certifications for a person's place and the place of one
    of his credentials; `workbook` is what was read.
    """

    given: Given
    problems: tuple[Problem, ...]
    people_rows: tuple[int | None, ...]
    credential_rows: dict[tuple[int, int], int]
    workbook: Workbook


def read_planning(
    path: Path, catalogue: Catalogue, on: date, year: int, limits: Limits = LIMITS
) -> Planning:
    """Read a workbook for a plan of a year.

    Raises Unreadable when the file cannot be read, NotAWorkbook when it has another form.
    """
    return planning(read_workbook(path, limits), catalogue, on, year)


def planning(workbook: Workbook, catalogue: Catalogue, on: date, year: int) -> Planning:
    """What a workbook says for a plan of a year."""
    team = understood(workbook, catalogue, on)
    reading = _Reading(workbook, team, catalogue)
    reading.take_people()
    found = reading.offerings(year, on)
    bookings, told = reading.bookings(found, year)
    given = Given(
        year,
        on,
        tuple(map(_employee, team.team.members)),
        found,
        catalogue,
        services(catalogue, team.team.services),
        reading.days_off(),
        bookings,
        frozenset(reading.in_credits),
        reading.settings(),
        told,
    )
    problems = in_order([*team.team.problems, *reading.problems.found], SHEETS)
    rows = {(source.at, source.place): source.line.number for source in team.certifications}
    people = tuple(line.number if line else None for line in team.people)
    return Planning(given, problems, people, rows, workbook)


def _employee(member: Member) -> Employee:
    return Employee(
        member.name, member.facts, member.id, member.branch, member.hired_on, member.left_on
    )


class _Reading:
    """The planner's sheets while they are being read."""

    def __init__(self, workbook: Workbook, team: Understood, catalogue: Catalogue) -> None:
        self.workbook, self.team = workbook, team
        self.problems = Problems()
        self.in_credits: set[tuple[int, int]] = set()
        self.names = Names(catalogue)
        self.roster = Roster(Problems())  # what is wrong with people has been said
        for place, member in enumerate(team.team.members):
            self.roster.add(Line(place, _row(member)), left_out=False)

    def take_people(self) -> None:
        """People without a branch are a branch of their own, and said so."""
        members, lines = self.team.team.members, self.team.people
        without = [line for m, line in zip(members, lines, strict=True) if not m.branch]
        if members and len(without) == len(members):
            text = "Nobody has a branch: all are planned as one."
            self.problems.warning("People", None, "Branch", text)
            return
        text = "has no branch: the people without one are planned as one more branch."
        for line in without:
            if line:  # who has no row has been said to be missing there
                name = f"“{line.values.name}” {text}"
                self.problems.warning("People", line.number, "Branch", name)

    def offerings(self, year: int, on: date) -> tuple[Offering, ...]:
        """The sheet Offerings."""
        found: list[Offering] = []
        for line in _distinct(self.workbook.offerings):
            row: OfferingRow = line.values
            one = offerings.offering(row, line.number, self.names)
            if isinstance(one, list):
                self._left_out(line.sheet or "Offerings", line.number, one)
                continue
            found.append(one)
            for column, text in offerings.doubts(one, year, on):
                self.problems.warning(line.sheet or "Offerings", line.number, column, text)
        table = self.workbook.offerings
        if not table.lines and not table.left_out:
            text = "There are no offerings to plan with: fill in the sheet Offerings."
            self.problems.warning("Offerings", None, None, text)
        for text in offerings.crowded(tuple(found)):
            self.problems.warning("Offerings", None, "Starts on", text)
        return tuple(found)

    def days_off(self) -> tuple[DayOff, ...]:
        """The sheet Days off."""
        found: list[DayOff] = []
        for line in _distinct(self.workbook.days_off):
            row: DayOffRow = line.values
            one = offerings.day_off(row, self.roster)
            if isinstance(one, DayOff):
                found.append(one)
            else:
                self._left_out("Days off", line.number, one)
        return tuple(found)

    def bookings(
        self, known: tuple[Offering, ...], year: int
    ) -> tuple[tuple[Booking, ...], tuple[Booking, ...]]:
        """The locked rows of the sheet Enrolments, and those that people were only told of."""
        credits = [member.facts.credits for member in self.team.team.members]
        bookings = Bookings(known, credits, year)
        found: list[Booking] = []
        told: dict[tuple[int, int], Booking] = {}
        for line in _distinct(self.workbook.enrolments):
            row: EnrolmentRow = line.values
            if is_cancelled(row):
                continue
            person = self.roster.find(row.name)
            if isinstance(person, str) or person.at is None:
                self._left_out("Enrolments", line.number, [("Name", str(person))])
                continue
            taken = bookings.take(line, person.at)
            self._left_out("Enrolments", line.number, taken.errors)
            for column, text in taken.warnings:
                self.problems.warning("Enrolments", line.number, column, text)
            if taken.booking:
                found.append(taken.booking)
            if taken.told:
                told.setdefault((person.at, taken.told.offering), taken.told)
            if taken.in_credits is not None:
                self.in_credits.add((person.at, taken.in_credits))
        return tuple(found), tuple(told.values())

    def settings(self) -> Settings:
        """The sheet Rules."""
        rows = [
            Row(line.number, line.values.setting, line.values.value or "")
            for line in _distinct(self.workbook.rules)
        ]
        settings, mistakes = read_settings(rows)
        for mistake in mistakes:
            self.problems.left_out("Rules", mistake.row, mistake.column, mistake.text)
        return settings

    def _left_out(self, sheet: str, row: int, errors: list[Finding]) -> None:
        for column, text in errors:
            self.problems.left_out(sheet, row, column, text)


def _row(member: Member) -> PeopleRow:
    return PeopleRow(member.name, member.id, member.email, None, None, None, None, None, None)


def _distinct(table: Table[Any]) -> Iterator[Line[Any]]:
    """The rows of a sheet; one that repeats another wholly is read once (and reported before)."""
    seen: dict[Any, int] = {}
    for line in table.lines:
        if seen.setdefault((line.values, line.extras), line.number) == line.number:
            yield line
