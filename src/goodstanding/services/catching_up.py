"""Standings that a verb has left to the background, because it concerned too many people.

What such a verb did is on record at once, and pages judge afresh whomever they show. The rows
that sort and count the whole company follow in batches, each a transaction of its own: stopped
anywhere and begun again, the end is the same. The company says meanwhile how far that is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django_q.tasks import async_task

from goodstanding.records import standings
from goodstanding.records.heads import locked
from goodstanding.records.models import Organisation, Unjudged
from goodstanding.services.clock import today_in
from goodstanding.services.leases import held, prolong

AT_ONCE = 300
"""So many people are judged within a verb; more of them are left to the background."""
JOB = "goodstanding.work.jobs.catch_up"
_LASTS = timedelta(minutes=2)
Progress = Callable[[int, int], None]
"""Told how many people are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Anew:
    """How many people have been judged anew, of how many, and because of what."""

    done: int
    people: int
    why: str


def tell(organisation: Organisation, people: int, why: str) -> None:
    """Leave so many people to the background, and say so; for use within a verb. Who they are is
    noted by the database (`Unjudged`), or by the rules that their rows were judged by."""
    rows = Organisation.objects.filter(pk=organisation.pk)
    rows.update(waiting=people, waiting_of=people, waiting_why=why)
    async_task(JOB, organisation.pk)


def progress(organisation: Organisation) -> Anew | None:
    """How far it is; None while nobody waits."""
    if organisation.waiting is None or organisation.waiting_of is None:
        return None
    done = max(0, organisation.waiting_of - organisation.waiting)
    return Anew(done, organisation.waiting_of, organisation.waiting_why or "")


def waiting_people(organisation: Organisation) -> int:
    """How many people a verb has left to the background."""
    return standings.noted(organisation).count()


def companies() -> list[int]:
    """The companies in which somebody waits, or whose sums are to be counted anew."""
    somebody = Q(pk__in=Unjudged.every.values("organisation")) | Q(waiting__isnull=False)
    found = Organisation.objects.filter(somebody | Q(tally__counts=None))
    return list(found.order_by("pk").values_list("pk", flat=True))


def catch_up(company: int, told: Progress = lambda *_: None) -> bool:
    """Judge everybody anew whose cached standing does not hold; False when another is at it."""
    with held(f"standings {company}", _LASTS) as lease:
        if lease is None:
            return False
        organisation = Organisation.objects.filter(pk=company).first()
        while organisation is not None and _go_on(organisation, today_in(organisation)):
            prolong(lease, _LASTS)
            organisation = Organisation.objects.get(pk=company)
            if anew := progress(organisation):
                told(anew.done, anew.people)
    return True


def _go_on(organisation: Organisation, on: date) -> bool:
    """One batch more; False when nobody waits any longer."""
    if standings.roll(organisation, on):
        _count(organisation, on)
        return True
    with transaction.atomic():
        locked(organisation)
        waiting = bool(standings.stale(organisation, on, 1))
        if not waiting:
            _tell_end(organisation)
    return waiting


def _count(organisation: Organisation, on: date) -> None:
    rows = Organisation.objects.filter(pk=organisation.pk).exclude(waiting=None)
    rows.update(waiting=len(standings.stale(organisation, on)))


def _tell_end(organisation: Organisation) -> None:
    rows = Organisation.objects.filter(pk=organisation.pk).exclude(waiting=None)
    rows.update(waiting=None, waiting_of=None, waiting_why=None)
