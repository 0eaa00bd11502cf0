"""Rows of the sheet Jobs: work that was done, and who did it."""

from dataclasses import dataclass
from datetime import date

from goodstanding.engine.folding import fold
from goodstanding.files.workbook.book import Line
from goodstanding.files.workbook.certifications import Finding
from goodstanding.files.workbook.left_out import Services, no_service
from goodstanding.files.workbook.roster import Entry, Roster
from goodstanding.files.workbook.rows import JobRow


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


def job(line: Line[JobRow], services: Services, roster: Roster) -> Job | list[Finding]:
    """The job of a row, or why it cannot be one."""
    row = line.values
    errors: list[Finding] = []
    service = services.get(fold(row.service))
    if service is None:
        errors.append(("Service", no_service(row.service, services)))
    ends_on = row.ends_on or row.starts_on
    if ends_on < row.starts_on:
        errors.append(("Ends on", f"{ends_on} is before “Starts on”: correct one of the two."))
    people = [roster.find(name) for name in row.crew]
    errors += [("Crew", person) for person in people if isinstance(person, str)]
    if errors or service is None:
        return errors
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
