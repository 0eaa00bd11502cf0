"""Bringing in a workbook: staged, looked at, and then accepted as a whole."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from goodstanding.engine.wording import counted, joined
from goodstanding.files.guarded.limits import megabytes
from goodstanding.files.unreadable import Unreadable
from goodstanding.files.workbook.book import Workbook
from goodstanding.records.journal import Conflict
from goodstanding.records.models import Head, Import, User
from goodstanding.services.access import Actor, May, Wrong
from goodstanding.services.importing import recording
from goodstanding.services.importing import staged as files
from goodstanding.services.importing.plan import Plan
from goodstanding.services.importing.planning import planned
from goodstanding.services.verbs import verb

MOST_BYTES = files.MOST_BYTES
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
    Import.objects.of(by.organisation).filter(accepted_seq=None, uploaded_at__lt=old).delete()


def discard(*, by: Actor, staged: Import) -> None:
    """Throw a file away that has not been accepted."""
    by.must(May.IMPORT)
    Import.objects.of(by.organisation).filter(pk=staged.pk, accepted_seq=None).delete()


def found(*, by: Actor, number: int) -> Import | None:
    """One of the company's imports."""
    one: Import | None = Import.objects.of(by.organisation).filter(pk=number).first()
    return one


def past(*, by: Actor, most: int = 50) -> list[Import]:
    """The files that came in, the latest first, without their contents."""
    rows = Import.objects.of(by.organisation).select_related("uploaded_by").defer("content")
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
        workbook = _read(staged)  # before the lock: reading can take a while
    except Unreadable as unreadable:
        raise Wrong("file", unreadable.sentence) from None
    with transaction.atomic():
        head = Head.objects.select_for_update().get(organisation=by.organisation)
        now = Import.objects.of(by.organisation).defer("content").get(pk=staged.pk)
        if now.accepted_seq is not None:
            return int(now.accepted_seq)
        if seen is not None and seen != head.seq:
            raise Conflict
        with verb(by, May.IMPORT) as draft:
            plan = planned(by.organisation, workbook, by.today)
            did = recording.record(draft, plan, now)
            draft.what = f"Imported {now.name}: {summary(plan)}"
            draft.about("import", now.pk)
            draft.about("file", now.sha256)  # so that another file in its place is noticed
            Import.objects.of(by.organisation).filter(pk=now.pk).update(
                accepted_seq=draft.seq, did=did
            )
            return draft.seq


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
    ("observations", "new look at a body's record", "new looks at a body's record"),
    ("restorations", "new restoration", "new restorations"),
    ("endings", "new ending", "new endings"),
    ("credits", "new credit", "new credits"),
    ("fees", "new fee", "new fees"),
    ("corrections", "correction", "corrections"),
    ("here", "row is on record already", "rows are on record already"),
    (
        "conflicts",
        "row is left out, for the record says otherwise",
        "rows are left out, for the record says otherwise",
    ),
)
