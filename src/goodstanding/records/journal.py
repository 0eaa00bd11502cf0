"""The journal: one entry for every verb, chained by hashes, written by one function.

A verb opens `writing(...)`, which begins a transaction and takes the company's head under lock,
so that the order of entries is the order of knowledge; then the time is stamped. The `Draft`
gathers what is recorded, replaced and changed; on leaving, the entry is written.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from goodstanding.records import hashing
from goodstanding.records.heads import locked
from goodstanding.records.models import Activity, Entry, Fact, FactKind, Head, Organisation, Person

Correction = tuple[Fact, dict[str, Any], dict[str, Any] | None]
"""A fact, what it states from now on, and its texts (None: as before)."""

PLACES = 1_000_000
"""Places of one entry; far more than one entry can record."""
AT_ONCE = 5_000
"""Rows named in one statement; databases have a limit."""


class Conflict(Exception):
    """Somebody else has changed the same fact since it was looked at."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts: `code` stays in the chain ("user:7", "system"), `name` can be erased."""

    code: str
    name: str


@dataclass(slots=True)
class Draft:
    """What a verb has done so far. `seq` is the number that its entry will have; `stored` are facts
    that are in the table already, as [number, hash]."""

    organisation: Organisation
    seq: int
    at: datetime
    people: set[int] = field(default_factory=set)
    recorded: list[Fact] = field(default_factory=list)
    stored: list[list[Any]] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)
    subjects: list[list[Any]] = field(default_factory=list)
    changes: list[list[Any]] = field(default_factory=list)
    what: str = ""

    def record(
        self,
        kind: FactKind,
        person: Person,
        states: dict[str, Any],
        texts: dict[str, Any] | None = None,
        *,
        credential: UUID | None = None,
        activity: Activity | None = None,
    ) -> Fact:
        """A new fact. It is stored when the verb ends."""
        fact = Fact(
            kind=kind,
            person=person,
            key=uuid4(),
            credential=credential,
            activity=activity,
            place=self.seq * PLACES + len(self.recorded),
        )
        return self.renew(fact, states, texts or {})

    def correct(
        self, old: Fact, states: dict[str, Any], texts: dict[str, Any] | None = None
    ) -> Fact:
        """A new version of a fact in place of the old one; raises Conflict when that has been
        replaced meanwhile."""
        return self.correct_many([(old, states, texts)])[0]

    def correct_many(self, corrections: Sequence[Correction]) -> list[Fact]:
        """New versions of several facts, in one question; raises Conflict when one of the old
        ones has been replaced meanwhile."""
        self.withdraw_many([old for old, _, _ in corrections])
        return [
            self.renew(next_version(old), states, old.texts if texts is None else texts)
            for old, states, texts in corrections
        ]

    def withdraw(self, old: Fact) -> None:
        """A fact is no longer so; raises Conflict when it has been replaced meanwhile."""
        self.withdraw_many([old])

    def withdraw_many(self, olds: Sequence[Fact]) -> None:
        """Several facts are no longer so; raises Conflict when one of them has been replaced
        meanwhile."""
        facts = Fact.objects.of(self.organisation).filter(superseded_seq=None)
        numbers = [old.pk for old in olds]
        for start in range(0, len(numbers), AT_ONCE):
            some = numbers[start : start + AT_ONCE]
            if facts.filter(pk__in=some).update(superseded_seq=self.seq) != len(some):
                raise Conflict
        self.superseded += numbers
        self.people.update(old.person_id for old in olds)

    def about(self, kind: str, number: int | str) -> None:
        """Name a subject of the entry."""
        if [kind, number] not in self.subjects:
            self.subjects.append([kind, number])

    def changed(self, subject: str, field: str, before: Any, after: Any) -> None:
        """Note a change outside the facts; nothing is noted where nothing changed."""
        if before != after:
            self.changes.append([subject, field, _plain(before), _plain(after)])

    def renew(self, fact: Fact, states: dict[str, Any], texts: dict[str, Any]) -> Fact:
        """A version that has its key, person and place (`next_version`), with what it says. The
        one that it follows has been withdrawn."""
        fact.organisation = self.organisation
        fact.states, fact.texts, fact.salt = states, texts, hashing.salt()
        fact.commitment = hashing.committed(fact.salt, texts)
        fact.recorded_seq = self.seq
        self.recorded.append(fact)
        self.people.add(fact.person_id)
        return fact

    def store(self) -> None:
        """Store the facts gathered; done at the end of every verb."""
        Fact.objects.of(self.organisation).bulk_create(self.recorded, batch_size=2000)


@contextmanager
def writing(organisation: Organisation, author: Author, verb: str) -> Iterator[Draft]:
    """One verb: all of it is written together with its entry, or nothing is."""
    with transaction.atomic():
        head = locked(organisation)
        draft = Draft(head.organisation, head.seq + 1, timezone.now().astimezone(UTC))
        yield draft
        _enter(head, author, verb, draft)


def _enter(head: Head, author: Author, verb: str, draft: Draft) -> None:
    details = {
        "by": author.name,
        "what": draft.what,
        "changes": draft.changes,
        "recorded": len(draft.stored) + len(draft.recorded),
        "replaced": len(draft.superseded),
    }
    secret = hashing.salt()
    entry = Entry(
        organisation=draft.organisation,
        seq=draft.seq,
        at=draft.at,
        actor=author.code,
        verb=verb,
        subjects=draft.subjects,
        details=details,
        salt=secret,
        commitment=hashing.committed(secret, details),
        facts=[*draft.stored, *([fact.pk, fact_hash(fact)] for fact in draft.recorded)],
        superseded=sorted(draft.superseded),
        before=head.hash,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    head.seq, head.hash = entry.seq, entry.hash
    head.save(update_fields=["seq", "hash"])


def fact_hash(fact: Fact) -> str:
    """The hash of a fact as its entry keeps it; words about people enter by their commitment."""
    return hashing.digest(
        [
            str(fact.kind),
            str(fact.key),
            str(fact.credential or ""),
            fact.person_id,
            fact.activity_id,
            fact.place,
            fact.states,
            fact.commitment,
            fact.recorded_seq,
        ]
    )


def entry_hash(entry: Entry) -> str:
    """The hash of an entry; it contains the hash of the entry before."""
    return hashing.digest(
        [
            entry.organisation_id,
            entry.seq,
            entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            entry.actor,
            entry.verb,
            entry.subjects,
            entry.commitment,
            entry.facts,
            entry.superseded,
            entry.before,
        ]
    )


def next_version(old: Fact) -> Fact:
    """A version of a fact that does not say anything yet, of the same person."""
    return Fact(
        kind=old.kind,
        person_id=old.person_id,
        key=old.key,
        credential=old.credential,
        activity_id=old.activity_id,
        place=old.place,
    )


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | bool | list) else str(value)
