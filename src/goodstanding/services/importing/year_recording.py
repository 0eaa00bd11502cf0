"""Rows of a year on their way to the record, and back when their import is undone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from goodstanding.records.hashing import digest
from goodstanding.records.journal import Draft
from goodstanding.records.models import (
    DayOff,
    Enrolment,
    Offering,
    Organisation,
    Person,
    PlanningSetting,
)
from goodstanding.services import offerings
from goodstanding.services.importing.plan import Row, Rows
from goodstanding.services.importing.year import words_of
from goodstanding.services.offerings import next_place

Did = dict[str, dict[str, Any]]
"""By sheets: {"new": {number: digest}, "changed": [[number, {field: [before, after]}]]}."""
_MODELS: dict[str, Any] = {
    "Offerings": Offering,
    "Days off": DayOff,
    "Enrolments": Enrolment,
    "Rules": PlanningSetting,
}
_BATCH = 500


def record(draft: Draft, year: Sequence[Rows], people: Mapping[int, Person]) -> Did:
    """Record the rows; `people` are those who came with the workbook, by the `id` of each guest.
    Returns what was done, as an Import keeps it."""
    done: Did = {}
    at = next_place(draft)
    for rows in year:
        for row in rows.new:
            at += 1
            _settle(row, at, people)
        _MODELS[rows.name].objects.of(draft.organisation).bulk_create(
            [row.one for row in rows.new], batch_size=_BATCH
        )
        if rows.new:
            draft.changed(f"Sheet {rows.name}", "Rows", None, len(rows.new))
        changed = [_change(draft, row) for row in rows.changed]
        new = {row.one.pk: digest(_state(row.one))[:16] for row in rows.new}
        if new or changed:
            done[rows.name] = {"new": new, "changed": changed}
    return done


def _settle(row: Row, place: int, people: Mapping[int, Person]) -> None:
    """Give a new row its place, and the numbers of what came with it."""
    row.one.place = place
    if row.guest is not None:
        row.one.person = people[id(row.guest)]
    if isinstance(row.one, Enrolment):
        row.one.offering = row.one.offering  # its number is known by now


def _change(draft: Draft, row: Row) -> list[Any]:
    """Let one on record say more; what each field was and is."""
    before = _state(row.one)
    for name, value in row.values.items():
        if name != "kept":
            draft.changed(row.words, _title(name), _shown(row.one, name), _text(name, value))
        setattr(row.one, name, value)
    row.one.save(update_fields=sorted(row.values))
    after = _state(row.one)
    return [row.one.pk, {n: [before[n], after[n]] for n in after if before[n] != after[n]}]


class Undone:
    """What undoing does to the rows of a year: some go, some get back what they said before."""

    def __init__(self, organisation: Organisation, done: Did | None) -> None:
        self.go: list[Any] = []
        self.back: list[tuple[Any, dict[str, Any]]] = []
        self.kept: list[str] = []
        for name in reversed(_MODELS):
            one = (done or {}).get(name)
            if one is not None:
                self._take(organisation, _MODELS[name], one)

    def _take(self, organisation: Organisation, model: Any, done: dict[str, Any]) -> None:
        there = _there(organisation, model, [*map(int, done["new"]), *_numbers(done)])
        for number, was in done["new"].items():
            one = there.get(int(number))
            if one is None:
                continue
            if digest(_state(one))[:16] == was and not self._is_in_use(organisation, one):
                self.go.append(one)
            else:
                self.kept.append(f"{words_of(one)} stays as it is now")
        for number, fields in done["changed"]:
            if (one := there.get(number)) is not None:
                self._restore(one, fields)

    def _restore(self, one: Any, fields: dict[str, list[Any]]) -> None:
        now = _state(one)
        back = {name: before for name, (before, after) in fields.items() if now[name] == after}
        if back:
            self.back.append((one, back))
        if any(now[name] not in pair for name, pair in fields.items()):
            self.kept.append(f"{words_of(one)} stays as it is now")

    def _is_in_use(self, organisation: Organisation, one: Any) -> bool:
        """Whether somebody has a place in an offering that does not go along."""
        if not isinstance(one, Offering):
            return False
        gone = [row.pk for row in self.go if isinstance(row, Enrolment)]
        rows = Enrolment.objects.of(organisation).filter(offering=one)
        return rows.exclude(pk__in=gone).exists()

    def others(self, organisation: Organisation) -> set[int]:
        """The people with places or days off that stay."""
        found: set[int] = set()
        for model in (Enrolment, DayOff):
            gone = {one.pk for one in self.go if isinstance(one, model)}
            rows = model.objects.of(organisation).filter(person__came_with__isnull=False)
            pairs = rows.order_by().values_list("pk", "person")
            found |= {person for number, person in pairs if number not in gone}
        return found

    def do(self, draft: Draft) -> None:
        """Do it."""
        for one, values in self.back:
            for name, value in values.items():
                before = _shown(one, name)
                setattr(one, name, _typed(one, name, value))
                if name != "kept":
                    draft.changed(words_of(one), _title(name), before, _shown(one, name))
            one.save(update_fields=sorted(values))
        for one in self.go:
            draft.changed(words_of(one), "Row", "on record", None)
            one.delete()


def _numbers(done: dict[str, Any]) -> Iterator[int]:
    return (number for number, _ in done["changed"])


def _there(organisation: Organisation, model: Any, numbers: Sequence[int]) -> dict[int, Any]:
    rows = model.objects.of(organisation)
    if model is Enrolment:
        rows = rows.select_related("person", "offering")
    elif model is DayOff:
        rows = rows.select_related("person")
    return dict(rows.in_bulk(list(numbers)))


def _state(one: Any) -> dict[str, Any]:
    """Everything that is kept of a row, as it can be kept elsewhere."""
    fields = [f for f in one._meta.concrete_fields if f.name not in ("id", "organisation")]
    return {field.attname: _plain(getattr(one, field.attname)) for field in fields}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date | UUID) else value


def _typed(one: Any, name: str, value: Any) -> Any:
    """A value that was kept elsewhere, as the row has it."""
    field = one._meta.get_field(name)
    is_day = field.get_internal_type() == "DateField" and value is not None
    return date.fromisoformat(value) if is_day else value


def _title(name: str) -> str:
    known = offerings.FIELDS.get(name)
    return known[0] if known else name.replace("_", " ").capitalize()


def _shown(one: Any, name: str) -> str | None:
    return _text(name, getattr(one, name))


def _text(name: str, value: Any) -> str | None:
    known = offerings.FIELDS.get(name)
    if known:
        shown: str | None = known[1](value)
        return shown
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value not in (None, "") else None
