"""Verbs about offerings: what people could attend."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from goodstanding.engine import credits, wording
from goodstanding.files.workbook import cells
from goodstanding.files.workbook import offerings as reader
from goodstanding.files.workbook.activities import Names
from goodstanding.files.workbook.rows import OfferingRow
from goodstanding.files.workbook.schema import KINDS
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.journal import Conflict, Draft
from goodstanding.records.models import Enrolment, Offering
from goodstanding.services import checks
from goodstanding.services.access import Actor, May
from goodstanding.services.checks import Finding, one_line
from goodstanding.services.verbs import verb


@dataclass(frozen=True, slots=True)
class OfferingDetails:
    """What is kept of an offering; without days it is online. `amount` in hundredths, `price` and
    `travel` in cents; None is not known, of `seats` no limit, of `production_days` worked out."""

    title: str
    provider: str = ""
    kind: str = "course"
    starts_on: date | None = None
    ends_on: date | None = None
    amount: int | None = None
    price: int | None = None
    travel: int | None = None
    seats: int | None = None
    production_days: Decimal | None = None
    city: str = ""
    body: str = "IICRC"
    approved: bool | None = None
    requires: Sequence[str] = ()
    obtains: str = ""


def add_offering(*, by: Actor, details: OfferingDetails) -> Offering:
    """Something new that people could attend."""
    with verb(by, May.CHANGE_OFFERINGS) as draft:
        offering = Offering(organisation=by.organisation)
        _take(by, draft, offering, details)
        offering.place = next_place(draft)
        offering.save(force_insert=True)
        draft.what = f"Added the offering {named(offering)}"
        draft.about("offering", offering.pk)
    return offering


def change_offering(*, by: Actor, offering: Offering, details: OfferingDetails) -> Offering:
    """What is kept of an offering was not right, or is so no more."""
    with verb(by, May.CHANGE_OFFERINGS) as draft:
        now = present(by, offering)
        former = named(now)
        _take(by, draft, now, details)
        now.save()
        draft.what = f"Changed the offering {former}"
        draft.about("offering", now.pk)
    return now


def remove_offering(*, by: Actor, offering: Offering) -> None:
    """An offering is taken off the list, and with it the places in it that people have.

    Raises Wrong where somebody attended it.
    """
    with verb(by, May.CHANGE_OFFERINGS) as draft:
        now = present(by, offering)
        rows = Enrolment.objects.of(by.organisation).filter(offering=now).select_related("person")
        theirs = list(rows)
        checks.refuse(_attended(theirs))
        draft.what = f"Removed the offering {named(now)}"
        draft.about("offering", now.pk)
        draft.changed(now.title, "Offering", named(now), None)
        for one in theirs:
            draft.about("person", one.person_id)
            draft.changed(one.person.name, now.title, one.state, None)
        now.delete()


def present(by: Actor, offering: Offering) -> Offering:
    """The offering as it is under the lock; Conflict when it is not there any more."""
    checks.ours(by, offering)
    now: Offering | None = Offering.objects.of(by.organisation).filter(pk=offering.pk).first()
    if now is None:
        raise Conflict
    return now


def next_place(draft: Draft) -> int:
    """The place of a row behind all that came before."""
    return draft.seq * 1_000_000


def named(offering: Offering) -> str:
    """The title and the day, for a sentence."""
    if offering.starts_on is None:
        return f"{offering.title} (online)"
    return f"{offering.title}, {wording.day(offering.starts_on)}"


def _attended(enrolments: Sequence[Enrolment]) -> Iterator[Finding]:
    names = [one.person.name for one in enrolments if one.state == "attended"]
    if names:
        yield "", f"{wording.joined(sorted(names))} attended it: it stays on the list."


def _take(by: Actor, draft: Draft, offering: Offering, details: OfferingDetails) -> None:
    """Set the details and note what changed; raises Wrong with all that cannot be."""
    values, wrong = judged(details, Names(catalogue_of(by.organisation)))
    checks.refuse(wrong)
    note(draft, offering.title or values["title"], offering, values)
    for field, value in values.items():
        setattr(offering, field, value)


def note(draft: Draft, subject: str, offering: Offering, values: Mapping[str, Any]) -> None:
    """Note which of some details change, under the titles of the workbook."""
    for field, after in values.items():
        title, show = FIELDS[field]
        draft.changed(subject, title, show(getattr(offering, field)), show(after))


def judged(details: OfferingDetails, names: Names) -> tuple[dict[str, Any], list[Finding]]:
    """What is kept of an offering with these details, and all that cannot be."""
    values = _values(details)
    row = OfferingRow(*values.values())._replace(
        production_days=details.production_days,
        body=details.body or None,
        requires=tuple(details.requires),
        obtains=details.obtains or None,
    )
    found, wrong = reader.offering(row, 0, names), list(_findings(details))
    if isinstance(found, list):
        wrong.extend((_FIELD_OF.get(column or "", ""), text) for column, text in found)
        return values, wrong
    values["body"], values["obtains"] = found.body, found.obtains or ""
    values["requires"] = list(dict.fromkeys(found.requires))
    return values, wrong


def _values(details: OfferingDetails) -> dict[str, Any]:
    days = details.production_days
    return {
        **{field: getattr(details, field) for field in FIELDS},
        **{field: one_line(getattr(details, field)) for field in ("title", "provider", "city")},
        "production_days": "" if days is None else f"{days.normalize():f}",
    }


def _findings(details: OfferingDetails) -> Iterator[Finding]:
    yield from checks.line("title", details.title, 200, needed=True)
    yield from checks.line("provider", details.provider, 200)
    yield from checks.line("city", details.city, 120)
    yield from checks.chosen("kind", details.kind, KINDS)
    yield from checks.believable(starts_on=details.starts_on, ends_on=details.ends_on)
    yield from checks.amount("amount", details.amount, zero=True)
    yield from checks.money("price", details.price)
    yield from checks.money("travel", details.travel)
    yield from checks.cell("seats", details.seats, cells.whole)
    days = details.production_days
    yield from checks.cell("production_days", None if days is None else str(days), cells.number)


def _said(value: object) -> str | None:
    return str(value) if value not in (None, "") else None


def _hundredths(value: int | None) -> str | None:
    return None if value is None else credits.show(value)


def _approved(value: bool | None) -> str:
    return {True: "yes", False: "no", None: "to be checked"}[value]


def _list(value: Sequence[str]) -> str | None:
    return "; ".join(value) or None


FIELDS: dict[str, tuple[str, Any]] = {
    "title": ("Title", _said),
    "provider": ("Provider", _said),
    "kind": ("Kind", _said),
    "starts_on": ("Starts on", _said),
    "ends_on": ("Ends on", _said),
    "amount": ("Credits", _hundredths),
    "price": ("Price", _hundredths),
    "travel": ("Travel", _hundredths),
    "seats": ("Seats", _said),
    "production_days": ("Production days", _said),
    "city": ("City", _said),
    "body": ("Body", _said),
    "approved": ("Approved", _approved),
    "requires": ("Requires", _list),
    "obtains": ("Obtains", _said),
}
"""The fields by the titles of the workbook's columns, each with how it is shown."""
_FIELD_OF = {title: field for field, (title, _) in FIELDS.items()}
