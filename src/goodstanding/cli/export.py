"""`goodstanding export`: everything of a company as a workbook."""

from pathlib import Path

import click

from goodstanding.cli.asking import Refused
from goodstanding.cli.company import company_called, operator_of, organisation_option
from goodstanding.cli.django import ready
from goodstanding.cli.harmless import harmless
from goodstanding.cli.progress import waiting


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@organisation_option
@click.option("--force", is_flag=True, help="Write over a file that exists.")
def export(file: Path, organisation: str | None, force: bool) -> None:
    """Write all that is on record of a company to FILE.xlsx.

    `goodstanding check` judges it as the pages do, and `goodstanding import` brings it in again.
    """
    if file.suffix.lower() != ".xlsx":
        raise Refused(f"{file} must end in .xlsx, for it is a workbook.")
    if file.exists() and not force:
        raise Refused(f"{file} exists; choose another name, or add --force to write over it.")
    ready()
    from goodstanding.files.unwritable import Unwritable
    from goodstanding.services import exports

    by = operator_of(company_called(organisation), "export")
    try:
        with waiting("Writing"):
            exports.write(by=by, path=file)
    except Unwritable as unwritable:
        raise Refused(unwritable.sentence) from None
    click.echo(harmless(f"Wrote {file}."))
