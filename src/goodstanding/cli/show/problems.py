"""Problems of a file on paper: errors first, and not endlessly many."""

from collections.abc import Sequence

from rich.text import Text

from goodstanding.cli.problems import where
from goodstanding.cli.show.paper import Paper
from goodstanding.engine.wording import counted, joined
from goodstanding.files.workbook.problem import Problem

_MOST = 20


def show_problems(paper: Paper, problems: Sequence[Problem]) -> None:
    """Write what is wrong in the file, if anything."""
    if not problems:
        return
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = [problem for problem in problems if problem.severity != "error"]
    parts = [counted(len(errors), "error")] if errors else []
    parts += [counted(len(warnings), "warning")] if warnings else []
    paper.section(f"{joined(parts)} in the file")
    for problem in [*errors, *warnings][:_MOST]:
        _show(paper, problem)
    if len(problems) > _MOST:
        more = f"and {len(problems) - _MOST:,} more: --format json shows all"
        paper.line(more, "dim")
    if errors:
        paper.line("A row with an error is left out of the answer.", "dim")


def _show(paper: Paper, problem: Problem) -> None:
    error = problem.severity == "error"
    symbol, ink = ("✕", "bold red") if error else ("!", "yellow")
    place = Text.assemble((f"{symbol} ", ink), (f"{where(problem)}: ", "bold"), problem.problem)
    paper.prose(place, hanging=2)
