"""Doing what a plan says, within one entry of the journal."""

from typing import Any
from uuid import UUID

from goodstanding.engine.folding import fold
from goodstanding.records.journal import Draft
from goodstanding.records.models import Branch, Import, KeptSheet, Person
from goodstanding.services import facts
from goodstanding.services.importing import did
from goodstanding.services.importing.people import FIELDS
from goodstanding.services.importing.plan import Guest, New, Plan

_BATCH = 1000


def record(draft: Draft, plan: Plan, with_: Import) -> dict[str, Any]:
    """Record all of a plan; returns what it changed outside the facts, as an Import keeps it."""
    branches = _branches(draft, plan)
    before = [did.details_of(guest.person) if guest.person else {} for guest in plan.guests]
    people = _people(draft, plan, branches, with_)
    for guest, person in zip(plan.guests, people, strict=True):
        _facts(draft, guest, person)
    corrected = [one for guest in plan.guests for one in guest.corrected]
    draft.correct_many([(one.fact, one.states, one.texts) for one in corrected])
    sheets = _sheets(draft, plan)
    pairs = list(zip(plan.guests, people, before, strict=True))
    return {
        "people": [[p.pk, did.changed(g, was, p)] for g, p, was in pairs if g.person and g.changes],
        "new": {p.pk: did.state_of(p) for g, p, _ in pairs if g.person is None},
        "branches": [branches[fold(name)].pk for name in plan.branches],
        "sheets": sheets,
    }


def _branches(draft: Draft, plan: Plan) -> dict[str, Branch]:
    made = [Branch(organisation=draft.organisation, name=name) for name in plan.branches]
    Branch.objects.of(draft.organisation).bulk_create(made)
    for branch in made:
        draft.changed(branch.name, "Branch", None, branch.name)
    return {fold(branch.name): branch for branch in Branch.objects.of(draft.organisation)}


def _people(draft: Draft, plan: Plan, branches: dict[str, Branch], with_: Import) -> list[Person]:
    """The people of the plan in its order, those who are new made."""
    people = [
        guest.person or Person(organisation=draft.organisation, came_with=with_)
        for guest in plan.guests
    ]
    new, changed = [], []
    for guest, person in zip(plan.guests, people, strict=True):
        if guest.person is None:
            new.append(person)
        elif guest.changes:
            changed.append(person)
            for title, before, after in guest.changes:
                draft.changed(guest.person.name, title, before or None, after or None)
        else:
            continue
        _take(person, guest, branches)
    rows = Person.objects.of(draft.organisation)
    rows.bulk_create(new, batch_size=_BATCH)
    rows.bulk_update(changed, [*FIELDS, "kept"], batch_size=200)
    draft.people |= {person.pk for person in (*new, *changed)}
    return people


def _take(person: Person, guest: Guest, branches: dict[str, Branch]) -> None:
    for field, value in guest.values.items():
        setattr(person, field, branches[fold(value)] if field == "branch" else value)
    person.kept = guest.kept


def _facts(draft: Draft, guest: Guest, person: Person) -> None:
    keys: dict[int, UUID] = {}
    for new in guest.new:
        about: Any = new.credential
        key = keys[id(about)] if isinstance(about, New) else about
        fact = draft.record(new.kind, person, new.states, new.texts, credential=key)
        keys[id(new)] = fact.key
    for one in guest.corrected:
        before = {**one.fact.texts, **one.fact.states}
        facts.note(draft, f"{one.words} of {person.name}", before, {**one.texts, **one.states})


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
