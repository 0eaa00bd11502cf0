"""A plan as a workbook: the one that was read, with the plan in its sheet Enrolments."""

from collections.abc import Iterable
from dataclasses import replace

from goodstanding.engine.planning.given import Given
from goodstanding.engine.planning.plan import Enrolment
from goodstanding.files.workbook.book import Line, Table, Workbook
from goodstanding.files.workbook.bookings import is_cancelled
from goodstanding.files.workbook.rows import EnrolmentRow


def with_plan(workbook: Workbook, given: Given, plan: Iterable[Enrolment]) -> Workbook:
    """The workbook with the plan's enrolments; cancelled rows stay, the others are replaced."""
    table = workbook.enrolments
    kept = [line for line in table.lines if is_cancelled(line.values)]
    lines = [*kept, *(Line(0, _row(given, one)) for one in plan)]
    numbered = tuple(replace(line, number=number) for number, line in enumerate(lines, 2))
    tables = {**workbook.tables, "Enrolments": Table(numbered, table.extra_titles)}
    return replace(workbook, tables=tables)


def _row(given: Given, one: Enrolment) -> EnrolmentRow:
    employee, offering = given.people[one.person], given.offerings[one.offering]
    state = "booked" if one.locked else "proposed"
    return EnrolmentRow(employee.id or employee.name, offering.title, one.on, state, one.locked)
