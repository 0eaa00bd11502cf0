"""`goodstanding demo`: the demonstration company comes and goes."""

import click

from goodstanding.cli.asking import Refused
from goodstanding.cli.company import operator_of
from goodstanding.cli.django import ready
from goodstanding.cli.harmless import harmless
from goodstanding.cli.progress import waiting


@click.command()
@click.option("--remove", is_flag=True, help="Remove every demonstration that is here.")
def demo(remove: bool) -> None:
    """Lay out the demonstration company (fictional) around today.

    `goodstanding serve` does so on the first start. --remove takes it away for good, with
    everything that is in it.
    """
    ready()
    from goodstanding.services import demo as services

    if remove:
        _remove()
        return
    if services.laid_out():
        raise Refused("The demonstration is here already; remove it with --remove.")
    with waiting("Laying out the demonstration company"):
        company = _lay_out()
    click.echo(f"Laid out {harmless(company)} (fictional). To look at it: goodstanding serve")


def _lay_out() -> str:
    from django.conf import settings

    from goodstanding.services import demo, demonstration
    from goodstanding.services.clock import today_at

    owner = demonstration.owner()  # lays it out where that has never been done
    if not demo.laid_out():
        demo.lay_out(user=owner, on=today_at(settings.TIME_ZONE))
    return str(demo.laid_out()[0])


def _remove() -> None:
    from goodstanding.services import demo

    found = demo.laid_out()
    for organisation in found:
        demo.remove(by=operator_of(organisation, "demo"))
    click.echo("The demonstration is removed." if found else "There is no demonstration here.")
