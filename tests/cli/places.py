"""Places of data, each with a database of its own, and what is kept there."""

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cli.server import PATIENCE, once

HERE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Place:
    """A data folder, and the settings that name its database."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: object, **more: str) -> "subprocess.CompletedProcess[str]":
        """Run a command here to its end."""
        return once(self.home, *map(str, arguments), **self.settings, **more)

    def done(self, *arguments: object, **more: str) -> list[str]:
        """What a command says that goes well."""
        done = self.run(*arguments, **more)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.splitlines()

    def refused(self, *arguments: object, **more: str) -> str:
        """Why a command is refused."""
        done = self.run(*arguments, **more)
        assert (done.returncode, done.stdout) == (2, "")
        return done.stderr

    def surroundings(self) -> dict[str, str]:
        """The environment of a process that works here."""
        return {
            **os.environ,
            **self.settings,
            "GOODSTANDING_HOME": str(self.home),
            "DJANGO_SETTINGS_MODULE": "goodstanding.config.settings",
            "PYTHONPATH": str(HERE),
        }

    def python(self, code: str) -> str:
        """What a script prints that works on the data here."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            env=self.surroundings(),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def content(self) -> dict[str, list[str]]:
        """Every row of every table that counts, as lines; what is paused, too."""
        file = self.home / "content.gsb"
        self.done("backup", file)
        content = content_of(file)
        file.unlink()
        return content


def content_of(backup: Path) -> dict[str, list[str]]:
    """The rows in a backup, table by table."""
    with zipfile.ZipFile(backup) as archive:
        tables = [name for name in archive.namelist() if name.startswith("tables/")]
        return {name[7:-6]: archive.read(name).decode().splitlines() for name in tables}


def manifest_of(backup: Path) -> dict[str, Any]:
    with zipfile.ZipFile(backup) as archive:
        said: dict[str, Any] = json.loads(archive.read("manifest.json"))
        return said
