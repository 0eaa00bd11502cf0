"""Rows of the sheets Offerings and Days off as the planner's words."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from goodstanding.engine.planning.given import DayOff, Offering
from goodstanding.engine.wording import counted, day
from goodstanding.files.workbook.activities import Names, Unknown
from goodstanding.files.workbook.certifications import Finding
from goodstanding.files.workbook.roster import Entry, Roster
from goodstanding.files.workbook.rows import DayOffRow, OfferingRow

MANY = 50
"""So many offerings on one day are more likely a slip than a choice."""


def offering(row: OfferingRow, number: int, names: Names) -> Offering | list[Finding]:
    """The offering of a row, or why it cannot be one."""
    body = names.body(row.body)
    requires = [names.code(text) for text in row.requires]
    obtains = None if row.obtains is None else names.code(row.obtains)
    errors = [*_days(row)]
    errors += [("Body", body.text)] if isinstance(body, Unknown) else []
    errors += [("Requires", code.text) for code in requires if isinstance(code, Unknown)]
    errors += [("Obtains", obtains.text)] if isinstance(obtains, Unknown) else []
    if errors or isinstance(body, Unknown) or isinstance(obtains, Unknown):
        return errors
    return Offering(
        title=row.title,
        row=number,
        kind=row.kind or "course",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        credits=row.credits,
        price=row.price,
        travel=row.travel,
        seats=row.seats,
        production_days=row.production_days,
        body=body,
        approved=row.approved is True,
        requires=tuple(code for code in requires if isinstance(code, str)),
        obtains=obtains,
    )


def _days(row: OfferingRow) -> Iterator[Finding]:
    if row.starts_on is None and row.ends_on is not None:
        yield "Starts on", "Starts on is missing: fill it in, or clear “Ends on” if it is online."
    elif row.starts_on is not None:
        yield from ends_after(row.starts_on, row.ends_on, "Starts on", "Ends on")


def ends_after(first: date, last: date | None, begin: str, end: str) -> Iterator[Finding]:
    """Whether days that go from one to another do so, under the titles of their columns."""
    if last is not None and last < first:
        yield end, f"{last} is before “{begin}”: correct one of the two."


def doubts(one: Offering, year: int, on: date) -> Iterator[Finding]:
    """What a person should know of an offering, though it counts."""
    if one.starts_on is not None:
        last = one.ends_on or one.starts_on
        if one.starts_on <= on:
            text = f"{day(one.starts_on)} is not after {day(on)}: nobody can be planned for it."
            yield "Starts on", text
        elif one.starts_on.year != year or last.year != year:
            yield "Starts on", f"It does not lie within {year}: nobody can be planned for it."
    unknown = [
        title for title, value in (("Price", one.price), ("Travel", one.travel)) if value is None
    ]
    if unknown:
        yield unknown[0], f"{' and '.join(unknown)}: not known, counted as 0."
    if one.credits is None and one.kind != "booth":
        yield "Credits", "Credits are not known: it counts nothing."


def crowded(offerings: tuple[Offering, ...]) -> Iterator[str]:
    """The days on which more offerings begin than is believable."""
    starts = Counter(one.starts_on for one in offerings if one.starts_on)
    for start, times in sorted(starts.items()):
        if times >= MANY:
            yield (
                f"{counted(times, 'offering')} begin on {day(start)}: all are planned with; "
                "please check their dates."
            )


def day_off(row: DayOffRow, roster: Roster) -> DayOff | list[Finding]:
    """The days off of a row, or why they cannot be."""
    person = None if row.name is None else roster.find(row.name)
    errors: list[Finding] = []
    if isinstance(person, str):
        errors.append(("Name", person))
    errors.extend(ends_after(row.from_, row.to, "From", "To"))
    if errors or isinstance(person, str):
        return errors
    place = person.at if isinstance(person, Entry) else None
    return DayOff(place, row.from_, row.to or row.from_, row.kind == "busy")
