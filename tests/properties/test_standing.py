"""What must hold for every person: properties of standing and its history.

Days are drawn near one another and near the edges of cycles, so that facts meet often.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.trade import CATALOGUE, catalogue, certification, credits_rule, dated
from goodstanding.engine.days import add_months
from goodstanding.engine.rules.model import FirstCycle, Kind
from goodstanding.engine.standing.answer import Condition, Coverage, Lapse, Period
from goodstanding.engine.standing.by_credits import is_for_credits
from goodstanding.engine.standing.facts import (
    Credential,
    Credit,
    Fee,
    Observation,
    Person,
    Recorded,
    State,
    known_at,
)
from goodstanding.engine.standing.judge import history, judge

FIRST = date(2024, 1, 31)
QUICK = catalogue(
    certification("Q", "IICRC", credits_rule("q", 200, 3, fee=True)),
    certification(
        "V",
        "IICRC",
        credits_rule("v", 200, 3),
        credits_rule("v", 300, 3, since=date(2024, 9, 1)),
        credits_rule("v", 300, 4, since=date(2025, 1, 10)),
    ),
    certification(
        "C",
        "IICRC",
        credits_rule("c", 200, 3, anchor=date(2024, 2, 29), first_cycle=FirstCycle.PRORATED),
    ),
    certification("S", "IICRC", credits_rule("s", 200, 3, starts=(7, 1))),
    certification("K", "IICRC", credits_rule("k", 200, 3, most_per_activity=150, most_per_day=100)),
    certification("R", "IICRC", dated(Kind.REFRESHER, 2, renewable_months=1)),
    certification("T", "IICRC", dated(Kind.TERM, 3)),
)
DAYS = st.integers(0, 420).map(lambda n: FIRST + timedelta(days=n))
ISSUES = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def credentials(draw: st.DrawFn) -> Credential:
    issued_on = draw(st.one_of(ISSUES, ISSUES, st.none()))
    from_issue = DAYS.filter(lambda d: issued_on is None or d >= issued_on)
    return Credential(
        certification=draw(st.sampled_from("QVCSKRTQ")),
        issued_on=issued_on,
        tracked_from=draw(st.none() | DAYS),
        observations=tuple(draw(st.lists(observations(from_issue), max_size=2))),
        restorations=tuple(draw(st.lists(from_issue, max_size=2))),
        expires_on=draw(st.none() | from_issue),
        ended_on=draw(st.none() | st.none() | from_issue),
    )


@st.composite
def observations(draw: st.DrawFn, days: st.SearchStrategy[date]) -> Observation:
    seen_on = draw(days)
    deadline = draw(st.none() | days.filter(lambda d: d <= add_months(seen_on, 3)))
    balance = draw(st.none() | st.sampled_from([0, 100, 200])) if deadline else 100
    return Observation(seen_on, deadline, balance)


@st.composite
def credit_facts(draw: st.DrawFn) -> Credit:
    earned_on = draw(DAYS)
    return Credit(
        body="IICRC",
        earned_on=earned_on,
        amount=draw(st.sampled_from([50, 100, 125, 200])),
        state=draw(st.sampled_from(State)),
        title=draw(st.sampled_from(["a", "b"])),
        activity=draw(st.sampled_from(["", "x", "y"])),
        started_on=draw(st.none() | st.just(earned_on - timedelta(days=1))),
        posted_on=draw(st.none() | DAYS),
        approved=draw(st.sampled_from([True, True, False, None])),
        obtains=draw(st.sampled_from([None, None, "Q", "R", "T"])),
    )


@st.composite
def fees(draw: st.DrawFn) -> Fee:
    paid_on = draw(st.none() | DAYS)
    through = draw(DAYS.filter(lambda d: paid_on is None or d >= paid_on))
    return Fee("IICRC", through, paid_on)


PEOPLE = st.builds(
    Person,
    credentials=st.lists(credentials(), min_size=1, max_size=2).map(tuple),
    credits=st.lists(credit_facts(), max_size=8).map(
        lambda some: tuple(replace(c, source=f"row {n}") for n, c in enumerate(some))
    ),
    fees=st.lists(fees(), max_size=2).map(tuple),
)
LAST = FIRST + timedelta(days=420)


@settings(max_examples=30, deadline=None)
@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(person: Person, random: object) -> None:
    def shuffled(facts: Iterable[object]) -> tuple[object, ...]:
        mixed = list(facts)
        random.shuffle(mixed)
        return tuple(mixed)

    other = Person(
        credentials=tuple(
            replace(c, observations=shuffled(c.observations), restorations=shuffled(c.restorations))
            for c in person.credentials
        ),
        credits=shuffled(person.credits),
        fees=shuffled(person.fees),
    )
    on = FIRST + timedelta(days=200)
    assert judge(other, QUICK, on) == judge(person, QUICK, on)
    assert history(other, QUICK, LAST) == history(person, QUICK, LAST)


@settings(max_examples=25, deadline=None)
@given(PEOPLE, credit_facts())
def test_void_undoes(person: Person, extra: Credit) -> None:
    voided = replace(person, credits=(*person.credits, replace(extra, state=State.VOID)))
    assert history(voided, QUICK, LAST) == history(person, QUICK, LAST)


@settings(max_examples=20, deadline=None)
@given(PEOPLE)
def test_periods_are_the_days_without_holes_or_overlaps(person: Person) -> None:
    whole = history(person, QUICK, LAST)
    days = [FIRST + timedelta(days=n) for n in range(0, 421, 7)] + _edges(whole)
    for on in days:
        for standing, periods in zip(judge(person, QUICK, on), whole, strict=True):
            expected = (standing.state, standing.reason)
            if standing.state is not Condition.NOT_YET_ISSUED:
                assert expected == _state_on(periods, on)
            else:
                assert not any(_contains(p, on) for p in periods)
    for periods in whole:
        for earlier, later in pairwise(periods):
            assert earlier.until + timedelta(days=1) == later.since
            assert (earlier.state, earlier.reason) != (later.state, later.reason)
        assert not periods or periods[-1].until is None


def _edges(whole: Iterable[tuple[Period, ...]]) -> list[date]:
    starts = [p.since for periods in whole for p in periods if p.since]
    return [edge for s in starts for edge in (s - timedelta(days=1), s) if FIRST <= edge <= LAST]


def _contains(period: Period, on: date) -> bool:
    return (period.since is None or period.since <= on) and (
        period.until is None or on <= period.until
    )


def _state_on(periods: tuple[Period, ...], on: date) -> tuple[Condition, Lapse | None]:
    found = [p for p in periods if _contains(p, on)]
    assert len(found) == 1
    return (found[0].state, found[0].reason)


@settings(max_examples=25, deadline=None)
@given(PEOPLE, st.integers(0, 420))
def test_numbers_agree_with_one_another(person: Person, days: int) -> None:
    on = FIRST + timedelta(days=days)
    for standing in judge(person, QUICK, on):
        if standing.posted is None:
            continue
        total = standing.posted + standing.submitted + standing.earned + standing.planned
        assert standing.short == max(0, standing.required - total)
        assert (standing.coverage is Coverage.SHORT) == (standing.short > 0)
        assert standing.days_left == (standing.cycle.deadline - on).days
        if standing.state is Condition.CURRENT:
            assert standing.cycle.start <= on <= standing.cycle.deadline
            assert standing.lapses_on > on
        else:
            for_credits = standing.reason is Lapse.CREDITS
            assert is_for_credits(standing.cycle.deadline, on) == for_credits
        if standing.reason is Lapse.CREDITS:
            assert standing.lapses_on == standing.cycle.deadline + timedelta(days=1) <= on


@settings(max_examples=25, deadline=None)
@given(PEOPLE, credit_facts(), st.integers(1, 3))
def test_what_the_record_said_does_not_change_later(
    person: Person, extra: Credit, known: int
) -> None:
    record = [Recorded(f, 1) for f in (*person.credentials, *person.credits, *person.fees)]
    then = known_at(record, known)
    record.append(Recorded(extra, known + 1))
    assert history(known_at(record, known), QUICK, LAST) == history(then, QUICK, LAST)
    assert history(then, QUICK, LAST) == history(person, QUICK, LAST)


def test_the_catalogue_of_the_tests_has_every_kind() -> None:
    assert {c.kind for c in CATALOGUE.certifications.values()} == set(Kind)
