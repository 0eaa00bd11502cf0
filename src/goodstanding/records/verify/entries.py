"""The chain of a journal: no entry missing, changed, moved or cut off."""

from collections.abc import Iterator

from goodstanding.records.hashing import committed
from goodstanding.records.journal import entry_hash
from goodstanding.records.models import Entry, Head, Organisation
from goodstanding.records.verify.checkpoint import Checkpoint
from goodstanding.records.verify.difference import Difference, Progress
from goodstanding.records.verify.reading import Unreadable, holds, numbers, read

MOST_COMPARED = 200
"""Changed entries that are compared with one another to find those that were swapped."""


def head_of(organisation: Organisation) -> Head | None:
    """The head of a journal as it is now."""
    return Head.objects.filter(organisation=organisation).first()


def differences(organisation: Organisation, head: Head, progress: Progress) -> Iterator[Difference]:
    """What is wrong with the entries up to the head, and with the head."""
    rows = Entry.objects.of(organisation)
    last, changed = _Last(0, ""), []
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
        if not _is_as_written(entry):
            changed.append(entry)
            if len(changed) > MOST_COMPARED:
                yield _changed(changed.pop(0))
            last = _Last(entry.seq, None)
            continue
        if last.hash not in (None, entry.before) and entry.seq == last.seq + 1:
            yield _broken(entry.seq)
        last = _Last(entry.seq, entry.hash)
    yield from _swapped(changed)
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
            f"{where}: its tail was cut off."
        )
        if last is not None and last >= checkpoint.seq:
            text = f"The checkpoint was taken at {where}, which is missing."
        yield Difference("checkpoint", where, text)
    elif entry[0] != checkpoint.hash:
        text = f"{_upper(where)} is another one than at the checkpoint: the journal was rewritten."
        yield Difference("checkpoint", where, text)


class _Last:
    """The number of the entry before, and its hash; None where that cannot be relied on."""

    __slots__ = ("hash", "seq")

    def __init__(self, seq: int, hash: str | None) -> None:  # noqa: A002 - what it is
        self.seq, self.hash = seq, hash


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


def _is_as_written(entry: Entry) -> bool:
    return holds(lambda: entry_hash(entry) == entry.hash)


def _changed(entry: Entry) -> Difference:
    where = f"entry {entry.seq}"
    return Difference("entry", where, f"{_upper(where)} is not as it was written.")


def _broken(seq: int) -> Difference:
    text = f"Entry {seq} does not follow entry {seq - 1}: one of the two was rewritten."
    return Difference("entry", f"entry {seq}", text)


def _swapped(changed: list[Entry]) -> Iterator[Difference]:
    """Entries that would be as written if each had the number of the other; then the rest."""
    rest = list(changed)
    while rest:
        one = rest.pop(0)
        other = next((o for o in rest if _fits(one, o.seq) and _fits(o, one.seq)), None)
        if other is None:
            yield _changed(one)
            continue
        rest.remove(other)
        where = f"entries {one.seq} and {other.seq}"
        yield Difference("entry", where, f"{_upper(where)} were swapped.")


def _fits(entry: Entry, seq: int) -> bool:
    own, entry.seq = entry.seq, seq
    fits = _is_as_written(entry)
    entry.seq = own
    return fits


def _at_the_end(organisation: Organisation, head: Head, last: _Last) -> Iterator[Difference]:
    yield from _missing(last.seq + 1, head.seq)
    if last.seq == head.seq and last.hash not in (None, head.hash):
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
