"""What the pages show equals `goodstanding check` on the exported workbook.

For the demonstration company and for random ones: `COMPANIES=500 pytest` on this file asks many.
"""

import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest
import time_machine
from django.test import Client

from company import TODAY, actor, client, user
from engine.generate import cases
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Fact, FactKind, Membership, Organisation, Person
from goodstanding.services import demo
from goodstanding.services.access import Actor
from goodstanding.services.credits import void_credit
from goodstanding.services.people import leave
from goodstanding.web.door import actor_for
from services.books import bring_in, random_book, trade
from some import some
from web import shown
from web.told import Told

pytestmark = pytest.mark.django_db
COMPANIES = int(os.environ.get("COMPANIES", "10"))
PEOPLE = 8


@dataclass(frozen=True)
class Company:
    """A company with a browser on a day: who works there and who has left, by name."""

    organisation: Organisation
    browser: Client
    here: dict[str, int]
    gone: dict[str, int]


@pytest.mark.usefixtures("today")
def test_the_demonstration() -> None:
    dana = user("Dana Reyes", "dana@cascade.example")
    organisation = demo.lay_out(user=dana, on=TODAY)
    by = actor_for(Membership.objects.get(user=dana, organisation=organisation), "Dana")
    one = look(by, TODAY)
    told = told_of(one, TODAY)
    assert len(told.cells({*one.here, *one.gone})) > 20
    everything_is_equal(one, told)


@pytest.mark.parametrize("seed", some(range(COMPANIES)))
def test_random_companies(seed: int) -> None:
    random = Random(seed)
    found = list(cases(10_000 + seed * PEOPLE, PEOPLE))
    on = random.choice([day for _, day in found])
    with time_machine.travel(datetime.combine(on, time(12), UTC), tick=False):
        by = trade(on)
        with tempfile.TemporaryDirectory() as folder:
            bring_in(by, random_book([person for person, _ in found], on), Path(folder))
        happen(random, by)
        one = look(actor(by.organisation), on)
        everything_is_equal(one, told_of(one, on))


def happen(random: Random, by: Actor) -> None:
    """Some leave, and some credits turn out to be wrong."""
    for person in Person.objects.of(by.organisation):
        if random.random() < 0.2:
            leave(by=by, person=person, left_on=by.today - timedelta(days=random.randrange(3)))
    credits = Fact.objects.of(by.organisation).filter(kind=FactKind.CREDIT, superseded_seq=None)
    for credit in credits.order_by("pk"):
        if credit.states["state"] != "void" and random.random() < 0.1:
            void_credit(by=by, fact=credit, why="twice")


def look(by: Actor, on: date) -> Company:
    """The company as somebody sees it who may see everything."""
    everybody = list(Person.objects.of(by.organisation))
    gone = {one.name: one.pk for one in everybody if one.left_on and one.left_on < on}
    here = {one.name: one.pk for one in everybody if one.name not in gone}
    return Company(by.organisation, client(by), here, gone)


def told_of(one: Company, on: date) -> Told:
    """What the command line says of the workbook that the company exports."""
    with tempfile.TemporaryDirectory() as folder:
        exported, rules = Path(folder) / "team.xlsx", Path(folder) / "own.toml"
        exported.write_bytes(b"".join(one.browser.get("/export/team.xlsx")))
        rules.write_text(one.organisation.own_rules)
        own = rules if one.organisation.own_rules else None
        return Told(exported, on, own, catalogue_of(one.organisation))


def everything_is_equal(one: Company, told: Told) -> None:
    """Team with the numbers above it, the page of everybody, and Today."""
    here, gone = set(one.here), set(one.gone)
    team = one.browser.get("/team/").content.decode()
    assert sorted(shown.cells(team)) == sorted(told.cells(here))
    if gone:
        left = one.browser.get("/team/?label=left").content.decode()
        assert sorted(shown.cells(left)) == sorted(told.cells(gone))
    if here:
        counts_are_equal(shown.counts(team), told, here, len(gone))
        today_is_equal(one, told, here)
    for name, number in {**one.here, **one.gone}.items():
        assert sorted(shown.cards(one.browser, number, name)) == sorted(told.cards({name})), name


def today_is_equal(one: Company, told: Told, here: set[str]) -> None:
    """The heading and every line; lines of one person that are as urgent may change places."""
    heading, things = shown.things(one.browser, codes_of(told, here))
    said = told.things(here)
    assert [(it.name, it.label) for it in things] == [(it.name, it.label) for it in said[:30]]
    assert sorted(things) == sorted(said) if len(said) <= 30 else set(things) <= set(said)
    asked = shown.asked(one.browser)
    fees = [sentence for sentence in asked if "'s fee to the " in sentence]
    assert sorted(fees) == told.fees(here)
    passed = {name for name, held in told.held(here) if "did_it_happen" in held["warnings"]}
    assert bool(passed) == (len(asked) > len(fees))
    assert heading_of(len(said) + len(asked)) in heading


def counts_are_equal(counts: shown.Counts, told: Told, here: set[str], left: int) -> None:
    """The counts of labels and certifications, the first of the two numbers, the months."""
    assert (counts.labels, counts.certifications) == told.counts(here, left)
    assert counts.on_paper == told.on_paper(here)
    said = counts.ahead.partition(". ")[2]
    months = dict(part.split(": ") for part in said.split(", ")) if said else {}
    assert months == {month: str(lapses) for month, lapses in told.ahead(here).items()}


def codes_of(told: Told, names: set[str]) -> dict[str, set[str]]:
    """Everybody's certifications."""
    found: dict[str, set[str]] = {name: set() for name in names}
    for name, held in told.held(names):
        found[name].add(held["certification"])
    return found


def heading_of(total: int) -> str:
    """How the heading of Today counts."""
    few = ("All is well", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    return few[total] if total < len(few) else ""
