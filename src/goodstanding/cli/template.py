"""`goodstanding template`: an empty workbook to begin with."""

from pathlib import Path

import click

from goodstanding.cli.asking import Refused
from goodstanding.cli.harmless import harmless


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that exists.")
def template(file: Path, force: bool) -> None:
    """Write an empty workbook to FILE.xlsx, with drop-downs, notes and an example in each sheet."""
    from goodstanding.files.unwritable import Unwritable
    from goodstanding.files.workbook.template import template as write

    if file.suffix.lower() != ".xlsx":
        raise Refused(f"{file} must end in .xlsx, for it is a workbook.")
    if file.exists() and not force:
        raise Refused(f"{file} exists; choose another name, or add --force to write over it.")
    try:
        write(file, force=force)
    except Unwritable as unwritable:
        raise Refused(str(unwritable)) from None
    click.echo(harmless(f"Wrote {file}."))
    click.echo("Put your people, certifications and credits in place of the examples, then run:")
    click.echo(harmless(f"  goodstanding check {file}"))
