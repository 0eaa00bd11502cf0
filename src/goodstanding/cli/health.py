"""`goodstanding health`: whether this installation is well."""

import click

from goodstanding.cli.django import set_up


@click.command()
def health() -> None:
    """Say whether the database, the worker, the data folder and the disk are well.

    Exit code 1 when something is not; `/healthz` answers the same to machines.
    """
    set_up()
    from django.conf import settings  # slow to import

    from goodstanding.services.health import troubles

    found = troubles(settings.HOME)
    for sentence in found.values():
        click.echo(sentence)
    if found:
        raise click.exceptions.Exit(1)
    click.echo("Everything is well.")
