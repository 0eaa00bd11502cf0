"""Who has earned what that is not sent yet, and what the body would say of it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, QuerySet
from django.db.models.fields.json import KT

from goodstanding.engine import preflight
from goodstanding.engine.days import before
from goodstanding.engine.preflight import Flaw, Proof, Registrant
from goodstanding.engine.rules.model import Body, Catalogue, Kind, version_on
from goodstanding.engine.standing.answer import Cycle
from goodstanding.engine.standing.facts import State
from goodstanding.engine.standing.judge import judge
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import Record, credit, engine_facts, records_of
from goodstanding.records.models import (
    Fact,
    FactKind,
    Fate,
    Organisation,
    Person,
    Submission,
    SubmittedCredit,
)
from goodstanding.services.clock import day_in
from goodstanding.services.submitting.consents import consented
from goodstanding.services.submitting.papers import Paper, evidence_of
from goodstanding.services.submitting.settings import address_of, settings_of

AWAY = (Fate.CANCELLED, Fate.REFUSED, Fate.REJECTED)
"""A letter in one of these states does not keep a credit from being sent."""


class Line(NamedTuple):
    """A credit that would be sent, its certificates, and what the body would send back of it."""

    fact: Fact
    papers: tuple[Paper, ...]
    flaws: tuple[Flaw, ...]

    @property
    def earned_on(self) -> date:
        """The day of the class."""
        return date.fromisoformat(self.fact.states["earned_on"])


@dataclass(frozen=True, slots=True)
class Ready:
    """One person's earned credits of one body, and what the body would send back of them.

    `days` is how long the oldest has been waiting; `agreed`: the company may send them.
    """

    person: Person
    body: Body
    address: str
    credits: tuple[Fact, ...]
    papers: dict[UUID, tuple[Paper, ...]]
    flaws: tuple[Flaw, ...]
    days: int
    agreed: bool

    @property
    def amount(self) -> int:
        """All of it, in hundredths."""
        return sum(fact.states["amount"] for fact in self.credits)

    @property
    def whole(self) -> tuple[Flaw, ...]:
        """What would come back, whichever credits are in it."""
        return tuple(flaw for flaw in self.flaws if not flaw.credit)

    @property
    def lines(self) -> list[Line]:
        """Each credit with what is wrong with it."""
        by_credit = defaultdict(list)
        for flaw in self.flaws:
            by_credit[flaw.credit].append(flaw)
        return [
            Line(one, self.papers.get(one.key, ()), tuple(by_credit[str(one.key)]))
            for one in self.credits
        ]

    @property
    def unsure(self) -> str:
        """What is to be known of the address, where it is not the company's word."""
        return self.body.basis.note if self.address == self.body.submissions else ""

    @property
    def stopped(self) -> bool:
        """Whether something has to be mended before it can be sent."""
        return bool(preflight.stopping(self.flaws))


def unsent(
    organisation: Organisation,
    on: date,
    people: Collection[int] = (),
    credits: Collection[UUID] = (),
) -> list[Ready]:
    """Everybody who has earned something that is in no letter, who waits longest first.

    `people` narrows it to some, `credits` to some of theirs. Nobody who left is in it.
    """
    found = _ready(organisation, _waiting(organisation, people, credits), on)
    return sorted(found, key=lambda one: (-one.days, one.person.name, one.person.pk))


class Longest(NamedTuple):
    """Those who have waited longest, how many there are in all, and how many for too long."""

    ready: list[Ready]
    all: int
    late: int


def longest(organisation: Organisation, on: date, most: int, unsent_days: int) -> Longest:
    """As `unsent`, of a large company only the first; the others are counted by the database."""
    who_what = ("person", "states__body")
    groups = _earned(organisation).exclude(
        Exists(_in_letters(organisation, credit=OuterRef("key")))
    )
    since = groups.values_list(*who_what, "person__name").annotate(day=Min(KT("states__earned_on")))
    order = sorted(since, key=lambda one: (one[3], one[2], one[0]))
    keys = [(person, body) for person, body, _, _ in order]
    waiting = _waiting(organisation, {person for person, _ in keys[:most]})
    first = {key: waiting[key] for key in keys[:most]}
    ready = {(one.person.pk, one.body.code): one for one in _ready(organisation, first, on)}
    ago = (on - timedelta(days=unsent_days)).isoformat()
    late = sum(1 for *_, day in order if day <= ago)
    return Longest([ready[key] for key in first if key in ready], len(order), late)


def _days(rows: Sequence[Fact], on: date) -> int:
    """How long the oldest of them has been waiting."""
    return (on - min(date.fromisoformat(row.states["earned_on"]) for row in rows)).days


def _waiting(
    organisation: Organisation, people: Collection[int] = (), credits: Collection[UUID] = ()
) -> dict[tuple[int, str], list[Fact]]:
    """What has been earned and is in no letter, by person and body."""
    live = _earned(organisation)
    if people:
        live = live.filter(person__in=list(people))
    if credits:
        live = live.filter(key__in=list(credits))
    rows = list(live.select_related("person").order_by("place", "pk"))
    under_way = sent_before(organisation, [row.key for row in rows])
    by_person: dict[tuple[int, str], list[Fact]] = defaultdict(list)
    for row in rows:
        if row.key not in under_way:
            by_person[row.person_id, row.states["body"]].append(row)
    return by_person


def _earned(organisation: Organisation) -> QuerySet[Fact]:
    """Credits that are only earned, of people who have not left."""
    live = Fact.objects.of(organisation).filter(superseded_seq=None, kind=FactKind.CREDIT)
    return live.filter(states__state=State.EARNED.value, person__left_on=None)


def sent_before(organisation: Organisation, credits: Collection[UUID]) -> dict[UUID, date]:
    """The credits that are in a letter which is under way or was answered, and since when."""
    rows = _in_letters(organisation).filter(credit__in=list(credits))
    made = rows.values_list("credit", "submission__made_at")
    return {key: day_in(organisation, at) for key, at in made}


def _in_letters(organisation: Organisation, **narrowed: Any) -> QuerySet[SubmittedCredit]:
    rows = SubmittedCredit.objects.of(organisation).filter(**narrowed)
    return rows.exclude(submission__state__in=AWAY).exclude(outcome="rejected")


def _ready(
    organisation: Organisation, by_person: dict[tuple[int, str], list[Fact]], on: date
) -> list[Ready]:
    catalogue, numbers = catalogue_of(organisation), {who for who, _ in by_person}
    records = records_of(organisation, numbers)
    papers = evidence_of(organisation, [row.key for rows in by_person.values() for row in rows])
    agreed, settings = consented(organisation, numbers), settings_of(organisation)
    found = []
    for (who, code), rows in by_person.items():
        body = catalogue.bodies.get(code)
        if body is None:
            continue
        own = {row.key: papers.get(row.key, ()) for row in rows}
        registrant = _registrant(rows[0].person, records[who], catalogue, body, on)
        proofs = [_proof(row, own[row.key]) for row in rows]
        address = address_of(settings, body)
        found.append(
            Ready(
                rows[0].person,
                body,
                address,
                tuple(rows),
                own,
                (*_nowhere(body, address), *preflight.flaws(registrant, proofs, body, on)),
                _days(rows, on),
                who in agreed,
            )
        )
    return found


def _nowhere(body: Body, address: str) -> Iterator[Flaw]:
    if not address:
        text = f"It is not known where the {body.code} takes certificates"
        yield Flaw(text, "give the address under “How credits are submitted”.")


def _proof(row: Fact, papers: tuple[Paper, ...]) -> Proof:
    holders = tuple(paper.holder for paper in papers if paper.holder)
    return Proof(credit(row), row.texts.get("provider") or "", len(papers), holders)


def _registrant(
    person: Person, record: Record, catalogue: Catalogue, body: Body, on: date
) -> Registrant:
    facts = engine_facts(record, on)
    cycles, caps = [], []
    for answer in judge(facts, catalogue, on):
        known = catalogue.certifications[answer.certification]
        if known.body == body.code and known.kind is Kind.CREDITS and answer.cycle:
            cycles.append(Cycle(answer.cycle.start, answer.cycle.deadline))
            start = answer.cycle.start or before(on)
            caps.append(version_on(known.rules, start).most_per_activity)
    most = None if None in caps else max((cap for cap in caps if cap is not None), default=None)
    return Registrant(person.name, person.number, tuple(cycles), most)


def the_credits(organisation: Organisation, submission: Submission) -> list[Fact]:
    """The present versions of the credits in a letter, in their order."""
    keys = SubmittedCredit.objects.of(organisation).filter(submission=submission)
    rows = Fact.objects.of(organisation).filter(
        key__in=list(keys.values_list("credit", flat=True)), superseded_seq=None
    )
    return list(rows.select_related("person").order_by("place", "pk"))
