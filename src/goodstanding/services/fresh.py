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
from typing import NamedTuple

from django.db.models import Q

from goodstanding.records.catalogues import catalogue_of, rules_hash
from goodstanding.records.models import Head, Organisation, Person, Standing, Unjudged
from goodstanding.records.standings import NOTHING, judged, rows_of

MOST = 200
_FIELDS = (
    "person_id", "branch_id", "certification", "kind", "state", "deadline", "lapses_on",
    "required", "posted", "submitted", "earned", "planned",
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
    required: int | None
    posted: int | None
    submitted: int | None
    earned: int | None
    planned: int | None


@dataclass(frozen=True, slots=True)
class Overdue:
    """People whose rows had run over, as judged afresh: what sorts them, and their rows.

    `rows` stand for all that the cache has of these people; they are what counts, so that those
    of leavers are empty there and stand in `gone`. `more`: there are others who were not judged.
    """

    urgency: dict[int, str] = field(default_factory=dict)
    rows: dict[int, tuple[Row, ...]] = field(default_factory=dict)
    gone: dict[int, tuple[Row, ...]] = field(default_factory=dict)
    more: bool = False


def here(on: date) -> Q:
    """Those who have not left before a day."""
    return Q(left_on=None) | Q(left_on__gte=on)


def state_of(organisation: Organisation, on: date) -> str:
    """What tells one state of a company's record, rules and day from every other."""
    head = Head.objects.filter(organisation=organisation).values_list("hash", flat=True).first()
    return f"{organisation.pk}:{head}:{on}:{rules_hash(organisation)}"


def overdue(organisation: Organisation, on: date) -> Overdue:
    """Judge those afresh whose rows have run over, the most urgent first."""
    stale = (
        Q(next_change_on__lte=on) | ~Q(rules=rules_hash(organisation)) | Q(judged_on__gt=on)
    ) & here(on)
    rows = Standing.objects.of(organisation).filter(stale)
    found = rows.order_by("urgency").values_list("person_id", flat=True)[: 8 * MOST]
    noted = Unjudged.objects.of(organisation).values_list("person_id", flat=True)[: MOST + 1]
    numbers = list(dict.fromkeys([*noted, *found]))
    more = len(numbers) > MOST or len(found) == 8 * MOST
    return _judged(organisation, numbers[:MOST], on, more=more) if numbers else Overdue()


def rows(
    organisation: Organisation, on: date, corrected: Overdue, branch: int | None = None
) -> Iterator[Row]:
    """Every credential of those who work here (in one branch), the overdue ones as corrected."""
    kept = Standing.objects.of(organisation).filter(here(on))
    if branch is not None:
        kept = kept.filter(branch=branch)
    for values in kept.values_list(*_FIELDS).iterator(chunk_size=5_000):
        if values[0] not in corrected.rows:
            yield Row(*values)
    for some in corrected.rows.values():
        yield from (row for row in some if branch is None or row.branch == branch)


def _judged(organisation: Organisation, numbers: list[int], on: date, *, more: bool) -> Overdue:
    catalogue = catalogue_of(organisation)
    fresh = judged(organisation, numbers, on, catalogue)
    # nothing counts of those whom the cache has here and who are another company's
    corrected = Overdue(more=more, rows=dict.fromkeys(numbers, ()))
    for person in Person.objects.of(organisation).filter(pk__in=numbers):
        made = list(rows_of(person, fresh[person.pk], catalogue, on))
        corrected.urgency[person.pk] = min((row.urgency for row in made), default=NOTHING)
        left = person.left_on is not None and person.left_on < on
        corrected.rows[person.pk] = () if left else _as_rows(made)
        if left:
            corrected.gone[person.pk] = _as_rows(made)
    return corrected


def _as_rows(made: list[Standing]) -> tuple[Row, ...]:
    return tuple(Row(*(getattr(row, name) for name in _FIELDS)) for row in made)
