"""What accepting a workbook would record, person by person; shown before, and then done."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from goodstanding.engine import credits
from goodstanding.engine.wording import day
from goodstanding.files.workbook.problem import Problem
from goodstanding.records.models import Fact, FactKind, Person
from goodstanding.services.kept import Kept


class Change(NamedTuple):
    """A field by its title, as people read it."""

    title: str
    before: str
    after: str


@dataclass(slots=True)
class New:
    """A fact that is not on record yet. `credential` is what an observation, a restoration or an
    ending is about: one on record by its key, or one that comes with it."""

    kind: FactKind
    words: str
    states: dict[str, Any]
    texts: dict[str, Any] = field(default_factory=dict)
    credential: "UUID | New | None" = None


@dataclass(slots=True)
class Corrected:
    """A fact on record of which the workbook says more, or something else."""

    fact: Fact
    words: str
    states: dict[str, Any]
    texts: dict[str, Any]
    changes: list[Change]


@dataclass(slots=True)
class Guest:
    """Somebody of the workbook; `person` is who he is on record, None when he is new.

    `values` are what the workbook says of him, blank ones left out; `changes` those that differ
    from the record. `here` counts the rows that are on record already; `conflicts` are sentences
    about rows that cannot be brought together with the record and are left out.
    """

    name: str
    person: Person | None
    values: dict[str, Any]
    kept: Kept
    changes: list[Change] = field(default_factory=list)
    new: list[New] = field(default_factory=list)
    corrected: list[Corrected] = field(default_factory=list)
    here: int = 0
    conflicts: list[str] = field(default_factory=list)

    @property
    def details(self) -> list[str]:
        """What the workbook says of somebody new beside his name."""
        said = ("number", "email", "phone", "branch", "role")
        if self.person:
            return []
        hired, cost = self.values.get("hired_on"), self.values.get("day_cost")
        return [
            *(self.values[name] for name in said if name in self.values),
            *([f"hired on {day(hired)}"] if hired else []),
            *([f"day cost {credits.show(cost)}"] if cost is not None else []),
        ]

    @property
    def is_changed(self) -> bool:
        """Whether anything of him would be recorded."""
        return not self.person or bool(self.changes or self.new or self.corrected)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that is kept as it came; `before` counts the rows on record, None: it is new."""

    name: str
    rows: list[list[Any]]
    before: int | None
    is_changed: bool
    is_form: bool = True
    """Whether people see it: the header of the unknown columns of People is not such a sheet."""

    @property
    def count(self) -> int:
        """How many rows it has, with its header."""
        return len(self.rows)


@dataclass(slots=True)
class Row:
    """A row of what a year is planned with: `one` as it will be, or, with `values`, as it is and
    what it says from now on. `guest` is the person of the workbook whom it is about, if new."""

    one: Any
    words: str
    guest: Guest | None
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Rows:
    """The rows of a sheet: new ones, those that say more than the record, and how many are on
    record already."""

    name: str
    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    here: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it. `branches` are new ones; `problems` what could not be read or understood."""

    guests: tuple[Guest, ...] = ()
    branches: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()
    year: tuple[Rows, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether all of it is on record already."""
        changed = any(guest.is_changed for guest in self.guests)
        changed |= bool(self.shown_year)
        return not changed and not any(sheet.is_changed for sheet in self.sheets)

    @property
    def changed(self) -> list[Guest]:
        """The people of whom anything would be recorded."""
        return [guest for guest in self.guests if guest.is_changed]

    @property
    def in_conflict(self) -> list[Guest]:
        """The people of whom something is left out because the record says otherwise."""
        return [guest for guest in self.guests if guest.conflicts]

    @property
    def errors(self) -> list[Problem]:
        """Rows and sheets that are left out."""
        return [one for one in self.problems if one.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """What to look at; it counts."""
        return [one for one in self.problems if one.severity != "error"]

    @property
    def shown_year(self) -> list[Rows]:
        """The sheets of the year in which anything would be recorded."""
        return [rows for rows in self.year if rows.new or rows.changed]

    @property
    def shown_sheets(self) -> list[Sheet]:
        """The sheets that people know as such."""
        return [sheet for sheet in self.sheets if sheet.is_form]

    def counts(self) -> Counter[str]:
        """How much of everything: new people and facts by kind, corrections, what is here."""
        found: Counter[str] = Counter(new_branches=len(self.branches))
        for guest in self.guests:
            found["people" if not guest.person else "known_people"] += 1
            found["changed_people"] += bool(guest.person and guest.changes)
            found["corrections"] += len(guest.corrected)
            found["here"] += guest.here
            found["conflicts"] += len(guest.conflicts)
            found.update(self._kinds(guest))
        for rows in self.year:
            found[rows.name] += len(rows.new)
            found["year_corrections"] += len(rows.changed)
            found["here"] += rows.here
        return found

    @staticmethod
    def _kinds(guest: Guest) -> Iterator[str]:
        return (_PLURALS[one.kind] for one in guest.new)


_PLURALS = {
    FactKind.CREDENTIAL: "credentials",
    FactKind.OBSERVATION: "observations",
    FactKind.RESTORATION: "restorations",
    FactKind.ENDING: "endings",
    FactKind.CREDIT: "credits",
    FactKind.FEE: "fees",
}
