"""What a workbook says of a year: offerings, days off, places in offerings, the planner's settings.

A row adds one or says more of one that is on record, told by its key: an offering by title and
first day, days off by whose, from when and which kind, a place by person and offering, a setting
by its name. Blank cells say nothing; what the workbook leaves out stays on record.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from goodstanding.engine.folding import fold
from goodstanding.engine.planning.settings import name_of
from goodstanding.engine.rules.model import Catalogue
from goodstanding.files.workbook.activities import Names
from goodstanding.files.workbook.book import Line, Table, Workbook
from goodstanding.files.workbook.problem import Problem
from goodstanding.files.workbook.reading import read_table
from goodstanding.files.workbook.schema import DAYS_OFF, ENROLMENTS, OFFERINGS, RULES, Form
from goodstanding.records.models import (
    DayOff,
    Enrolment,
    KeptSheet,
    Offering,
    Organisation,
    Person,
    PlanningSetting,
)
from goodstanding.services import checks, days_off, kept, offerings
from goodstanding.services.enrolments import Place
from goodstanding.services.exporting.people import made_id
from goodstanding.services.importing.plan import Guest, Row, Rows
from goodstanding.services.offerings import OfferingDetails
from goodstanding.services.planning_settings import SETTINGS

Finding = tuple[str, str]
"""A column and a sentence."""
Values = dict[str, Any]
FORMS = (OFFERINGS, DAYS_OFF, ENROLMENTS, RULES)
_LONGEST = {"why": 200, "state": 40, "setting": 200, "value": 200}


def is_whole(form: Form, sheet: KeptSheet | None) -> bool:
    """Whether a sheet is kept with all its rows, as an earlier version did, rather than the titles
    of its unknown columns only."""
    titles = [column.title for column in form.columns]
    return sheet is not None and bool(sheet.rows) and sheet.rows[0][: len(titles)] == titles


def table_of(form: Form, sheet: KeptSheet | None) -> Table[Any]:
    """The rows of a sheet that an earlier version kept whole."""
    if sheet is None or not is_whole(form, sheet):
        return Table()
    return read_table(form, kept.cells_of(sheet.rows))


def rows(
    organisation: Organisation,
    workbook: Workbook,
    known: dict[str, KeptSheet],
    guests: dict[int, Guest],
    catalogue: Catalogue,
) -> tuple[tuple[Rows, ...], list[Problem]]:
    """What the workbook says of a year beside what is on record, and what cannot be understood."""
    if not any(workbook.table(form.name).lines for form in FORMS):
        return (), []
    reading = _Reading(organisation, guests, Names(catalogue))
    for form in FORMS:
        table = workbook.table(form.name)
        if table.lines:
            reading.take(form, [table_of(form, known.get(fold(form.name))), table])
    return tuple(reading.found), reading.problems


@dataclass(slots=True)
class _Reading:
    """The sheets while they are being read, in an order in which each finds what it names."""

    organisation: Organisation
    guests: dict[int, Guest]
    names: Names
    found: list[Rows] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _offered: dict[str, list[Offering]] = field(default_factory=lambda: defaultdict(list))
    _whom: "dict[str, list[Person | Guest]] | None" = None

    def __post_init__(self) -> None:
        for one in Offering.objects.of(self.organisation).order_by("place", "pk"):
            self._offered[fold(one.title)].append(one)

    def take(self, form: Form, tables: Iterable[Table[Any]]) -> None:
        """The rows of a sheet."""
        known: dict[Any, deque[Any]] = defaultdict(deque)
        for one in _on_record(self.organisation, form):
            known[_key(one)].append(one)
        said = Rows(form.name)
        seen: set[Any] = set()
        for table in tables:
            titles = kept.titles_of(table)
            for line in table.lines:
                if (again := (line.values, line.extras)) not in seen:
                    seen.add(again)
                    self._row(form, line, kept.kept_of(line, titles), known, said)
        self.found.append(said)

    def _row(
        self,
        form: Form,
        line: Line[Any],
        extras: kept.Kept,
        known: dict[Any, deque[Any]],
        said: Rows,
    ) -> None:
        values, wrong = _READERS[form.name](self, line.values)
        wrong += [
            (title, text)
            for name, most in _LONGEST.items()
            for title, text in checks.line(name, values.get(name) or "", most)
        ]
        if wrong:
            self.problems += [
                Problem(line.sheet or form.name, line.number, column, text, "error")
                for column, text in wrong
            ]
            return
        guest = values.pop("guest", None)
        new = _MODELS[form.name](organisation=self.organisation, **values)
        same = None if guest else known.get(_key(new))
        if same:
            _beside(said, same.popleft(), values, extras)
            return
        new.kept = extras
        said.new.append(Row(new, words_of(new, guest), guest))
        if isinstance(new, Offering):
            self._offered[fold(new.title)].append(new)

    def offering(self, row: Any) -> tuple[Values, list[Finding]]:
        """A row of Offerings."""
        blank = {"provider": "", "kind": "course", "city": "", "body": "IICRC", "obtains": ""}
        given = {_OFFERED.get(name, name): value for name, value in row._asdict().items()}
        filled: Values = {name: blank.get(name) if v is None else v for name, v in given.items()}
        values, wrong = offerings.judged(OfferingDetails(**filled), self.names)
        said = {name: value for name, value in values.items() if given[name] not in (None, ())}
        unsaid = {name: "" for name in ("kind", "body") if given[name] is None}
        titles = offerings.FIELDS
        return {**said, **unsaid}, [(titles[name][0], text) for name, text in wrong]

    def day_off(self, row: Any) -> tuple[Values, list[Finding]]:
        """A row of Days off."""
        values, wrong = self._somebody(row.name) if row.name else ({}, [])
        details = days_off.DayOffDetails(row.from_, row.to, None, row.kind or "off")
        columns = {"starts_on": "From", "ends_on": "To", "kind": "Kind", "why": "Why"}
        wrong += [(columns[name], text) for name, text in days_off.mistakes(details)]
        values |= {"starts_on": row.from_, "ends_on": row.to}
        return {**values, "kind": row.kind or "", "why": row.why or ""}, wrong

    def enrolment(self, row: Any) -> tuple[Values, list[Finding]]:
        """A row of Enrolments."""
        values, wrong = self._somebody(row.name)
        offering = self._meant(row.offering, row.on)
        if isinstance(offering, str):
            wrong.append(("Offering", offering))
        state = row.state or ""
        known = {place.value for place in Place}
        values |= {"offering": offering, "on": row.on, "locked": row.locked}
        return {**values, "state": fold(state) if fold(state) in known else state}, wrong

    def setting(self, row: Any) -> tuple[Values, list[Finding]]:
        """A row of Rules."""
        return {"setting": row.setting, "value": row.value or ""}, []

    def _meant(self, title: str, on: date | None) -> Offering | str:
        there = self._offered.get(fold(title), [])
        if not there:
            return f"There is no offering “{title}”: add it to the sheet Offerings."
        starting = [one for one in there if on and one.starts_on == on]
        online = [one for one in there if one.starts_on is None]
        for some in (there, starting, online):
            if len(some) == 1:
                return some[0]
        return f"“{title}” is there {len(there)} times: write in “On” when the one meant begins."

    def _somebody(self, text: str) -> tuple[Values, list[Finding]]:
        """The person of a row; a guest who is new has no row of his own yet."""
        found = self._people().get(fold(text), [])
        if len(found) != 1:
            why = (
                f"“{text}” fits {len(found)} people: write the ID or the e-mail address of the "
                "one meant."
                if found
                else f"There is no person “{text}”: correct the name, or add the person first."
            )
            return {}, [("Name", why)]
        one = found[0]
        return ({"guest": one} if isinstance(one, Guest) else {"person": one}), []

    def _people(self) -> "dict[str, list[Person | Guest]]":
        """Whom a word means: by ID, else by e-mail address, else by name."""
        if self._whom is None:
            keys: list[dict[str, list[Person | Guest]]] = [defaultdict(list) for _ in range(3)]
            for one, words in self._everybody():
                for key, word in zip(keys, words, strict=True):
                    if fold(word) and one not in key[fold(word)]:
                        key[fold(word)].append(one)
            self._whom = {**keys[2], **keys[1], **keys[0]}
        return self._whom

    def _everybody(self) -> Iterator[tuple[Person | Guest, tuple[str, str, str]]]:
        """Those on record, also by the words of the workbook, and those who come with it."""
        for person in Person.objects.of(self.organisation).order_by("pk"):
            yield person, (person.number or made_id(person), person.email, person.name)
        for guest in self.guests.values():
            words = [str(guest.values.get(name, "")) for name in ("number", "email", "name")]
            yield guest.person or guest, (words[0], words[1], words[2])


def _beside(said: Rows, one: Any, values: Values, extras: kept.Kept) -> None:
    """What a row says beyond what is on record; blank cells say nothing."""
    more = {n: v for n, v in values.items() if v not in (None, "") and getattr(one, n) != v}
    if (columns := kept.merged(one.kept, extras)) != one.kept:
        more["kept"] = columns
    if more:
        said.changed.append(Row(one, words_of(one), None, more))
    else:
        said.here += 1


def words_of(one: Any, guest: Guest | None = None) -> str:
    """A row for people."""
    if isinstance(one, Offering):
        return offerings.named(one)
    if isinstance(one, DayOff):
        return days_off.named(one, guest.name if guest else "")
    if isinstance(one, Enrolment):
        return f"{guest.name if guest else one.person.name} in {offerings.named(one.offering)}"
    if isinstance(one, PlanningSetting):
        known = SETTINGS.get(name_of(one.setting))
        return f"{known.title if known else one.setting}: {one.value}"
    return str(one)


def _on_record(organisation: Organisation, form: Form) -> "QuerySet[Any]":
    found: QuerySet[Any] = _MODELS[form.name].objects.of(organisation).order_by("place", "pk")
    if form is ENROLMENTS:
        return found.filter(person__gone_seq=None).select_related("person", "offering")
    return found.select_related("person") if form is DAYS_OFF else found


def _key(one: Any) -> Any:
    if isinstance(one, Offering):
        return fold(one.title), one.starts_on
    if isinstance(one, DayOff):
        return one.person_id, one.starts_on, one.kind or "off"
    if isinstance(one, Enrolment):
        return one.person_id, one.offering_id or id(one.offering)
    return name_of(one.setting)


_OFFERED = {"credits": "amount"}
_MODELS: dict[str, Any] = {
    "Offerings": Offering,
    "Days off": DayOff,
    "Enrolments": Enrolment,
    "Rules": PlanningSetting,
}
_READERS: dict[str, Callable[[_Reading, Any], tuple[Values, list[Finding]]]] = {
    "Offerings": _Reading.offering,
    "Days off": _Reading.day_off,
    "Enrolments": _Reading.enrolment,
    "Rules": _Reading.setting,
}
