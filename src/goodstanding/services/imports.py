"""Bringing in a workbook: staged, looked at, and then accepted as a whole."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_q.tasks import async_task

from goodstanding.engine.wording import counted, joined
from goodstanding.files.guarded.limits import megabytes
from goodstanding.files.unreadable import Unreadable
from goodstanding.files.workbook.book import Workbook
from goodstanding.records.heads import locked
from goodstanding.records.journal import Conflict
from goodstanding.records.models import Accepting, Head, Import, Organisation, StagedFact, User
from goodstanding.services import checks
from goodstanding.services.access import Actor, May, Wrong
from goodstanding.services.acting import acting
from goodstanding.services.importing import accepting
from goodstanding.services.importing import staged as files
from goodstanding.services.importing.plan import Plan
from goodstanding.services.importing.planning import planned
from goodstanding.services.leases import Lost

MOST_BYTES = files.MOST_BYTES
LARGE = 100_000
"""Files of more bytes (some thousand rows) are recorded in the background."""
JOB = "goodstanding.work.jobs.finish_import"
_log = logging.getLogger(__name__)
FORGOTTEN = timedelta(days=30)
"""A file that nobody has accepted for so long is thrown away."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What accepting would record, given the record as of entry `seq`; `refused` says why the
    file cannot be read at all."""

    plan: Plan
    seq: int
    refused: str = ""


def stage(*, by: Actor, name: str, content: bytes) -> Import:
    """Keep a file until it is accepted or thrown away; nothing of it is recorded yet.

    The same file again, not yet accepted, is the one that is there. Raises Wrong when it is empty
    or larger than MOST_BYTES.
    """
    by.must(May.IMPORT)
    if not content:
        raise Wrong("file", "The file is empty: choose the workbook itself.")
    if len(content) > MOST_BYTES:
        raise Wrong("file", too_large(len(content)))
    _forget(by)
    digest = hashlib.sha256(content).hexdigest()
    waiting = Import.objects.of(by.organisation).filter(sha256=digest, accepted_seq=None)
    found: Import | None = waiting.first()
    return found or Import.objects.of(by.organisation).create(
        organisation=by.organisation,
        name=files.clean_name(name),
        content=content,
        sha256=digest,
        uploaded_at=timezone.now(),
        uploaded_by=User.objects.filter(pk=by.user).first() if by.user else None,
    )


def too_large(size: int) -> str:
    """The sentence about a file of more bytes than MOST_BYTES."""
    return (
        f"The file has {megabytes(size)} and {megabytes(MOST_BYTES)} are the most: remove pictures "
        "from it, or bring it in by parts."
    )


def _read(one: Import) -> Workbook:
    return files.read(one.name, bytes(one.content))


def _forget(by: Actor) -> None:
    old = timezone.now() - FORGOTTEN
    rows = Import.objects.of(by.organisation).filter(accepting=None, accepted_seq=None)
    rows.filter(uploaded_at__lt=old).delete()


def discard(*, by: Actor, staged: Import) -> None:
    """Throw a file away that has not been accepted; Wrong while it is being recorded."""
    by.must(May.IMPORT)
    checks.ours(by, staged)
    now = underway(by=by, staged=staged)
    if now is not None and not now.failed:
        raise Wrong("file", "It is being recorded just now, and can be undone afterwards.")
    accepting.clear(staged)
    Import.objects.of(by.organisation).filter(pk=staged.pk, accepted_seq=None).delete()


def found(*, by: Actor, number: int) -> Import | None:
    """One of the company's imports."""
    one: Import | None = Import.objects.of(by.organisation).filter(pk=number).first()
    return one


def past(*, by: Actor, most: int = 50) -> list[Import]:
    """The files that came in, the latest first, without their contents."""
    underway = Exists(
        Accepting.objects.of(by.organisation).filter(staged=OuterRef("pk"), failed="")
    )
    rows = Import.objects.of(by.organisation).select_related("uploaded_by")
    rows = rows.defer("content", "did").annotate(is_underway=underway)
    return list(rows.order_by("-uploaded_at", "-pk")[:most])


def preview(*, by: Actor, staged: Import) -> Preview:
    """What accepting a file would record; nothing is written."""
    by.must(May.IMPORT)
    seq = Head.objects.get(organisation=by.organisation).seq
    try:
        return Preview(planned(by.organisation, _read(staged), by.today), seq)
    except Unreadable as unreadable:
        return Preview(Plan(), seq, unreadable.sentence)


def accept(*, by: Actor, staged: Import, seen: int | None = None) -> int:
    """Record all that a workbook says, in one entry; returns that entry's number.

    A file that has been accepted is not accepted again. `seen` is the `seq` of the preview that
    was looked at; raises Conflict when the record has changed since, and Wrong when the file
    cannot be read.
    """
    by.must(May.IMPORT)
    try:
        seq = accepting.go_on(by, staged, lambda: _readable(staged), summary, seen)
    except accepting.Busy:
        raise
    except BaseException:
        accepting.clear(staged)
        raise
    accepting.clear(staged)
    return seq


def is_large(staged: Import) -> bool:
    """Whether recording a file takes so long that nobody should wait for the page."""
    return len(staged.content) > LARGE


def ask(*, by: Actor, staged: Import, seen: int | None = None) -> None:
    """Let the background record a file; Conflict when the record has changed since `seen`."""
    by.must(May.IMPORT)
    with transaction.atomic():
        head = locked(by.organisation)
        if seen is not None and seen != head.seq:
            raise Conflict
        if _accepted_seq(staged) is None:
            accepting.asked(by, staged)
            async_task(JOB, staged.pk)


def finish(number: int) -> None:
    """Record a file that somebody has asked for; what the background does, safe to do twice."""
    one = Accepting.every.filter(staged=number, failed="").select_related("staged", "user").first()
    if one is None:
        return
    if one.staged.accepted_seq is not None or one.user_id is None:
        accepting.clear(one.staged)
        return
    try:
        _finish(one)
    except accepting.Busy:
        return
    except Wrong as wrong:
        Accepting.every.filter(pk=one.pk).update(failed=wrong.text)
    except Lost:
        _log.warning("Import %s was taken over by somebody else.", number)
    except Exception:
        _log.exception("Import %s could not be recorded.", number)
        Accepting.every.filter(pk=one.pk).update(failed=accepting.FAILED)


def _finish(one: Accepting) -> None:
    by = acting(one.organisation, one.user)
    if by is None or not by.may(May.IMPORT):
        raise Wrong("file", "Whoever accepted it may no longer bring workbooks in.")
    accepting.go_on(by, one.staged, lambda: _readable(one.staged), summary, None)
    accepting.clear(one.staged)


def unfinished() -> list[int]:
    """The imports that were asked for and are not on record yet."""
    rows = Accepting.every.filter(failed="").order_by("asked_at", "pk")
    return list(rows.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Underway:
    """How far the recording of a file is: so many facts are ready, of how many (None: not known
    yet); `failed` says why it came to nothing."""

    ready: int
    total: int | None
    failed: str


def underway(*, by: Actor, staged: Import) -> Underway | None:
    """How far it is; None when nobody has asked for it or it is on record."""
    rows = Accepting.objects.of(by.organisation)
    one: Accepting | None = rows.filter(staged=staged.pk, staged__accepted_seq=None).first()
    if one is None:
        return None
    ready = StagedFact.objects.of(by.organisation).filter(accepting=one).count()
    return Underway(ready, one.total, one.failed)


def coming(organisation: Organisation) -> bool:
    """Whether a workbook is being recorded just now."""
    return Accepting.objects.of(organisation).filter(failed="").exists()


def _readable(staged: Import) -> Workbook:
    try:
        return _read(staged)
    except Unreadable as unreadable:
        raise Wrong("file", unreadable.sentence) from None


def _accepted_seq(staged: Import) -> int | None:
    rows = Import.every.filter(pk=staged.pk)
    seq: int | None = rows.values_list("accepted_seq", flat=True).get()
    return seq


def summary(plan: Plan) -> str:
    """How much is new, in a few words."""
    words = [words for words, known in counted_words(plan) if not known]
    return joined(words) if words else "nothing new"


def counted_words(plan: Plan) -> list[tuple[str, bool]]:
    """How much of everything, and whether it is known or left out rather than new."""
    counts = plan.counts()
    return [
        (counted(counts[what], one, many), what in ("here", "conflicts"))
        for what, one, many in _COUNTED
        if counts[what]
    ]


_COUNTED = (
    ("people", "new person", "new people"),
    ("changed_people", "person with changed details", "people with changed details"),
    ("new_branches", "new branch", "new branches"),
    ("credentials", "new credential", "new credentials"),
    (
        "observations",
        "new note of what a body's record shows",
        "new notes of what a body's record shows",
    ),
    ("restorations", "new restoration", "new restorations"),
    ("endings", "new ending", "new endings"),
    ("credits", "new credit", "new credits"),
    ("fees", "new fee", "new fees"),
    ("Offerings", "new offering", "new offerings"),
    ("Days off", "new row of days off", "new rows of days off"),
    ("Enrolments", "new place in an offering", "new places in offerings"),
    ("Rules", "new setting of the planner", "new settings of the planner"),
    ("year_corrections", "change of the year's rows", "changes of the year's rows"),
    ("corrections", "correction", "corrections"),
    ("here", "row is on record already", "rows are on record already"),
    (
        "conflicts",
        "row is left out, for the record says otherwise",
        "rows are left out, for the record says otherwise",
    ),
)
