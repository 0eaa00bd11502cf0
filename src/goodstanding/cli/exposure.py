"""`goodstanding exposure`: days of work on which the certification that it needs was missing."""

import sys
from collections.abc import Sequence
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
    from goodstanding.engine.exposure import Exposure, Job, Span, Totals
    from goodstanding.files.workbook.jobs import Job as JobRow
    from goodstanding.files.workbook.team import Team


@click.command()
@file_argument
@on_option
@format_option("table", "json", "csv")
@rules_option
def exposure(file: Path, on: date, shape: str, own_rules: Path | None) -> None:
    """Show the job-days on which nobody on the crew held what the work needs, with the money.

    FILE is a workbook with Jobs. Days after the day judged are shown as they will be if nothing
    more is posted or paid.
    """
    from goodstanding.engine.exposure import Worker, exposures

    catalogue = catalogue_with(own_rules)
    team = team_in(file, catalogue, on)
    workers = [Worker(member.name, member.facts) for member in team.members]
    jobs = [_job(job) for job in team.jobs]
    found = exposures(jobs, workers, catalogue.with_services(team.services), on)
    if shape == "json":
        _write_json(found, team, on)
    elif shape == "csv":
        _write_csv(found, team)
    else:
        from goodstanding.cli.show.exposure import show_exposure  # rich is slow to import

        show_exposure(file.name, found, team.problems, on)


def _job(row: "JobRow") -> "Job":
    from goodstanding.engine.exposure import Job

    return Job(
        name=row.name,
        service=row.service,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        crew=row.crew,
        client=row.client,
        program=row.program,
        amount=row.amount,
    )


def _write_json(found: "Sequence[Exposure]", team: "Team", on: date) -> None:
    import json

    from goodstanding.cli.answers import as_problem, write_list
    from goodstanding.engine.exposure import by_program, totals

    sums = {
        **_totals(totals(found)),
        "programs": [
            {"program": name, **_totals(some)} for name, some in by_program(found).items()
        ],
    }
    sys.stdout.write(f'{{"on": "{on.isoformat()}", ')
    write_list("jobs", map(_as_object, found))
    sys.stdout.write(f',\n"totals": {json.dumps(sums)},\n')
    write_list("problems", map(as_problem, team.problems))
    sys.stdout.write("}\n")


def _write_csv(found: "Sequence[Exposure]", team: "Team") -> None:
    from goodstanding.cli.answers import write_rows
    from goodstanding.cli.problems import name_problems

    write_rows(_COLUMNS, map(_as_row, found), sys.stdout)
    name_problems(team.problems)


_COLUMNS = (
    "job",
    "service",
    "needs",
    "client",
    "program",
    "starts_on",
    "ends_on",
    "crew",
    "days",
    "exposed_days",
    "unknown_days",
    "ahead_days",
    "spans",
    "amount",
    "at_risk",
    "ahead_risk",
)


def _as_object(one: "Exposure") -> dict[str, Any]:
    from goodstanding.engine.exposure import Cover

    return {
        "job": one.job.name,
        "service": one.job.service,
        "needs": one.needs,
        "client": one.job.client,
        "program": one.job.program,
        "starts_on": one.job.starts_on.isoformat(),
        "ends_on": one.job.ends_on.isoformat(),
        "crew": list(one.crew),
        "days": one.days,
        "exposed_days": one.count(Cover.EXPOSED),
        "unknown_days": one.count(Cover.UNKNOWN),
        "ahead_days": one.count(Cover.EXPOSED, ahead=True),
        "spans": [_span(one, span) for span in one.spans],
        "amount": _money(one.job.amount),
        "at_risk": _money(one.at_risk()),
        "ahead_risk": _money(one.at_risk(ahead=True)),
    }


def _as_row(one: "Exposure") -> dict[str, Any]:
    from goodstanding.engine.exposure import spoken

    row = _as_object(one)
    spans = [
        f"{span.since.isoformat()}..{span.until.isoformat()} {span.cover.value}:"
        f" {spoken(one, span)}"
        for span in one.spans
    ]
    return row | {"crew": "; ".join(one.crew), "spans": " | ".join(spans)}


def _span(one: "Exposure", span: "Span") -> dict[str, Any]:
    from goodstanding.engine.exposure import spoken

    return {
        "from": span.since.isoformat(),
        "to": span.until.isoformat(),
        "state": span.cover.value,
        "ahead": span.ahead,
        "why": spoken(one, span),
    }


def _totals(sums: "Totals") -> dict[str, Any]:
    return sums._asdict() | {
        "at_risk": _money(sums.at_risk),
        "ahead_risk": _money(sums.ahead_risk),
    }


def _money(cents: int | None) -> int | float | None:
    """Whole cents as a number with at most two decimals."""
    if cents is None:
        return None
    return cents / 100 if cents % 100 else cents // 100
