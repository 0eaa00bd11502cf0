"""Bringing the database to the shape that this version needs, before anything runs on it."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from goodstanding.files.backups.unusable import Unusable
from goodstanding.records.backups import place, tables
from goodstanding.records.migrating import bring_up_to_date
from goodstanding.records.turns import turn
from goodstanding.services.backing_up import BEFORE_UPGRADE, Made, back_up_into, given_key

_ALIAS = "default"
_COUNTERS = "limits"


class Unready(Exception):
    """Nothing may run on this data; one sentence with why and what to do."""


def prepare() -> Made | None:
    """Apply what is pending, one process at a time, after a backup if there is data; that backup.

    Raises Unready when the data is a newer version's or half restored, or cannot be backed up.
    """
    refuse()
    if _is_in_shape():
        return None
    with turn(settings.HOME):
        refuse()
        if _is_in_shape():
            return None
        made = _backed_up() if tables.pending(_ALIAS) and not place.is_empty() else None
        bring_up_to_date()
        call_command("createcachetable", verbosity=0)
    return made


def refuse() -> None:
    """Raise Unready when nothing may run on this data."""
    if place.is_unfinished():
        raise Unready(
            "A restore began here and did not finish: run goodstanding restore again, with the "
            "same backup or another. Nothing else runs on this data before."
        )
    if tables.unknown(tables.applied(_ALIAS)):
        raise Unready(
            "The data is from a newer version of Good Standing than this one: "
            "install that version again."
        )


def _is_in_shape() -> bool:
    return _COUNTERS in connection.introspection.table_names() and not tables.pending(_ALIAS)


def _backed_up() -> Made:
    folder = settings.BACKUP_FOLDER
    try:
        return back_up_into(folder, given_key(), settings.BACKUP_KEEP, BEFORE_UPGRADE)
    except (Unusable, OSError) as error:
        raise Unready(
            f"This version brings the data to a new shape, and the backup before that failed "
            f"({error}): nothing was changed. Mend that, or name another folder with "
            "BACKUP_FOLDER."
        ) from None
