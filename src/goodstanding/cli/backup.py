"""`goodstanding backup`: everything that is kept here, in one file."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodstanding.cli.asking import Refused, existing
from goodstanding.cli.django import set_up
from goodstanding.cli.harmless import harmless
from goodstanding.cli.progress import counting

if TYPE_CHECKING:
    from goodstanding.files.backups.keys import Key
    from goodstanding.services.backing_up import Made

key_option = click.option(
    "--key-file",
    type=existing,
    help="A file with the key; BACKUP_KEY when left out.",
)


@click.command()
@click.argument("to", required=False, metavar="[FOLDER|FILE]", type=click.Path(path_type=Path))
@key_option
@click.option(
    "--keep",
    type=click.IntRange(1, 1000),
    help="How many to keep in the folder; BACKUP_KEEP or 14 when left out.",
)
@click.option(
    "--new-key",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Make no backup, but a key, and write it into a file.",
)
def backup(to: Path | None, key_file: Path | None, keep: int | None, new_key: Path | None) -> None:
    """Put everything that is kept here into one file, while people work.

    In a FOLDER (BACKUP_FOLDER, or backups in the data folder, when left out) old ones are removed
    when the new one is whole; a FILE stands for itself and must not exist. With a key the file is
    encrypted. `goodstanding restore` brings it back, into SQLite or PostgreSQL.
    """
    if new_key is not None:
        _make_key(new_key)
        return
    set_up()
    made = _refusing(to, key_file, keep)
    click.echo(harmless(f"Backed up to {made.path}: {made.in_words}."))
    for line in made.manifest.checkpoints:
        click.echo(line)
    for old in made.removed:
        click.echo(harmless(f"Removed {old.name}."))


def key_of(key_file: Path | None) -> "Key | None":
    """The key in a file, else the one in the settings."""
    from goodstanding.files.backups import keys
    from goodstanding.files.backups.unusable import Unusable
    from goodstanding.services.backing_up import given_key

    try:
        return given_key() if key_file is None else keys.read(key_file)
    except Unusable as unusable:
        raise Refused(harmless(str(unusable))) from None


def _refusing(to: Path | None, key_file: Path | None, keep: int | None) -> "Made":
    from django.db import DatabaseError

    from goodstanding.files.backups.unusable import Unusable
    from goodstanding.services.preparing import Unready, refuse

    try:
        refuse()
        return _made(to, key_file, keep)
    except (Unusable, Unready) as unusable:
        raise Refused(harmless(str(unusable))) from None
    except DatabaseError as error:
        raise Refused(f"The database cannot be used ({error}).") from None
    except OSError as error:
        raise Refused(
            f"The backup cannot be written ({error}): free some space, or name another place."
        ) from None


def _made(to: Path | None, key_file: Path | None, keep: int | None) -> "Made":
    from django.conf import settings

    from goodstanding.services.backing_up import back_up, back_up_into

    key = key_of(key_file)
    folder = settings.BACKUP_FOLDER if to is None else to
    with counting("Backing up") as progress:
        if to is None or to.is_dir() or str(to).endswith(os.sep):
            return back_up_into(folder, key, keep or settings.BACKUP_KEEP, progress=progress)
        if keep is not None:
            raise Refused("--keep is for a folder; leave it out, or name a folder.")
        if to.exists():
            raise Refused(f"{to} is there already: choose another name.")
        return back_up(to, key, progress)


def _make_key(file: Path) -> None:
    from goodstanding.files.backups import keys

    public, secret = keys.make()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Refused(f"{file} cannot be made ({error.strerror}): choose another name.") from None
    with os.fdopen(handle, "w") as opened:
        opened.write(f"# public key: {public}\n{secret}\n")
    click.echo(f"The key is in {file}. Keep a copy where the backups are not: without it nobody")
    click.echo("can read them. To encrypt only, a machine needs no more than the public part:")
    click.echo(public)
