"""Store a small filled backup in the shape that the database has now.

Run it once a migration is released: `.venv/bin/python tests/released/make.py`. The tests restore
every stored backup with the present program, for ever. Nothing in one is ever changed.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
HOUSE = HERE.parents[1]
PROGRAM = [sys.executable, "-c", "from goodstanding.cli.main import main; main()"]


def main() -> None:
    """The demonstration, and a workbook imported into it (both fictional)."""
    file = HERE / f"records-{newest()}.gsb"
    with tempfile.TemporaryDirectory() as home:
        for command in (["demo"], ["import", HOUSE / "examples/team.xlsx"]):
            run(home, *command)
        run(home, "backup", file)
    sys.stdout.write(f"{file.name}: {file.stat().st_size:,} bytes\n")


def newest() -> str:
    """The number of the last migration of our own tables."""
    migrations = (HOUSE / "src/goodstanding/records/migrations").glob("[0-9]*.py")
    return max(path.name for path in migrations)[:4]


def run(home: str, *arguments: object) -> None:
    """A command on this data."""
    surroundings = {**os.environ, "GOODSTANDING_HOME": home}
    subprocess.run([*PROGRAM, *map(str, arguments)], env=surroundings, check=True)


if __name__ == "__main__":
    main()
