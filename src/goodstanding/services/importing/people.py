"""Who of the record a person of a workbook is: by ID, else by e-mail address, else by name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from goodstanding.engine import credits
from goodstanding.engine.folding import fold
from goodstanding.files.workbook.team import Member
from goodstanding.records.models import Branch, Person
from goodstanding.services.exporting.people import made_id
from goodstanding.services.importing.plan import Change

FIELDS = {
    "name": "Name",
    "number": "ID",
    "email": "Email",
    "phone": "Phone",
    "branch": "Branch",
    "role": "Role",
    "hired_on": "Hired on",
    "left_on": "Left on",
    "day_cost": "Day cost",
}
"""A person's fields by the titles of the workbook's columns."""


Met = Person | str | None
"""Who somebody is on record; None: he is new; or the sentence why that cannot be said."""


class Register:
    """The people on record. Each is met once, first by ID, then by e-mail address, then by name,
    so that a name is left for those whom nothing else tells."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._numbers: dict[str, Person] = {}
        self._emails: dict[str, Person] = {}
        self._names: dict[str, list[Person]] = defaultdict(list)
        self._met: dict[int, str] = {}
        for person in people:
            self._numbers[fold(person.number or made_id(person))] = person
            if person.email:
                self._emails[fold(person.email)] = person
            self._names[fold(person.name)].append(person)

    def meet(self, members: dict[int, Member]) -> dict[int, Met]:
        """Who everybody is, by the places of the members."""
        found: dict[int, Met] = {}
        claims = Counter(fold(one.email) for one in members.values() if one.email)
        for find in (self._by_number, self._by_email, self._by_name):
            for at, member in members.items():
                if at not in found and (one := find(member)) is not None:
                    found[at] = self._once(one, member)
            for at, member in members.items():
                self._free(found.get(at), member, claims)
        return {at: found.get(at) for at in members}

    def _once(self, found: Person | str, member: Member) -> Person | str:
        if isinstance(found, str):
            return found
        if found.pk in self._met:
            return f"On record this is the same person as “{self._met[found.pk]}” of this workbook"
        self._met[found.pk] = member.name
        self._names[fold(found.name)].remove(found)
        return found

    def _free(self, found: Met, member: Member, claims: Counter[str]) -> None:
        """An e-mail address is free when its owner gets another that is nobody's."""
        if not isinstance(found, Person) or not found.email or not member.email:
            return
        new = fold(member.email)
        if new not in self._emails and claims[new] == 1:
            self._emails.pop(fold(found.email), None)

    def _by_number(self, member: Member) -> Person | None:
        found = self._numbers.get(fold(member.id)) if member.id else None
        if found and (found.number or fold(found.name) == fold(member.name or "")):
            return found
        return None  # an ID that was made for a file means its person only with his name

    def _by_email(self, member: Member) -> Person | str | None:
        found = self._emails.get(fold(member.email)) if member.email else None
        if found and _differ(member.id, found.number):
            return (
                f"The e-mail address “{member.email}” is {found.name}'s on record, whose ID "
                f"is {found.number}: correct one of the two"
            )
        return found

    def _by_name(self, member: Member) -> Person | str | None:
        alike = [one for one in self._names.get(fold(member.name or ""), ()) if _fits(member, one)]
        if len(alike) > 1:
            return (
                f"On record “{member.name}” fits {len(alike)} people: write the ID or the e-mail "
                "address of the one meant"
            )
        return alike[0] if alike else None

    def shared(self, found: Person | None, values: dict[str, Any]) -> str | None:
        """The sentence about an ID or an e-mail address that is somebody else's."""
        for field, owners in (("number", self._numbers), ("email", self._emails)):
            owner = owners.get(fold(values.get(field, "")))
            if owner and getattr(owner, field) and (found is None or owner.pk != found.pk):
                return f"{FIELDS[field]} “{values[field]}” is {owner.name}'s on record: correct it"
        return None


def unshared(values: dict[str, Any], taken: set[tuple[str, str]]) -> None:
    """Take out an ID or an e-mail address that somebody else of the workbook has got already; the
    reader has said that two rows share it."""
    for field in ("number", "email"):
        said = field, fold(values.get(field, ""))
        if said[1] and said in taken:
            del values[field]
        taken.add(said)


def _fits(member: Member, person: Person) -> bool:
    return not _differ(member.id, person.number) and not _differ(member.email, person.email)


def _differ(one: str | None, other: str) -> bool:
    return bool(one and other and fold(one) != fold(other))


def values_of(member: Member) -> dict[str, Any]:
    """What a workbook says of a person; what is blank says nothing."""
    said = {
        "name": member.name or member.id or member.email,
        "number": member.id,
        "email": member.email,
        "phone": member.phone,
        "branch": member.branch,
        "role": member.role,
        "hired_on": member.hired_on,
        "left_on": member.left_on,
        "day_cost": member.day_cost,
    }
    return {field: value for field, value in said.items() if value is not None}


def too_long(values: dict[str, Any]) -> str | None:
    """The sentence about a text that is longer than a person's may be."""
    for field, value in values.items():
        model = Branch if field == "branch" else Person
        column = model._meta.get_field("name" if field == "branch" else field)
        most = getattr(column, "max_length", None)
        if isinstance(value, str) and most and len(value) > most:
            title = FIELDS[field]
            return f"{title} has {len(value):,} characters and {most} are the most: shorten it"
    return None


def changes(person: Person, values: dict[str, Any]) -> Iterator[Change]:
    """The fields of a person on record of which the workbook says something else.

    Fields that are the same are taken out of `values`.
    """
    for field, after in list(values.items()):
        before = getattr(person, field)
        if field == "branch":
            before = person.branch.name if person.branch else None
        if _same(field, before, after, person):
            del values[field]
        else:
            yield Change(FIELDS[field], _shown(field, before), _shown(field, after))


def _same(field: str, before: Any, after: Any, person: Person) -> bool:
    if field == "number" and not before:
        return fold(after) == fold(made_id(person))
    if field in ("name", "number", "email", "branch"):
        return fold(before or "") == fold(after)
    return bool(before == after)


def _shown(field: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    return credits.show(value) if field == "day_cost" else str(value)
