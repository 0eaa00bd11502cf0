"""A plan made ready: its new people and all its facts stand in tables that nobody reads, whole and
hashed, so that one short transaction can make them known.

It is written in batches, each a transaction of its own, without the company's lock. Stopped
anywhere and begun again, it goes on where it was: the same plan gives the same numbers and keys.
What was prepared against another state of the record is thrown away.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db import transaction

from goodstanding.engine.folding import fold
from goodstanding.records import hashing
from goodstanding.records.catalogues import rules_hash
from goodstanding.records.journal import PLACES, fact_hash, next_version
from goodstanding.records.models import (
    Accepting,
    Branch,
    Fact,
    Head,
    Import,
    Organisation,
    Person,
    StagedFact,
)
from goodstanding.records.models.people import COMING
from goodstanding.services.importing import did
from goodstanding.services.importing.plan import Guest, New, Plan

BATCH = 1000
_SPACE = UUID("5f0d6b9e-6a0e-4c59-9a35-6f3b5f1f8a11")
"""Where the keys of imported facts come from."""
_Item = TypeVar("_Item")
Prove = Callable[[], None]
"""Proves within a transaction that nobody else has taken the import over; raises Lost."""


def basis_of(organisation: Organisation, head: Head, staged: Import, on: date) -> str:
    """What a plan depends on."""
    return hashing.digest(
        [organisation.pk, head.seq, head.hash, staged.sha256, str(on), rules_hash(organisation)]
    )


def prepare(accepting: Accepting, plan: Plan, seq: int, prove: Prove) -> list[Person]:
    """Make a plan ready, to be recorded by the entry after `seq`; returns its people in its
    order. The new ones are not on the list yet."""
    new = _new_people(accepting, plan, prove)
    people = [guest.person or new.pop(0) for guest in plan.guests]
    rows = _rows(accepting, plan, people, seq)
    known = StagedFact.objects.of(accepting.organisation).filter(accepting=accepting).count()
    for some in batches(islice(rows, known, None), BATCH):
        with transaction.atomic():
            prove()
            StagedFact.objects.of(accepting.organisation).bulk_create(some)
    return people


def begin(accepting: Accepting, basis: str, total: int, prove: Prove) -> None:
    """Throw away what was prepared against another state of the record."""
    if accepting.basis != basis:
        throw_away(accepting, prove)
    accepting.basis, accepting.total = basis, total
    with transaction.atomic():
        prove()
        accepting.save(update_fields=["basis", "total"])


def throw_away(accepting: Accepting, prove: Prove) -> None:
    """Remove the facts that are ready, a batch at a time."""
    rows = StagedFact.objects.of(accepting.organisation).filter(accepting=accepting)
    while numbers := list(rows.order_by("number").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            prove()
            rows.filter(pk__in=numbers).delete()


def forget_people(accepting: Accepting) -> None:
    """Blank the rows of people who do not come after all; no page ever showed them."""
    rows = Person.objects.ever(accepting.organisation).filter(
        came_with=accepting.staged_id, gone_seq=COMING
    )
    rows.update(name="", number="", email="", phone="", role="", kept=[], branch=None)


def total_of(plan: Plan) -> int:
    """How many facts there will be."""
    return sum(len(guest.new) + len(guest.corrected) for guest in plan.guests)


def _new_people(accepting: Accepting, plan: Plan, prove: Prove) -> list[Person]:
    """Those whom the plan adds. Rows that an earlier attempt has made are used again."""
    organisation = accepting.organisation
    rows = Person.objects.ever(organisation).filter(came_with=accepting.staged_id, gone_seq=COMING)
    made = list(rows.order_by("pk"))
    branches = {fold(one.name): one for one in Branch.objects.of(organisation)}
    people: list[Person] = []
    for some in batches((guest for guest in plan.guests if guest.person is None), BATCH):
        known = made[len(people) : len(people) + len(some)]
        blank = [Person(organisation=organisation, gone_seq=COMING) for _ in some[len(known) :]]
        were = [did.state_of(person) for person in known]
        for guest, person in zip(some, [*known, *blank], strict=True):
            take(person, guest, branches)
            person.came_with_id = accepting.staged_id
        changed = [one for one, was in zip(known, were, strict=True) if did.state_of(one) != was]
        with transaction.atomic():
            prove()
            Person.objects.ever(organisation).bulk_update(changed, did.COLUMNS, batch_size=200)
            Person.objects.ever(organisation).bulk_create(blank)
        people += [*known, *blank]
    return people


def take(person: Person, guest: Guest, branches: dict[str, Branch]) -> None:
    """Give a person the details that the workbook says; a branch that is not there yet is left."""
    if guest.person is None:
        for field in did.COLUMNS:
            did.put(person, field, _BLANK.get(field, ""))
    for field, value in guest.values.items():
        setattr(person, field, branches.get(fold(value)) if field == "branch" else value)
    person.kept = guest.kept


_BLANK: dict[str, Any] = dict.fromkeys(("branch", "hired_on", "left_on", "day_cost"))


def _rows(
    accepting: Accepting, plan: Plan, people: Sequence[Person], seq: int
) -> Iterator[StagedFact]:
    for number, (fact, replaces) in enumerate(_facts(accepting, plan, people, seq)):
        fact.salt = hashing.salt()
        fact.commitment = hashing.committed(fact.salt, fact.texts)
        fact.recorded_seq = seq + 1
        yield StagedFact(
            organisation=accepting.organisation,
            accepting=accepting,
            number=number,
            person_id=fact.person_id,
            kind=fact.kind,
            key=fact.key,
            credential=fact.credential,
            activity=fact.activity_id,
            place=fact.place,
            states=fact.states,
            texts=fact.texts,
            salt=fact.salt,
            commitment=fact.commitment,
            hash=fact_hash(fact),
            replaces=replaces,
        )


def _facts(
    accepting: Accepting, plan: Plan, people: Sequence[Person], seq: int
) -> Iterator[tuple[Fact, int | None]]:
    """The facts that the entry will record, first the new ones, with what each replaces."""
    number = 0
    for guest, person in zip(plan.guests, people, strict=True):
        keys: dict[int, UUID] = {}
        for new in guest.new:
            key = uuid5(_SPACE, f"{accepting.staged_id} {accepting.basis} {number}")
            keys[id(new)] = key
            about: Any = new.credential
            yield (
                Fact(
                    kind=new.kind,
                    person=person,
                    key=key,
                    credential=keys[id(about)] if isinstance(about, New) else about,
                    place=(seq + 1) * PLACES + number,
                    states=new.states,
                    texts=new.texts,
                ),
                None,
            )
            number += 1
    for guest in plan.guests:
        for one in guest.corrected:
            fact = next_version(one.fact)
            fact.states, fact.texts = one.states, one.texts
            yield fact, one.fact.pk


def batches(items: Iterator[_Item], size: int) -> Iterator[list[_Item]]:
    """The items, so many at a time."""
    while some := list(islice(items, size)):
        yield some
