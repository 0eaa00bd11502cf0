"""Django for the commands that need it; the others start without, and so at once."""

import os

from goodstanding.cli.asking import Refused
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
    """Bring the database to the shape that this version needs; Refused when it is newer."""
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        with waiting("Preparing the database"):
            _refuse_newer()
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
    except DatabaseError as error:
        raise Refused(f"The database cannot be used ({error}).") from None


def ready() -> None:
    """What a command needs that works on the data: settings, and a database in shape."""
    set_up()
    migrate()


def _refuse_newer() -> None:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    known = {app for app, _ in loader.disk_migrations or ()}
    newer = [
        name
        for app, name in loader.applied_migrations or ()
        if app in known and (app, name) not in (loader.disk_migrations or ())
    ]
    if newer:
        raise Refused(
            "The data is from a newer version of Good Standing than this one: "
            "install that version again."
        )
