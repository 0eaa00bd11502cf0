"""What a company's standings add up to, person by person, so that no page adds up thousands.

Each person has what he adds (`Person.counted`), and the company has the sum (`Tally.counts`). Who
is judged anew is taken out of the sum as he was and put in as he is. Neither is believed once
somebody else has changed it, or a row of the cache: the database takes the sum away
(`records.watches`), and it is counted anew in the background.

The sums are by name: "label good" and "certification WRT" count people; "attention" people and
"things" what needs them; "held", "on paper", "on record" and "body IICRC" credentials; "between"
hundredths of credits; "lapses 2027-01" and "soon 2027-01" lapses in a month.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from django.db.models import Q

from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.answer import NEEDS_ATTENTION, Condition, Label
from goodstanding.engine.standing.judge import DUE_SOON_DAYS
from goodstanding.records.models import Organisation, Person, Standing, Tally

ON_PAPER = frozenset(
    label.name.lower()
    for label in (Label.GOOD, Label.AWAITING, Label.SUBMIT, Label.PLANNED, Label.ON_PACE)
)
_NOT_HELD = {Label.ENDED.name.lower(), Label.NOT_YET_ISSUED.name.lower()}
Change = tuple[Mapping[str, int] | None, Mapping[str, int] | None]
"""What somebody has added before, and what he adds now."""
_URGENT = {label.name.lower() for label in NEEDS_ATTENTION}


class Row(Protocol):
    """What is counted of one credential, as the cache has it."""

    @property
    def certification(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def lapses_on(self) -> date | None: ...
    @property
    def submitted(self) -> int | None: ...
    @property
    def earned(self) -> int | None: ...
    @property
    def planned(self) -> int | None: ...
    @property
    def on_record(self) -> bool | None: ...


def adds(rows: Iterable[Row], catalogue: Catalogue, on: date) -> Counter[str]:
    """What the rows of one person who works here on a day add to the sums."""
    sums: Counter[str] = Counter()
    things: set[tuple[str, str]] = set()
    between: dict[str, int] = defaultdict(int)
    for row in rows:
        body = catalogue.certifications[row.certification].body
        sums[f"label {row.kind}"] = sums[f"certification {row.certification}"] = 1
        if row.kind in _URGENT:
            things.add((row.kind, body))
        if row.kind not in _NOT_HELD:
            sums.update(("held", f"body {body}"))
        if row.kind in ON_PAPER:
            sums.update(("on paper", "on record") if row.on_record else ("on paper",))
            between[body] = max(between[body], 0 if row.on_record else _promised(row))
        _add_lapse(sums, row, on)
    sums.update(
        {"things": len(things), "attention": bool(things), "between": sum(between.values())}
    )
    return +sums


def _promised(row: Row) -> int:
    """Credits that are in our papers and not in the body's record."""
    return (row.submitted or 0) + (row.earned or 0) + (row.planned or 0)


def _add_lapse(sums: Counter[str], row: Row, on: date) -> None:
    if row.state == Condition.CURRENT and row.lapses_on is not None:
        month = f"{row.lapses_on:%Y-%m}"
        sums[f"lapses {month}"] += 1
        sums[f"soon {month}"] += (row.lapses_on - on).days <= DUE_SOON_DAYS + 1


def change(tally: Tally, changes: Iterable[Change]) -> None:
    """Take out of the sums what each has added before, and put in what he adds now.

    For use under the head's lock, with the sums as they were when it was taken. They are written
    in any case, as the database has taken them away.
    """
    if tally.counts is not None:
        sums = Counter(tally.counts)
        for before, now in changes:
            sums.subtract(before or {})
            sums.update(now or {})
        _write(tally, sums)


def count_anew(organisation: Organisation, tally: Tally, on: date, catalogue: Catalogue) -> None:
    """Add everybody up; for use under the head's lock, when every standing may be believed."""
    rows = Standing.objects.of(organisation).filter(Q(left_on=None) | Q(left_on__gte=on))
    of_each: dict[int, list[Standing]] = defaultdict(list)
    for row in rows.order_by().iterator(chunk_size=5_000):
        of_each[row.person_id].append(row)
    sums: Counter[str] = Counter()
    moved: list[Person] = []
    for person in Person.objects.ever(organisation).only("pk", "counted").iterator():
        added = adds(of_each[person.pk], catalogue, on)
        sums.update(added)
        if person.counted != (added or None):
            person.counted = added or None
            moved.append(person)
    Person.objects.ever(organisation).bulk_update(moved, ["counted"], batch_size=500)
    _write(tally, sums)


def _write(tally: Tally, sums: Counter[str]) -> None:
    tally.counts, tally.edition = +sums, tally.edition + 1
    tally.save(update_fields=["counts", "edition"])
