"""Every fact against the entry that wrote it and the one that replaced it, and the other way."""

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeGuard

from goodstanding.records.hashing import committed
from goodstanding.records.journal import fact_hash
from goodstanding.records.models import Entry, Fact, Head, Organisation, Person
from goodstanding.records.verify.difference import Difference, Progress
from goodstanding.records.verify.reading import Unreadable, batches, holds, numbers, read


class Written(NamedTuple):
    """An entry wrote a fact, with a hash; or it replaced one, without."""

    seq: int
    fact: int
    hash: str = ""


def differences(organisation: Organisation, head: Head, progress: Progress) -> Iterator[Difference]:
    """What is wrong with the facts of a company."""
    there = numbers(Fact.objects.of(organisation).order_by("pk"))
    known, replaced = array("q"), array("q")
    done = 0
    for some in batches(_written(organisation, head)):
        progress("facts", done, len(there))
        known.extend(one.fact for one in some)
        yield from _as_written(organisation, some)
        done += len(some)
    for some in batches(_replaced(organisation, head)):
        replaced.extend(one.fact for one in some)
        yield from _as_replaced(organisation, some)
    yield from _unknown(organisation, head, _others(there, known))
    marked = numbers(Fact.objects.of(organisation).exclude(superseded_seq=None).order_by("pk"))
    yield from _not_replaced(organisation, head, _others(marked, replaced))


def _entries(organisation: Organisation, head: Head) -> Iterator[Entry]:
    rows = Entry.objects.of(organisation).only("seq", "facts", "superseded")
    keys = numbers(Entry.objects.of(organisation).filter(seq__lte=head.seq).order_by("seq", "pk"))
    yield from (entry for entry in read(rows, keys) if not isinstance(entry, Unreadable))


def _written(organisation: Organisation, head: Head) -> Iterator[Written]:
    for entry in _entries(organisation, head):
        yield from (Written(entry.seq, fact, made) for fact, made in _pairs(entry.facts))


def _replaced(organisation: Organisation, head: Head) -> Iterator[Written]:
    for entry in _entries(organisation, head):
        yield from (
            Written(entry.seq, fact) for fact in _list(entry.superseded) if _is_number(fact)
        )


def _pairs(value: object) -> Iterator[tuple[int, str]]:
    """The facts of an entry; of one that was changed, what can be understood."""
    for pair in _list(value):
        if isinstance(pair, list) and len(pair) == 2 and _is_number(pair[0]):
            yield pair[0], str(pair[1])


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _is_number(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 <= value < 2**63


def _as_written(organisation: Organisation, some: list[Written]) -> Iterator[Difference]:
    rows = read(Fact.objects.of(organisation), [one.fact for one in some])
    found = {row.pk: row for row in rows}
    for one in some:
        fact = found.get(one.fact)
        if fact is None:
            text = f"Fact {one.fact}, which entry {one.seq} recorded, is missing."
            yield Difference("fact", f"fact {one.fact}", text)
        elif isinstance(fact, Unreadable):
            text = (
                f"Fact {one.fact}, which entry {one.seq} recorded, cannot be read: it was changed."
            )
            yield Difference("fact", f"fact {one.fact}", text)
        else:
            yield from _changes(fact, one)


def _changes(fact: Fact, one: Written) -> Iterator[Difference]:
    if not holds(lambda: fact_hash(fact) == one.hash):
        text = f"F{_named(fact)[1:]} (entry {one.seq}), is not as it was recorded."
        yield Difference("fact", f"fact {fact.pk}", text)
    elif not holds(lambda: committed(fact.salt, fact.texts) == fact.commitment):
        text = f"The words of {_named(fact)} (entry {one.seq}), are not those that were recorded."
        yield Difference("fact", f"fact {fact.pk}", text)


def _as_replaced(organisation: Organisation, some: list[Written]) -> Iterator[Difference]:
    rows = Fact.objects.of(organisation).filter(pk__in=[one.fact for one in some])
    marks = dict(rows.values_list("pk", "superseded_seq"))
    for one in some:
        mark = marks.get(one.fact, one.seq)
        if mark == one.seq:
            continue
        now = "is marked as live" if mark is None else f"says that entry {mark} did"
        text = f"Fact {one.fact} was replaced or withdrawn by entry {one.seq}, but it {now}."
        yield Difference("fact", f"fact {one.fact}", text)


def _others(there: Sequence[int], known: Sequence[int]) -> Iterator[int]:
    """The numbers of the first sorted sequence that are not in the second."""
    rest = iter(sorted(known))
    next_known = next(rest, None)
    for number in there:
        while next_known is not None and next_known < number:
            next_known = next(rest, None)
        if next_known != number:
            yield number


def _unknown(organisation: Organisation, head: Head, keys: Iterator[int]) -> Iterator[Difference]:
    for fact in read(Fact.objects.of(organisation), list(keys)):
        if isinstance(fact, Unreadable):
            text = f"Fact {fact.pk} cannot be read, and no entry recorded it."
            yield Difference("fact", f"fact {fact.pk}", text)
        elif not _is_written_meanwhile(organisation, head, fact.recorded_seq):
            yield Difference("fact", f"fact {fact.pk}", f"F{_named(fact)[1:]}, is in no entry.")


def _not_replaced(
    organisation: Organisation, head: Head, keys: Iterator[int]
) -> Iterator[Difference]:
    marks = Fact.objects.of(organisation).values_list("pk", "superseded_seq")
    for some in batches(keys):
        for fact, mark in marks.filter(pk__in=some):
            if not _is_written_meanwhile(organisation, head, mark):
                text = (
                    f"Fact {fact} says that entry {mark} replaced or withdrew it, but no entry did."
                )
                yield Difference("fact", f"fact {fact}", text)


def _is_written_meanwhile(organisation: Organisation, head: Head, seq: object) -> bool:
    """Whether an entry is newer than the head that was looked at first."""
    if not _is_number(seq) or seq <= head.seq:
        return False
    return seq <= Head.objects.get(organisation=organisation).seq


def _named(fact: Fact) -> str:
    person = Person.every.filter(pk=fact.person_id).values_list("name", flat=True).first()
    article = "an" if fact.kind[:1] in "aeiou" else "a"
    return f"fact {fact.pk}, {article} {fact.kind} of {person or 'nobody known'}"
