"""Everything that a company's record says now, to be compared with what it said before."""

from typing import Any

from goodstanding.records.facts import engine_facts, records_of
from goodstanding.records.models import (
    Branch,
    DayOff,
    Enrolment,
    KeptSheet,
    Offering,
    Organisation,
    Person,
    PlanningSetting,
)
from goodstanding.records.verify import verify
from goodstanding.services.access import Actor
from goodstanding.services.importing.did import details_of

YEAR: tuple[Any, ...] = (Offering, DayOff, Enrolment, PlanningSetting)


def said(by: Actor) -> dict[str, Any]:
    """What the engine is told of everybody on the list, and everything outside the facts."""
    organisation = by.organisation
    people = list(Person.objects.of(organisation).order_by("pk"))
    records = records_of(organisation, [person.pk for person in people])
    return {
        "facts": {pk: engine_facts(record, by.today) for pk, record in records.items()},
        "words": {pk: words_of(record) for pk, record in records.items()},
        "people": {person.pk: details_of(person) for person in people},
        "branches": sorted(Branch.objects.of(organisation).values_list("name", flat=True)),
        "year": [list(model.objects.of(organisation).order_by("pk").values()) for model in YEAR],
        "sheets": sorted(KeptSheet.objects.of(organisation).values_list("name", "place", "rows")),
    }


def words_of(record: Any) -> list[Any]:
    """Keys and words, which the engine is not told."""
    about = [record.observations, record.restorations, record.endings]
    facts = [*record.credentials, *record.credits, *record.fees]
    facts += [fact for kind in about for some in kind.values() for fact in some]
    return sorted((str(one.key), one.place, str(one.texts), str(one.activity_id)) for one in facts)


def sound(organisation: Organisation, by: Actor) -> bool:
    """Whether `verify` finds nothing."""
    return verify(organisation, by.today) == ()
