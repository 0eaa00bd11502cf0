"""How many questions a verb asks of the database, BEGIN and COMMIT apart.

Each verb changes a label here, so that everything that is kept of a standing is written.
"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import company as cast
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Person
from goodstanding.services import activities, credentials, credits
from goodstanding.services.access import Actor
from goodstanding.services.credentials import Sighting

pytestmark = pytest.mark.django_db


def _team(by: Actor, count: int) -> list[Person]:
    return [cast.person(by, f"Person {n}") for n in range(count)]


def asked(statements: CaptureQueriesContext) -> int:
    """BEGIN and COMMIT are SAVEPOINT and RELEASE within the transaction of a test; on PostgreSQL
    there is one statement more, by which writers queue (records/heads.py)."""
    others = ("SAVEPOINT", "pg_advisory_xact_lock")
    return sum(not any(word in one["sql"] for word in others) for one in statements)


def test_recording_a_credit() -> None:
    by = cast.actor(cast.company())
    (maria,) = _team(by, 1)
    for certification in ("WRT", "ASD", "AMRT"):
        cast.held(by, maria, certification)
    with CaptureQueriesContext(connection) as all_of_them:
        cast.credit(by, maria, amount=1400)
    assert asked(all_of_them) == 11


def test_correcting_a_credit() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    cast.held(by, maria)
    fact = cast.credit(by, maria)
    with CaptureQueriesContext(connection) as all_of_them:
        credits.correct_credit(by=by, fact=fact, details=cast.credit_details(amount=1400))
    assert asked(all_of_them) == 12


@pytest.mark.parametrize("count", [1, 8])
def test_attending(count: int) -> None:
    by = cast.actor(cast.company())
    team = _team(by, count)
    for person in team:
        cast.held(by, person)
    with CaptureQueriesContext(connection) as all_of_them:
        cast.attended(by, *team, amount=1400)
    assert asked(all_of_them) == 13


@pytest.mark.parametrize("count", [1, 8])
def test_changing_an_activity(count: int) -> None:
    by = cast.actor(cast.company())
    team = _team(by, count)
    for person in team:
        cast.held(by, person)
    activity = cast.attended(by, *team, state=State.PLANNED)
    with CaptureQueriesContext(connection) as all_of_them:
        activities.change_activity(
            by=by, activity=activity, details=cast.activity_details(amount=1400)
        )
    assert asked(all_of_them) == 15


@pytest.mark.parametrize("count", [1, 30])
def test_seeing_a_whole_team(count: int) -> None:
    by = cast.actor(cast.company())
    sightings = [
        Sighting(cast.held(by, person), cast.TODAY, date(2027, 1, 9), 1400)
        for person in _team(by, count)
    ]
    with CaptureQueriesContext(connection) as all_of_them:
        credentials.observe_many(by=by, sightings=sightings)
    assert asked(all_of_them) == 12


@pytest.mark.parametrize("count", [1, 3])
def test_withdrawing_a_credential_with_all_that_happened_to_it(count: int) -> None:
    by = cast.actor(cast.company())
    fact = cast.held(by, cast.person(by))
    for n in range(count):
        credentials.restore(by=by, credential=fact, day=date(2024, 1, 1 + n))
    with CaptureQueriesContext(connection) as all_of_them:
        credentials.withdraw_credential(by=by, fact=fact)
    assert asked(all_of_them) == 11
