"""Django for the commands that need it; the others start without, and so at once."""

import os

import click

from goodstanding.cli.asking import Refused
from goodstanding.cli.harmless import harmless
from goodstanding.cli.progress import waiting

SETTINGS = "goodstanding.config.settings"


def set_up() -> None:
    """Read the settings and connect everything; Refused with the reason when that cannot be."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django  # slow to import, and most commands do without
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        raise Refused(str(wrong)) from None
    except OSError as error:
        raise Refused(
            f"The data folder cannot be used ({error}): make it writable, "
            "or name another with GOODSTANDING_HOME."
        ) from None


def migrate() -> None:
    """Bring the database to the shape that this version needs, after a backup; Refused when it is
    newer, or half restored."""
    from django.db import DatabaseError

    from goodstanding.services.preparing import Unready, prepare

    try:
        with waiting("Preparing the database"):
            made = prepare()
    except Unready as unready:
        raise Refused(str(unready)) from None
    except DatabaseError as error:
        raise Refused(f"The database cannot be used ({error}).") from None
    if made is not None:
        click.echo(
            f"Backed up to {harmless(str(made.path))}, then brought to a new shape.", err=True
        )


def ready() -> None:
    """What a command needs that works on the data: settings, and a database in shape."""
    set_up()
    migrate()
