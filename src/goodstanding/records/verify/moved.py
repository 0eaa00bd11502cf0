"""Changed entries that are as written but for their number: swapped, or moved all together."""

from collections.abc import Iterator

from goodstanding.engine.wording import counted
from goodstanding.records.journal import entry_hash
from goodstanding.records.models import Entry
from goodstanding.records.verify.difference import Difference
from goodstanding.records.verify.reading import holds

MOST_COMPARED = 200
"""Changed entries that are compared with one another to find those that were swapped."""
FARTHEST = 20
"""By so many places entries are found that were moved together."""


def is_as_written(entry: Entry) -> bool:
    """Whether an entry has the hash that its contents have."""
    return holds(lambda: entry_hash(entry) == entry.hash)


def changed(entry: Entry) -> Difference:
    """An entry of which nothing more is known."""
    where = f"entry {entry.seq}"
    return Difference("entry", where, f"E{where[1:]} is not as it was written.")


def told(entries: list[Entry]) -> Iterator[Difference]:
    """What became of entries that are not as written, in the order of their numbers."""
    rest = list(entries)
    while rest:
        one = rest.pop(0)
        other = next((o for o in rest if _fits(one, o.seq) and _fits(o, one.seq)), None)
        if other is not None:
            rest.remove(other)
            where = f"entries {one.seq} and {other.seq}"
            yield Difference("entry", where, f"E{where[1:]} were swapped.")
        elif places := _places(one):
            together = [one, *(o for o in rest if _fits(o, o.seq + places))]
            rest = [o for o in rest if o not in together]
            yield _moved([o.seq for o in together], places)
        else:
            yield changed(one)


def _fits(entry: Entry, seq: int) -> bool:
    own, entry.seq = entry.seq, seq
    fits = is_as_written(entry)
    entry.seq = own
    return fits


def _places(entry: Entry) -> int:
    """How many places on an entry would be as written; 0: nowhere near."""
    near = (sign * places for places in range(1, FARTHEST + 1) for sign in (-1, 1))
    return next((places for places in near if _fits(entry, entry.seq + places)), 0)


def _moved(numbers: list[int], places: int) -> Difference:
    where = _named(numbers)
    was = "was" if len(numbers) == 1 else "were"
    text = f"E{where[1:]} {was} written as {_named([number + places for number in numbers])}"
    if places < 0:
        text += f": {counted(-places, 'entry', 'entries')} put in before"
    elif len(numbers) > 1:
        text += f": {counted(places, 'entry', 'entries')} taken out before"
    return Difference("entry", where, f"{text}.")


def _named(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"entry {numbers[0]}"
    return f"entries {numbers[0]} to {numbers[-1]}"
