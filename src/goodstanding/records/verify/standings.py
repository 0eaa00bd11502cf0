"""The cache of standings against the engine."""

from array import array
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from goodstanding.engine.standing.judge import judge
from goodstanding.records import tally
from goodstanding.records.facts import Record, engine_facts, records_of
from goodstanding.records.heads import locked
from goodstanding.records.models import Organisation, Person, Standing, Tally
from goodstanding.records.standings import Fresh, Sitting, most_urgent, noted, rows_of, sitting
from goodstanding.records.verify.difference import STALE, Difference, Progress
from goodstanding.records.verify.reading import batches, numbers

BATCH = 500
UNJUDGED = ""
"""What stands for the rules in rows of an older version's shape: the worker judges them again."""
_UNJUDGEABLE = (KeyError, ValueError, TypeError, AttributeError, OverflowError, AssertionError)
_COMPARED = [
    field.attname
    for field in Standing._meta.concrete_fields
    if field.attname not in ("id", "organisation_id", "credential", "judged_seq")
]


def differences(organisation: Organisation, on: date, progress: Progress) -> Iterator[Difference]:
    """What is wrong with the cached standings of a company on its own today."""
    everybody = numbers(Person.objects.ever(organisation).order_by("pk"))
    stale = array("q")
    for done, some in enumerate(batches(everybody, BATCH)):
        progress("people", done * BATCH, len(everybody))
        yield from _of_batch(organisation, some, on, stale)
    yield from _strangers(organisation)
    yield from _sums(organisation)
    if stale:
        yield _stale(len(stale))


def _of_batch(
    organisation: Organisation, people: list[int], on: date, stale: "array[int]"
) -> Iterator[Difference]:
    """Under the lock that verbs take, so that facts and standings belong together."""
    with transaction.atomic():
        head = locked(organisation)
        organisation = Organisation.objects.get(pk=organisation.pk)
        now = sitting(organisation, on, head.seq)
        try:
            found = list(_compared(organisation, people, now, stale))
        except _UNJUDGEABLE:
            found = [one for person in people for one in _alone(organisation, person, now, stale)]
    yield from found


def _alone(
    organisation: Organisation, person: int, now: Sitting, stale: "array[int]"
) -> list[Difference]:
    try:
        return list(_compared(organisation, [person], now, stale))
    except _UNJUDGEABLE:
        name = Person.every.filter(pk=person).values_list("name", flat=True).first()
        text = f"{name} cannot be judged: a fact or a standing is not as it was written."
        return [Difference("standing", str(name), text)]


def _compared(
    organisation: Organisation, people: list[int], now: Sitting, stale: "array[int]"
) -> Iterator[Difference]:
    records = records_of(organisation, people)
    cached: dict[int, dict[UUID, Standing]] = {person: {} for person in people}
    for row in Standing.objects.of(organisation).filter(person__in=people):
        cached[row.person_id][row.credential] = row
    found: list[Difference] = []
    old: list[int] = []
    waits = organisation.waiting is not None  # a verb has left many people to the background
    notes = set(noted(organisation).filter(person__in=people)) if waits else set()
    for person in Person.objects.ever(organisation).filter(pk__in=people).order_by("pk"):
        rows = cached[person.pk]
        if waits and (person.pk in notes or any(row.rules != now.rules for row in rows.values())):
            old.append(person.pk)
            continue
        if not any(row.rules == UNJUDGED for row in rows.values()):
            found.extend(_of_person(person, records[person.pk], rows, now))
        if any(_is_stale(row, now.on) for row in rows.values()):
            old.append(person.pk)
    stale.extend(old)
    yield from found


def _is_stale(row: Standing, on: date) -> bool:
    if row.rules == UNJUDGED:
        return True
    return row.judged_on > on or (row.next_change_on is not None and row.next_change_on <= on)


def _of_person(
    person: Person, record: Record, cached: dict[UUID, Standing], now: Sitting
) -> Iterator[Difference]:
    days = {row.judged_on for row in cached.values()} | ({now.on} if not cached else set())
    judged = {day: _judged(person, record, now._replace(on=day)) for day in days}
    some_day = next(iter(judged.values()))
    for key, expected in some_day.items():
        if key not in cached:
            yield _standing(person, expected, "is missing")
    right: list[Standing] = []
    for key, row in cached.items():
        expected_row = judged[row.judged_on].get(key)
        if expected_row is None:
            yield _standing(person, row, "is of a credential that is not on record")
            continue
        right.append(expected_row)
        yield from _differing(person, row, expected_row, now)
    if len(right) == len(some_day):
        yield from _of_all_his(person, right, now, max(days))


def _of_all_his(
    person: Person, right: list[Standing], now: Sitting, judged_on: date
) -> Iterator[Difference]:
    if person.urgency != most_urgent(right):
        text = f"{person} is sorted as “{person.urgency}”, and should be as “{most_urgent(right)}”."
        yield Difference("standing", str(person), text)
    here = person.left_on is None or person.left_on >= judged_on
    added = tally.adds(right if here else (), now.catalogue, judged_on)
    if (person.counted or {}) != added:
        text = f"{person} is counted as {person.counted or {}}, and should be as {dict(added)}."
        yield Difference("standing", str(person), text)


def _judged(person: Person, record: Record, now: Sitting) -> dict[UUID, Standing]:
    facts = engine_facts(record, now.on)
    fresh = Fresh(record, facts, judge(facts, now.catalogue, now.on))
    rows = {row.credential: row for row in rows_of(person, fresh, now.catalogue, now.on)}
    for row in rows.values():
        row.rules = now.rules
    return rows


def _differing(
    person: Person, row: Standing, expected: Standing, now: Sitting
) -> Iterator[Difference]:
    wrong = [
        f"{name} is {_shown(getattr(row, name))}, should be {_shown(getattr(expected, name))}"
        for name in _COMPARED
        if getattr(row, name) != getattr(expected, name)
    ]
    if not 0 < row.judged_seq <= now.seq:
        wrong.append(f"judged_seq is {row.judged_seq}, and the last entry is {now.seq}")
    if wrong:
        yield _standing(person, row, f"is not what the engine says: {'; '.join(wrong)}")


def _shown(value: Any) -> str:
    return "empty" if value is None else f"“{value}”"


def _standing(person: Person, row: Standing, how: str) -> Difference:
    where = f"{row.certification} of {person}"
    return Difference("standing", where, f"The standing of {where} {how}.")


def _strangers(organisation: Organisation) -> Iterator[Difference]:
    """Standings whose person is another company's."""
    rows = Standing.objects.of(organisation).exclude(person__organisation=organisation)
    for key in numbers(rows.order_by("pk")):
        text = f"The standing in row {key} is of nobody in this company."
        yield Difference("standing", f"standing {key}", text)


def _sums(organisation: Organisation) -> Iterator[Difference]:
    """The company's sums against what everybody is counted as; None waits for the worker."""
    with transaction.atomic():
        locked(organisation)
        kept = Tally.objects.filter(organisation=organisation).first()
        counted = Person.objects.ever(organisation).exclude(counted=None)
        sums: Counter[str] = Counter()
        for added in counted.values_list("counted", flat=True).iterator():
            sums.update(added)
    if kept is None:
        yield Difference("standing", "the sums", "The company's sums are missing.")
    elif kept.counts is not None and kept.counts != sums:
        wrong = (name for name in {*kept.counts, *sums} if kept.counts.get(name, 0) != sums[name])
        text = f"The company's sums are not what its people add: {', '.join(sorted(wrong))}."
        yield Difference("standing", "the sums", text)


def _stale(count: int) -> Difference:
    people = "1 person has" if count == 1 else f"{count:,} people have"
    text = f"{people} not been judged since something changed; the worker does that."
    return Difference(STALE, "the standings", text)
