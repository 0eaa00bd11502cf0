"""Laws that hold whatever verbs are called, in whatever order."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import company as cast
from goodstanding.engine.standing.answer import Standing as Answer
from goodstanding.engine.standing.facts import State
from goodstanding.engine.standing.judge import judge
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import NOW, Known, Record, engine_facts, records_of
from goodstanding.records.hashing import canonical
from goodstanding.records.models import Fact, Head, Person, Standing
from goodstanding.services import activities, credentials, credits, fees
from goodstanding.services.access import Actor, Wrong
from goodstanding.services.credentials import CredentialDetails
from goodstanding.services.credits import CreditDetails

pytestmark = pytest.mark.django_db
_some = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
Told = set[tuple[str, ...]]
"""Facts as they can be compared."""
_names = count()
_ISSUED = {"WRT": date(2023, 1, 10), "ASD": date(2024, 6, 1), "MWR": date(2025, 2, 1)}


def _fresh() -> tuple[Actor, Person]:
    by = cast.actor(cast.company(f"Company{next(_names)} Restoration"))
    return by, cast.person(by)


def _answers(by: Actor, person: Person, known: Known = NOW) -> dict[str, Answer]:
    """What the engine says of each certification; without reasons, which name keys of facts."""
    record = records_of(by.organisation, [person.pk], known)[person.pk]
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


@dataclass
class _Naive:
    """What is live, told by hand: kind, person, states and words by the key of each fact."""

    live: dict[UUID, Fact] = field(default_factory=dict)

    def state(self, person: int) -> Told:
        """The facts of a person, comparable."""
        return {_told(fact) for fact in self.live.values() if fact.person_id == person}


def _told(fact: Fact) -> tuple[str, ...]:
    return str(fact.kind), str(fact.key), canonical([fact.states, fact.texts]).decode()


def _all_of(record: Record) -> Told:
    happened = (record.observations, record.restorations, record.endings)
    several = [row for some in happened for rows in some.values() for row in rows]
    rows = [*record.credentials, *several, *record.credits, *record.fees]
    return {_told(row) for row in rows}


@pytest.mark.parametrize("seed", [1, 2])
def test_a_past_state_of_knowledge_never_changes(seed: int) -> None:
    by, maria = _fresh()
    team, naive, dice = [maria, cast.person(by, "Sam Ng")], _Naive(), Random(seed)
    known: dict[int, tuple[list[Told], list[dict[str, Answer]]]] = {}
    for _ in range(200):
        try:
            _any_verb(by, team, naive, dice)
        except Wrong:
            continue
        seq = Head.objects.get(organisation=by.organisation).seq
        facts = [naive.state(person.pk) for person in team]
        known[seq] = facts, [_answers(by, person) for person in team]
    assert len(known) > 150
    for seq, (facts, answers) in known.items():
        records = records_of(by.organisation, [person.pk for person in team], Known(seq))
        assert [_all_of(records[person.pk]) for person in team] == facts
        assert [_answers(by, person, Known(seq)) for person in team] == answers


def _any_verb(by: Actor, team: list[Person], naive: _Naive, dice: Random) -> None:
    """Call one verb by the dice, and note by hand what it leaves live."""
    of = {kind: [f for f in naive.live.values() if f.kind == kind] for kind in _KINDS}
    person, day = dice.choice(team), cast.TODAY - timedelta(dice.randrange(900))
    verbs = [name for name, kind in _VERBS.items() if kind is None or of[kind]]
    name = dice.choice(verbs)
    fact = dice.choice(of[kind]) if (kind := _VERBS[name]) else None
    made: list[Fact] = []
    match name:
        case "hold":
            made = [cast.held(by, person, dice.choice(list(_ISSUED)), issued_on=_some_day(dice))]
        case "correct credential":
            details = CredentialDetails("WRT", str(dice.random()), _some_day(dice))
            made = [credentials.correct_credential(by=by, fact=_must(fact), details=details)]
        case "withdraw credential":
            credentials.withdraw_credential(by=by, fact=_must(fact))
            gone = [f.key for f in naive.live.values() if f.credential == _must(fact).key]
            for key in [_must(fact).key, *gone]:
                del naive.live[key]
        case "observe":
            seen = {"seen_on": day, "deadline": None, "balance": dice.randrange(1500)}
            made = [credentials.observe(by=by, credential=_must(fact), **seen)]
        case "restore":
            made = [credentials.restore(by=by, credential=_must(fact), day=day)]
        case "end":
            made = [credentials.end(by=by, credential=_must(fact), day=day)]
        case "withdraw observation" | "withdraw restoration" | "withdraw ending":
            credentials.withdraw(by=by, fact=_must(fact))
            del naive.live[_must(fact).key]
        case "credit":
            made = [cast.credit(by, person, earned_on=day, state=_some_state(dice))]
        case "correct credit":
            amount = 100 + dice.randrange(1000)
            details_ = cast.credit_details(amount=amount, earned_on=day)
            made = [credits.correct_credit(by=by, fact=_must(fact), details=details_)]
        case "void":
            made = [credits.void_credit(by=by, fact=_must(fact), why="it was not so")]
        case "attend":
            activity = cast.attended(by, *team, title=str(dice.random()), ended_on=day)
            made = list(Fact.objects.of(by.organisation).filter(activity=activity))
        case "change activity":
            activity = _must(fact).activity
            if activity is None:
                raise Wrong("", "this credit has none")
            changed = cast.activity_details(title=str(dice.random()), ended_on=day)
            activities.change_activity(by=by, activity=activity, details=changed)
            rows = Fact.objects.of(by.organisation).filter(superseded_seq=None, activity=activity)
            made = list(rows)
        case "fee":
            made = [cast.fee(by, person, paid_on=day, paid_through=day + timedelta(365))]
        case "withdraw fee":
            fees.withdraw_fee(by=by, fact=_must(fact))
            del naive.live[_must(fact).key]
    naive.live.update({one.key: one for one in made})


_KINDS = ("credential", "observation", "restoration", "ending", "credit", "fee")
_VERBS: dict[str, str | None] = {
    "hold": None,
    "correct credential": "credential",
    "withdraw credential": "credential",
    "observe": "credential",
    "restore": "credential",
    "end": "credential",
    "withdraw observation": "observation",
    "withdraw restoration": "restoration",
    "withdraw ending": "ending",
    "credit": None,
    "correct credit": "credit",
    "void": "credit",
    "attend": None,
    "change activity": "credit",
    "fee": None,
    "withdraw fee": "fee",
}
"""Verbs, and the kind of the fact that each needs."""


def _must(fact: Fact | None) -> Fact:
    assert fact is not None
    return fact


def _some_day(dice: Random) -> date:
    return date(2020, 1, 1) + timedelta(dice.randrange(1000))


def _some_state(dice: Random) -> State:
    return dice.choice([State.EARNED, State.SUBMITTED, State.POSTED, State.REJECTED])
