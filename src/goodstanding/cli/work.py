"""`goodstanding work`: the background alone."""

import sys

import click

from goodstanding.cli.django import ready
from goodstanding.cli.supervising import Part, supervise


def worker() -> Part:
    """The worker as a part of what runs."""
    return Part("worker", [sys.executable, "-m", "goodstanding.work"])


@click.command()
def work() -> None:
    """Run what happens in the background, and nothing else.

    `goodstanding serve` does this, too; it is for another process or machine. Ctrl-C ends it.
    """
    ready()
    click.echo("The worker is at work. Ctrl-C stops it.")
    supervise([worker()], lambda line: click.echo(line, err=True))
