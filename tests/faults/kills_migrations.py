"""kill -9 while the database is brought to the shape of this version."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from faults import checker
from faults.kills_backups import elsewhere
from faults.told import Told
from faults.world import Copy, closed, lay_out

if TYPE_CHECKING:
    from goodstanding.services.access import Actor

EARLIER = "0002"
"""The shape from which a filled database is brought up."""


def upgrades(rounds: int, dice: Random, folder: Path, often: float) -> int:
    """By turns a filled database of an earlier shape and, on SQLite, a first start: killed. So
    `often` it is begun anew at once and must come to its end, else the next round of the turn
    goes on from there and is killed, too. How many had come to their end before the kill."""
    from django.db import connection

    from faults.kills import divided, kill

    by, done, usual = lay_out(dice), 0, {True: 1.0, False: 1.0}
    assert os.waitpid(_divided(_earlier), 0)[1] == 0, "it has no earlier shape"
    copy, home = Copy(folder / "earlier"), folder / "first"
    turns = (True, False) if connection.vendor == "sqlite" else (True,)
    for number in range(-len(turns), rounds):
        filled = turns[number % len(turns)]
        told, place = Told(folder / f"upgraded-{number}"), None if filled else home
        with closed():
            process = divided(lambda home=place, told=told: _upgrade(home, told))
            _await(told, process, 1)
            began = time.monotonic()
            if number < 0:
                _await(told, process, 2)
                usual[filled] = time.monotonic() - began
            assert kill(process, dice.uniform(0, usual[filled])), "it ended by itself"
            is_done = len(told.lines()) == 2
            done += is_done and number >= 0
            if not is_done and number < rounds - len(turns) and dice.random() > often:
                continue
            judged = divided(lambda home=place, told=told: _judge(by, home, told))
            status = os.waitpid(judged, 0)[1]
            assert status == 0, f"migrate, round {number}: {told.lines()[-1:]}"
        if not filled:
            shutil.rmtree(home)
        elif copy.is_made:
            copy.put_back()
        else:
            assert os.waitpid(_divided(_earlier), 0)[1] == 0, "it has no earlier shape"
    return done


def _divided(work: Callable[[], None]) -> int:
    """As `divided`, by itself."""
    from faults.kills import divided

    with closed():
        return divided(work)


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
        home.mkdir(exist_ok=True)
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
