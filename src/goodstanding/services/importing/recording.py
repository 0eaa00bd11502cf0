"""Making known what is ready: one short transaction, by one entry of the journal."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db import connection

from goodstanding.engine.folding import fold
from goodstanding.records.journal import AT_ONCE, Conflict, Draft
from goodstanding.records.models import Accepting, Branch, Fact, KeptSheet, Person, StagedFact
from goodstanding.services import facts
from goodstanding.services.importing import did, preparing, year_recording
from goodstanding.services.importing.plan import Guest, Plan

_Item = TypeVar("_Item")
_INSERT = """
INSERT INTO records_fact (organisation_id, person_id, kind, key, credential, activity_id, place,
  states, texts, salt, commitment, recorded_seq)
SELECT organisation_id, person_id, kind, key, credential, activity, place,
  states, texts, salt, commitment, %s
FROM records_stagedfact WHERE accepting_id = %s ORDER BY number"""
_STORED = """
SELECT f.id, s.hash FROM records_stagedfact s
JOIN records_fact f ON f.key = s.key AND f.recorded_seq = %s
WHERE s.accepting_id = %s ORDER BY s.number"""


def record(
    draft: Draft, plan: Plan, people: Sequence[Person], accepting: Accepting
) -> dict[str, Any]:
    """Record all of a plan that is ready; returns what it changed outside the facts, as an Import
    keeps it. Raises Conflict when a fact that it corrects has been replaced meanwhile."""
    pairs = list(zip(plan.guests, people, strict=True))
    added = [person for guest, person in pairs if guest.person is None]
    known = [(guest, person) for guest, person in pairs if guest.person and guest.changes]
    branches = _branches(draft, plan)
    changed = _change(draft, known, branches)
    _facts(draft, accepting)
    _list(draft, added)
    _settle(pairs, branches, {branches[fold(name)].pk for name in plan.branches})
    _note(draft, plan)
    touched = (person for guest, person in pairs if guest.new or guest.corrected)
    draft.people |= {person.pk for person in touched}
    return {
        "people": changed,
        "new": {person.pk: did.state_of(person) for person in added},
        "branches": [branches[fold(name)].pk for name in plan.branches],
        "sheets": _sheets(draft, plan),
        "year": year_recording.record(
            draft, plan.year, {id(guest): person for guest, person in pairs}
        ),
    }


def _branches(draft: Draft, plan: Plan) -> dict[str, Branch]:
    made = [Branch(organisation=draft.organisation, name=name) for name in plan.branches]
    Branch.objects.of(draft.organisation).bulk_create(made)
    for branch in made:
        draft.changed(branch.name, "Branch", None, branch.name)
    return {fold(branch.name): branch for branch in Branch.objects.of(draft.organisation)}


def _change(
    draft: Draft, known: Sequence[tuple[Guest, Person]], branches: dict[str, Branch]
) -> list[list[Any]]:
    """Give people on record the details that the workbook says; what each had before and has."""
    done: list[list[Any]] = []
    columns: set[str] = set()
    for guest, person in known:
        for title, before, after in guest.changes:
            draft.changed(person.name, title, before or None, after or None)
        before_all = did.details_of(person)
        preparing.take(person, guest, branches)
        changes = did.changed(guest, before_all, person)
        columns |= changes.keys()
        done.append([person.pk, changes])
    if columns:
        people = Person.objects.of(draft.organisation)
        people.bulk_update([one for _, one in known], sorted(columns), batch_size=200)
    draft.people |= {person.pk for _, person in known}
    return done


def _facts(draft: Draft, accepting: Accepting) -> None:
    """Put the facts where they are read; what they replace ends."""
    rows = StagedFact.objects.of(draft.organisation).filter(accepting=accepting)
    replaced = rows.exclude(replaces=None).order_by("number").values_list("replaces", flat=True)
    draft.superseded += [number for number in replaced if number is not None]
    live = Fact.objects.of(draft.organisation).filter(superseded_seq=None)
    for some in _some(draft.superseded):
        if live.filter(pk__in=some).update(superseded_seq=draft.seq) != len(some):
            raise Conflict
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [draft.seq, accepting.pk])
        cursor.execute(_STORED, [draft.seq, accepting.pk])
        draft.stored += [list(row) for row in cursor.fetchall()]


def _list(draft: Draft, added: Sequence[Person]) -> None:
    """Put those who come on the list."""
    for some in _some([person.pk for person in added]):
        rows = Person.objects.ever(draft.organisation).filter(pk__in=some)
        rows.update(gone_seq=None)
    draft.people |= {person.pk for person in added}


def _settle(
    pairs: Iterable[tuple[Guest, Person]], branches: dict[str, Branch], new: set[int]
) -> None:
    """Send those who come to the branches that came with them."""
    theirs: dict[int, list[int]] = {}
    for guest, person in pairs:
        if guest.person is None and "branch" in guest.values:
            branch = branches[fold(guest.values["branch"])]
            if branch.pk in new:
                person.branch = branch
                theirs.setdefault(branch.pk, []).append(person.pk)
    for number, people in theirs.items():
        for some in _some(people):
            Person.every.filter(pk__in=some).update(branch=number)


def _note(draft: Draft, plan: Plan) -> None:
    for guest in plan.guests:
        for one in guest.corrected:
            before = {**one.fact.texts, **one.fact.states}
            after = {**one.texts, **one.states}
            facts.note(draft, f"{one.words} of {_name(guest)}", before, after)


def _name(guest: Guest) -> str:
    return guest.person.name if guest.person else guest.name


def _sheets(draft: Draft, plan: Plan) -> list[list[Any]]:
    names = [sheet.name for sheet in plan.sheets]
    kept = KeptSheet.objects.of(draft.organisation).filter(name__in=names)
    before = {sheet.name: sheet.rows for sheet in kept}
    for place, sheet in enumerate(plan.sheets):
        if sheet.is_changed:
            rows = KeptSheet.objects.of(draft.organisation)
            values = {"rows": sheet.rows, "place": place}
            made = {"organisation": draft.organisation, "name": sheet.name}
            rows.update_or_create(name=sheet.name, defaults=values, create_defaults=values | made)
            if sheet.is_form:
                draft.changed(f"Sheet {sheet.name}", "Rows", sheet.before, sheet.count)
    return did.sheets(plan, before)


def _some(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    rest = iter(items)
    while some := list(islice(rest, AT_ONCE)):
        yield some
