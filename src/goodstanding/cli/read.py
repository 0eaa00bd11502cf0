"""`goodstanding read`: what was understood of a file, and nothing more."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodstanding.cli.asking import (
    Refused,
    catalogue_with,
    file_argument,
    format_option,
    on_option,
    rules_option,
    workbook_in,
)

if TYPE_CHECKING:
    from goodstanding.engine.standing.facts import Credential, Credit
    from goodstanding.files.workbook.book import Line, Workbook
    from goodstanding.files.workbook.rows import OfferingRow
    from goodstanding.files.workbook.team import Member, Team


@click.command()
@file_argument
@on_option
@format_option("table", "json")
@rules_option
@click.option(
    "--workbook",
    "into",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write what was understood as a workbook in our form.",
)
def read(file: Path, on: date, shape: str, own_rules: Path | None, into: Path | None) -> None:
    """Show what is understood of FILE, without judging it.

    A value that is not certain is left open; it is never invented.
    """
    from goodstanding.files.workbook.team import understand

    workbook = workbook_in(file)
    team = understand(workbook, catalogue_with(own_rules), on)
    own = [line for line in workbook.offerings.lines if line.sheet]
    if into:
        _write_workbook(workbook, into)
    if shape == "json":
        _write_json(team, own)
    else:
        from goodstanding.cli.show.people import show_people  # rich is slow to import

        show_people(file.name, team, on, own)


def _write_workbook(workbook: "Workbook", into: Path) -> None:
    from goodstanding.files.unwritable import Unwritable
    from goodstanding.files.workbook.writing import write_workbook

    if into.exists():
        raise Refused(f"{into} is there already: give another name, or move it away.")
    try:
        write_workbook(workbook, into)
    except Unwritable as unwritable:
        raise Refused(str(unwritable)) from None


def _write_json(team: "Team", own: "list[Line[OfferingRow]]") -> None:
    from goodstanding.cli.answers import as_problem, write_list

    sys.stdout.write("{")
    write_list("people", map(_person, team.members))
    if own:
        sys.stdout.write(",\n")
        write_list("offerings", map(_offering, own))
    sys.stdout.write(',\n"questions": [],\n')
    write_list("problems", map(as_problem, team.problems))
    sys.stdout.write("}\n")


def _offering(line: "Line[OfferingRow]") -> dict[str, Any]:
    from goodstanding.cli.answers import iso, number

    row = line.values
    days = {"starts_on": iso(row.starts_on), "ends_on": iso(row.ends_on)}
    amounts = {name: number(getattr(row, name)) for name in ("credits", "price", "travel")}
    lost = None if row.production_days is None else float(row.production_days)
    where = {"sheet": line.sheet, "row": line.number}
    return {**where, **row._asdict(), **days, **amounts, "production_days": lost}


def _person(member: "Member") -> dict[str, Any]:
    return {
        "name": member.name,
        "id": member.id,
        "credentials": [_credential(credential) for credential in member.facts.credentials],
        "credits": [_credit(credit) for credit in member.facts.credits],
    }


def _credential(credential: "Credential") -> dict[str, Any]:
    from goodstanding.cli.answers import iso, number

    seen = credential.observations[-1] if credential.observations else None
    return {
        "certification": credential.certification,
        "issued_on": iso(credential.issued_on),
        "due_on": iso(seen.deadline) if seen else None,
        "seen_on": iso(seen.seen_on) if seen and not seen.seen_assumed else None,
        "balance": number(seen.balance) if seen else None,
        "number": credential.number,
        "tracked_from": iso(credential.tracked_from),
        "restored_on": [day.isoformat() for day in credential.restorations],
        "expires_on": iso(credential.expires_on),
        "ended_on": iso(credential.ended_on),
    }


def _credit(credit: "Credit") -> dict[str, Any]:
    from goodstanding.cli.answers import iso, number

    return {
        "activity": credit.title,
        "earned_on": iso(credit.earned_on),
        "credits": number(credit.amount),
        "state": credit.state.value,
        "approved": credit.approved,
        "kind": credit.kind,
        "body": credit.body,
        "started_on": iso(credit.started_on),
        "submitted_on": iso(credit.submitted_on),
        "posted_on": iso(credit.posted_on),
        "obtains": credit.obtains,
    }
