"""A cached standing that differs from the engine cannot be seen on any page.

`TAMPERINGS=500 pytest` on this file tries many.
"""

import os
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from difflib import ndiff
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client

import company as cast
from company import actor, client
from engine.generate import cases
from goodstanding.records.models import Organisation, Person, Standing, Unjudged
from goodstanding.records.standings import roll_forward
from goodstanding.services import summary, today
from goodstanding.services.people import leave
from goodstanding.web.views.drawn import DRAWN
from records.cast import run
from records.test_standings import added_up, cached, engine, sorted_rightly
from services.books import bring_in, random_book, trade
from some import some

pytestmark = pytest.mark.django_db
TAMPERINGS = int(os.environ.get("TAMPERINGS", "12"))
PAGES = (
    "/", "/team/", "/team/?sort=name", "/team/?sort=deadline", "/team/?name=person+1",
    "/team/?label=attention", "/team/?label=lapsed", "/team/?label=good", "/team/?label=left",
    "/team/?label=check", "/team/?label=due_soon", "/team/?certification=WRT",
    "/team/?label=left&certification=WRT", "/team/?label=good&sort=deadline",
    "/team/?certification=FLA&label=lapsed", "/team/roster/",
)  # fmt: skip


def test_whatever_is_changed_behind_the_back_of_the_engine() -> None:
    """One company; every time some rows are changed, looked at, and mended in the background."""
    on = date(2026, 3, 1)
    with time_machine.travel(datetime.combine(on, time(12), UTC), tick=False):
        organisation = lay_out(on)
        browser = client(actor(organisation))
        told = seen(browser, organisation)
        truth = cached(organisation)
        assert truth == engine(organisation, on)
        for seed in some(range(TAMPERINGS)):
            random = Random(seed)
            did = [tamper(random, organisation) for _ in range(random.choice((1, 1, 1, 3, 8)))]
            after = seen(browser, organisation)
            assert differing(told, after) == {}, (seed, did)
            for company in Organisation.objects.all():
                roll_forward(company, on)
            assert cached(organisation) == truth, (seed, did)
            assert sorted_rightly(organisation), (seed, did)
            assert added_up(organisation, on), (seed, did)
            assert not Unjudged.every.exists()


def lay_out(on: date) -> Organisation:
    """Fourteen people, some of whom have left; and another company for rows that go astray."""
    by, other = trade(on), cast.actor(cast.company("Larch Drying"))
    cast.held(other, cast.person(other, "Stranger"))
    cases_ = list(cases(77_000, 14))
    with tempfile.TemporaryDirectory() as folder:
        bring_in(by, random_book([person for person, _ in cases_], on), Path(folder))
    for person in list(Person.objects.of(by.organisation).order_by("pk"))[::5]:
        leave(by=by, person=person, left_on=on - timedelta(days=2))
    assert not Unjudged.every.exists()
    return by.organisation


def seen(browser: Client, organisation: Organisation) -> dict[str, str]:
    """The main part of every page, as a process shows it that has drawn none yet."""
    for remembered in (DRAWN, summary._SUMMARIES, today._WEEKS):
        remembered._answers.clear()
    people = Person.objects.of(organisation).order_by("pk").values_list("pk", flat=True)
    pages = {}
    for url in (*PAGES, *(f"/people/{number}/" for number in people[:3])):
        html = browser.get(url).content.decode()
        pages[url] = html[html.index("<main") : html.index("</main>")]
    return pages


def differing(told: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """The lines of pages that are not as they were, with a sign of which side they are of."""
    return {
        url: [
            line for line in ndiff(told[url].split("\n"), after[url].split("\n")) if line[0] in "+-"
        ]
        for url in told
        if after[url] != told[url]
    }


def tamper(random: Random, organisation: Organisation) -> str:
    """Something that no verb does; what it was."""
    does = random.choice(
        (
            _changed,
            _changed,
            _changed,
            _deleted,
            _added,
            _swapped,
            _astray,
            _sorted,
            _counted,
            _sums,
        )
    )
    rows = list(Standing.objects.of(organisation).order_by("pk").values_list("pk", flat=True))
    if rows:
        does(random, rows)
    return does.__name__


_VALUES: dict[str, Callable[[Random], object]] = {
    "kind": lambda random: random.choice(("good", "lapsed", "behind", "check", "ended", "on_pace")),
    "state": lambda random: random.choice(("current", "lapsed", "ended")),
    "label": lambda _: "Good standing",
    "certification": lambda random: random.choice(("WRT", "FLA", "OSHA")),
    "urgency": lambda random: random.choice(("00 2020-01-01", "09 2030-01-01")),
    "deadline": lambda random: date(2026, 1, 1) + timedelta(days=random.randrange(900)),
    "lapses_on": lambda random: date(2026, 1, 1) + timedelta(days=random.randrange(900)),
    "posted": lambda random: random.randrange(3000),
    "required": lambda random: random.randrange(3000),
    "planned": lambda random: random.randrange(3000),
    "on_record": lambda random: random.choice((None, False, True)),
    "asks": lambda random: random.random() < 0.5,
    "left_on": lambda random: random.choice((None, date(2020, 1, 1))),
    "next_change_on": lambda random: random.choice((None, date(2099, 1, 1), date(2020, 1, 1))),
    "judged_on": lambda _: date(2020, 1, 1),
}


def _changed(random: Random, rows: list[int]) -> None:
    """Some columns of a row, or of many."""
    columns = random.sample(sorted(_VALUES), random.choice((1, 2, 5)))
    several = ", ".join(f"{column} = %s" for column in columns)
    values = [_VALUES[column](random) for column in columns]
    some = random.sample(rows, min(len(rows), random.choice((1, 1, 2, 100))))
    places = ", ".join(["%s"] * len(some))
    run(f"UPDATE records_standing SET {several} WHERE id IN ({places})", *values, *some)  # noqa: S608


def _deleted(random: Random, rows: list[int]) -> None:
    run("DELETE FROM records_standing WHERE id = %s", random.choice(rows))


def _added(random: Random, rows: list[int]) -> None:
    """A row of a credential that nobody has; on SQLite sometimes in place of another."""
    names = [field.column for field in Standing._meta.concrete_fields]
    taken = [name for name in names if name not in ("id", "credential", "person_id")]
    listed = ", ".join(taken)
    key = UUID(int=random.getrandbits(128), version=4)
    one, other = random.choice(rows), random.choice(rows)
    replacing = connection.vendor == "sqlite" and random.random() < 0.5
    credential = Standing.every.get(pk=other).credential if replacing else key
    run(
        f"INSERT {'OR REPLACE ' if replacing else ''}INTO records_standing "  # noqa: S608
        f"(credential, person_id, {listed}) SELECT %s, person_id, {listed} "
        "FROM records_standing WHERE id = %s",
        credential.hex,
        one,
    )


def _swapped(random: Random, rows: list[int]) -> None:
    """Two rows change their people."""
    one, other = random.choice(rows), random.choice(rows)
    people = dict(Standing.every.filter(pk__in=[one, other]).values_list("pk", "person_id"))
    for row, person in ((one, people[other]), (other, people[one])):
        run("UPDATE records_standing SET person_id = %s WHERE id = %s", person, row)


def _astray(random: Random, rows: list[int]) -> None:
    """Another company's row comes here, or one of here goes there."""
    here = Standing.every.get(pk=rows[0]).organisation_id
    stranger = Standing.every.exclude(organisation=here).first()
    row = stranger.pk if stranger and random.random() < 0.5 else random.choice(rows)
    elsewhere = Organisation.objects.exclude(pk=here).get().pk
    target = here if stranger and row == stranger.pk else elsewhere
    run("UPDATE records_standing SET organisation_id = %s WHERE id = %s", target, row)


def _sorted(random: Random, rows: list[int]) -> None:
    """What sorts a person."""
    person = Standing.every.get(pk=random.choice(rows)).person_id
    run("UPDATE records_person SET urgency = %s WHERE id = %s", _VALUES["urgency"](random), person)


def _counted(random: Random, rows: list[int]) -> None:
    """What a person adds to the company's sums."""
    person = Standing.every.get(pk=random.choice(rows)).person_id
    counted = random.choice(('{"held": 3, "label good": 1}', "{}", None))
    run("UPDATE records_person SET counted = %s WHERE id = %s", counted, person)


def _sums(random: Random, rows: list[int]) -> None:
    """The sums themselves."""
    company = Standing.every.get(pk=random.choice(rows)).organisation_id
    sums = random.choice(('{"held": 7, "on paper": 7}', "{}", None))
    run("UPDATE records_tally SET counts = %s WHERE organisation_id = %s", sums, company)
