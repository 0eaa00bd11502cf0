"""Verbs about people: who works here, and who left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from goodstanding.engine import credits, wording
from goodstanding.engine.folding import fold
from goodstanding.records.journal import Conflict, Draft
from goodstanding.records.models import Branch, Person
from goodstanding.services import checks
from goodstanding.services.access import Actor, May
from goodstanding.services.checks import Finding, one_line
from goodstanding.services.verbs import verb


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What is kept of a person; `day_cost` in cents."""

    name: str
    number: str = ""
    email: str = ""
    phone: str = ""
    branch: Branch | None = None
    role: str = ""
    hired_on: date | None = None
    day_cost: int | None = None


def add_person(*, by: Actor, details: PersonDetails) -> Person:
    """A new person of the company."""
    with verb(by, May.ADD_PERSON) as draft:
        checks.ours(by, details.branch)
        person = Person(organisation=by.organisation)
        checks.refuse(_findings(by, person, details))
        _take(draft, person, details)
        person.save(force_insert=True)
        draft.what = f"Added {person.name}"
        _about(draft, person)
    return person


def change_person(*, by: Actor, person: Person, details: PersonDetails) -> Person:
    """Other details of a person."""
    with verb(by, May.CHANGE_PERSON) as draft:
        checks.ours(by, person, details.branch)
        now = _now(by, person)
        checks.refuse(_findings(by, now, details))
        former = now.name
        _take(draft, now, details)
        now.save()
        draft.what = f"Changed the details of {former}"
        _about(draft, now)
    return now


def leave(*, by: Actor, person: Person, left_on: date | None) -> Person:
    """The last day employed; None: came back, or never left. The history stays either way."""
    with verb(by, May.LEAVE) as draft:
        checks.ours(by, person)
        now = _now(by, person)
        checks.refuse(_leaving(by, now, left_on))
        draft.changed(now.name, "Left on", now.left_on, left_on)
        now.left_on = left_on
        now.save(update_fields=["left_on"])
        draft.what = _gone(now.name, left_on)
        _about(draft, now)
    return now


def _gone(name: str, left_on: date | None) -> str:
    if left_on is None:
        return f"{name} works here again"
    return f"The last day of {name} is {wording.day(left_on)}"


def _leaving(by: Actor, person: Person, left_on: date | None) -> Iterator[Finding]:
    yield from checks.days(by, {}, {"left_on": left_on})
    if left_on and person.hired_on and left_on < person.hired_on:
        text = f"{left_on} is before “Hired on”, {person.hired_on}: correct one of the two."
        yield "left_on", text


def _now(by: Actor, person: Person) -> Person:
    """The person as he is under the lock, whatever the caller saw earlier; Conflict when he is
    not on the list any more."""
    rows = Person.objects.of(by.organisation).select_related("branch").filter(pk=person.pk)
    now: Person | None = rows.first()
    if now is None:
        raise Conflict
    return now


def _about(draft: Draft, person: Person) -> None:
    draft.about("person", person.pk)
    draft.people.add(person.pk)


def _take(draft: Draft, person: Person, details: PersonDetails) -> None:
    """Set the details and note what changed."""
    values = _values(details)
    subject = person.name or values["name"]
    for field, (title, show) in _FIELDS.items():
        before, after = getattr(person, field), values[field]
        draft.changed(subject, title, show(before), show(after))
        setattr(person, field, after)


def _values(details: PersonDetails) -> dict[str, Any]:
    return {
        "name": one_line(details.name),
        "number": one_line(details.number),
        "email": one_line(details.email),
        "phone": one_line(details.phone),
        "branch": details.branch,
        "role": one_line(details.role),
        "hired_on": details.hired_on,
        "day_cost": details.day_cost,
    }


def _said(value: object) -> str | None:
    return str(value) if value not in (None, "") else None


def _money(cents: int | None) -> str | None:
    return None if cents is None else credits.show(cents)


_FIELDS: dict[str, tuple[str, Any]] = {
    "name": ("Name", _said),
    "number": ("ID", _said),
    "email": ("Email", _said),
    "phone": ("Phone", _said),
    "branch": ("Branch", _said),
    "role": ("Role", _said),
    "hired_on": ("Hired on", _said),
    "day_cost": ("Day cost", _money),
}


def _findings(by: Actor, person: Person, details: PersonDetails) -> Iterator[Finding]:
    yield from checks.line("name", details.name, 200, needed=True)
    yield from checks.line("number", details.number, 80)
    yield from checks.line("email", details.email, 254)
    yield from checks.line("phone", details.phone, 80)
    yield from checks.line("role", details.role, 80)
    yield from checks.days(by, {}, {"hired_on": details.hired_on})
    yield from checks.money("day_cost", details.day_cost)
    if details.hired_on and person.left_on and person.left_on < details.hired_on:
        text = f"{details.hired_on} is after “Left on”, {person.left_on}: correct one of the two."
        yield "hired_on", text
    yield from _address(details.email, person.email)
    yield from _shared(by, person, details)


def _address(email: str, former: str) -> Iterator[Finding]:
    if not email.strip() or fold(email) == fold(former):
        return
    try:
        validate_email(one_line(email))
    except ValidationError:
        yield "email", f"“{one_line(email)}” is no e-mail address: write it as name@company.com."


def _shared(by: Actor, person: Person, details: PersonDetails) -> Iterator[Finding]:
    """An ID or an e-mail address that somebody else has, compared as a workbook's reader does."""
    number, email = fold(details.number), fold(details.email)
    if not number and not email:
        return
    others = Person.objects.of(by.organisation).exclude(pk=person.pk).exclude(number="", email="")
    for name, its_number, its_email in others.values_list("name", "number", "email"):
        if number and fold(its_number) == number:
            yield "number", _whose(details.number, name)
        if email and fold(its_email) == email:
            yield "email", _whose(details.email, name)


def _whose(text: str, name: str) -> str:
    return f"“{one_line(text)}” is {wording.possessive(name)}: no two people may share it."
