"""What a backup says of itself."""

import json
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = 1
"""The number of the format; one more when an older program could not read what is written."""


@dataclass(frozen=True, slots=True)
class Part:
    """A table: its columns in the order of the values, how many rows, the sha256 of its lines, and
    the last number that was ever given to a row (None: rows have no numbers)."""

    table: str
    columns: tuple[str, ...]
    rows: int
    sha256: str
    last: int | None

    @property
    def name(self) -> str:
        """The part's place in the archive."""
        return place(self.table)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of evidence: whose, the sha256 that it is kept by, and that of what was found."""

    organisation: int
    name: str
    sha256: str

    @property
    def place(self) -> str:
        """The file's place in the archive."""
        return f"evidence/{self.organisation}/{self.name}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """When and by which version it was made, from which sort of database in which shape, the ends
    of all journals, the tables, and the files of evidence."""

    made_at: str
    version: str
    database: str
    migrations: tuple[tuple[str, str], ...]
    checkpoints: tuple[str, ...]
    parts: tuple[Part, ...]
    papers: tuple[Paper, ...] = ()
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(part.rows for part in self.parts)


def place(table: str) -> str:
    """Where a table is in the archive."""
    return f"tables/{table}.jsonl"


def written(manifest: Manifest) -> bytes:
    """A manifest as it is kept."""
    return json.dumps(asdict(manifest), indent=1).encode()


def format_of(data: bytes) -> int:
    """The format of whatever wrote this; raises ValueError when it is no manifest."""
    said = json.loads(data)
    if not isinstance(said, dict) or type(said.get("format")) is not int:
        raise ValueError
    return int(said["format"])


def read(data: bytes) -> Manifest:
    """A manifest of our format; raises ValueError, KeyError or TypeError when it is none."""
    said = json.loads(data)
    return Manifest(
        made_at=str(said["made_at"]),
        version=str(said["version"]),
        database=str(said["database"]),
        migrations=tuple((str(app), str(name)) for app, name in said["migrations"]),
        checkpoints=tuple(str(one) for one in said["checkpoints"]),
        parts=tuple(_part(one) for one in said["parts"]),
        papers=tuple(_paper(one) for one in said.get("papers", ())),
        format=int(said["format"]),
    )


def _part(said: dict[str, Any]) -> Part:
    return Part(
        str(said["table"]),
        tuple(str(one) for one in said["columns"]),
        int(said["rows"]),
        str(said["sha256"]),
        None if said["last"] is None else int(said["last"]),
    )


def _paper(said: dict[str, Any]) -> Paper:
    return Paper(int(said["organisation"]), str(said["name"]), str(said["sha256"]))
