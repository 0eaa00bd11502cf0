"""Whether this installation is well: the database, the worker, the data folder, the disk."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.db import DatabaseError, connection
from django.utils import timezone

from goodstanding.records.models import Heartbeat

WORKER = "worker"
"""The name under which the worker says that it is at work."""
PATIENCE = timedelta(minutes=5)
"""A worker that has said nothing for so long is taken for dead; it speaks every minute."""
LEAST_FREE = 200_000_000
"""Bytes: with less free, a database may not be able to finish what it began."""


def beat() -> None:
    """The worker says that it is at work."""
    Heartbeat.objects.update_or_create(name=WORKER, defaults={"at": timezone.now()})


def troubles(home: Path) -> dict[str, str]:
    """What is not well, each with a sentence; empty when everything is."""
    return dict(found for look in (_database, _worker, lambda: _files(home)) for found in look())


def _database() -> Iterator[tuple[str, str]]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM records_user LIMIT 1")
    except DatabaseError:
        yield "database", "The database does not answer."


def _worker() -> Iterator[tuple[str, str]]:
    try:
        last = Heartbeat.objects.filter(name=WORKER).values_list("at", flat=True).first()
    except DatabaseError:
        return  # said already
    if last is None or timezone.now() - last > PATIENCE:
        yield "worker", "The worker in the background has said nothing for five minutes."


def _files(home: Path) -> Iterator[tuple[str, str]]:
    try:
        with tempfile.TemporaryFile(dir=home) as probe:
            probe.write(b"well")
    except OSError:
        yield "files", "The data folder cannot be written to."
        return
    if shutil.disk_usage(home).free < LEAST_FREE:
        yield "disk", "Less than 200 MB are free on the disk of the data folder."
