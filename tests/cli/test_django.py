"""What needs no database starts without Django, and says so when the database cannot be used."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from cli.cast import COMPANY, ON, workbook
from cli.server import once


@pytest.mark.parametrize("command", ["check", "read", "exposure", "rules", "template"])
def test_commands_on_files_load_no_django(command: str, tmp_path: Path) -> None:
    file = workbook(tmp_path, COMPANY)
    arguments = {
        "rules": ["rules", "WRT"],
        "template": ["template", str(tmp_path / "new.xlsx")],
    }.get(command, [command, file, "--on", ON])
    code = (
        "import sys; from goodstanding.cli.main import main; "
        f"main({arguments!r}, standalone_mode=False); "
        "print([name for name in sys.modules if name.split('.')[0] == 'django'], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_damaged_database_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "goodstanding.sqlite3").write_bytes(b"no database at all" * 100)
    done = once(tmp_path, "user", "list")
    assert (done.returncode, done.stderr) == (
        2,
        "Error: The database cannot be used (file is not a database).\n",
    )


def test_data_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    once(tmp_path, "user", "list")
    with sqlite3.connect(tmp_path / "goodstanding.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('records', '9999_later', '2030-01-01')"
        )
    database.close()
    done = once(tmp_path, "user", "list")
    assert (done.returncode, done.stderr) == (
        2,
        (
            "Error: The data is from a newer version of Good Standing than this one: install that "
            "version again.\n"
        ),
    )
