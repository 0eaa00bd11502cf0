"""How what runs now and then went the last time: backups, drills, verifying."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone

from goodstanding.records.models import Outcome

BACKUP = "backup"
DRILL = "restore drill"
VERIFY = "verify"


@dataclass(slots=True)
class Telling:
    """What is to be told of it: one sentence without anybody's data; `good` says whether it
    went well."""

    told: str = ""
    good: bool = True


@contextmanager
def outcome(name: str) -> Iterator[Telling]:
    """Keep how something goes, from its beginning on. What it raises is told and goes on."""
    Outcome.objects.update_or_create(
        name=name, defaults={"began_at": timezone.now(), "ended_at": None, "good": None}
    )
    telling = Telling()
    try:
        yield telling
    except BaseException as error:
        _end(name, good=False, told=telling.told or f"It ended by {type(error).__name__}.")
        raise
    _end(name, good=telling.good, told=telling.told)


def last(name: str) -> Outcome | None:
    """How it went the last time; None when it never ran."""
    return Outcome.objects.filter(name=name).first()


def _end(name: str, *, good: bool, told: str) -> None:
    now = timezone.now()
    ended = {"ended_at": now, "good": good, "told": told} | ({"good_at": now} if good else {})
    Outcome.objects.filter(name=name).update(**ended)
