"""`goodstanding resume`: let go out again what was paused."""

import click

from goodstanding.cli.django import ready
from goodstanding.cli.harmless import harmless


@click.command()
def resume() -> None:
    """Let messages go out of their own accord again after a restore.

    Do so when the place that the backup was made in is no longer at work: two copies would write
    to the same people.
    """
    ready()
    from goodstanding.services import pausing

    found = pausing.paused()
    if not pausing.resume() or found is None:
        click.echo("Nothing was paused.")
        return
    click.echo(f"Paused since {found.since:%Y-%m-%d %H:%M} UTC: {harmless(found.why)}")
    click.echo("From now on everything goes out again.")
