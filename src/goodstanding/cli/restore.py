"""`goodstanding restore`: a backup into an empty place."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodstanding.cli.asking import Refused, existing
from goodstanding.cli.backup import key_of, key_option
from goodstanding.cli.django import set_up
from goodstanding.cli.harmless import harmless
from goodstanding.cli.progress import counting

if TYPE_CHECKING:
    from goodstanding.services.restoring import Restored


@click.command()
@click.argument("file", type=existing)
@key_option
def restore(file: Path, key_file: Path | None) -> None:
    """Bring a backup back, into an empty data folder or database.

    It is brought to the shape that this version needs, and verified. Nothing goes out of its own
    accord before `goodstanding resume`. Exit code 1 when something in it is not as it was
    written.
    """
    set_up()
    done = _refusing(file, key_file)
    said = done.manifest
    click.echo(f"Restored {said.rows:,} rows of {len(said.parts)} tables from {file.name},")
    click.echo(f"made {said.made_at} by version {said.version} on {_named(said.database)}.")
    if done.migrated:
        click.echo("It was of an older version, and has the shape that this one needs now.")
    for one in done.differences:
        click.echo(harmless(one.text))
    click.echo(
        "What is named above was so when the backup was made."
        if done.differences
        else "Verified: everything is as it was written, up to the checkpoints in the backup."
    )
    click.echo("Nothing goes out of its own accord before you run: goodstanding resume")
    if done.differences:
        sys.stdout.flush()
        raise click.exceptions.Exit(1)


def _refusing(file: Path, key_file: Path | None) -> "Restored":
    from django.db import DatabaseError

    from goodstanding.files.backups.unusable import Unusable
    from goodstanding.services.restoring import restore

    try:
        with counting("Restoring") as progress:
            return restore(file, key_of(key_file), progress)
    except Unusable as unusable:
        raise Refused(harmless(str(unusable))) from None
    except DatabaseError as error:
        raise Refused(f"The database cannot be used ({error}).") from None
    except OSError as error:
        raise Refused(f"The backup cannot be restored ({error}).") from None


def _named(vendor: str) -> str:
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(vendor, vendor)
