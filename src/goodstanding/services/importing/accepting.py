"""An import on its way to the record: asked for, made ready, made known; by whoever comes by.

It is done under a lease, in the request or by the worker; whoever is stopped anywhere leaves rows
that the next one goes on with. What is ready is recorded if the journal still ends where it ended
when the plan was made; else it is planned again, and after some tries under the lock.
"""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from goodstanding.files.workbook.book import Workbook
from goodstanding.records.heads import locked
from goodstanding.records.journal import Conflict
from goodstanding.records.models import Accepting, Head, Import, Person
from goodstanding.services import leases
from goodstanding.services.access import Actor, May, Wrong
from goodstanding.services.importing import preparing, recording
from goodstanding.services.importing.plan import Plan
from goodstanding.services.importing.planning import planned
from goodstanding.services.leases import Lease
from goodstanding.services.verbs import verb

_TRIES = 3
FAILED = (
    "It could not be recorded because of a mistake in this program, and nothing of it was. Tell "
    "whoever looks after this installation; the details are in its log."
)
_BUSY = "This workbook is being recorded just now: look again in a moment."
Summary = Callable[[Plan], str]
"""Says in a few words what is new."""


class Busy(Wrong):
    """Somebody else is recording the same import."""


def asked(by: Actor, staged: Import) -> Accepting:
    """The note that an import is to be recorded; made once, whoever presses how often."""
    made, _ = Accepting.objects.of(by.organisation).get_or_create(
        staged=staged,
        defaults={
            "organisation": by.organisation,
            "user_id": by.user,
            "asked_at": timezone.now(),
        },
    )
    return made


def lasts(staged: Import) -> timedelta:
    """How long a lease has to last: reading and planning go on without a sign of life."""
    return timedelta(seconds=60 + len(staged.content) // 20_000)


def go_on(
    by: Actor, staged: Import, read: Callable[[], Workbook], summary: Summary, seen: int | None
) -> int:
    """Record an import, from wherever it was left; the number of its entry.

    Raises Wrong while somebody else is at it, and Conflict when the record has changed since
    entry `seen`.
    """
    with leases.held(f"import {staged.pk}", lasts(staged)) as lease:
        if lease is None:
            raise Busy("file", _BUSY)
        return _Run(by, staged, read(), summary, lease).through(seen)


class _Run:
    """One attempt, by one process."""

    def __init__(
        self, by: Actor, staged: Import, workbook: Workbook, summary: Summary, lease: Lease
    ) -> None:
        self._by, self._staged, self._workbook, self._summary = by, staged, workbook, summary
        self._lease, self._lasts = lease, lasts(staged)
        self._accepting = asked(by, staged)

    def through(self, seen: int | None) -> int:
        """Plan, prepare and record, again while others write in between."""
        for _ in range(_TRIES):
            head = Head.objects.get(organisation=self._by.organisation)
            if seen is not None and seen != head.seq:
                raise Conflict
            seq = self._attempt(head)
            if seq is not None:
                return seq
        with transaction.atomic():
            seq = self._attempt(self._locked())
        assert seq is not None  # noqa: S101 - nobody writes while the head is locked
        return seq

    def _attempt(self, head: Head) -> int | None:
        self._by.organisation.refresh_from_db(fields=["own_rules"])
        plan = planned(self._by.organisation, self._workbook, self._by.today)
        total = preparing.total_of(plan)
        basis = preparing.basis_of(self._by.organisation, head, self._staged, self._by.today)
        preparing.begin(self._accepting, basis, total, self._prove)
        people = preparing.prepare(self._accepting, plan, head.seq, self._prove)
        return self._record(plan, people, head)

    def _record(self, plan: Plan, people: list[Person], head: Head) -> int | None:
        """All of it becomes known, or nothing; None when somebody has written in between."""
        with transaction.atomic():
            now = self._locked()
            rows = Import.objects.of(self._by.organisation).filter(pk=self._staged.pk)
            before = rows.values_list("accepted_seq", flat=True).get()
            if before is not None:
                return int(before)
            if (now.seq, now.hash) != (head.seq, head.hash):
                return None
            self._prove()
            with verb(self._by, May.IMPORT) as draft:
                draft.what = f"Imported {self._staged.name}: {self._summary(plan)}"
                draft.about("import", self._staged.pk)
                # so that another file in its place is noticed
                draft.about("file", self._staged.sha256)
                did = recording.record(draft, plan, people, self._accepting)
                rows.update(accepted_seq=draft.seq, did=did)
            return draft.seq

    def _locked(self) -> Head:
        return locked(self._by.organisation)

    def _prove(self) -> None:
        leases.prolong(self._lease, self._lasts)


def clear(staged: Import) -> None:
    """Remove what was prepared, once it is on record or nobody wants it."""
    accepting = Accepting.every.filter(staged=staged).first()
    if accepting is not None:
        preparing.throw_away(accepting, lambda: None)
        preparing.forget_people(accepting)
        accepting.delete()
