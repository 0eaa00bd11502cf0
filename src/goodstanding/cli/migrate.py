"""`goodstanding migrate`: bring the database to the shape that this version needs."""

import click

from goodstanding.cli.django import ready


@click.command()
def migrate() -> None:
    """Bring the database to the shape that this version needs, and end.

    Every command that works on the data does so first; this one does nothing else. Where there is
    data, a backup is made before. Several at once wait for each other.
    """
    ready()
    click.echo("The database has the shape that this version needs.")
