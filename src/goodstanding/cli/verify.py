"""`goodstanding verify`: is what is on record as it was written?"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodstanding.cli.asking import Refused
from goodstanding.cli.django import ready
from goodstanding.cli.harmless import harmless
from goodstanding.cli.progress import counting

if TYPE_CHECKING:
    from goodstanding.records.models import Organisation
    from goodstanding.services.verifying import Checkpoint, Difference

_BEGINS = "goodstanding checkpoint"


@click.command()
@click.option(
    "--checkpoint",
    "kept",
    multiple=True,
    metavar="TEXT|FILE",
    help="A checkpoint printed by an earlier run, or a file that holds some, one a line.",
)
@click.option("--organisation", metavar="NAME", help="Only the company of this name.")
def verify(kept: tuple[str, ...], organisation: str | None) -> None:
    """Check that nothing on record was changed behind the program's back.

    Holds every fact and every entry of the journal against its hash, and every standing against
    the engine. Where nothing differs it prints a checkpoint: keep it elsewhere and give it with
    --checkpoint next time, so that a journal whose end was cut off is noticed, too.
    """
    ready()
    from goodstanding.services import verifying  # Django must be ready first

    checkpoints = tuple(one for text in kept for one in _checkpoints(text))
    companies = verifying.companies(organisation)
    if organisation is not None and not companies:
        raise Refused(f"There is no company “{organisation}” here; leave the name out for all.")
    found = [*verifying.unguarded()]
    if organisation is None:
        found += verifying.lost(checkpoints)
    _list("The database", found)
    for company in companies:
        found += _company(company, checkpoints)
    if not companies:
        click.echo("There is no company here yet.")
    elif organisation is None:
        verifying.keep(len(companies), found)
    if any(one.kind != verifying.STALE for one in found):
        sys.stdout.flush()
        raise click.exceptions.Exit(1)


def _company(
    company: "Organisation", checkpoints: "tuple[Checkpoint, ...]"
) -> "tuple[Difference, ...]":
    from goodstanding.services import verifying

    with counting(harmless(f"Verifying {company.name}")) as progress:
        found = verifying.differences(company, checkpoints, progress)
    _list(company.name, found)
    if all(one.kind == verifying.STALE for one in found):
        click.echo(harmless(f"{company.name}: everything is as it was written."))
        click.echo(verifying.checkpoint(company))
    return found


def _list(whose: str, found: "tuple[Difference, ...] | list[Difference]") -> None:
    for one in found:
        click.echo(harmless(f"{whose}: {one.text}"))


def _checkpoints(text: str) -> "list[Checkpoint]":
    from goodstanding.services.verifying import Checkpoint, Illegible

    try:
        lines = [text] if text.startswith(_BEGINS) else _lines(Path(text))
        return [Checkpoint.parse(line) for line in lines]
    except Illegible as illegible:
        raise Refused(f"{illegible} It begins with “{_BEGINS}”.") from None


def _lines(file: Path) -> list[str]:
    """The lines of a file that hold something; what verify printed may be kept as it is."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise Refused(f"{file} cannot be read ({reason}); give a checkpoint or its file.") from None
    found = [line for line in lines if line.startswith(_BEGINS)]
    if not found:
        raise Refused(f"{file} holds no checkpoint; a line of it begins with “{_BEGINS}”.")
    return found
