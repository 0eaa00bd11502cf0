"""What a company's plan is made from: the workbook that goes out, with what was asked for.

To plan anew, places that people have been told of (approved or booked, ahead) are kept as if they
were locked, one after the other, as far as no rule is broken by them.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from goodstanding.engine.learning import Item
from goodstanding.engine.planning.building import build
from goodstanding.engine.planning.given import Booking, Given
from goodstanding.engine.planning.settings import name_of
from goodstanding.files.workbook.book import Line, Table, Workbook
from goodstanding.files.workbook.planning import Planning, planning
from goodstanding.files.workbook.rows import RuleRow
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Enrolment, Offering, Organisation, Person
from goodstanding.services.enrolments import Place
from goodstanding.services.exporting.people import named
from goodstanding.services.exports import workbook_of
from goodstanding.services.pattern import pattern_of
from goodstanding.services.planned_answer import Known

KEEP = "keep"
"""Among what a plan changes: that people keep the places that they have been told of."""
_TOLD = (Place.APPROVED, Place.BOOKED)


def read(
    organisation: Organisation, year: int, on: date, changed: Mapping[str, str]
) -> tuple[Planning, Known, list[str]]:
    """What the planner is given, which of the company's rows stand where in it, and which places
    could not be kept, in words."""
    settings = {name: value for name, value in changed.items() if name != KEEP}
    workbook = _with_settings(workbook_of(organisation, on), settings)
    people = Person.objects.of(organisation).select_related("branch").order_by("pk")
    offerings = list(Offering.objects.of(organisation).order_by("place", "pk"))
    first = len(workbook.offerings.lines) - len(offerings) + 2  # those kept whole stand before them
    everybody = list(named(list(people)))
    known = Known(
        people={row: one.pk for row, (one, _, _) in enumerate(everybody, 2)},
        offerings={row: one.pk for row, one in enumerate(offerings, first)},
    )
    pattern = pattern_of(organisation)
    reading = _after(planning(workbook, catalogue_of(organisation), on, year), pattern)
    if KEEP not in changed:
        return reading, known, []
    kept = _with_places(organisation, workbook, {one.pk for one, _, _ in everybody}, (year, on))
    told = _after(planning(kept, catalogue_of(organisation), on, year), pattern)
    given, freed = _keeping(told.given, reading.given.bookings)
    return replace(told, given=given), known, freed


def _after(reading: Planning, pattern: tuple[Item, ...]) -> Planning:
    return replace(reading, given=replace(reading.given, pattern=pattern))


def _with_settings(workbook: Workbook, changed: Mapping[str, str]) -> Workbook:
    """The workbook with some settings of the planner in place of its own."""
    own = [one for one in workbook.rules.lines if name_of(one.values.setting) not in changed]
    last = max((one.number for one in workbook.rules.lines), default=1)
    more = [
        Line(last + at, RuleRow(name, value))
        for at, (name, value) in enumerate(changed.items(), start=1)
    ]
    rules = Table((*own, *more), workbook.rules.extra_titles)
    return Workbook(workbook.tables | {"Rules": rules}, workbook.strangers, workbook.problems)


def _with_places(
    organisation: Organisation, workbook: Workbook, people: set[int], when: tuple[int, date]
) -> Workbook:
    """The workbook with the places locked that people have been told of."""
    places = Enrolment.objects.of(organisation).select_related("offering").order_by("place", "pk")
    rows = [one for one in places if one.person_id in people]
    lines = list(workbook.enrolments.lines)
    own = len(lines) - len(rows)  # those kept whole stand before them
    for at, one in enumerate(rows, own):
        if one.state in _TOLD and _lies_ahead(one, *when):
            lines[at] = replace(lines[at], values=lines[at].values._replace(locked=True))
    table = Table(tuple(lines), workbook.enrolments.extra_titles)
    tables = workbook.tables | {"Enrolments": table}
    return Workbook(tables, workbook.strangers, workbook.problems)


def _lies_ahead(one: Enrolment, year: int, on: date) -> bool:
    day: date | None = one.offering.starts_on or one.on
    return day is not None and day.year == year and day > on


def _keeping(told: Given, locked: tuple[Booking, ...]) -> tuple[Given, list[str]]:
    """The locked bookings, and of the others as many as break no rule; the rest in words."""
    if not build(told).conflicts:
        return told, []
    kept, freed = list(locked), []
    for one in told.bookings:
        if one in locked:
            continue
        if build(replace(told, bookings=(*kept, one))).conflicts:
            freed.append(f"{told.people[one.person].name}: {told.offerings[one.offering].title}")
        else:
            kept.append(one)
    return replace(told, bookings=tuple(kept)), freed
