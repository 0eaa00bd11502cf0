"""Backups that are made by themselves every night, or when an owner asks for one.

What is due is worked out from how the last one went; the worker asks now and then. One is made at
a time, on whatever machine.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from goodstanding.files.backups.unusable import Unusable
from goodstanding.records.models import Organisation, Outcome, Pause
from goodstanding.services import leases, outcomes, pausing
from goodstanding.services.access import Actor, May
from goodstanding.services.backing_up import back_up_into, given_key

ASKED = "backup asked for"
"""The outcome that says when somebody asked for one."""
LASTS = timedelta(minutes=15)
"""How long a worker has the right to make one; the queue ends him before."""
_NIGHT = time(3)
"""In the time zone of the installation."""
_AGAIN = timedelta(hours=1)
"""After one that failed."""
_JOB = "goodstanding.work.jobs.back_up"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the settings page tells: the last backup and drill, since when one is asked for or is
    being made, and why nothing goes out."""

    last: Outcome | None
    drill: Outcome | None
    asked_at: datetime | None
    running_since: datetime | None
    paused: Pause | None
    keep: int
    encrypted: bool


def shown() -> Shown:
    """How it stands with backups."""
    known = Outcome.objects.in_bulk([outcomes.BACKUP, outcomes.DRILL, ASKED])
    last, now = known.get(outcomes.BACKUP), timezone.now()
    running = last is not None and last.ended_at is None and last.began_at > now - LASTS
    return Shown(
        last=_ended(last),
        drill=_ended(known.get(outcomes.DRILL)),
        asked_at=_asked_since(last, known.get(ASKED)),
        running_since=last.began_at if last and running else None,
        paused=pausing.paused(),
        keep=settings.BACKUP_KEEP,
        encrypted=bool(settings.BACKUP_KEY),
    )


def ask(*, by: Actor) -> None:
    """Have one made soon. It is not written into the company's journal: it changes no record, and
    holds every company's."""
    by.must(May.BACK_UP)
    with transaction.atomic():
        Outcome.objects.update_or_create(
            name=ASKED, defaults={"began_at": timezone.now(), "ended_at": None, "good": None}
        )
        async_task(_JOB)  # the worker looks now and then; so it looks at once


def is_due(now: datetime) -> bool:
    """Whether one is to be made: it is night, somebody asks, or the last one failed."""
    if not Organisation.objects.exists():
        return False
    last = outcomes.last(outcomes.BACKUP)
    if last is None or _asked_since(last, outcomes.last(ASKED)):
        return True
    if not last.good:
        return last.began_at <= now - (_AGAIN if last.ended_at else LASTS)
    return last.began_at < _last_night(now)


def make_if_due() -> None:
    """Make one if it is due and nobody else is at it, and keep how it went."""
    if not is_due(timezone.now()):
        return
    with leases.held(outcomes.BACKUP, LASTS) as lease:
        if lease is None or not is_due(timezone.now()):
            return
        with outcomes.outcome(outcomes.BACKUP) as telling:
            try:
                made = back_up_into(settings.BACKUP_FOLDER, given_key(), settings.BACKUP_KEEP)
                telling.told = f"{made.path.name}, {made.in_words}."
            except (Unusable, OSError) as error:
                reason = getattr(error, "strerror", None) or error
                telling.good, telling.told = False, f"It could not be made: {reason}"
                _log.error("The backup failed: %s", error)


def _asked_since(last: Outcome | None, asked: Outcome | None) -> datetime | None:
    if asked is None or (last is not None and last.began_at >= asked.began_at):
        return None
    return asked.began_at


def _last_night(now: datetime) -> datetime:
    here = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    night = datetime.combine(here.date(), _NIGHT, here.tzinfo)
    return night if night <= here else night - timedelta(days=1)


def _ended(outcome: Outcome | None) -> Outcome | None:
    return outcome if outcome and outcome.ended_at else None
