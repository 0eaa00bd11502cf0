"""The whole of a workbook beside the whole of the record."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from goodstanding.engine.folding import fold
from goodstanding.engine.rules.model import Catalogue
from goodstanding.files.workbook.book import Workbook
from goodstanding.files.workbook.problem import Problem, in_order
from goodstanding.files.workbook.reading import SHEETS
from goodstanding.files.workbook.team import Understood
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import Record, records_of
from goodstanding.records.models import Branch, KeptSheet, Organisation, Person
from goodstanding.services import kept
from goodstanding.services.importing import credentials, fields, paid, people, staged, year
from goodstanding.services.importing.plan import Guest, Plan
from goodstanding.services.importing.sheets import sheets

_LEFT_OUT = ": the person is left out, with all that the workbook says of him."
_BATCH = 5000


def planned(organisation: Organisation, workbook: Workbook, on: date) -> Plan:
    """What accepting a workbook would record on a day."""
    catalogue = catalogue_of(organisation)
    said = staged.say(workbook, catalogue, on)
    guests, problems = _guests(organisation, said, kept.titles_of(workbook.people))
    _take_facts(organisation, guests, _Sources(workbook, said), catalogue, on)
    found = {fold(one.name): one for one in KeptSheet.objects.of(organisation)}
    of_year, wrong = year.rows(organisation, workbook, found, guests, catalogue)
    branches = {fold(one.name) for one in Branch.objects.of(organisation)}
    return Plan(
        tuple(guest for guest in guests.values()),
        tuple(_new_branches(guests.values(), branches)),
        tuple(sheets(workbook, found)),
        in_order([*said.team.problems, *problems, *wrong], SHEETS),
        of_year,
    )


def _guests(
    organisation: Organisation, said: Understood, titles: Sequence[str]
) -> tuple[dict[int, Guest], list[Problem]]:
    """The people of the workbook by their places, and why others are left out."""
    register = people.Register(Person.objects.of(organisation).select_related("branch"))
    values = {at: people.values_of(member) for at, member in enumerate(said.team.members)}
    found: dict[int, people.Met] = {at: people.too_long(one) for at, one in values.items()}
    fitting = {at: one for at, one in enumerate(said.team.members) if found[at] is None}
    found |= register.meet(fitting)
    guests: dict[int, Guest] = {}
    problems: list[Problem] = []
    taken: set[tuple[str, str]] = set()
    for at, person in found.items():
        line = said.people[at]
        why = person if isinstance(person, str) else register.shared(person, values[at])
        if why or isinstance(person, str):
            row = line.number if line else None
            problems.append(Problem("People", row, "Name", f"{why}{_LEFT_OUT}", "error"))
            continue
        people.unshared(values[at], taken)
        guests[at] = _guest(person, values[at], kept.kept_of(line, titles))
    return guests, problems


def _guest(person: Person | None, values: dict[str, Any], extras: kept.Kept) -> Guest:
    guest = Guest(values["name"], person, values, extras)
    if person:
        guest.changes = list(people.changes(person, values))
        guest.kept = kept.merged(person.kept, extras)
        guest.changes += fields.columns(person.kept, guest.kept)
    return guest


def _new_branches(guests: Iterable[Guest], known: set[str]) -> list[str]:
    named: dict[str, str] = {}
    for guest in guests:
        if "branch" in guest.values:
            named.setdefault(fold(guest.values["branch"]), guest.values["branch"])
    return [name for folded, name in named.items() if folded not in known]


class _Sources:
    """What the rows of the workbook say, by the places of its people."""

    def __init__(self, workbook: Workbook, said: Understood) -> None:
        self.held: dict[int, dict[int, credentials.Held]] = defaultdict(dict)
        self.had: dict[int, list[paid.Had]] = defaultdict(list)
        self.paid: dict[int, list[paid.Paid]] = defaultdict(list)
        self._members = said.team.members
        self._take_held(workbook, said)
        titles = kept.titles_of(workbook.credits)
        for had in said.credits:
            credit = self._members[had.at].facts.credits[had.place]
            self.had[had.at].append(paid.had_of(had, credit, kept.kept_of(had.line, titles)))
        titles = kept.titles_of(workbook.fees)
        for one in said.fees:
            fee = self._members[one.at].facts.fees[one.place]
            self.paid[one.at].append(paid.paid_of(fee, kept.kept_of(one.line, titles)))

    def _take_held(self, workbook: Workbook, said: Understood) -> None:
        titles = kept.titles_of(workbook.certifications)
        for source in said.certifications:
            credential = self._members[source.at].facts.credentials[source.place]
            held = credentials.held_of(source, credential, kept.kept_of(source.line, titles))
            self.held[source.at][source.place] = held
            if credential.observations:
                credentials.look(held, source.line.values, [])
        titles = kept.titles_of(workbook.observations)
        for seen in said.observations:
            extras = kept.kept_of(seen.line, titles)
            credentials.look(self.held[seen.at][seen.place], seen.line.values, extras)


def _take_facts(
    organisation: Organisation,
    guests: dict[int, Guest],
    sources: _Sources,
    catalogue: Catalogue,
    on: date,
) -> None:
    records = _records(organisation, [guest.person for guest in guests.values() if guest.person])
    for at, guest in guests.items():
        record = records[guest.person.pk] if guest.person else Record()
        credentials.take(guest, list(sources.held[at].values()), record, catalogue, on)
        paid.take_credits(guest, sources.had[at], record.credits)
        paid.take_fees(guest, sources.paid[at], record.fees)


def _records(organisation: Organisation, known: list[Any]) -> dict[int, Record]:
    found: dict[int, Record] = {}
    for first in range(0, len(known), _BATCH):
        some = known[first : first + _BATCH]
        found |= records_of(organisation, [person.pk for person in some])
    return found
