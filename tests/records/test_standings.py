"""The cache of standings is what the engine says: after every verb, and on every later day."""

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from company import TODAY, actor, attended, company, credit, held, person
from goodstanding.engine.standing.facts import State
from goodstanding.records import tally
from goodstanding.records.catalogues import catalogue_of, rules_hash
from goodstanding.records.models import Entry, Fact, FactKind, Organisation, Person, Standing, Tally
from goodstanding.records.standings import (
    NOTHING,
    judged,
    most_urgent,
    refresh_all,
    roll_forward,
    rows_of,
    stale,
)
from goodstanding.services.access import Actor, Wrong
from goodstanding.services.credentials import end, observe, restore, withdraw_credential
from goodstanding.services.credits import CreditDetails, correct_credit, void_credit
from goodstanding.services.fees import FeeDetails, record_fee
from goodstanding.services.organisations import change_rules
from goodstanding.services.people import leave
from records.cast import lay_out
from some import some

pytestmark = pytest.mark.django_db

KEPT = [
    field.attname
    for field in Standing._meta.concrete_fields
    if field.attname not in ("id", "judged_on", "judged_seq", "next_change_on")
]


def cached(organisation: Organisation) -> list[tuple[object, ...]]:
    rows = Standing.objects.of(organisation).order_by("person", "credential")
    return [tuple(getattr(row, name) for name in KEPT) for row in rows]


def engine(organisation: Organisation, on: date) -> list[tuple[object, ...]]:
    people = Person.objects.of(organisation).order_by("pk")
    catalogue = catalogue_of(organisation)
    fresh = judged(organisation, [p.pk for p in people], on, catalogue)
    rows = [row for p in people for row in rows_of(p, fresh[p.pk], catalogue, on)]
    for row in rows:
        row.rules = rules_hash(organisation)
    rows.sort(key=lambda row: (row.person_id, row.credential))
    return [tuple(getattr(row, name) for name in KEPT) for row in rows]


def sorted_rightly(organisation: Organisation) -> bool:
    people = Person.objects.of(organisation)
    rows = Standing.objects.of(organisation)
    return all(p.urgency == most_urgent(rows.filter(person=p)) for p in people)


def added_up(organisation: Organisation, on: date) -> bool:
    """The sums are what everybody adds, as the engine says."""
    catalogue, sums = catalogue_of(organisation), Counter[str]()
    for one in Person.objects.ever(organisation):
        rows = Standing.objects.of(organisation).filter(person=one)
        here = one.left_on is None or one.left_on >= on
        adds = tally.adds(rows if here else (), catalogue, on)
        if one.counted != (adds or None):
            return False
        sums.update(adds)
    counts: dict[str, int] | None = Tally.objects.get(organisation=organisation).counts
    return counts == sums


def test_a_row_says_what_the_engine_says() -> None:
    by = actor(company())
    fact = held(by, person(by))
    row = Standing.objects.of(by.organisation).values().get()
    row.pop("id")
    assert row == {
        "organisation_id": by.organisation.pk,
        "person_id": fact.person_id,
        "branch_id": None,
        "left_on": None,
        "credential": fact.key,
        "certification": "WRT",
        "state": "current",
        "kind": "due_soon",
        "label": "Due soon",
        "urgency": "03 2027-01-10",
        "deadline": date(2027, 1, 9),
        "lapses_on": date(2027, 1, 10),
        "required": 1400,
        "posted": 0,
        "submitted": 0,
        "earned": 0,
        "planned": 0,
        "short": 1400,
        "asks": False,
        "on_record": False,
        "judged_on": TODAY,
        "judged_seq": 3,
        "rules": rules_hash(by.organisation),
        "next_change_on": date(2027, 1, 10),
    }
    assert Person.objects.of(by.organisation).get().urgency == "03 2027-01-10"


def test_somebody_without_credentials_comes_last() -> None:
    by = actor(company())
    maria = person(by)
    fact = held(by, maria)
    withdraw_credential(by=by, fact=fact)
    assert Person.objects.of(by.organisation).get().urgency == NOTHING
    assert cached(by.organisation) == []


def test_rolling_forward_comes_to_the_same_end_however_often() -> None:
    one = lay_out()
    entries = Entry.objects.of(one).count()
    later = TODAY + timedelta(days=60)
    assert len(stale(one, later)) == 1
    assert roll_forward(one, later) == 1
    assert stale(one, later) == set()
    assert roll_forward(one, later) == 0
    assert cached(one) == engine(one, later)
    assert added_up(one, later)
    assert Entry.objects.of(one).count() == entries


def test_rolling_back_when_the_company_moves_west() -> None:
    one = lay_out()
    roll_forward(one, TODAY + timedelta(days=60))
    assert len(stale(one, TODAY)) == 1
    assert roll_forward(one, TODAY) == 1
    assert cached(one) == engine(one, TODAY)
    assert added_up(one, TODAY)


def test_rows_judged_by_other_rules_are_judged_again() -> None:
    one = lay_out()
    Standing.objects.of(one).update(rules="0" * 16, label="Good standing")
    seen: list[tuple[int, int]] = []
    assert roll_forward(one, TODAY, lambda done, of: seen.append((done, of))) == 2
    assert seen == [(2, 2)]
    Standing.objects.of(one).update(rules="f" * 16, label="Good standing")
    assert roll_forward(one, TODAY) == 2
    assert cached(one) == engine(one, TODAY)


def test_other_rules_of_the_company_judge_everybody_anew() -> None:
    one = lay_out()
    before = cached(one)
    change_rules(by=actor(one), text=MORE)
    assert cached(one) == engine(one, TODAY) != before
    assert stale(one, TODAY) == set()


MORE = """
[[rules.more]]
kind = "credits"
months = 48
required = 20
sure = "R"

[certifications.WRT]
rule = "more"
"""


def test_everybody_is_done_in_batches() -> None:
    by = actor(company())
    people = [Person(organisation=by.organisation, name=f"Person {n}") for n in range(1001)]
    Person.objects.of(by.organisation).bulk_create(people)
    seen: list[tuple[int, int]] = []
    refresh_all(by.organisation, TODAY, 1, lambda done, of: seen.append((done, of)))
    assert seen == [(500, 1001), (1000, 1001), (1001, 1001)]


def test_another_company_is_left_alone() -> None:
    one, other = lay_out(), lay_out("Delta Restoration")
    before = cached(other)
    roll_forward(one, TODAY + timedelta(days=400))
    assert cached(other) == before


def test_a_credit_costs_few_questions() -> None:
    by = actor(company())
    maria = person(by)
    held(by, maria)
    with CaptureQueriesContext(connection) as asked:
        credit(by, maria)
    questions = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
    assert len(questions) <= 12


@pytest.mark.parametrize("seed", some(range(6)))
def test_the_cache_is_what_the_engine_says(seed: int) -> None:
    random = Random(seed)
    by = actor(company())
    people = [person(by, f"Person {n}") for n in range(3)]
    for _ in range(14):
        with suppress(Wrong):
            something(random, by, people)
        assert cached(by.organisation) == engine(by.organisation, TODAY), seed
        assert sorted_rightly(by.organisation)
    on = TODAY
    for _ in range(25):
        on += timedelta(days=random.choice((1, 1, 7, 30, 90, 200)))
        roll_forward(by.organisation, on)
        assert cached(by.organisation) == engine(by.organisation, on), (seed, on)
        assert sorted_rightly(by.organisation)


def something(random: Random, by: Actor, people: list[Person]) -> None:
    """A verb about somebody; some of them cannot be, and are refused."""
    someone = random.choice(people)
    day = TODAY - timedelta(days=random.randrange(1, 900))
    live = Fact.objects.of(by.organisation).filter(person=someone, superseded_seq=None)
    credentials = list(live.filter(kind=FactKind.CREDENTIAL))
    credits = list(live.filter(kind=FactKind.CREDIT))
    match random.randrange(11):
        case 0 | 1:
            code = random.choice(("WRT", "ASD", "AMRT", "HAZWOPER-8", "OSHA-10", "MWR"))
            held(by, someone, code, issued_on=day - timedelta(days=random.randrange(900)))
        case 2 | 3:
            credit(by, someone, earned_on=day, state=random.choice((State.POSTED, State.EARNED)))
        case 4:
            ahead = TODAY + timedelta(days=random.randrange(200))
            credit(by, someone, earned_on=ahead, state=State.PLANNED)
        case 5:
            attended(by, *people, ended_on=day)
        case 6:
            through = TODAY + timedelta(days=random.randrange(-100, 300))
            record_fee(by=by, person=someone, details=FeeDetails("IICRC", through))
        case 7 if credits:
            details = CreditDetails("Class", day, 700, State.POSTED, posted_on=TODAY)
            correct_credit(by=by, fact=random.choice(credits), details=details)
        case 8 if credits:
            void_credit(by=by, fact=random.choice(credits), why="twice")
        case 9 if credentials:
            one = random.choice(credentials)
            deadline = TODAY + timedelta(days=random.randrange(700))
            observe(by=by, credential=one, seen_on=day, deadline=deadline, balance=200)
        case 10 if credentials:
            one = random.choice(credentials)
            random.choice(
                (
                    lambda: restore(by=by, credential=one, day=day),
                    lambda: end(by=by, credential=one, day=TODAY + timedelta(days=50)),
                    lambda: withdraw_credential(by=by, fact=one),
                    lambda: leave(by=by, person=someone, left_on=TODAY),
                )
            )()
