"""What several commands ask for: a file, a day, a format, rules of one's own; and their reading."""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goodstanding.cli.harmless import harmless
from goodstanding.cli.progress import waiting
from goodstanding.engine.rules.bounds import MOST_BYTES, unbounded

if TYPE_CHECKING:
    from goodstanding.engine.rules.model import Catalogue
    from goodstanding.files.workbook.book import Workbook
    from goodstanding.files.workbook.team import Team

_Command = TypeVar("_Command", bound=Callable[..., Any])
_YEARS = range(1950, 2151)

existing = click.Path(exists=True, dir_okay=False, path_type=Path)


class Refused(click.ClickException):
    """Input that cannot be used; the message says why and how to mend it. Exit code 2."""

    exit_code = 2


class Day(click.ParamType[date]):
    """A calendar day, written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day; refuse anything that is not one, or that no record can be about."""
        if isinstance(value, date):
            return value
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            self.fail(f"“{value}” is not a day; write it as YYYY-MM-DD.", param, ctx)
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(f"There is no day “{value}” in the calendar.", param, ctx)
        if day.year not in _YEARS:
            self.fail(f"The year must lie between {_YEARS[0]} and {_YEARS[-1]}.", param, ctx)
        return day


def today() -> date:
    """The day by this machine's clock: the one place where the command line reads it."""
    return datetime.now().astimezone().date()


file_argument = click.argument("file", type=existing)
on_option = click.option(
    "--on", type=Day(), default=today, show_default="today", help="The day to judge, YYYY-MM-DD."
)
rules_option = click.option(
    "--rules", "own_rules", type=existing, help="A rule file of your own, over the catalogue."
)


def format_option(*formats: str) -> Callable[[_Command], _Command]:
    """The option --format, with `table` (for people) as the default."""
    return click.option(
        "--format",
        "shape",
        type=click.Choice(formats),
        default="table",
        show_default=True,
        help="table is for people, the others for programs.",
    )


def catalogue_with(own_rules: Path | None) -> "Catalogue":
    """The catalogue, with a company's own rules over it where a file is given."""
    from goodstanding.engine.rules.load import shipped, with_own

    if own_rules is None:
        return shipped()
    catalogue, problems = with_own((str(own_rules), text_of_rules(own_rules)))
    for problem in problems:
        click.echo(harmless(f"{problem.file}:{problem.line}: {problem.text}"), err=True)
    if catalogue is None:
        raise Refused(f"The rules in {own_rules} cannot be used; mend the lines named above.")
    return catalogue


def team_in(file: Path, catalogue: "Catalogue", on: date) -> "Team":
    """What a workbook says of a team."""
    from goodstanding.files.workbook.team import understand

    return understand(workbook_in(file), catalogue, on)


def workbook_in(file: Path) -> "Workbook":
    """A file's sheets, understood but not yet judged."""
    from goodstanding.files.tables import Unreadable
    from goodstanding.files.workbook.reading import read_workbook

    try:
        with waiting(harmless(f"Reading {file.name}")):
            return read_workbook(file)
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from None


def text_of_rules(file: Path) -> str:
    """The text of a rule file; Refused with one sentence when it cannot be read."""
    try:
        if file.is_dir():
            raise Refused(f"{file} is a folder; give the file of rules in it.")
        if file.exists() and not file.is_file():
            raise Refused(f"{file} is a pipe or a device; save the rules as a file first.")
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
        if too_much := unbounded(data):
            raise Refused(f"{file} {too_much}")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{file} is not a text file in UTF-8; save it as UTF-8.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused(f"{file} cannot be read ({reason}); check the name.") from None
