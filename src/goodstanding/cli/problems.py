"""Problems of a file as lines of text."""

from collections.abc import Iterable

import click

from goodstanding.cli.harmless import harmless
from goodstanding.files.workbook.problem import Problem


def name_problems(problems: Iterable[Problem]) -> None:
    """Name every problem on standard error, a line for each."""
    for problem in problems:
        line = f"{problem.severity}: {where(problem)}: {problem.problem}"
        click.echo(harmless(line), err=True)


def where(problem: Problem) -> str:
    """The place of a problem, as far as it is known: "People, row 3, Hired on"."""
    row = f"row {problem.row}" if problem.row else ""
    return ", ".join(part for part in (problem.sheet, row, problem.column) if part) or "the file"
