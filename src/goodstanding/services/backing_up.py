"""Backups: everything that is kept here, at one moment, in a file."""

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.models import Model, QuerySet
from django.utils import timezone

from goodstanding import __version__
from goodstanding.files.backups import keeping, keys
from goodstanding.files.backups.keys import Key
from goodstanding.files.backups.manifest import Manifest, Paper, Part
from goodstanding.files.backups.reading import checked, opened
from goodstanding.files.backups.unusable import Unusable
from goodstanding.files.backups.writing import Writing
from goodstanding.records import papers
from goodstanding.records.backups import numbers, rows, tables
from goodstanding.records.backups.snapshot import snapshot
from goodstanding.records.verify.checkpoint import Checkpoint
from goodstanding.records.verify.difference import Progress, silent

BEFORE_UPGRADE = "before-upgrade"
"""The kind of the backups that are made before the database is brought to a new shape."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made, its size in bytes, and the old ones that it replaced."""

    path: Path
    manifest: Manifest
    size: int
    key: Key | None
    removed: tuple[Path, ...] = ()

    @property
    def in_words(self) -> str:
        """Its size for people, and how it was checked."""
        size = f"{self.size / 1e6:.1f} MB" if self.size >= 100_000 else f"{self.size / 1e3:.1f} kB"
        if self.key is None:
            return f"{size}, not encrypted; read again and whole"
        how = "read again and whole" if self.key.opens else "read again before it was encrypted"
        return f"{size}, encrypted; {how}"


def given_key() -> Key | None:
    """The key in the settings, if there is one."""
    return keys.parse(settings.BACKUP_KEY, "BACKUP_KEY") if settings.BACKUP_KEY else None


def back_up_into(
    folder: Path,
    key: Key | None,
    keep: int,
    kind: str = "",
    progress: Progress = silent,
) -> Made:
    """Make a backup in a folder; when it is whole, remove all but the newest of its kind."""
    at = timezone.now().astimezone(UTC)
    made = back_up(folder / keeping.name(at, kind, locked=key is not None), key, progress)
    removed = keeping.thin_out(folder, keep, kind)
    return replace(made, removed=tuple(removed))


def back_up(path: Path, key: Key | None, progress: Progress = silent) -> Made:
    """Make a backup; there is a file of this name when it is whole, was read again, and is on the
    disk. Raises Unusable or OSError."""
    with keeping.arriving(path, lambda file: _check(file, key)) as file:
        if key is None:
            manifest = _write(file, progress)
        else:
            with tempfile.TemporaryFile(dir=settings.HOME) as clear:
                manifest = _write(clear, progress)
                checked(clear, path.name).check()
                keys.lock(clear, file, key)
    return Made(path, manifest, path.stat().st_size, key)


def _check(path: Path, key: Key | None) -> None:
    """Read it again; what is locked for somebody else only was checked before."""
    if key is None or key.opens:
        with opened(path, key, settings.HOME) as backup:
            backup.check()


def _write(file: BinaryIO, progress: Progress) -> Manifest:
    at = timezone.now().astimezone(UTC)
    with snapshot(settings.HOME) as alias:
        migrations = tables.applied(alias)
        if not migrations:
            raise Unusable("There is no data here yet, and so nothing to back up.")
        if tables.unknown(migrations):
            raise Unusable("The data is from a newer version of Good Standing: back up with that.")
        counting = tables.models(migrations)
        writing = Writing(file)
        manifest = Manifest(
            made_at=at.isoformat(timespec="seconds"),
            version=__version__,
            database=connections[alias].vendor,
            migrations=migrations,
            parts=tuple(_parts(writing, counting, alias, progress)),
            checkpoints=tuple(str(one) for one in _checkpoints(counting, alias)),
            papers=tuple(_papers(writing, counting, alias)),
        )
    writing.finish(manifest)
    return manifest


def _parts(
    writing: Writing, counting: list[type[Model]], alias: str, progress: Progress
) -> Iterator[Part]:
    done, of = 0, sum(rows.count(model, alias) for model in counting)
    for model in counting:
        table = model._meta.db_table
        lines = _watched(rows.lines(model, alias), done, of, progress)
        try:
            part = writing.part(table, rows.columns(model), lines, numbers.last(model, alias))
        except (ValueError, TypeError) as error:
            raise Unusable(
                f"A row of the table {table} cannot be read ({error}): it was changed behind the "
                "program's back. goodstanding verify names it."
            ) from None
        except DatabaseError as error:
            raise Unusable(f"The table {table} cannot be read ({error}).") from None
        done += part.rows
        yield part


def _papers(writing: Writing, counting: list[type[Model]], alias: str) -> Iterator[Paper]:
    """The files that the rows of this moment name, after the rows: files come first and never
    change. One that is missing hinders no backup of all others; `verify` names it."""
    for model in counting:
        if model._meta.db_table == "records_evidencefile":
            kept: QuerySet[Model] = QuerySet(model, using=alias).order_by("pk")
            for whose, name in kept.values_list("organisation_id", "sha256").iterator():
                with suppress(OSError, ValueError):
                    yield writing.paper(whose, name, papers.where(whose, name).read_bytes())


def _watched(lines: Iterator[bytes], done: int, of: int, progress: Progress) -> Iterator[bytes]:
    for more, line in enumerate(lines):
        if more % rows.AT_ONCE == 0:
            progress("rows", done + more, of)
        yield line


def _checkpoints(counting: list[type[Model]], alias: str) -> Iterator[Checkpoint]:
    """The ends of all journals at this moment."""
    for model in counting:
        if model._meta.db_table == "records_head":
            heads: QuerySet[Model] = QuerySet(model, using=alias).order_by("pk")
            for organisation, seq, head in heads.values_list("pk", "seq", "hash"):
                yield Checkpoint(organisation, seq, head)
