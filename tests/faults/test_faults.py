"""The short form of `make torture`: twenty kills, some disk errors, a full disk."""

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
_LEFT_OUT = ("GOODSTANDING_HOME", "DATABASE_URL")


def tortured(*arguments: str) -> str:
    """What a scenario says in a process of its own, with data of its own."""
    kept = {"TEAM": "12"} | {
        name: value for name, value in os.environ.items() if name not in _LEFT_OUT
    }
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        env={**kept, "PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    sys.stdout.write(done.stdout)
    return done.stdout


def test_twenty_kills_of_each() -> None:
    names = ("import", "bulk", "merge", "undo", "backup")
    said = tortured("faults.kills", *names, "--rounds", "20", "--quick")
    assert said.count("20 kills, nothing lost, nothing half") == len(names)


def test_twenty_restores_and_twenty_upgrades_that_are_killed() -> None:
    names = ("restore", "migrate")
    said = tortured("faults.kills", *names, "--rounds", "20", "--quick")
    assert said.count("each came to its end again") == len(names)


def test_a_disk_with_errors() -> None:
    said = tortured("faults.disk", "errors", "--rounds", "3")
    assert "nothing lost" in said or "NOT TRIED" in said


def test_a_full_disk() -> None:
    assert "then all went on" in tortured("faults.disk", "full")


def test_letters_and_a_mail_server_with_every_fault() -> None:
    said = tortured(
        "faults.mail", "--letters", "13", "--kills", "2", "--longest", "0.3", "--haste", "4"
    )
    assert "2 kills, 0 stops: nothing lost, nothing twice, every unknown seen" in said
