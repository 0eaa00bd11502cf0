"""Laws that hold whatever verbs are called, in whatever order."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import company as cast
from goodstanding.engine.standing.answer import Standing as Answer
from goodstanding.engine.standing.facts import State
from goodstanding.engine.standing.judge import judge
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import engine_facts, records_of
from goodstanding.records.models import Person, Standing
from goodstanding.services import credentials, credits, fees
from goodstanding.services.access import Actor
from goodstanding.services.credits import CreditDetails
from some import ON_SQLITE

pytestmark = pytest.mark.django_db
_some = settings(
    max_examples=15 if ON_SQLITE else 5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_names = count()
_ISSUED = {"WRT": date(2023, 1, 10), "ASD": date(2024, 6, 1), "MWR": date(2025, 2, 1)}


def _fresh() -> tuple[Actor, Person]:
    by = cast.actor(cast.company(f"Company{next(_names)} Restoration"))
    return by, cast.person(by)


def _answers(by: Actor, person: Person) -> dict[str, Answer]:
    """What the engine says of each certification; without reasons, which name keys of facts."""
    record = records_of(by.organisation, [person.pk])[person.pk]
    answers = judge(engine_facts(record, by.today), catalogue_of(by.organisation), by.today)
    return {answer.certification: replace(answer, reasons=()) for answer in answers}


def _kept(by: Actor) -> list[dict[str, Any]]:
    """The cache but for what tells one judging from another."""
    apart = {"id", "organisation_id", "person_id", "credential", "judged_seq"}
    rows = Standing.objects.of(by.organisation).order_by("certification").values()
    return [{name: row[name] for name in row if name not in apart} for row in rows]


def _credits() -> st.SearchStrategy[CreditDetails]:
    past = st.integers(0, 1400).map(lambda days: cast.TODAY - timedelta(days))
    ahead = st.integers(0, 300).map(lambda days: cast.TODAY + timedelta(days))
    more = {
        "title": st.sampled_from(["S500 update", "Expo", "Booth visit"]),
        "amount": st.integers(1, 1600),
        "approved": st.sampled_from([None, True, False]),
        "obtains": st.sampled_from([None, None, "ASD"]),
    }
    states = st.sampled_from([state for state in State if state is not State.PLANNED])
    return st.one_of(
        st.builds(CreditDetails, earned_on=past, state=states, **more),
        st.builds(CreditDetails, earned_on=ahead, state=st.just(State.PLANNED), **more),
    )


@_some
@given(had=st.lists(_credits(), min_size=1, max_size=6), at=st.integers(0, 5))
def test_void_and_again_changes_nothing(had: list[CreditDetails], at: int) -> None:
    by, maria = _fresh()
    for code, issued_on in _ISSUED.items():
        cast.held(by, maria, code, issued_on=issued_on)
    facts = [credits.record_credit(by=by, person=maria, details=one) for one in had]
    before = _answers(by, maria), _kept(by)
    chosen = at % len(had)
    if had[chosen].state is not State.VOID:
        credits.void_credit(by=by, fact=facts[chosen], why="typed twice")
    credits.record_credit(by=by, person=maria, details=had[chosen])
    assert (_answers(by, maria), _kept(by)) == before


@_some
@given(
    had=st.lists(_credits(), max_size=4),
    restored=st.booleans(),
    balance=st.sampled_from([None, 0, 350]),
    order=st.randoms(use_true_random=False),
)
def test_the_order_of_recording_does_not_matter(
    had: list[CreditDetails], restored: bool, balance: int | None, order: Random
) -> None:
    told = []
    for turn in range(2):
        by, maria = _fresh()
        held = {code: cast.held(by, maria, code, issued_on=day) for code, day in _ISSUED.items()}
        steps = [
            *((credits.record_credit, {"person": maria, "details": one}) for one in had),
            (fees.record_fee, {"person": maria, "details": _fee(2025)}),
            (fees.record_fee, {"person": maria, "details": _fee(2026)}),
            (credentials.end, {"credential": held["MWR"], "day": date(2026, 12, 1)}),
        ]
        if restored:
            day = date(2025, 5, 5)
            steps.append((credentials.restore, {"credential": held["ASD"], "day": day}))
        if balance is not None:
            seen = {"seen_on": date(2026, 9, 1), "deadline": date(2027, 1, 9), "balance": balance}
            steps.append((credentials.observe, {"credential": held["WRT"], **seen}))
        if turn:
            order.shuffle(steps)
        for verb, said in steps:
            verb(by=by, **said)  # type: ignore[operator] # each step with its own arguments
        told.append((_answers(by, maria), _kept(by)))
    assert told[0] == told[1]


def _fee(year: int) -> fees.FeeDetails:
    return fees.FeeDetails("IICRC", date(year, 12, 31), date(year, 1, 5))
