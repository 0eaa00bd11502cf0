"""Taking an entry back: what it recorded goes, what it replaced comes again.

Nothing is deleted: what goes is withdrawn, and what comes again is a new version of it. Whatever
was withdrawn since stays so. What was recorded later and builds on the entry is named; it goes
along only where that is wanted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from goodstanding.records.journal import AT_ONCE, Draft, next_version
from goodstanding.records.models import Entry, Fact, FactKind, Merge, Organisation, Person
from goodstanding.services import telling

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Later:
    """Something that was recorded later and builds on what is to be taken back: of whom, which
    fact, and what the journal says of its entry. `at` is in the company's zone."""

    person: int
    name: str
    words: str
    seq: int
    who: str
    what: str
    at: datetime


@dataclass(slots=True)
class Reversal:
    """What taking an entry back does to the facts.

    `goes` are live facts that end; `comes` are facts as they were before, each with the live
    version that it follows, if there is one. `changed` and `about` are recorded later: other
    versions of the entry's facts, and facts about credentials that go.
    """

    goes: list[Fact] = field(default_factory=list)
    comes: list[tuple[Fact | None, Fact]] = field(default_factory=list)
    changed: list[Fact] = field(default_factory=list)
    about: list[Fact] = field(default_factory=list)

    @property
    def later(self) -> list[Fact]:
        """All that builds on the entry."""
        return [*self.changed, *self.about]

    def people(self) -> set[int]:
        """Whom it concerns."""
        facts = (*self.goes, *self.about, *(fact for pair in self.comes for fact in pair))
        return {fact.person_id for fact in facts if fact is not None}


def reversal(organisation: Organisation, seq: int) -> Reversal:
    """What taking an entry back would do to the facts that are live now."""
    rows = Fact.objects.of(organisation)
    recorded = {fact.key: fact for fact in rows.filter(recorded_seq=seq)}
    before = {fact.key: fact for fact in rows.filter(superseded_seq=seq)}
    found = Reversal()
    live = _live(organisation, recorded, before)
    for key, made in recorded.items():
        now = live.get(key)
        if now is None:
            continue
        if now.pk != made.pk and not same(now, made):
            found.changed.append(now)
        if key in before:
            found.comes.append((now, _with(now, made, before[key])))
        else:
            found.goes.append(now)
    gone = before.keys() - recorded.keys() - live.keys()
    found.comes += ((None, fact) for key, fact in before.items() if key in gone)
    ends = {fact.key for fact in found.goes if fact.kind == FactKind.CREDENTIAL}
    found.about = list(_about(organisation, seq, ends, recorded.keys()))
    return found


def _with(now: Fact, made: Fact, before: Fact) -> Fact:
    """What comes again, of whom it is by now: an entry that did not move a fact from one person to
    another does not move it back either."""
    if made.person_id == before.person_id:
        before.person_id, before.credential = now.person_id, now.credential
    return before


def same(one: Fact, other: Fact) -> bool:
    """Whether two versions say the same of the same person."""
    return (
        one.states == other.states
        and one.texts == other.texts
        and one.person_id == other.person_id
        and one.credential == other.credential
    )


def _live(
    organisation: Organisation, recorded: dict[UUID, Fact], before: dict[UUID, Fact]
) -> dict[UUID, Fact]:
    live = {key: fact for key, fact in recorded.items() if fact.superseded_seq is None}
    rows = Fact.objects.of(organisation).filter(superseded_seq=None)
    for some in _batches((recorded.keys() | before.keys()) - live.keys()):
        live |= {fact.key: fact for fact in rows.filter(key__in=some)}
    return live


def _about(
    organisation: Organisation, seq: int, credentials: set[UUID], known: Iterable[UUID]
) -> Iterator[Fact]:
    rows = Fact.objects.of(organisation).filter(superseded_seq=None, recorded_seq__gt=seq)
    own = set(known)
    for fact in rows.exclude(credential=None).order_by("place", "pk") if credentials else ():
        if fact.credential in credentials and fact.key not in own:
            yield fact


def reverse(draft: Draft, found: Reversal) -> None:
    """Take the entry back, with all that builds on it."""
    ends = [*found.goes, *found.about, *(now for now, _ in found.comes if now is not None)]
    draft.withdraw_many(ends)
    for _, before in found.comes:
        draft.renew(next_version(before), before.states, before.texts)


def merged_since(organisation: Organisation, seq: int, people: set[int]) -> Merge | None:
    """The last merge of anybody of these, or of whoever got facts by an entry, that came after it
    and is not undone: what both had was kept once, and would be missing from the other, or come
    again with him."""
    rows = Merge.objects.of(organisation).filter(undone_seq=None, seq__gt=seq)
    merges = list(rows.select_related("away", "keep").order_by("-seq"))
    if not merges:
        return None
    facts = Fact.objects.of(organisation).filter(recorded_seq=seq).order_by()
    theirs = people | set(facts.values_list("person", flat=True).distinct())
    both = ((merge, {merge.keep_id, merge.away_id}) for merge in merges)
    return next((merge for merge, two in both if two & theirs), None)


def merged_later(away: str, keep: str) -> str:
    """The sentence about a merge that has to be undone first."""
    return f"{away} was merged into {keep} later: undo that merge first."


def told(organisation: Organisation, facts: Iterable[Fact]) -> list[Later]:
    """Later facts with whom they are about, and who recorded them when."""
    some = list(facts)
    names = dict(
        Person.objects.ever(organisation)
        .filter(pk__in={fact.person_id for fact in some})
        .values_list("pk", "name")
    )
    codes, entries = telling.codes(organisation, some), entries_of(organisation, some)
    return [
        later(entries[fact.recorded_seq], fact.person_id, names[fact.person_id], words)
        for fact in some
        for words in [
            telling.words(fact, codes.get(fact.credential, "") if fact.credential else "")
        ]
    ]


def entries_of(organisation: Organisation, facts: Iterable[Fact]) -> dict[int, Entry]:
    """The entries that recorded some facts."""
    numbers = {fact.recorded_seq for fact in facts}
    found: dict[int, Entry] = {}
    for some in _batches(numbers):
        rows = Entry.objects.of(organisation).filter(seq__in=some).only("seq", "at", "details")
        found |= {entry.seq: in_zone(organisation, entry) for entry in rows}
    return found


def in_zone(organisation: Organisation, entry: Entry) -> Entry:
    """An entry as it is read where the company is; it is not stored."""
    entry.at = entry.at.astimezone(ZoneInfo(organisation.time_zone))
    return entry


def later(entry: Entry, person: int, name: str, words: str) -> Later:
    """What an entry did, as a reason."""
    said = entry.details
    who, what = said.get("by") or "somebody whose name was erased", said.get("what") or entry.verb
    return Later(person, name, words, entry.seq, who, what, entry.at)


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    rest = iter(items)
    while some := list(islice(rest, AT_ONCE)):
        yield some
