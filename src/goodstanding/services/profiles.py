"""What we last saw on each registrant's profile, for typing in what it shows now.

A profile is one person's record at one body. Only certifications that are kept by credits and
have not ended are in it, of people who work here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from goodstanding.engine.rules.model import Kind
from goodstanding.records.catalogues import catalogue_of, rules_hash
from goodstanding.records.models import Entry, Fact, FactKind, Organisation, Person
from goodstanding.services.access import May
from goodstanding.services.remembered import Remembered

A_PAGE = 50
A_MONTH = timedelta(days=31)
"""After so long a profile is to be looked at again."""
_CHANGES_NOTHING = [
    may.value for may in May if may.value.partition(".")[0] in ("credit", "submission")
]
"""Verbs after which as many profiles are to be looked at as before."""
_UNSEEN: Remembered[int] = Remembered(200)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen on the body's record; `balance` in hundredths."""

    seen_on: date | None
    deadline: date | None
    balance: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """A credential and what was last seen of it."""

    fact: Fact
    seen: Seen | None


@dataclass(frozen=True, slots=True)
class Profile:
    """One person's certifications of one body."""

    person: Person
    body: str
    held: list[Held]

    @property
    def seen(self) -> Seen | None:
        """What was last seen, where it is the same for all."""
        first = self.held[0].seen
        return first if all(one.seen == first for one in self.held) else None

    @property
    def differ(self) -> bool:
        """Whether different things were last seen of them."""
        return any(one.seen != self.held[0].seen for one in self.held)


def people_with_profiles(
    organisation: Organisation, search: str = "", branch: str = "", unseen_on: date | None = None
) -> QuerySet[Person]:
    """People who have a profile, by name; with `unseen_on` only those whose profile nobody has
    looked at for a month by then."""
    held = _live(organisation).filter(
        person=OuterRef("pk"),
        kind=FactKind.CREDENTIAL,
        states__certification__in=sorted(_bodies(organisation)),
    )
    people = Person.objects.of(organisation).filter(Exists(held), left_on=None)
    if unseen_on is not None:
        people = people.filter(~Exists(_looked_at(organisation, unseen_on - A_MONTH)))
    for word in search.split():
        people = people.filter(name__icontains=word)
    if branch.isdecimal():
        people = people.filter(branch__pk=branch)
    return people.order_by("name", "pk")


def unseen(organisation: Organisation, on: date) -> int:
    """How many people's profiles nobody has looked at for a month, or ever; counted anew when
    something was recorded that can change it."""
    entries = Entry.objects.of(organisation).exclude(verb__in=_CHANGES_NOTHING)
    last = entries.order_by("-seq").values_list("hash", flat=True).first()
    key = (organisation.pk, on, last, rules_hash(organisation))
    return _UNSEEN.get(key, lambda: people_with_profiles(organisation, unseen_on=on).count())


def _looked_at(organisation: Organisation, since: date) -> QuerySet[Fact]:
    seen = _live(organisation).filter(person=OuterRef("pk"), kind=FactKind.OBSERVATION)
    return seen.filter(states__seen_on__gte=since.isoformat())


def profiles(organisation: Organisation, people: Iterable[Person], on: date) -> list[Profile]:
    """The profiles of some people, in their order; one question to the database."""
    those, bodies = list(people), _bodies(organisation)
    rows = _rows(organisation, [person.pk for person in those])
    ended = {one.credential for one in rows if _has_ended(one, on)}
    seen = _last_seen(rows)
    found: dict[tuple[int, str], list[Held]] = defaultdict(list)
    for row in rows:
        body = bodies.get(row.states.get("certification", ""))
        if row.kind == FactKind.CREDENTIAL and body and row.key not in ended:
            found[row.person_id, body].append(Held(row, seen.get(row.key)))
    names = sorted({body for _, body in found})
    return [
        Profile(person, body, found[person.pk, body])
        for person in those
        for body in names
        if (person.pk, body) in found
    ]


def those(organisation: Organisation, numbers: Collection[int]) -> QuerySet[Person]:
    """The people with these numbers, by name."""
    return Person.objects.of(organisation).filter(pk__in=list(numbers)).order_by("name", "pk")


def _bodies(organisation: Organisation) -> dict[str, str]:
    """The bodies of the certifications that are kept by credits."""
    known = catalogue_of(organisation).certifications.values()
    return {one.code: one.body for one in known if one.kind is Kind.CREDITS}


def _live(organisation: Organisation) -> QuerySet[Fact]:
    return Fact.objects.of(organisation).filter(superseded_seq=None)


def _rows(organisation: Organisation, people: Collection[int]) -> list[Fact]:
    kinds = [FactKind.CREDENTIAL, FactKind.OBSERVATION, FactKind.ENDING]
    rows = _live(organisation).filter(person__in=list(people), kind__in=kinds)
    return list(rows.order_by("place", "pk"))


def _has_ended(row: Fact, on: date) -> bool:
    return row.kind == FactKind.ENDING and date.fromisoformat(row.states["day"]) <= on


def _last_seen(rows: list[Fact]) -> dict[UUID | None, Seen]:
    """The latest sighting of each credential; of two on one day, the one recorded later."""
    seen: dict[UUID | None, Seen] = {}
    for row in rows:
        if row.kind != FactKind.OBSERVATION:
            continue
        one = Seen(_day(row.states["seen_on"]), _day(row.states["deadline"]), row.states["balance"])
        before = seen.get(row.credential)
        if before is None or (one.seen_on or date.max) >= (before.seen_on or date.max):
            seen[row.credential] = one
    return seen


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
