"""The sheet People, and the word by which the other sheets name each person."""

from collections.abc import Iterable, Iterator, Sequence

from goodstanding.engine.folding import fold
from goodstanding.files.workbook.rows import PeopleRow
from goodstanding.records.models import Person

Named = tuple[Person, PeopleRow, str]
"""A person, his row, and how other sheets name him."""


def made_id(person: Person) -> str:
    """The ID of somebody who has none and whom nothing else tells apart."""
    return f"GS-{person.pk}"


def named(people: Sequence[Person]) -> Iterator[Named]:
    """The people with their rows; everybody is named by what means nobody else.

    By ID, else by e-mail address, else by name; who shares his name and has neither gets an ID.
    """
    rows = list(_unshared(people))
    meant = _Meanings(rows)
    for person, row in zip(people, rows, strict=True):
        words = (row.id, row.email, row.name)
        word = next((word for word in words if word and meant.only(word, row)), None)
        if word is None:
            row = row._replace(id=made_id(person))
            word = made_id(person)
        yield person, row, word


def _unshared(people: Iterable[Person]) -> Iterator[PeopleRow]:
    """The rows; an ID or address that two share (no verb lets that happen) stays with the first."""
    ids: set[str] = set()
    emails: set[str] = set()
    for person in people:
        row = _row(person)
        if row.id and fold(row.id) in ids:
            row = row._replace(id=f"{row.id} ({made_id(person)})")
        if row.email and fold(row.email) in emails:
            row = row._replace(email=None)
        ids.add(fold(row.id or ""))
        emails.add(fold(row.email or ""))
        yield row


def _row(person: Person) -> PeopleRow:
    return PeopleRow(
        name=person.name,
        id=person.number or None,
        email=person.email or None,
        phone=person.phone or None,
        branch=person.branch.name if person.branch else None,
        role=person.role or None,
        hired_on=person.hired_on,
        left_on=person.left_on,
        day_cost=person.day_cost,
    )


class _Meanings:
    """Whom a word means to a reader: an ID goes before an address, an address before a name."""

    def __init__(self, rows: Iterable[PeopleRow]) -> None:
        self._keys: tuple[dict[str, list[PeopleRow]], ...] = ({}, {}, {})
        for row in rows:
            for keys, word in zip(self._keys, (row.id, row.email, row.name), strict=True):
                if word:
                    keys.setdefault(fold(word), []).append(row)

    def only(self, word: str, row: PeopleRow) -> bool:
        """Whether the word means this person and nobody else."""
        for keys in self._keys:
            if found := keys.get(fold(word)):
                return len(found) == 1 and found[0] is row
        return False
