"""The cache of standings: made by the engine, refreshed by every verb, rolled forward nightly."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from goodstanding.engine.days import after
from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.answer import NEEDS_ATTENTION, Label
from goodstanding.engine.standing.answer import Standing as Answer
from goodstanding.engine.standing.asked import asks
from goodstanding.engine.standing.changes import next_change
from goodstanding.engine.standing.facts import Person as Facts
from goodstanding.engine.standing.judge import DUE_SOON_DAYS, judge
from goodstanding.engine.standing.recorded import on_record
from goodstanding.records import tally
from goodstanding.records.catalogues import catalogue_of, rules_hash
from goodstanding.records.facts import Record, engine_facts, records_of
from goodstanding.records.heads import locked
from goodstanding.records.journal import Conflict
from goodstanding.records.models import Organisation, Person, Standing, Unjudged

NOTHING = "99"
"""The urgency of a person without credentials: after everybody else."""
BATCH = 500
"""People who are judged at a time."""
Progress = Callable[[int, int], None]
"""Told how many people are done, and of how many."""
_ORDER = (
    Label.LAPSED,
    Label.LAPSED_AWAITING,
    Label.CHECK,
    Label.DUE_SOON,
    Label.SUBMIT,
    Label.BEHIND,
    Label.AWAITING,
    Label.PLANNED,
    Label.ON_PACE,
    Label.GOOD,
    Label.NOT_YET_ISSUED,
    Label.ENDED,
)


class Fresh(NamedTuple):
    """A person's record and what the engine says of it on a day, credential by credential."""

    record: Record
    facts: Facts
    answers: tuple[Answer, ...]


def judged(
    organisation: Organisation, people: Collection[int], on: date, catalogue: Catalogue
) -> dict[int, Fresh]:
    """Judge some people afresh, by their numbers; one question to the database."""
    fresh = {}
    for person, record in records_of(organisation, people).items():
        facts = engine_facts(record, on)
        fresh[person] = Fresh(record, facts, judge(facts, catalogue, on))
    return fresh


class Sitting(NamedTuple):
    """On which day, by which rules and after which entry of the journal standings are judged."""

    on: date
    catalogue: Catalogue
    rules: str
    seq: int


def sitting(organisation: Organisation, on: date, seq: int) -> Sitting:
    """A sitting by the company's rules as they are."""
    return Sitting(on, catalogue_of(organisation), rules_hash(organisation), seq)


def refresh(
    organisation: Organisation,
    people: Collection[int],
    on: date,
    seq: int,
    progress: Progress | None = None,
) -> None:
    """Write the cache of some people anew, a batch at a time; for use within a verb, with the
    company as it was read under the head's lock."""
    numbers = sorted(people)
    now = sitting(organisation, on, seq)
    changes: list[tally.Change] = []
    for start in range(0, len(numbers), BATCH):
        changes += _refresh(organisation, numbers[start : start + BATCH], now)
        if progress:
            progress(min(start + BATCH, len(numbers)), len(numbers))
    tally.change(organisation.tally, changes)


def refresh_all(
    organisation: Organisation, on: date, seq: int, progress: Progress | None = None
) -> None:
    """Write the cache of everybody anew; for use within a verb."""
    everybody = Person.objects.of(organisation).values_list("pk", flat=True)
    refresh(organisation, list(everybody), on, seq, progress)


def roll_forward(organisation: Organisation, on: date, progress: Progress | None = None) -> int:
    """Judge everybody again whose cached standing no longer holds; how many people these were.

    A new day, changed rules and a new version of the program make it so. Each batch is a
    transaction of its own, under the lock that verbs take, so that neither sees half of the
    other; stopped anywhere and begun again it comes to the same end. Nothing is entered in the
    journal, for nobody did anything.
    """
    done = 0
    all_of_them = len(stale(organisation, on)) if progress else 0
    while rolled := roll(organisation, on):
        done += rolled
        if progress:
            progress(done, max(done, all_of_them))
    return done


def stale(organisation: Organisation, on: date, most: int | None = None) -> set[int]:
    """The people (at most so many), by number, whose cached standing may not hold on a day.

    They may be another company's, where somebody has given it rows of these.
    """
    rules = rules_hash(organisation)
    rows = Standing.objects.of(organisation).order_by().values_list("person", flat=True)
    # a union, as SQLite would read every row to answer several conditions at once
    found = rows.filter(next_change_on__lte=on).union(
        rows.filter(judged_on__gt=on),
        rows.filter(rules__lt=rules),
        rows.filter(rules__gt=rules),
        noted(organisation),
    )
    return set(found[:most])


def noted(organisation: Organisation) -> QuerySet[Any]:
    """The people, by number, of whom the database has noted that the cache may be wrong."""
    return Unjudged.objects.of(organisation).order_by().values_list("person", flat=True)


def roll(organisation: Organisation, on: date) -> int:
    """One batch of `roll_forward`; how many people it was. After the last one everybody is added
    up, where the sums have been taken away."""
    with transaction.atomic():
        head = locked(organisation)
        now = sitting(head.organisation, on, head.seq)
        batch = sorted(stale(head.organisation, on, BATCH))
        sums = head.organisation.tally
        if batch:
            tally.change(sums, _refresh(head.organisation, batch, now))
        elif sums.counts is None:
            tally.count_anew(head.organisation, sums, on, now.catalogue)
    return len(batch)


def _refresh(organisation: Organisation, numbers: list[int], now: Sitting) -> list[tally.Change]:
    """Write the cache of one batch; what each has added to the sums, and adds now."""
    fresh = judged(organisation, numbers, now.on, now.catalogue)
    rows: list[Standing] = []
    moved: list[Person] = []
    changes: list[tally.Change] = []
    for person in Person.objects.ever(organisation).filter(pk__in=numbers):
        made = list(rows_of(person, fresh[person.pk], now.catalogue, now.on))
        _refuse_gone(person, fresh[person.pk].record)
        for row in made:
            row.judged_seq, row.rules = now.seq, now.rules
        rows.extend(made)
        here = person.left_on is None or person.left_on >= now.on
        urgent = most_urgent(made)
        added = tally.adds(made if here else (), now.catalogue, now.on) or None
        changes.append((person.counted, added))
        if (person.urgency, person.counted) != (urgent, added):
            person.urgency, person.counted = urgent, added
            moved.append(person)
    ours = Q(organisation=organisation, person__in=numbers)
    # somebody may have given a credential's row to another person or company
    astray = Q(credential__in=[row.credential for row in rows])
    Standing.every.filter(ours | astray).delete()
    Standing.objects.of(organisation).bulk_create(rows, batch_size=1000)
    people = Person.objects.ever(organisation)
    people.bulk_update(moved, ["urgency", "counted"], batch_size=BATCH)
    Unjudged.objects.of(organisation).filter(person__in=numbers).delete()
    return changes


def _refuse_gone(person: Person, record: Record) -> None:
    """Somebody who was taken off the list meanwhile gets no facts."""
    if person.gone_seq is not None and (record.credentials or record.credits or record.fees):
        raise Conflict


def most_urgent(rows: Iterable[Standing]) -> str:
    """The urgency of a person with these standings."""
    return min((row.urgency for row in rows), default=NOTHING)


def rows_of(person: Person, fresh: Fresh, catalogue: Catalogue, on: date) -> Iterator[Standing]:
    """The cache's rows of one person; whoever keeps them says after which entry, by what rules."""
    changes = next_change(fresh.facts, fresh.answers, catalogue)
    if person.left_on is not None and person.left_on >= on:
        changes = min(after(person.left_on), changes or date.max)
    for fact, answer in zip(fresh.record.credentials, fresh.answers, strict=True):
        yield Standing(
            organisation_id=person.organisation_id,
            person=person,
            branch_id=person.branch_id,
            left_on=person.left_on,
            credential=fact.key,
            certification=answer.certification,
            state=answer.state.value,
            kind=answer.kind.name.lower(),
            label=answer.label,
            urgency=urgency(answer),
            deadline=answer.cycle.deadline if answer.cycle else None,
            lapses_on=answer.lapses_on,
            required=answer.required,
            posted=answer.posted,
            submitted=answer.submitted,
            earned=answer.earned,
            planned=answer.planned,
            short=answer.short,
            asks=asks(answer, DUE_SOON_DAYS),
            on_record=on_record(answer, catalogue.certifications[answer.certification]),
            judged_on=on,
            next_change_on=changes,
        )


def urgency(answer: Answer) -> str:
    """What sorts standings, the most urgent first: the label, then the day that matters."""
    day = answer.lapses_on or (answer.cycle.deadline if answer.cycle else None) or date.max
    return f"{_ORDER.index(answer.kind):02} {day.isoformat()}"


def needs_attention() -> list[str]:
    """The kinds of the cache's rows that ask a person to do something now."""
    return [label.name.lower() for label in Label if label in NEEDS_ATTENTION]
