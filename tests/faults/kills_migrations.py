"""kill -9 while the database is brought to the shape of this version."""

import os
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from faults import checker
from faults.kills_backups import elsewhere
from faults.told import Told
from faults.world import closed, lay_out

if TYPE_CHECKING:
    from goodstanding.services.access import Actor

EARLIER = "0002"
"""The shape from which a filled database is brought up."""


def upgrades(rounds: int, dice: Random, folder: Path) -> int:
    """By turns a filled database of an earlier shape and, on SQLite, a first start: killed, begun
    anew, judged. How many had come to their end before the kill."""
    from django.db import connection

    from faults.kills import divided, kill

    by, done = lay_out(dice), 0
    usual = {True: 1.0, False: 1.0}
    turns = (True, False) if connection.vendor == "sqlite" else (True,)
    for number in range(-len(turns), rounds):
        filled = turns[number % len(turns)]
        told = Told(folder / f"upgraded-{number}")
        home = None if filled else folder / f"first-{number}"
        with closed():
            if filled:
                assert os.waitpid(divided(_earlier), 0)[1] == 0, "it has no earlier shape"
            process = divided(lambda home=home, told=told: _upgrade(home, told))
            _await(told, process, 1)
            began = time.monotonic()
            if number < 0:
                _await(told, process, 2)
                usual[filled] = time.monotonic() - began
            assert kill(process, dice.uniform(0, usual[filled])), "it ended by itself"
            judged = divided(lambda home=home, told=told: _judge(by, home, told))
            status = os.waitpid(judged, 0)[1]
            assert status == 0, f"migrate, round {number}: {told.lines()[-1:]}"
        done += any("upgraded" in line for line in told.lines())
    return done


def _await(told: Told, process: int, lines: int) -> None:
    while len(told.lines()) < lines:
        assert os.waitpid(process, os.WNOHANG) == (0, 0), "it ended by itself"
        time.sleep(0.001)


def _earlier() -> None:
    from django.core.management import call_command

    call_command("migrate", "records", EARLIER, verbosity=0, interactive=False)


def _upgrade(home: Path | None, told: Told) -> None:
    from goodstanding.cli.django import migrate

    if home:
        home.mkdir()
        elsewhere(home)
    told.say(begun=True)
    migrate()
    told.say(upgraded=True)
    time.sleep(600)


def _judge(by: "Actor", home: Path | None, told: Told) -> None:
    """The program starts again, and everything is there."""
    from goodstanding.cli.django import migrate
    from goodstanding.records.verify import unguarded

    if home:
        elsewhere(home)
    checker.await_quiet()
    try:
        migrate()
        found = [one.text for one in unguarded()] if home else checker.wrong(by, [])
    except Exception as error:
        found = [f"{type(error).__name__}: {error}"]
    if found:
        told.say(found=found)
        os._exit(1)
