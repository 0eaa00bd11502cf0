"""The restore drill: the newest backup, restored and verified in a place of its own.

It is the command that people would run, in a process of its own, with a data folder that is thrown
away. A backup that was never restored is a hope.
"""

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from goodstanding.files.backups import keeping
from goodstanding.files.backups.unusable import Unusable
from goodstanding.services import leases, outcomes
from goodstanding.services.backing_up import back_up, given_key
from goodstanding.services.outcomes import Telling

EVERY = timedelta(days=7)
_LASTS = timedelta(minutes=15)
_LONGEST = 540
"""Seconds; the queue ends a job after 600."""
_PROGRAM = [sys.executable, "-c", "from goodstanding.cli.main import main; main()"]
_FOLDER = "drill-"
_ELSEWHERE = ("DATABASE_URL", "DATABASE_URL_FILE", "GOODSTANDING_HOME", "PRODUCTION")
_log = logging.getLogger(__name__)


def hold_if_due() -> None:
    """Hold one when the last was a week ago, a backup is there, and nobody else is at it."""
    if not _is_due(timezone.now()):
        return
    with leases.held(outcomes.DRILL, _LASTS) as lease:
        if lease is None or not _is_due(timezone.now()):
            return
        with outcomes.outcome(outcomes.DRILL) as telling:
            try:
                _hold(telling)
            except (Unusable, OSError, subprocess.TimeoutExpired) as error:
                telling.good, telling.told = False, f"{error}"
            if not telling.good:
                _log.error("The restore drill failed: %s", telling.told)


def _is_due(now: datetime) -> bool:
    last = outcomes.last(outcomes.DRILL)
    if not keeping.kept(settings.BACKUP_FOLDER):
        return False
    return last is None or last.began_at <= now - EVERY or _was_before(last.good, last.began_at)


def _was_before(good: bool | None, began_at: datetime) -> bool:
    """A drill that failed is held again when there is a newer backup."""
    kept = keeping.kept(settings.BACKUP_FOLDER)
    return good is False and kept[0].stat().st_mtime > began_at.timestamp()


def _hold(telling: Telling) -> None:
    for left in settings.HOME.glob(f"{_FOLDER}*"):
        shutil.rmtree(left, ignore_errors=True)  # of one that was killed
    with tempfile.TemporaryDirectory(dir=settings.HOME, prefix=_FOLDER) as folder:
        done = _restored(_backup(Path(folder)), Path(folder) / "home")
    telling.good = done.returncode == 0
    if done.returncode == 0:
        telling.told = "The newest backup was restored into an empty place and verified."
    elif done.returncode == 1:  # what differs names people
        telling.told = "What was restored is not as it was written: run goodstanding verify."
    else:
        telling.told = (done.stderr.strip().splitlines() or ["The drill was cut off."])[-1]


def _backup(folder: Path) -> Path:
    """The newest; one made for the drill where this machine cannot read its own."""
    newest, key = keeping.kept(settings.BACKUP_FOLDER)[0], given_key()
    if newest.suffix == keeping.LOCKED and key is not None and not key.opens:
        return back_up(folder / f"for-the-drill{keeping.ENDING}", None).path
    return newest


def _restored(backup: Path, home: Path) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    return subprocess.run(  # noqa: S603 - our own command
        [*_PROGRAM, "restore", str(backup)],
        env={**kept, "GOODSTANDING_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=_LONGEST,
    )
