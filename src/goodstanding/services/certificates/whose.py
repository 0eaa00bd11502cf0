"""Whose certificate it is: the person who is called as it says, and nobody where that is not sure.

Names are the same when they have the same words in any order, whatever their accents, case and
dots. Where one has a middle name that the other lacks, they are alike. Nicknames are not guessed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from goodstanding.records.models import Organisation, Person

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr"})


@dataclass(frozen=True, slots=True)
class Meant:
    """The people who may be meant by a name; `same`: they are called so, and not only alike."""

    people: tuple[Person, ...]
    same: bool = False

    @property
    def sure(self) -> Person | None:
        """The one who is meant, where that is certain."""
        return self.people[0] if self.same and len(self.people) == 1 else None


def meant(organisation: Organisation, name: str) -> Meant:
    """Who may be meant by a name on a certificate; those who work here go before those who left."""
    wanted = words(name)
    if not wanted:
        return Meant(())
    people = Person.objects.of(organisation).order_by("name", "pk")
    rows = [(pk, left is None, words(known)) for pk, known, left in _names(people)]
    same = [(pk, here) for pk, here, known in rows if known == wanted]
    alike = same or [(pk, here) for pk, here, known in rows if _is_alike(known, wanted)]
    numbers = [pk for pk, here in alike if here] or [pk for pk, _ in alike]
    return Meant(tuple(people.filter(pk__in=numbers)) if numbers else (), bool(same))


def is_called(person: Person, name: str) -> bool:
    """Whether a person is called as a certificate says, or alike."""
    ours, theirs = words(person.name), words(name)
    return ours == theirs or _is_alike(ours, theirs)


def words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    bare = "".join(one for one in plain if not unicodedata.combining(one))
    found = re.findall(r"\w+", re.sub("['’]", "", bare))
    return tuple(sorted(one for one in found if one not in _TITLES))


def _names(people: QuerySet[Person]) -> Iterable[tuple[int, str, date | None]]:
    return people.values_list("pk", "name", "left_on").iterator()


def _is_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """All words of the shorter name, two at least, are in the longer one."""
    fewer, more = sorted((one, other), key=len)
    return len(fewer) >= 2 and not Counter(fewer) - Counter(more)
