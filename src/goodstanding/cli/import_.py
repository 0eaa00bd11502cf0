"""`goodstanding import`: a workbook comes in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodstanding.cli.asking import Refused, existing
from goodstanding.cli.company import company_called, operator_of, organisation_option
from goodstanding.cli.django import ready
from goodstanding.cli.harmless import harmless
from goodstanding.cli.problems import name_problems
from goodstanding.cli.progress import counting, waiting

if TYPE_CHECKING:
    from goodstanding.records.models import Import
    from goodstanding.services.access import Actor
    from goodstanding.services.importing.plan import Plan


@click.command(name="import")
@click.argument("file", type=existing)
@organisation_option
@click.option("--dry-run", is_flag=True, help="Only say what would be recorded.")
def import_(file: Path, organisation: str | None, dry_run: bool) -> None:
    """Record what the workbook FILE says that is not on record yet.

    Rows with a mistake are left out and named. Importing a workbook twice adds nothing.
    """
    ready()
    from goodstanding.services import imports
    from goodstanding.services.access import Wrong

    by = operator_of(company_called(organisation), "import")
    try:
        staged = imports.stage(by=by, name=file.name, content=_content(file, imports.MOST_BYTES))
        try:
            _bring_in(by, staged, dry_run)
        finally:
            imports.discard(by=by, staged=staged)  # one that was accepted stays
    except Wrong as wrong:
        raise Refused(wrong.text) from None


def _bring_in(by: "Actor", staged: "Import", dry_run: bool) -> None:
    from goodstanding.services import imports
    from goodstanding.services.catching_up import catch_up, waiting_people

    with waiting(harmless(f"Reading {staged.name}")):
        preview = imports.preview(by=by, staged=staged)
    if preview.refused:
        raise Refused(preview.refused)
    _say(preview.plan)
    if preview.plan.is_empty:
        click.echo(harmless(f"Nothing in {staged.name} is new."))
        return
    what = imports.summary(preview.plan)
    if dry_run:
        click.echo(harmless(f"It would bring {what}. Nothing was recorded."))
        return
    with waiting("Recording"):
        imports.accept(by=by, staged=staged)
    if people := waiting_people(by.organisation):
        with counting(harmless(f"Working out the standing of {people:,} people")) as show:
            catch_up(by.organisation.pk, lambda done, of: show("people", done, of))
    click.echo(harmless(f"Recorded for {by.organisation}: {what}."))


def _content(file: Path, most: int) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        raise Refused(f"{file} cannot be read ({error.strerror or error}).") from None


def _say(plan: "Plan") -> None:
    name_problems(plan.problems)
    for guest in plan.in_conflict:
        for text in guest.conflicts:
            click.echo(harmless(f"left out: {guest.name}: {text}"), err=True)
