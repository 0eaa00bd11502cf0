"""Restoring a backup into an empty place.

The database is marked as unfinished from the first change to the last. It is brought to the shape
that the backup came from, loaded, read again and held against the backup, brought to today's
shape, and verified. It comes up with everything outgoing paused: the place that the backup was
made in may be alive.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from goodstanding.files.backups.keys import Key
from goodstanding.files.backups.manifest import Manifest, Part
from goodstanding.files.backups.reading import Backup, opened
from goodstanding.files.backups.unusable import Unusable
from goodstanding.records import guards, migrating, papers
from goodstanding.records.backups import numbers, place, rows, tables
from goodstanding.records.models import Heartbeat, Organisation
from goodstanding.records.turns import turn
from goodstanding.records.verify.difference import silent
from goodstanding.services import new_day, pausing, verifying
from goodstanding.services.submitting import sending
from goodstanding.services.verifying import STALE, Checkpoint, Difference, Progress

_ALIVE = timedelta(minutes=2)
"""A worker says every minute that it is there."""
_ALIAS = "default"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and what `verify` found that is not as it was written."""

    manifest: Manifest
    migrated: bool
    differences: tuple[Difference, ...]


def restore(path: Path, key: Key | None, progress: Progress = silent) -> Restored:
    """Restore a backup into this empty place; Unusable says why not. What ends midway is begun
    anew by the next one."""
    with opened(path, key, settings.HOME) as backup, turn(settings.HOME):
        backup.check()
        _refuse_newer(backup)
        refuse_unless_empty()
        place.clear_and_mark()
        for paper in backup.manifest.papers:
            papers.restore(paper.organisation, paper.name, backup.paper(paper))
        load(backup, progress)
        migrated = tables.pending(_ALIAS)
        migrating.bring_up_to_date()
        call_command("createcachetable", verbosity=0)
        guards.create(connection)
        found = _verified(backup.manifest, progress)
        with transaction.atomic():
            pausing.pause(f"Restored from {path.name}, made {backup.manifest.made_at}.")
            sending.doubt_everything(
                "It waited when the backup was made, and may have been sent since."
            )
            place.unmark()
        return Restored(backup.manifest, migrated, found)


def refuse_unless_empty() -> None:
    """Raise Unusable unless there is nothing here, or only what an unfinished restore left."""
    if place.is_unfinished():
        return
    if strangers := place.strangers():
        raise Unusable(
            f"The database holds tables of another program ({', '.join(strangers[:3])}): restore "
            "into a database of its own."
        )
    if not place.is_empty() or any(papers.everything()):
        raise Unusable(
            "There is data here already, and a restore never replaces any: choose an empty place, "
            "with GOODSTANDING_HOME (or another database), or move what is here away."
        )
    if _is_alive():
        raise Unusable(
            "Good Standing runs on this place, or ran two minutes ago: stop it, wait, and restore "
            "again."
        )


def _is_alive() -> bool:
    if Heartbeat._meta.db_table not in connection.introspection.table_names():
        return False
    return Heartbeat.objects.filter(at__gt=timezone.now() - _ALIVE).exists()


def _refuse_newer(backup: Backup) -> None:
    if tables.unknown(backup.manifest.migrations):
        raise Unusable(
            f"{backup.name} was made by a newer version of Good Standing "
            f"({backup.manifest.version}) than this one: install that version to restore it."
        )


def load(backup: Backup, progress: Progress = silent) -> None:
    """Make the tables in the shape that a backup came from, and fill them; no guard is in place
    afterwards."""
    said = backup.manifest
    migrating.Executor(connection).migrate(tables.ends(said.migrations))
    models = {model._meta.db_table: model for model in tables.models(said.migrations)}
    if {part.table: part.columns for part in said.parts} != {
        table: rows.columns(model) for table, model in models.items()
    }:
        raise Unusable(f"{backup.name} does not hold the tables that its version had.")
    guards.drop(connection)
    try:
        with transaction.atomic():
            done = 0
            for part in said.parts:
                _load(backup, models[part.table], part, done, progress)
                done += part.rows
    except DatabaseError as error:
        raise Unusable(f"{backup.name} cannot be loaded into this database ({error}).") from None
    for part in said.parts:
        _compare(backup, models[part.table], part)


def _load(backup: Backup, model: type[Model], part: Part, before: int, progress: Progress) -> None:
    for done in rows.load(model, _ALIAS, backup.rows(part)):
        progress("rows", before + done, backup.manifest.rows)
    if part.last is not None:
        numbers.go_on(model, _ALIAS, part.last)


def _compare(backup: Backup, model: type[Model], part: Part) -> None:
    """What the database gives back is what the backup holds, byte for byte."""
    made = hashlib.sha256()
    for line in rows.lines(model, _ALIAS):
        made.update(line + b"\n")
    if made.hexdigest() != part.sha256:
        raise Unusable(
            f"This database does not give back the table {part.table} as {backup.name} holds it; "
            "nothing was restored."
        )


def _verified(said: Manifest, progress: Progress) -> tuple[Difference, ...]:
    """What differs, judged on today's rules; what only waits for the worker is no difference."""
    for company in new_day.companies():
        new_day.begin(company)
    checkpoints = tuple(Checkpoint.parse(one) for one in said.checkpoints)
    found = [*verifying.unguarded(), *verifying.lost(checkpoints)]
    for organisation in Organisation.objects.order_by("pk"):
        found += verifying.differences(organisation, checkpoints, progress)
    return tuple(one for one in found if one.kind != STALE)
