"""`goodstanding check`: who is in good standing, who is not, and what to do next."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodstanding.cli.asking import (
    Refused,
    catalogue_with,
    file_argument,
    format_option,
    on_option,
    rules_option,
    team_in,
)

if TYPE_CHECKING:
    from goodstanding.cli.answers import Judged
    from goodstanding.engine.rules.model import Catalogue
    from goodstanding.files.workbook.team import Team


@click.command()
@file_argument
@on_option
@format_option("table", "json", "csv")
@click.option(
    "--fail-on",
    type=click.Choice(["never", "lapsed", "attention"]),
    default="never",
    show_default=True,
    help="Exit with 1 when somebody who has not left holds a credential that is lapsed;"
    " with `attention` also one that is due soon, behind, to be submitted or to be checked.",
)
@click.option(
    "--why", metavar="NAME", help="Explain every number of one person, by name, ID or e-mail."
)
@rules_option
def check(
    file: Path, on: date, shape: str, fail_on: str, why: str | None, own_rules: Path | None
) -> None:
    """Judge everybody in FILE: who is in good standing, who lapses when, what to do next.

    FILE is a workbook (.xlsx); `goodstanding template` writes an empty one. Rows with a mistake
    are left out and named; everything else is judged.
    """
    if why is not None and shape != "table":
        raise click.UsageError("--why is for people: leave --format out.")
    catalogue = catalogue_with(own_rules)
    team = team_in(file, catalogue, on)
    verdict = _Verdict()
    people = verdict.over(_judged(team, catalogue, on))
    if shape == "json":
        _write_json(people, team, catalogue, on)
    elif shape == "csv":
        _write_csv(people, team)
    elif why is not None:
        from goodstanding.cli.show.why import show_why  # rich is slow to import

        show_why(file.name, _called(why, list(people)), catalogue, on)
    else:
        from goodstanding.cli.show.standing import show_standing  # rich is slow to import

        show_standing(file.name, list(people), team.problems, catalogue, on)
    if verdict.fails(fail_on):
        sys.stdout.flush()
        raise click.exceptions.Exit(1)


def _called(name: str, people: "list[Judged]") -> "list[Judged]":
    """Everybody with this name, ID or e-mail; Refused with the nearest names else."""
    wanted = " ".join(name.split()).casefold()
    found = [one for one in people if wanted in _names(one)]
    if found:
        return found
    from difflib import get_close_matches  # slow to import, and seldom needed

    names = {one.member.name.casefold(): one.member.name for one in people}
    part = [full for folded, full in names.items() if wanted and wanted in folded]
    near = part[:5] or [names[n] for n in get_close_matches(wanted, names, n=3)]
    hint = f"did you mean {' or '.join(near)}?" if near else "use the name as it has it."
    raise Refused(f"There is no person “{name}” in the file; {hint}")


def _names(one: "Judged") -> set[str]:
    member = one.member
    return {said.casefold() for said in (member.name, member.id, member.email) if said}


class _Verdict:
    """What --fail-on asks, noted while people go by, so that they need not be kept."""

    def __init__(self) -> None:
        self._lapsed = self._attention = False

    def over(self, people: "Iterable[Judged]") -> "Iterator[Judged]":
        for one in people:
            self._lapsed = self._lapsed or one.lapsed()
            self._attention = self._attention or one.needs_attention()
            yield one

    def fails(self, fail_on: str) -> bool:
        return {"never": False, "lapsed": self._lapsed, "attention": self._attention}[fail_on]


def _judged(team: "Team", catalogue: "Catalogue", on: date) -> "Iterator[Judged]":
    from goodstanding.cli.answers import judged
    from goodstanding.cli.progress import watched

    return judged(watched(team.members, "Judging"), catalogue, on)


def _write_json(people: "Iterable[Judged]", team: "Team", catalogue: "Catalogue", on: date) -> None:
    from goodstanding.cli.answers import as_object, as_problem, write_list

    sys.stdout.write(f'{{"on": "{on.isoformat()}", ')
    write_list("people", (as_object(one, catalogue, on) for one in people))
    sys.stdout.write(",\n")
    write_list("problems", map(as_problem, team.problems))
    sys.stdout.write("}\n")


def _write_csv(people: "Iterable[Judged]", team: "Team") -> None:
    from goodstanding.cli.answers import COLUMNS, as_rows, write_rows
    from goodstanding.cli.problems import name_problems

    write_rows(COLUMNS, (row for one in people for row in as_rows(one)), sys.stdout)
    name_problems(team.problems)
