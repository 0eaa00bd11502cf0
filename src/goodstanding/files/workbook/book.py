"""The workbook as a value: typed rows by sheet, and what it holds beyond the known form."""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from goodstanding.files.tables import Cell
from goodstanding.files.workbook import rows
from goodstanding.files.workbook.problem import Problem

R = TypeVar("R", bound=tuple[Any, ...])


@dataclass(slots=True)
class Line(Generic[R]):
    """One row: its typed values and, by place in the table's `extra_titles`, unknown columns.

    `number` is Excel's row number and plays no part in comparing, nor does `sheet`, the name of
    the sheet where it is not the table's own (a company's own list of classes). Treat as a value
    (not frozen, because a company has tens of thousands and freezing doubles the time to make one).
    """

    number: int = field(compare=False)
    values: R
    extras: tuple[tuple[int, Cell], ...] = ()
    sheet: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """One known sheet. `left_out` are the rows with an error, wrong cells taken as blank."""

    lines: tuple[Line[R], ...] = ()
    extra_titles: tuple[str, ...] = ()
    left_out: tuple[Line[R], ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Stranger:
    """A sheet that is not known, kept as it is."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """What a file says. `tables` holds the sheets that are there, by their canonical name."""

    tables: dict[str, Table[Any]] = field(default_factory=dict)
    strangers: tuple[Stranger, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    def table(self, name: str) -> Table[Any]:
        """A sheet by its canonical name; an empty one when it is missing."""
        return self.tables.get(name) or Table()

    @property
    def people(self) -> Table[rows.PeopleRow]:
        """The sheet People."""
        return self.table("People")

    @property
    def certifications(self) -> Table[rows.CertificationRow]:
        """The sheet Certifications."""
        return self.table("Certifications")

    @property
    def credits(self) -> Table[rows.CreditRow]:
        """The sheet Credits."""
        return self.table("Credits")

    @property
    def fees(self) -> Table[rows.FeeRow]:
        """The sheet Fees."""
        return self.table("Fees")

    @property
    def offerings(self) -> Table[rows.OfferingRow]:
        """The sheet Offerings."""
        return self.table("Offerings")

    @property
    def days_off(self) -> Table[rows.DayOffRow]:
        """The sheet Days off."""
        return self.table("Days off")

    @property
    def enrolments(self) -> Table[rows.EnrolmentRow]:
        """The sheet Enrolments."""
        return self.table("Enrolments")

    @property
    def rules(self) -> Table[rows.RuleRow]:
        """The sheet Rules."""
        return self.table("Rules")

    @property
    def jobs(self) -> Table[rows.JobRow]:
        """The sheet Jobs."""
        return self.table("Jobs")

    @property
    def observations(self) -> Table[rows.ObservationRow]:
        """The sheet Observations."""
        return self.table("Observations")
