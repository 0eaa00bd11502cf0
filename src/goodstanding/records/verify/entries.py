"""The chain of a journal: no entry missing, changed, moved or cut off."""

from collections.abc import Iterator
from typing import NamedTuple

from goodstanding.records.hashing import committed
from goodstanding.records.models import Entry, Head, Organisation
from goodstanding.records.verify import moved
from goodstanding.records.verify.checkpoint import Checkpoint
from goodstanding.records.verify.difference import Difference, Progress
from goodstanding.records.verify.reading import Unreadable, holds, numbers, read


def head_of(organisation: Organisation) -> Head | None:
    """The head of a journal as it is now."""
    return Head.objects.filter(organisation=organisation).first()


def differences(organisation: Organisation, head: Head, progress: Progress) -> Iterator[Difference]:
    """What is wrong with the entries up to the head, and with the head."""
    rows = Entry.objects.of(organisation)
    last, changed = _Last(0, {"": ""}), []
    keys = numbers(rows.filter(seq__lte=head.seq).order_by("seq", "pk"))
    for done, entry in enumerate(read(rows, keys)):
        if done % 1000 == 0:
            progress("entries", done, len(keys))
        if isinstance(entry, Unreadable):
            where = f"the row {entry.pk} of the journal"
            yield Difference("entry", where, f"{_upper(where)} cannot be read: it was changed.")
            last = _Last(last.seq + 1, None)
            continue
        yield from _missing(last.seq + 1, entry.seq - 1)
        yield from _words(entry)
        known = {entry.hash: entry.before} if moved.is_as_written(entry) else None
        yield from _linked(entry, known, last)
        if known is None:
            changed.append(entry)
            if len(changed) > moved.MOST_COMPARED:
                yield moved.changed(changed.pop(0))
        last = _Last(entry.seq, _together(known, last) if entry.seq == last.seq else known)
    yield from moved.told(changed)
    yield from _at_the_end(organisation, head, last)


def against(organisation: Organisation, head: Head, checkpoint: Checkpoint) -> Iterator[Difference]:
    """Whether the journal still goes through a checkpoint."""
    if checkpoint.organisation != organisation.pk:
        text = f"The checkpoint is of company {checkpoint.organisation}, not of this one."
        yield Difference("checkpoint", "the checkpoint", text)
        return
    where = f"entry {checkpoint.seq}"
    entry = Entry.objects.of(organisation).filter(seq=checkpoint.seq).values_list("hash").first()
    if head.seq < checkpoint.seq or entry is None:
        last = Entry.objects.of(organisation).order_by("-seq").values_list("seq", flat=True).first()
        text = (
            f"The journal ends with entry {last or 0}, but the checkpoint was taken at "
            f"{where}: its tail was cut off, or an older copy was put back."
        )
        if last is not None and last >= checkpoint.seq:
            text = f"The checkpoint was taken at {where}, which is missing."
        yield Difference("checkpoint", where, text)
    elif entry[0] != checkpoint.hash:
        text = (
            f"{_upper(where)} is another one than at the checkpoint: the journal was rewritten, or "
            "an older copy was put back and has grown."
        )
        yield Difference("checkpoint", where, text)


class _Last(NamedTuple):
    """The number before, and the hashes of the entries that have it, each with the hash that it
    follows; there should be one. None where that cannot be relied on."""

    seq: int
    hashes: dict[str, str] | None


def _together(known: dict[str, str] | None, last: _Last) -> dict[str, str] | None:
    """Whichever of several entries with one number is the right one, the next may follow it."""
    return None if known is None or last.hashes is None else {**last.hashes, **known}


def _missing(first: int, last: int) -> Iterator[Difference]:
    if first == last:
        yield Difference("entry", f"entry {first}", f"Entry {first} is missing.")
    elif first < last:
        where = f"entries {first} to {last}"
        yield Difference("entry", where, f"{_upper(where)} are missing.")


def _words(entry: Entry) -> Iterator[Difference]:
    if not holds(lambda: committed(entry.salt, entry.details) == entry.commitment):
        text = f"The words of entry {entry.seq} are not those that were written."
        yield Difference("entry", f"entry {entry.seq}", text)


def _linked(entry: Entry, known: dict[str, str] | None, last: _Last) -> Iterator[Difference]:
    """Whether an entry follows the one before and has a number of its own."""
    if entry.seq == last.seq:
        yield _double(entry, known, last.hashes or {})
    elif known and last.hashes is not None and entry.before not in last.hashes:
        yield from _broken(entry.seq) if entry.seq == last.seq + 1 else ()


def _double(entry: Entry, known: dict[str, str] | None, others: dict[str, str]) -> Difference:
    where = f"entry {entry.seq}"
    if known and entry.hash in others:
        text = f"{_upper(where)} is there twice."
    elif known and entry.before in others.values():
        text = f"The journal forks: two different entries {entry.seq} follow entry {entry.seq - 1}."
    else:
        text = f"The number {entry.seq} is there twice: it was given to a second entry."
    return Difference("entry", where, text)


def _broken(seq: int) -> Iterator[Difference]:
    text = f"Entry {seq} does not follow entry {seq - 1}: one of the two was rewritten."
    yield Difference("entry", f"entry {seq}", text)


def _at_the_end(organisation: Organisation, head: Head, last: _Last) -> Iterator[Difference]:
    yield from _missing(last.seq + 1, head.seq)
    if last.seq == head.seq and last.hashes is not None and head.hash not in last.hashes:
        text = f"The head of the journal does not carry the hash of entry {head.seq}."
        yield Difference("head", "the head", text)
    yield from _ahead(organisation)


def _ahead(organisation: Organisation) -> Iterator[Difference]:
    """Entries behind the head; a head that has moved meanwhile is a verb at work."""
    now = head_of(organisation)
    if now is None:
        return
    entry = Entry.objects.of(organisation).filter(seq__gt=now.seq).values_list("seq").first()
    later = head_of(organisation)
    if entry and later and later.seq == now.seq:
        text = f"The head says that entry {now.seq} is the last, but there is entry {entry[0]}."
        yield Difference("head", "the head", text)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
