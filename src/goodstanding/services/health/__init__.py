"""Whether this installation is well, for machines and for people.

Nothing here says anything about a company or a person: all companies of an installation share one
database, one disk and one worker.
"""

from collections.abc import Callable
from pathlib import Path

from django.db import Error
from django.utils import timezone

from goodstanding.records.models import Heartbeat
from goodstanding.services.health import background, outside, storage
from goodstanding.services.health.background import WORKER
from goodstanding.services.health.line import Line, Lines, State

__all__ = ["Line", "State", "beat", "lines", "troubles"]


def beat() -> None:
    """The worker says that it is at work."""
    Heartbeat.objects.update_or_create(name=WORKER, defaults={"at": timezone.now()})


def troubles(home: Path) -> dict[str, str]:
    """What no page or no verb can do without and is not well, each with a sentence."""
    looks = (storage.answers, background.worker, lambda: storage.files(home))
    return {
        one.name: one.told
        for some in looks
        for one in some()
        if one.vital and one.state is State.ILL
    }


def lines(home: Path) -> list[Line]:
    """Everything that can be looked at, in the order of how much hangs on it."""
    looks = (
        storage.answers,
        storage.database,
        storage.schema,
        lambda: storage.files(home),
        background.worker,
        background.queue,
        background.backup,
        background.drill,
        background.verified,
        lambda: outside.mail(home),
        background.outgoing,
        outside.versions,
    )
    return [one for some in looks for one in _told(some)]


def _told(some: Callable[[], Lines]) -> list[Line]:
    try:
        return list(some())
    except Error:
        return []  # that the database does not answer is a line of its own
