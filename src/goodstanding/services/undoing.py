"""Taking an import back: everything that it brought goes, everything that it changed is as before.

Facts that it corrected come again as new versions. People whom it added and of whom nothing else
is known are no longer on the list. Contact details and sheets go back where they still are as the
import left them; others stay, and are named.
"""

from collections.abc import Iterable

from django.db import transaction

from goodstanding.records import standings, tally
from goodstanding.records.heads import locked
from goodstanding.records.journal import Conflict, Draft
from goodstanding.records.models import (
    Branch,
    Head,
    Import,
    KeptSheet,
    Person,
    Standing,
    Unjudged,
)
from goodstanding.services import checks
from goodstanding.services.access import Actor, May, Wrong
from goodstanding.services.importing import did
from goodstanding.services.importing.people import FIELDS
from goodstanding.services.reversing import (
    reverse,
)
from goodstanding.services.undone import Back, Undoing, undoing
from goodstanding.services.verbs import verb

_BATCH = 500
_TRIES = 3
"""So often it is worked out anew while others write; then under the lock."""
_ALONG = (
    "Something was recorded later that builds on this import: change that first, or let it go "
    "along."
)


def preview(*, by: Actor, staged: Import) -> Undoing:
    """What undoing an import would do; nothing is written."""
    by.must(May.UNDO_IMPORT)
    checks.ours(by, staged)
    return undoing(by.organisation, staged, Head.objects.get(organisation=by.organisation).seq)


def undo(*, by: Actor, staged: Import, along: bool = False, seen: int | None = None) -> int:
    """Take back all that an import did, in one entry; returns that entry's number.

    Raises Wrong when it cannot be undone, or when something builds on it and is not to go
    `along`; Conflict when the record is not as of entry `seen` any more. One that has been undone
    is not undone again.
    """
    by.must(May.UNDO_IMPORT)
    checks.ours(by, staged)
    for _ in range(_TRIES):
        head = Head.objects.get(organisation=by.organisation)
        seq = _attempt(by, staged, along, seen, head)
        if seq is not None:
            return seq
    with transaction.atomic():
        head = locked(by.organisation)
        seq = _attempt(by, staged, along, seen, head)
    assert seq is not None  # noqa: S101 - nobody writes while the head is locked
    return seq


def _attempt(by: Actor, staged: Import, along: bool, seen: int | None, head: Head) -> int | None:
    """Work out what to do, and do it if nobody has written meanwhile; else None."""
    now: Import = Import.objects.of(by.organisation).defer("content").get(pk=staged.pk)
    if now.undone_seq is not None:
        return int(now.undone_seq)
    if seen is not None and seen != head.seq:
        raise Conflict
    found = undoing(by.organisation, now, head.seq)
    if found.refused:
        raise Wrong("along", found.refused)
    if found.later and not along:
        raise Wrong("along", _ALONG)
    with transaction.atomic():
        last = locked(by.organisation)
        if (last.seq, last.hash) != (head.seq, head.hash):
            return None
        with verb(by, May.UNDO_IMPORT) as draft:
            _do(draft, now, found)
            Import.objects.of(by.organisation).filter(pk=now.pk).update(undone_seq=draft.seq)
    return draft.seq


def _do(draft: Draft, staged: Import, found: Undoing) -> None:
    draft.what = f"Undid the import of {staged.name}: {', '.join(found.counted) or 'nothing left'}"
    draft.about("import", staged.pk)
    reverse(draft, found.facts)
    _put_back(draft, found.back)
    take_off(draft, found.leave)
    for branch in found.branches:
        draft.changed(branch.name, "Branch", branch.name, None)
        branch.delete()
    if found.year is not None:
        found.year.do(draft)
    for name, place, before in found.sheets:
        rows = KeptSheet.objects.of(draft.organisation).filter(name=name)
        if before is None:
            rows.delete()
        else:
            rows.update(rows=before, place=place)


def _put_back(draft: Draft, back: list[Back]) -> None:
    rows = Branch.objects.of(draft.organisation)
    names = dict(rows.values_list("pk", "name")) if back else {}
    for one in back:
        for name, before in one.values.items():
            after = did.value_of(one.person, name)
            if name == "branch":
                draft.changed(one.person.name, "Branch", names.get(after), names.get(before))
            elif name != "kept":
                draft.changed(one.person.name, FIELDS[name], after or None, before or None)
            did.put(one.person, name, before)
    people = Person.objects.of(draft.organisation)
    people.bulk_update([one.person for one in back], did.COLUMNS, batch_size=_BATCH)
    draft.people |= {one.person.pk for one in back}


def take_off(draft: Draft, people: Iterable[Person]) -> None:
    """Take people off the list who have no facts any more; they are not judged again."""
    numbers = [person.pk for person in people]
    draft.people -= set(numbers)
    added: list[tally.Change] = []
    for start in range(0, len(numbers), _BATCH):
        some = numbers[start : start + _BATCH]
        Standing.objects.of(draft.organisation).filter(person__in=some).delete()
        rows = Person.objects.of(draft.organisation).filter(pk__in=some)
        added += [(before, None) for before in rows.values_list("counted", flat=True)]
        rows.update(gone_seq=draft.seq, branch=None, urgency=standings.NOTHING, counted=None)
        Unjudged.objects.of(draft.organisation).filter(person__in=some).delete()
    tally.change(draft.organisation.tally, added)
