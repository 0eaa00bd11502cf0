"""`goodstanding plan`: who attends what in a year, so that nobody lapses and the work goes on."""

import sys
import time
from collections.abc import Iterator
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
)
from goodstanding.cli.harmless import harmless

if TYPE_CHECKING:
    from goodstanding.engine.planning.plan import Totals
    from goodstanding.engine.planning.planned import Planned
    from goodstanding.engine.planning.relaxed import Without
    from goodstanding.engine.rules.model import Catalogue
    from goodstanding.files.workbook.planning import Planning
    from goodstanding.files.workbook.problem import Problem

SECONDS = 30
_MOST_SECONDS = 86_400


@click.command()
@file_argument
@click.option("--year", type=click.IntRange(1950, 2149), required=True, help="The year to plan.")
@on_option
@click.option(
    "--seconds",
    type=click.FloatRange(0, _MOST_SECONDS, min_open=True),
    default=SECONDS,
    show_default=True,
    help="About how long to look for a better plan.",
)
@format_option("table", "json", "csv")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the workbook with the plan in its sheet Enrolments to this file.",
)
@click.option("--prices", is_flag=True, help="Also say what each rule costs; takes longer.")
@rules_option
def plan(
    file: Path,
    year: int,
    on: date,
    seconds: float,
    shape: str,
    out: Path | None,
    prices: bool,
    own_rules: Path | None,
) -> None:
    """Plan a year: who attends what, and by which day, and why.

    FILE is a workbook with Offerings, and optionally Days off, Enrolments and Rules. Nobody is to
    lapse, then everybody is to reach the year's target, then the fewest production days are to be
    lost, then the least money. Exits with 1 when what is booked already breaks a rule.
    """
    from goodstanding.cli.answers import as_problem, write_list

    if year < on.year:
        raise Refused(f"The year {year} is over on {on}; choose --year {on.year} or a later one.")
    if out is not None:
        _refuse_bad(out, file)
    reading = _reading(file, catalogue_with(own_rules), on, year)
    began = time.monotonic()
    found = _found(reading, seconds)
    took = time.monotonic() - began
    without = _without(reading, found, seconds) if prices else None
    problems = _problems(reading)
    if out is not None and not found.solution.conflicts:
        _write_out(reading, found, out)
    if shape == "json":
        _write_json(reading, found, took, without)
        write_list("problems", map(as_problem, problems))
        sys.stdout.write("}\n")
    elif shape == "csv":
        _write_csv(reading, found, problems)
    else:
        from goodstanding.cli.show.plan import show_plan  # rich is slow to import

        show_plan(file.name, reading.given, found, problems, without)
    if found.solution.conflicts:
        sys.stdout.flush()
        raise click.exceptions.Exit(1)


def _reading(file: Path, catalogue: "Catalogue", on: date, year: int) -> "Planning":
    from goodstanding.cli.progress import waiting
    from goodstanding.files.tables import Unreadable
    from goodstanding.files.workbook.planning import read_planning

    try:
        with waiting(harmless(f"Reading {file.name}")):
            return read_planning(file, catalogue, on, year)
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from None


def _found(reading: "Planning", seconds: float) -> "Planned":
    from goodstanding.cli.progress import counting
    from goodstanding.engine.planning.planned import planned
    from goodstanding.engine.planning.solve import solve

    with counting("Planning") as show:

        def told(what: str, share: float) -> None:
            show(what, int(share * 100), 100)

        return planned(reading.given, lambda problem: solve(problem, seconds=seconds, told=told))


def _without(reading: "Planning", found: "Planned", seconds: float) -> "tuple[Without, ...]":
    """The plan without each rule, solved again."""
    from goodstanding.cli.progress import waiting
    from goodstanding.engine.planning.relaxed import without_each
    from goodstanding.engine.planning.solve import solve

    if found.solution.totals is None:
        return ()
    with waiting("Working out what each rule costs"):
        return without_each(reading.given, lambda problem: solve(problem, seconds=seconds))


def _problems(reading: "Planning") -> "tuple[Problem, ...]":
    """What is wrong with the workbook, and the credentials that no plan looks after."""
    from goodstanding.engine.planning.left_out import left_out
    from goodstanding.files.workbook.problem import Problem, in_order
    from goodstanding.files.workbook.reading import SHEETS

    rows = reading.credential_rows
    more = [
        Problem("Certifications", rows.get((one.person, one.credential)), None, one.text, "warning")
        for one in left_out(reading.given)
    ]
    return in_order([*reading.problems, *more], SHEETS)


def _write_json(
    reading: "Planning", found: "Planned", took: float, without: "tuple[Without, ...] | None"
) -> None:
    import json

    from goodstanding.cli.answers import write_list

    given, solution = reading.given, found.solution
    head = {
        "year": given.year,
        "on": given.on.isoformat(),
        "outcome": solution.outcome.value,
        "seconds": round(took, 2),
        "totals": _totals(solution.totals),
        "bounds": _totals(solution.bounds),
    }
    sys.stdout.write(json.dumps(head)[:-1] + ",\n")
    write_list("enrolments", _enrolments(reading, found))
    sys.stdout.write(",\n")
    write_list("uncovered", _uncovered(reading, found))
    tail: dict[str, Any] = {"greedy": _totals(found.greedy)}
    if without is not None:
        tail["without"] = [
            {"rule": rule, "totals": _totals(totals), "proven": proven}
            for rule, totals, proven in without
        ]
    tail["conflicts"] = list(solution.conflicts)
    sys.stdout.write(",\n" + json.dumps(tail)[1:-1] + ",\n")


def _enrolments(reading: "Planning", found: "Planned") -> Iterator[dict[str, Any]]:
    for one, why in found.enrolments:
        employee = reading.given.people[one.person]
        offering = reading.given.offerings[one.offering]
        yield {
            "name": employee.name,
            "id": employee.id,
            "offering": offering.title,
            "row": offering.row,
            "on": one.on.isoformat(),
            "locked": one.locked,
            "why": why,
        }


def _uncovered(reading: "Planning", found: "Planned") -> Iterator[dict[str, Any]]:
    from goodstanding.engine.credits import as_number

    for one in found.uncovered:
        yield {
            "name": reading.given.people[one.short.person].name,
            "certification": one.short.certification,
            "deadline": one.short.deadline.isoformat(),
            "missing": as_number(one.short.missing),
            "would_help": one.would_help,
        }


def _totals(totals: "Totals | Any | None") -> dict[str, int | float | None] | None:
    """The levels as numbers: hundredths, sixteenths and cents are exact as binary or decimals."""
    if totals is None:
        return None
    units = (100, 100, 16, 100)
    return {
        name: _number(amount, unit)
        for (name, amount), unit in zip(totals._asdict().items(), units, strict=True)
    }


def _number(amount: int | None, unit: int) -> int | float | None:
    if amount is None:
        return None
    return amount / unit if amount % unit else amount // unit


def _write_csv(reading: "Planning", found: "Planned", problems: "tuple[Problem, ...]") -> None:
    from goodstanding.cli.answers import write_rows
    from goodstanding.cli.problems import name_problems

    write_rows(_COLUMNS, _enrolments(reading, found), sys.stdout)
    for conflict in found.solution.conflicts:
        click.echo(harmless(f"conflict: {conflict}"), err=True)
    name_problems(problems)


_COLUMNS = ("name", "id", "offering", "row", "on", "locked", "why")


def _refuse_bad(out: Path, file: Path) -> None:
    if out.suffix.lower() != ".xlsx":
        raise Refused(f"{out} must end in .xlsx, for it is a workbook.")
    if out.exists() and (out.samefile(file) or not out.is_file()):
        raise Refused(f"{out} is what is being read; choose another name for the plan.")


def _write_out(reading: "Planning", found: "Planned", out: Path) -> None:
    from goodstanding.files.unwritable import Unwritable
    from goodstanding.files.workbook.planned import with_plan
    from goodstanding.files.workbook.writing import write_workbook

    enrolments = [one for one, _ in found.enrolments]
    try:
        write_workbook(with_plan(reading.workbook, reading.given, enrolments), out)
    except Unwritable as unwritable:
        raise Refused(str(unwritable)) from None
    click.echo(harmless(f"Wrote {out}."), err=True)
