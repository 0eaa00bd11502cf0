"""kill -9 while people are merged, and while merges and imports are taken back.

Before a round it is noted, as a digest, what the record says without what is going to be done.
After the kill whatever of it is still on record is taken back by the program that goes on: the
record must say the same again, to the letter.
"""

import hashlib
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from faults.world import bring_in, sized, team_of

if TYPE_CHECKING:
    from goodstanding.records.models import Import
    from goodstanding.services.access import Actor

TWINS = 6
"""So many people of the company are merged with one another."""
MANY, FEW = 12, 5
"""People in the imports that are taken back."""
LARGE, SELDOM = 320, 4
"""In one company of so many there is an import of more people than a verb judges itself."""


class Reversed(NamedTuple):
    """What is done in a new company, what before a round, and what takes it back afterwards."""

    settle: Callable[["Actor"], None]
    prepare: Callable[["Actor", str], None]
    take_back: Callable[["Actor"], None]


def state_of(by: "Actor") -> str:
    """A digest of all that the record says now."""
    from services.recorded import said

    return hashlib.sha256(repr(said(by)).encode()).hexdigest()[:16]


def merge(by: "Actor", mark: str) -> Iterator[int]:
    """Three people become one by two merges, and are three again."""
    from faults.kills import seq_of
    from goodstanding.services.merging import merge as merge_people
    from goodstanding.services.unmerging import undo as unmerge

    dice = Random(mark)
    while True:
        one, other, third = dice.sample(team_of(by)[:TWINS], 3)
        choice = {name: dice.random() < 0.5 for name in ("phone", "role", "branch")}
        made = []
        for keep, away in ((other, third), (one, other)):
            made.append(merge_people(by=by, keep=keep, away=away, of_away=choice))
            yield seq_of(by)
        while made:
            yield unmerge(by=by, merge=made.pop())


def undo(by: "Actor", mark: str) -> Iterator[int | dict[str, Any]]:  # noqa: ARG001 - the shape of all of these
    """What was brought in is taken back, the latest first; then nothing happens any more."""
    for staged in imports_of(by):
        yield _taken_back(by, staged)
    yield {"end": True}
    time.sleep(600)


def _twins(by: "Actor") -> None:
    """Those who are merged have some things alone and some twice."""
    import company as cast
    from goodstanding.services.access import Role
    from goodstanding.services.credentials import observe
    from goodstanding.services.people import PersonDetails, change_person

    branches = [cast.branch(by), None]
    for number, person in enumerate(team_of(by)[:TWINS]):
        cast.credit(by, person, title=f"Course {number % 3}")
        held = cast.held(by, person, ("ASD", "AMRT")[number % 2], number="7" * (number % 3))
        observe(by=by, credential=held, seen_on=by.today, deadline=None, balance=100)
        branch = branches[number % 2]
        details = PersonDetails(person.name, phone=f"555 {number}", branch=branch, role="Tech")
        change_person(by=by, person=person, details=details)
        cast.member(by.organisation, Role.TECHNICIAN, person)


def _brought_in(by: "Actor", mark: str) -> None:
    """Two imports: people alone, on whom nothing builds; and people with more of those who are
    known, on which a correction, a look and a change of details build."""
    from goodstanding.records.models import Fact, Person
    from goodstanding.services.credentials import CredentialDetails, correct_credential, observe
    from goodstanding.services.people import PersonDetails, change_person

    prefix = sized(f"{mark}.more", FEW)
    known = [person.name for person in team_of(by)[:FEW]]
    seq = bring_in(by, prefix, FEW, known)
    rows = Fact.objects.of(by.organisation).filter(recorded_seq=seq, superseded_seq=None)
    seen, corrected = rows.filter(kind="credential").order_by("pk")[:2]
    observe(by=by, credential=seen, seen_on=by.today, deadline=None, balance=300)
    details = CredentialDetails("WRT", number="W-1", issued_on=by.today)
    correct_credential(by=by, fact=corrected, details=details)
    person = Person.objects.of(by.organisation).filter(name__startswith=prefix)[0]
    change_person(by=by, person=person, details=PersonDetails(person.name, phone="555"))
    large = by.organisation.pk % SELDOM == 0
    many = LARGE if large else MANY
    bring_in(by, sized(f"{mark}.plain", many), many)


def _unmerged(by: "Actor") -> None:
    from goodstanding.records.models import Merge
    from goodstanding.services.unmerging import undo as unmerge

    for one in Merge.objects.of(by.organisation).filter(undone_seq=None).order_by("-seq"):
        unmerge(by=by, merge=one)


def _undone(by: "Actor") -> None:
    for staged in imports_of(by):
        _taken_back(by, staged)


def imports_of(by: "Actor") -> list["Import"]:
    """The imports that are on record and not the company's first, the latest first."""
    from goodstanding.records.models import Import

    rows = Import.objects.of(by.organisation).exclude(accepted_seq=None).filter(undone_seq=None)
    return list(rows.defer("content").order_by("-accepted_seq"))[:-1]


def _taken_back(by: "Actor", staged: "Import") -> int:
    """The plain way where nothing builds on it; elsewhere all that does goes along."""
    from goodstanding.services.undoing import preview
    from goodstanding.services.undoing import undo as undo_import

    return undo_import(by=by, staged=staged, along=bool(preview(by=by, staged=staged).later))


def _nothing(*_: object) -> None:
    pass


REVERSED = {
    "merge": Reversed(_twins, _nothing, _unmerged),
    "undo": Reversed(_nothing, _brought_in, _undone),
}
