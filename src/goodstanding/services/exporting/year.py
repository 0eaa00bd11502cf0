"""The sheets Offerings, Days off, Enrolments and Rules of what is on record."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from goodstanding.engine.folding import fold
from goodstanding.files.workbook.rows import DayOffRow, EnrolmentRow, OfferingRow, RuleRow
from goodstanding.records.models import (
    DayOff,
    Enrolment,
    Offering,
    Organisation,
    PlanningSetting,
)

Row = tuple[Any, Any]
"""A row and its unknown columns."""


def sheets(organisation: Organisation, names: Mapping[int, str]) -> dict[str, list[Row]]:
    """The rows by the names of the sheets that have any; `names` say how others name people."""
    found = {
        "Offerings": list(_offerings(organisation)),
        "Days off": list(_days_off(organisation, names)),
        "Enrolments": list(_enrolments(organisation, names)),
        "Rules": list(_rules(organisation)),
    }
    return {name: rows for name, rows in found.items() if rows}


def _offerings(organisation: Organisation) -> Iterator[Row]:
    for one in Offering.objects.of(organisation).order_by("place", "pk"):
        days = one.production_days
        row = OfferingRow(
            title=one.title,
            provider=one.provider or None,
            kind=one.kind or None,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            credits=one.amount,
            price=one.price,
            travel=one.travel,
            seats=one.seats,
            production_days=Decimal(days) if days else None,
            city=one.city or None,
            body=one.body or None,
            approved=one.approved,
            requires=tuple(one.requires),
            obtains=one.obtains or None,
        )
        yield row, one.kept


def _days_off(organisation: Organisation, names: Mapping[int, str]) -> Iterator[Row]:
    for one in DayOff.objects.of(organisation).order_by("place", "pk"):
        if one.person_id is None or one.person_id in names:
            name = names[one.person_id] if one.person_id else None
            row = DayOffRow(name, one.starts_on, one.ends_on, one.kind or None, one.why or None)
            yield row, one.kept


def _enrolments(organisation: Organisation, names: Mapping[int, str]) -> Iterator[Row]:
    rows = Enrolment.objects.of(organisation).select_related("offering").order_by("place", "pk")
    found = [one for one in rows if one.person_id in names]
    titles = Offering.objects.of(organisation).values_list("title", flat=True)
    times = Counter(map(fold, titles)) if found else Counter[str]()
    for one in found:
        offering = one.offering
        told_by_day = offering.starts_on if times[fold(offering.title)] > 1 else None
        yield (
            EnrolmentRow(
                names[one.person_id],
                offering.title,
                one.on or told_by_day,
                one.state or None,
                one.locked,
            ),
            one.kept,
        )


def _rules(organisation: Organisation) -> Iterator[Row]:
    for one in PlanningSetting.objects.of(organisation).order_by("place", "pk"):
        yield RuleRow(one.setting, one.value or None), one.kept
