"""The cache of standings as it may be believed today.

A row holds until its `next_change_on` and for the rules that it was judged by. Rows that have
run over, and those of whoever is noted as `Unjudged` (the database does that when somebody writes
past the engine), are judged afresh here before anything is counted or sorted by them; as that
takes time, at most `MOST` people are, and the answer says when there are more: the nightly run or
the run after a change of rules is then still on its way.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import NamedTuple

from django.db.models import Q

from goodstanding.records.catalogues import catalogue_of, rules_hash
from goodstanding.records.models import Head, Organisation, Person, Standing
from goodstanding.records.standings import NOTHING, judged, rows_of, stale

MOST = 200
_FIELDS = (
    "person_id", "branch_id", "certification", "kind", "state", "deadline", "lapses_on",
    "submitted", "earned", "planned", "on_record", "required", "short",
)  # fmt: skip


class Row(NamedTuple):
    """What is counted of one credential of somebody who works here; amounts in hundredths."""

    person: int
    branch: int | None
    certification: str
    kind: str
    state: str
    deadline: date | None
    lapses_on: date | None
    submitted: int | None
    earned: int | None
    planned: int | None
    on_record: bool | None
    required: int | None
    short: int | None


@dataclass(frozen=True, slots=True)
class Overdue:
    """People whose rows had run over, as judged afresh: what sorts them, and their rows.

    `rows` stand for all that the cache has of these people; they are what counts, so that those
    of leavers are empty there and stand in `gone`. `counted`: what the company's sums have of
    them. `more`: there are others who were not judged.
    """

    urgency: dict[int, str] = field(default_factory=dict)
    counted: dict[int, dict[str, int]] = field(default_factory=dict)
    rows: dict[int, tuple[Row, ...]] = field(default_factory=dict)
    gone: dict[int, tuple[Row, ...]] = field(default_factory=dict)
    more: bool = False


def here(on: date) -> Q:
    """Those who have not left before a day."""
    return Q(left_on=None) | Q(left_on__gte=on)


def state_of(organisation: Organisation, on: date) -> str:
    """What tells one state of a company's record, standings, rules and day from every other."""
    heads = Head.objects.filter(organisation=organisation)
    state = heads.values_list("hash", "organisation__tally__edition").first()
    return f"{organisation.pk}:{state}:{on}:{rules_hash(organisation)}"


def overdue(organisation: Organisation, on: date) -> Overdue:
    """Judge those afresh whose rows have run over; where these are many, the most urgent."""
    found = stale(organisation, on, MOST + 1)
    more = len(found) > MOST
    if more:
        people = Person.objects.of(organisation).filter(pk__in=stale(organisation, on))
        found = set(people.order_by("urgency").values_list("pk", flat=True)[:MOST])
    return _judged(organisation, sorted(found), on, more=more) if found else Overdue()


def rows(
    organisation: Organisation,
    on: date,
    corrected: Overdue,
    branch: int | None = None,
    certification: str | None = None,
) -> Iterator[Row]:
    """Every credential (of a sort) of those who work here (in a branch), the overdue ones as
    corrected."""
    kept = Standing.objects.of(organisation).filter(here(on))
    if branch is not None:
        kept = kept.filter(branch=branch)
    if certification is not None:
        kept = kept.filter(certification=certification)
    for values in kept.values_list(*_FIELDS).iterator(chunk_size=5_000):
        if values[0] not in corrected.rows:
            yield Row(*values)
    for row in chain.from_iterable(corrected.rows.values()):
        if branch in (None, row.branch) and certification in (None, row.certification):
            yield row


def _judged(organisation: Organisation, numbers: list[int], on: date, *, more: bool) -> Overdue:
    catalogue = catalogue_of(organisation)
    fresh = judged(organisation, numbers, on, catalogue)
    # nothing counts of those whom the cache has here and who are another company's
    corrected = Overdue(more=more, rows=dict.fromkeys(numbers, ()))
    for person in Person.objects.of(organisation).filter(pk__in=numbers):
        made = list(rows_of(person, fresh[person.pk], catalogue, on))
        corrected.urgency[person.pk] = min((row.urgency for row in made), default=NOTHING)
        corrected.counted[person.pk] = person.counted or {}
        left = person.left_on is not None and person.left_on < on
        corrected.rows[person.pk] = () if left else _as_rows(made)
        if left:
            corrected.gone[person.pk] = _as_rows(made)
    return corrected


def _as_rows(made: list[Standing]) -> tuple[Row, ...]:
    return tuple(Row(*(getattr(row, name) for name in _FIELDS)) for row in made)
