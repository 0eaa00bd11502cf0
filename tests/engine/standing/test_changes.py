"""The day from which an answer may differ: examples, and days walked one by one."""

from dataclasses import replace
from datetime import date, timedelta

from engine.generate import CATALOGUE as RANDOM
from engine.generate import DAY, SHORT, case
from engine.trade import CATALOGUE, credit, day, fee, held, person, seen
from goodstanding.engine.standing.answer import Standing
from goodstanding.engine.standing.changes import next_change
from goodstanding.engine.standing.facts import Credential, Credit, Fee, Person
from goodstanding.engine.standing.judge import judge


def changes(on: str, *facts: Credential | Credit | Fee) -> date | None:
    one = person(*facts)
    return next_change(one, judge(one, CATALOGUE, day(on)), CATALOGUE)


def test_nothing_changes_for_somebody_without_credentials() -> None:
    assert changes("2026-11-22", credit("planned", 2, "2026-12-01")) is None


def test_what_bears_on_no_credential_changes_nothing() -> None:
    elsewhere = (
        credit("planned", 2, "2026-12-01", body="RIA"),
        credit("void", 2, "2026-12-02"),
        fee(None, "2026-12-31", "RIA"),
    )
    assert changes("2026-11-22", held("WRT", "2025-01-10"), *elsewhere) == day("2028-10-11")


def test_a_lifetime_credential_never_changes() -> None:
    assert changes("2026-11-22", held("OSHA-10", "2020-01-01")) is None


def test_on_the_day_of_issue() -> None:
    assert changes("2026-11-22", held("OSHA-10", "2027-01-01")) == day("2027-01-01")


def test_an_even_pace_asks_for_more_on_each_anniversary() -> None:
    on_pace = credit("posted", 4, "2025-03-01")
    assert changes("2026-01-09", held("WRT", "2025-01-10"), on_pace) == day("2026-01-10")
    assert changes("2026-01-10", held("WRT", "2025-01-10"), on_pace) == day("2027-01-10")


def test_who_is_behind_stays_so_until_it_is_soon() -> None:
    assert changes("2026-11-22", held("WRT", "2025-01-10")) == day("2028-10-11")


def test_a_deadline_becomes_soon_and_then_passes() -> None:
    assert changes("2028-10-11", held("WRT", "2025-01-10")) == day("2028-10-12")
    assert changes("2028-10-12", held("WRT", "2025-01-10")) == day("2029-01-10")
    assert changes("2029-01-10", held("WRT", "2025-01-10")) is None


def test_an_even_pace_asks_for_more_of_what_is_posted() -> None:
    """Covered by what is submitted: whether posted credits alone keep up changes with the years."""
    sent = credit("submitted", 14, "2026-02-01")
    assert changes("2026-02-01", held("WRT", "2025-01-10"), sent) == day("2027-01-10")


def test_a_planned_credit_comes_and_goes() -> None:
    planned = credit("planned", 14, "2026-12-01")
    assert changes("2026-11-22", held("WRT", "2025-01-10"), planned) == day("2026-12-01")
    assert changes("2026-12-01", held("WRT", "2025-01-10"), planned) == day("2026-12-02")


def test_a_fee_runs_out() -> None:
    paid = fee("2026-01-01", "2026-12-31")
    posted = credit("posted", 14, "2025-02-01")
    assert changes("2026-11-22", held("WRT", "2025-01-10"), posted, paid) == day("2026-12-31")
    assert changes("2026-12-31", held("WRT", "2025-01-10"), posted, paid) == day("2027-01-01")


def test_a_card_becomes_soon_and_runs_out() -> None:
    card = held("HAZWOPER-8", "2026-01-20")
    assert changes("2026-02-01", card) == day("2026-10-21")
    assert changes("2026-10-22", card) == day("2027-01-20")
    assert changes("2027-01-20", card) is None


def test_a_life_that_begins_with_what_was_seen() -> None:
    unknown = held("WRT", observations=(seen("2026-11-01", "2032-03-31"),))
    assert changes("2026-11-22", unknown) == day("2028-04-01")


def test_an_observation_whose_day_is_assumed_moves_along() -> None:
    assumed = replace(seen("2026-11-22", "2027-03-31"), seen_assumed=True)
    posted = credit("posted", 2, "2026-11-01", posted_on="2026-11-25")
    one = held("WRT", "2020-01-10", observations=(assumed,))
    assert changes("2026-11-22", one) == day("2026-12-31")
    assert changes("2026-11-22", one, posted) == day("2026-11-25")
    restored = held("WRT", "2020-01-10", observations=(assumed,), restored="2027-01-01")
    assert changes("2026-11-22", restored) == day("2026-11-23")


def watched(answer: Standing) -> tuple[object, ...]:
    """What is kept of an answer, and more; not what moves every day."""
    pace = answer.on_pace and answer.label == "On pace"
    return tuple(
        getattr(replace(answer, on=date.min, days_left=None, on_pace=pace, reasons=()), name)
        for name in Standing.__slots__
    )


def asked(someone: Person, on: date) -> list[tuple[object, ...]]:
    return [watched(answer) for answer in judge(moved(someone, on), RANDOM, on)]


def moved(someone: Person, on: date) -> Person:
    """The same person asked about on another day: an assumed day of seeing moves along."""
    return replace(
        someone,
        credentials=tuple(
            replace(
                one,
                observations=tuple(
                    replace(o, seen_on=on) if o.seen_assumed else o for o in one.observations
                ),
            )
            for one in someone.credentials
        ),
    )


def next_of(someone: Person, on: date) -> date | None:
    facts = moved(someone, on)
    return next_change(facts, judge(facts, RANDOM, on), RANDOM)


def test_until_the_next_change_nothing_changes() -> None:
    steps = moves = 0
    for seed in range(30):
        someone, on = case(seed, SHORT if seed % 2 else ())
        until = on + timedelta(days=300)
        change, before = next_of(someone, on), asked(someone, on)
        while on < until:
            on += DAY
            now = asked(someone, on)
            if on == change:
                moves += now != before
                steps += 1
                change = next_of(someone, on)
                assert change is None or change > on
            else:
                assert now == before, (seed, on, change)
            before = now
    assert moves > steps / 5
    assert steps > 150


def test_most_people_stay_as_they_are_for_a_while() -> None:
    later = [
        change is None or change > on + DAY
        for change, on in ((next_of(*case(seed)), case(seed)[1]) for seed in range(300))
    ]
    assert sum(later) > 180
