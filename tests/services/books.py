"""Workbooks made of the engine's facts, companies that hold them, and what both say."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from engine.as_toml import as_toml
from engine.generate import CATALOGUE
from goodstanding.cli.answers import Judged, as_object
from goodstanding.engine.rules.model import Catalogue, Kind
from goodstanding.engine.standing.facts import Person, State
from goodstanding.files.workbook.book import Line, Table, Workbook
from goodstanding.files.workbook.rows import (
    CertificationRow,
    CreditRow,
    FeeRow,
    ObservationRow,
    PeopleRow,
)
from goodstanding.files.workbook.team import Member, understand
from goodstanding.files.workbook.writing import write_workbook
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.journal import Author
from goodstanding.records.models import Head, Organisation, Tally
from goodstanding.records.models import Person as PersonRow
from goodstanding.records.standings import judged
from goodstanding.services.access import Actor, Role
from goodstanding.services.imports import accept, stage


def empty(on: date, own_rules: str = "", name: str = "Larch Restoration") -> Actor:
    """The owner of a new company on a day."""
    organisation = Organisation.objects.create(
        name=name, own_rules=own_rules, made_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    Head.objects.create(organisation=organisation)
    Tally.objects.create(organisation=organisation)
    return Actor(organisation, Role.OWNER, Author("user:1", "Dana Reyes"), on)


def trade(on: date) -> Actor:
    """The owner of a new company with the rules of the random people."""
    return empty(on, as_toml())


def bring_in(by: Actor, workbook: Workbook, folder: Path) -> int:
    """Import a workbook as a file."""
    path = folder / "in.xlsx"
    write_workbook(workbook, path)
    return accept(by=by, staged=stage(by=by, name="in.xlsx", content=path.read_bytes()))


def random_book(people: list[Person], on: date) -> Workbook:
    """Random people as a workbook, their names and codes as somebody might write them."""
    sheets: dict[str, list[Any]] = {name: [] for name in ("People", "Certifications", "Credits")}
    sheets |= {"Fees": [], "Observations": []}
    for n, person in enumerate(people):
        name = f"Person {n}"
        identity = (f"id-{n}", None) if n % 3 else (None, f"p{n}@larch.example")
        sheets["People"].append(PeopleRow(name, *identity, None, "Main", None, None, None, None))
        who = (f"ID-{n}" if n % 3 else f"P{n}@larch.example") if n % 2 else name.upper()
        _take(sheets, who, person, on)
    return Workbook({name: table(rows) for name, rows in sheets.items()})


def table(rows: list[Any]) -> Table[Any]:
    """Rows as a sheet."""
    return Table(tuple(Line(number, row) for number, row in enumerate(rows, 2)))


def _take(sheets: dict[str, list[Any]], who: str, person: Person, on: date) -> None:
    held: dict[str, int] = {}
    for place, c in enumerate(person.credentials):
        held[c.certification] = held.get(c.certification, 0) + 1
        by_credits = CATALOGUE.certifications[c.certification].kind is Kind.CREDITS
        seen = [
            (o.deadline, None if o.seen_assumed else o.seen_on, o.balance)
            for o in c.observations
            if by_credits and not (o.seen_assumed and o.balance is not None)
        ]
        number = f"N-{place}" if place % 2 else None
        dates = c.issued_on, c.tracked_from
        ends = c.restorations, c.expires_on, c.ended_on
        first = seen[0] if seen else (None, None, None)
        row = CertificationRow(who, c.certification.lower(), number, *dates, *first, *ends)
        sheets["Certifications"].append(row)
        for other in seen[1:]:
            which = held[c.certification] if c.twin else None
            sheets["Observations"].append(ObservationRow(who, c.certification, None, which, *other))
    for place, credit in enumerate(person.credits):
        if credit.state is not State.PLANNED and credit.earned_on > on:
            continue
        row = CreditRow(
            name=who,
            activity=f"Course {place}" if place % 3 else None,
            provider=None,
            kind=None if place % 2 else "event",
            started_on=credit.started_on,
            earned_on=credit.earned_on,
            credits=credit.amount,
            state=credit.state.value,
            submitted_on=credit.submitted_on,
            posted_on=credit.posted_on,
            body=credit.body,
            obtains=credit.obtains,
            approved=credit.approved,
            evidence=f"page {place}",
        )
        sheets["Credits"].append(row)
    for fee in dict.fromkeys(person.fees):
        sheets["Fees"].append(FeeRow(who, fee.body, fee.paid_on, fee.paid_through))


def facts(workbook: Workbook, catalogue: Catalogue, on: date) -> list[Member]:
    """What a workbook says of everybody, without the rows that say so."""
    return [
        replace(
            member,
            facts=replace(
                member.facts,
                credits=tuple(replace(credit, source="") for credit in member.facts.credits),
            ),
        )
        for member in understand(workbook, catalogue, on).members
    ]


def on_pages(organisation: Organisation, on: date) -> list[dict[str, Any]]:
    """What pages judge of everybody, as `check --format json` would say it."""
    catalogue = catalogue_of(organisation)
    people = list(PersonRow.objects.of(organisation).order_by("pk"))
    fresh = judged(organisation, [person.pk for person in people], on, catalogue)
    said = []
    for person in people:
        _, known, answers = fresh[person.pk]
        member = Member(person.name, person.number or None, *[None] * 7, known)  # type: ignore[arg-type]
        said.append(as_object(Judged(member, answers, False), catalogue, on))
    return said


def in_file(workbook: Workbook, organisation: Organisation, on: date) -> list[dict[str, Any]]:
    """What `check --format json` says of everybody in a workbook."""
    catalogue = catalogue_of(organisation)
    from goodstanding.cli.answers import judged as judged_members

    members = understand(workbook, catalogue, on).members
    return [as_object(one, catalogue, on) for one in judged_members(members, catalogue, on)]
