"""`goodstanding read`: what was understood of a file, and nothing more."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodstanding.cli.asking import (
    catalogue_with,
    file_argument,
    format_option,
    on_option,
    rules_option,
    team_in,
)

if TYPE_CHECKING:
    from goodstanding.engine.standing.facts import Credential, Credit
    from goodstanding.files.workbook.team import Member, Team


@click.command()
@file_argument
@on_option
@format_option("table", "json")
@rules_option
def read(file: Path, on: date, shape: str, own_rules: Path | None) -> None:
    """Show what is understood of FILE, without judging it.

    A value that is not certain is left open; it is never invented.
    """
    team = team_in(file, catalogue_with(own_rules), on)
    if shape == "json":
        _write_json(team)
    else:
        from goodstanding.cli.show.people import show_people  # rich is slow to import

        show_people(file.name, team, on)


def _write_json(team: "Team") -> None:
    from goodstanding.cli.answers import as_problem, write_list

    sys.stdout.write("{")
    write_list("people", map(_person, team.members))
    sys.stdout.write(',\n"questions": [],\n')
    write_list("problems", map(as_problem, team.problems))
    sys.stdout.write("}\n")


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
