"""kill -9 during backups and restores."""

import os
import shutil
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from faults import checker
from faults.told import Told
from faults.world import closed, lay_out

if TYPE_CHECKING:
    from goodstanding.services.access import Actor


def backup(by: "Actor", mark: str) -> Iterator[int | dict[str, Any]]:
    """A backup, something recorded, a backup, and so on."""
    from django.conf import settings

    from faults.kills import seq_of, single
    from goodstanding.services.backing_up import back_up

    records = single(by, mark)
    for number in count():
        at = seq_of(by)
        made = back_up(settings.HOME / "kept" / f"{mark}-{number}.gsb", None)
        yield {"backup": made.path.name, "at": at}
        yield next(records)


def whole(by: "Actor", told: list[dict[str, Any]]) -> list[str]:
    """Every acknowledged backup is there with what was on record, and whatever has the name of a
    backup is whole."""
    from django.conf import settings

    from goodstanding.files.backups.reading import opened
    from goodstanding.files.backups.unusable import Unusable
    from goodstanding.records.verify import Checkpoint

    folder, found, ends = settings.HOME / "kept", [], {}
    for path in folder.glob("[!.]*.gsb"):
        try:
            with opened(path, None, settings.HOME) as one:
                one.check()
                ends[path.name] = {
                    end.organisation: end.seq
                    for end in map(Checkpoint.parse, one.manifest.checkpoints)
                }
        except (Unusable, OSError) as error:
            found.append(f"{path.name} is not whole: {error}")
    found += [
        f"{line['backup']} is not there as it was acknowledged"
        for line in told
        if "backup" in line and ends.get(line["backup"], {}).get(by.organisation.pk) != line["at"]
    ]
    for path in folder.glob("[!.]*.gsb"):
        path.unlink()
    return found


def restores(rounds: int, dice: Random, folder: Path, often: float) -> int:
    """Restores into empty places, killed. What was left is judged; so `often` it is begun anew
    and must come to its end, else the next round begins anew there and is killed, too. How many
    had come to their end before the kill."""
    from django.conf import settings
    from django.db import connection

    from faults.kills import divided, kill
    from goodstanding.services.backing_up import back_up

    if connection.vendor != "sqlite":
        return 0
    by = lay_out(dice)
    source = back_up(settings.HOME / "source.gsb", None).path
    done, usual, home = 0, 1.0, folder / "place"
    for number in range(-1, rounds):
        home.mkdir(exist_ok=True)
        told, after = Told(folder / f"restored-{number}"), dice.uniform(0, usual)
        with closed():
            process = divided(lambda home=home, told=told: _restore(source, home, told))
            began = time.monotonic()
            if number < 0:
                while not told.lines():
                    time.sleep(0.01)
                usual, after = time.monotonic() - began, 0
            assert kill(process, after), "it ended by itself"
            is_done = bool(told.lines())
            anew = is_done or number == rounds - 1 or dice.random() < often
            judged = divided(lambda h=home, t=told, a=anew: _judge(by, source, h, t, a))
            status = os.waitpid(judged, 0)[1]
            assert status == 0, f"restore, round {number}: {told.lines()[-1:]}"
        done += is_done and number >= 0
        if anew or told.lines():
            shutil.rmtree(home)
    return done


def elsewhere(home: Path) -> None:
    """This process works on another data folder from now on."""
    from django.conf import settings
    from django.db import connection

    connection.close()
    settings.HOME = home
    connection.settings_dict["NAME"] = home / "goodstanding.sqlite3"


def _restore(source: Path, home: Path, told: Told) -> None:
    from goodstanding.services.restoring import restore

    elsewhere(home)
    restore(source, None)
    told.say(restored=True)
    time.sleep(600)


def _judge(by: "Actor", source: Path, home: Path, told: Told, anew: bool) -> None:
    """Half a restore is refused by name and can be begun anew; a whole one is whole."""
    from goodstanding.records.backups import place
    from goodstanding.services.preparing import Unready, refuse
    from goodstanding.services.restoring import restore

    acknowledged = bool(told.lines())
    elsewhere(home)
    found: list[str] = []
    if place.is_unfinished():
        found += ["an acknowledged restore is unfinished"] if acknowledged else []
        try:
            refuse()
            found.append("half a restore is not refused")
        except Unready as unready:
            found += [] if "did not finish" in str(unready) else [str(unready)]
    if place.is_unfinished() or place.is_empty():
        found += ["an acknowledged restore is gone"] if acknowledged else []
        if not anew:
            _end(told, found)
        found += [one.text for one in restore(source, None).differences]
    else:
        told.say(whole=True)
    found += [one for one in checker.wrong(by, []) if not one.startswith("the head")]
    _end(told, found)


def _end(told: Told, found: list[str]) -> None:
    """The end of a process that judges."""
    if found:
        told.say(found=found)
    os._exit(int(bool(found)))
