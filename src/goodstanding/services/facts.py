"""Finding live facts, and telling how one version differs from the next."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from goodstanding.engine import credits
from goodstanding.records.facts import States, as_json
from goodstanding.records.journal import Draft
from goodstanding.records.models import Fact, FactKind, Organisation

_TITLES = {"amount": "Credits", "title": "Activity", "deadline": "Due on"}
_AMOUNTS = {"amount", "balance"}
_APPROVED = {True: "yes", False: "no", None: "to be checked"}
_NOT_FOR_PEOPLE = {"kept"}


def live(organisation: Organisation, key: UUID, kind: FactKind) -> Fact | None:
    """The present version of a fact with its person, if there is one in this company."""
    found: Fact | None = (
        Fact.objects.of(organisation)
        .filter(key=key, kind=kind, superseded_seq=None)
        .select_related("person")
        .first()
    )
    return found


def live_credentials(organisation: Organisation, keys: Iterable[UUID | None]) -> dict[UUID, Fact]:
    """The present versions of some credentials with their people, in one question."""
    rows = Fact.objects.of(organisation).filter(
        key__in=list(keys), kind=FactKind.CREDENTIAL, superseded_seq=None
    )
    return {row.key: row for row in rows.select_related("person")}


def about(organisation: Organisation, credential: UUID) -> list[Fact]:
    """The observations, restorations and endings of a credential that are live."""
    rows = Fact.objects.of(organisation).filter(credential=credential, superseded_seq=None)
    return list(rows.order_by("place", "pk"))


def correct(
    draft: Draft, subject: str, old: Fact, states: States, texts: dict[str, Any] | None = None
) -> Fact:
    """Correct a fact and note field by field what changed; words not given stay as they were.

    Raises Conflict when the fact has been replaced meanwhile.
    """
    after = as_json(states)
    words = old.texts if texts is None else {**old.texts, **texts}
    new = draft.correct(old, after, words)
    note(draft, subject, {**old.texts, **old.states}, {**(texts or {}), **after, **words})
    return new


def note(draft: Draft, subject: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Note what changed, each field under the title that it has in a workbook."""
    for field in dict.fromkeys([*after, *before]):
        if field not in _NOT_FOR_PEOPLE:
            draft.changed(
                subject,
                title(field),
                shown(field, before.get(field)),
                shown(field, after.get(field)),
            )


def title(field: str) -> str:
    """What people call a field."""
    return _TITLES.get(field, field.replace("_", " ").capitalize())


def shown(field: str, value: Any) -> Any:
    """A value of a field as people read it."""
    if field == "approved":
        return _APPROVED[value]
    if field in _AMOUNTS and value is not None:
        return credits.show(value)
    return value or None
