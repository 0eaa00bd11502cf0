"""What undoing an import would do: what goes, what goes back, what stays, and what builds on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from goodstanding.engine.folding import fold
from goodstanding.engine.wording import counted, possessive
from goodstanding.records.models import (
    Branch,
    Entry,
    Fact,
    Import,
    KeptSheet,
    Membership,
    Organisation,
    Person,
)
from goodstanding.services.access import May
from goodstanding.services.importing import did
from goodstanding.services.importing.people import FIELDS
from goodstanding.services.importing.year_recording import Undone
from goodstanding.services.reversing import (
    Later,
    Reversal,
    in_zone,
    later,
    merged_later,
    merged_since,
    reversal,
    told,
)

_CHANGING = tuple(one.value for one in (May.CHANGE_PERSON, May.LEAVE, May.IMPORT, May.UNDO_IMPORT))
"""What changes the details of people."""
_YEAR_GOES = ("row of the year goes", "rows of the year go")
_YEAR_GOES_BACK = ("row of the year goes back", "rows of the year go back")


@dataclass(frozen=True, slots=True)
class Back:
    """Details of somebody that go back, each with the value from before."""

    person: Person
    values: dict[str, Any]


@dataclass(slots=True)
class Undoing:
    """What undoing an import does, given the record as of entry `seq`.

    `refused` says why it cannot be done at all; `later` is what builds on it. `leave` are the
    people who go off the list, `stay` those whom it added and who stay, each with the reason.
    """

    seq: int
    refused: str = ""
    facts: Reversal = field(default_factory=Reversal)
    later: list[Later] = field(default_factory=list)
    leave: list[Person] = field(default_factory=list)
    stay: list[tuple[Person, str]] = field(default_factory=list)
    back: list[Back] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    sheets: list[list[Any]] = field(default_factory=list)
    year: Undone | None = None

    @property
    def counted(self) -> list[str]:
        """How much of everything, in words."""
        said = (
            (len(self.facts.goes), "fact that it brought goes", "facts that it brought go"),
            (len(self.facts.comes), "correction is taken back", "corrections are taken back"),
            (len(self.leave), "person goes off the list", "people go off the list"),
            (len(self.back), "person’s details go back", "people’s details go back"),
            (len(self.branches), "branch goes", "branches go"),
            (len(self.year.go if self.year else ()), *_YEAR_GOES),
            (len(self.year.back if self.year else ()), *_YEAR_GOES_BACK),
            (len(self.sheets), "sheet goes back", "sheets go back"),
        )
        return [counted(number, one, many) for number, one, many in said if number]


def undoing(organisation: Organisation, staged: Import, seq: int) -> Undoing:
    """What undoing an import would do, given the record as of entry `seq`."""
    found = Undoing(seq)
    if staged.accepted_seq is None:
        found.refused = "This workbook is not on record: there is nothing to undo."
    elif staged.undone_seq is not None:
        found.refused = f"Entry {staged.undone_seq} of the journal has undone this import already."
    elif staged.did is None:
        found.refused = (
            "An earlier version of the program brought this workbook in and did not keep what is "
            "needed to undo it. Correct what is wrong person by person."
        )
    elif merge := merged_since(organisation, staged.accepted_seq, _known(staged.did)):
        found.refused = merged_later(merge.away.name, merge.keep.name)
    else:
        found.facts = reversal(organisation, staged.accepted_seq)
        found.year = Undone(organisation, staged.did.get("year"))
        found.kept += found.year.kept
        _added(organisation, staged, found)
        found.later += told(organisation, found.facts.later)
        _details(organisation, staged.did, found)
        found.branches = _empty_branches(organisation, staged.did, found)
        found.sheets = list(_sheets(organisation, staged.did, found))
    return found


def _known(done: dict[str, Any]) -> set[int]:
    """Whose details it brought or changed."""
    return {number for number, _ in done["people"]} | {int(number) for number in done["new"]}


def _added(organisation: Organisation, staged: Import, found: Undoing) -> None:
    """The people whom it added: those of whom nothing else is known leave the list."""
    people = list(Person.objects.of(organisation).filter(came_with=staged.pk).order_by("pk"))
    theirs, signed_in = _other_facts(organisation, found), _signed_in(organisation)
    as_left = (staged.did or {})["new"]
    in_year = found.year.others(organisation) if found.year else set[int]()
    changed: list[Person] = []
    for person in people:
        if person.pk in theirs:
            found.stay.append((person, "other facts are on record"))
        elif person.pk in in_year:
            found.stay.append((person, "a place in an offering or days off are on record"))
        elif person.pk in signed_in:
            found.stay.append((person, f"{signed_in[person.pk]} signs in as this person"))
        else:
            found.leave.append(person)
            if did.state_of(person) != as_left.get(str(person.pk)):
                changed.append(person)
    found.later += _changed_since(organisation, changed, staged)


def _other_facts(organisation: Organisation, found: Undoing) -> set[int]:
    """People with live facts that stay, or with some that come again."""
    gone = found.facts.goes + found.facts.about
    gone += [now for now, _ in found.facts.comes if now is not None]
    numbers = {fact.pk for fact in gone}
    rows = Fact.objects.of(organisation).filter(superseded_seq=None).order_by()
    added = rows.filter(person__came_with__isnull=False).values_list("pk", "person")
    others = {person for number, person in added if number not in numbers}
    return others | {before.person_id for _, before in found.facts.comes}


def _signed_in(organisation: Organisation) -> dict[int, str]:
    rows = Membership.objects.filter(organisation=organisation).exclude(person=None)
    return {one.person_id: str(one.user) for one in rows.select_related("user") if one.person_id}


def _changed_since(
    organisation: Organisation, people: list[Person], staged: Import
) -> Iterator[Later]:
    """The last entry that changed the details of each of some people after the import."""
    last: dict[int, Entry] = {}
    after = Entry.objects.of(organisation).filter(seq__gt=staged.accepted_seq, verb__in=_CHANGING)
    for entry in after.order_by("seq") if people else ():
        last |= dict.fromkeys(_whom(organisation, entry), entry)
    for person in people:
        if one := last.get(person.pk):
            yield later(in_zone(organisation, one), person.pk, person.name, "Details")


def _whom(organisation: Organisation, entry: Entry) -> set[int]:
    """The people whose details an entry may have changed."""
    found = {number for kind, number in entry.subjects if kind == "person"}
    imports = [number for kind, number in entry.subjects if kind == "import"]
    rows = Import.objects.of(organisation).filter(pk__in=imports).exclude(did=None)
    for did_then in rows.values_list("did", flat=True) if imports else ():
        found |= {number for number, _ in (did_then or {}).get("people", ())}
    return found


def _details(organisation: Organisation, done: dict[str, Any], found: Undoing) -> None:
    """What it changed of people who were known: back where it still is as the import left it."""
    numbers = [number for number, _ in done["people"]]
    people = Person.objects.of(organisation).in_bulk(numbers) if numbers else {}
    taken = _Taken(organisation, found.leave) if numbers else None
    branches = set(Branch.objects.of(organisation).values_list("pk", flat=True))
    for number, fields in done["people"]:
        person, values = people.get(number), {}
        for name, (before, after) in fields.items():
            if person is None:
                continue
            gone = name == "branch" and before is not None and before not in branches
            shared = taken is not None and taken.is_taken(person, name, before)
            if did.value_of(person, name) == after and not gone and not shared:
                values[name] = before
            elif did.value_of(person, name) != before:
                title = FIELDS.get(name, "other columns")
                found.kept.append(f"{possessive(person.name)} {title} stays as it is now")
        if person is not None and values:
            found.back.append(Back(person, values))


class _Taken:
    """IDs and addresses that are somebody's who stays."""

    def __init__(self, organisation: Organisation, leave: Iterable[Person]) -> None:
        gone = {person.pk for person in leave}
        self._owners: dict[tuple[str, str], int] = {}
        rows = Person.objects.of(organisation).values_list("pk", "number", "email")
        for pk, number, email in rows:
            if pk not in gone:
                self._owners |= {("number", fold(number)): pk, ("email", fold(email)): pk}

    def is_taken(self, person: Person, field: str, value: Any) -> bool:
        """Whether a detail is somebody else's."""
        if field not in ("number", "email") or not value:
            return False
        return self._owners.get((field, fold(value)), person.pk) != person.pk


def _empty_branches(
    organisation: Organisation, done: dict[str, Any], found: Undoing
) -> list[Branch]:
    """The branches that it added and that nobody belongs to any more."""
    numbers = done["branches"]
    if not numbers:
        return []
    moved = {one.person.pk for one in found.back if "branch" in one.values}
    gone = moved | {person.pk for person in found.leave}
    there = Person.objects.of(organisation).filter(branch__in=numbers)
    used: set[Any] = {branch for pk, branch in there.values_list("pk", "branch") if pk not in gone}
    used |= {one.values.get("branch") for one in found.back}
    return list(Branch.objects.of(organisation).filter(pk__in=set(numbers) - used))


def _sheets(
    organisation: Organisation, done: dict[str, Any], found: Undoing
) -> Iterator[list[Any]]:
    kept = {one.name: one for one in KeptSheet.objects.of(organisation)}
    sheets: list[Any] = done["sheets"]
    for name, place, before, after in sheets:
        now = kept.get(name)
        if now is not None and did.state_of_rows(now.rows) == after:
            yield [name, place, before]
        else:
            found.kept.append(f"The sheet {name} stays as it is now")
