"""A staged file as what it says, read in the guarded child that reads every spreadsheet."""

import re
import tempfile
from datetime import date
from pathlib import Path

from goodstanding.engine.rules.model import Catalogue
from goodstanding.files.workbook.book import Workbook
from goodstanding.files.workbook.reading import read_workbook
from goodstanding.files.workbook.team import Understood, understood

MOST_BYTES = 10_000_000
"""A workbook of ten thousand people has a few megabytes."""
_LONGEST_NAME = 100


def clean_name(name: str) -> str:
    """The name of a file without its folder and without anything that could mean something."""
    last = re.split(r"[/\\]", name)[-1]
    clean = re.sub(r"[^\w .()\-–]+", "_", last).strip(" .") or "workbook.xlsx"
    stem, dot, suffix = clean.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{suffix[:10]}" if stem else clean[:_LONGEST_NAME]


def read(name: str, content: bytes) -> Workbook:
    """The workbook. Raises Unreadable with a sentence when it is none."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / clean_name(name)
        path.write_bytes(content)
        return read_workbook(path)


def say(workbook: Workbook, catalogue: Catalogue, on: date) -> Understood:
    """What the workbook says, as of a day."""
    return understood(workbook, catalogue, on)
