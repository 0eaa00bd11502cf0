"""Exposure: small jobs, and every way in which a day can be covered or not."""

from dataclasses import replace

from engine.trade import BASIS, CATALOGUE, credit, day, fee, held, person
from goodstanding.engine.exposure import (
    Absence,
    Cover,
    Exposure,
    Job,
    Span,
    Totals,
    Worker,
    by_program,
    exposures,
    spoken,
    totals,
)
from goodstanding.engine.rules.model import Service
from goodstanding.engine.standing.answer import Condition, Lapse

TRADE = replace(CATALOGUE, services={"water": Service("water", "WRT", BASIS)})
ON = day("2026-11-22")

MARIA = Worker("Maria", person(held("WRT", "2025-01-10")))
DWAYNE = Worker("Dwayne", person(held("WRT", "2022-06-11"), credit("posted", 8, "2024-05-01")))
OMAR = Worker("Omar", person(held("ASD", "2025-01-10")))
AISHA = Worker("Aisha", person(held("WRT")))
CHLOE = Worker("Chloe", person(held("WRT", "2025-01-10"), fee("2025-01-10", "2025-12-31")))
LUKAS = Worker("Lukas", person(held("WRT", "2025-01-10", ended_on="2026-06-11")))
TEAM = [MARIA, DWAYNE, OMAR, AISHA, CHLOE, LUKAS]


def job(starts_on: str, ends_on: str, *crew: int, **more: object) -> Job:
    return Job("J-1", "water", day(starts_on), day(ends_on), crew, **more)  # type: ignore[arg-type]


def spans(work: Job) -> tuple[Span, ...]:
    (found,) = exposures([work], TEAM, TRADE, ON)
    return found.spans


def span(since: str, until: str, cover: Cover, *absences: Absence, ahead: bool = False) -> Span:
    return Span(day(since), day(until), cover, absences, ahead)


def test_a_day_is_covered_when_somebody_of_the_crew_is_current() -> None:
    assert spans(job("2026-06-10", "2026-06-12", 1, 0)) == ()


def test_days_after_a_lapse_are_exposed() -> None:
    lapsed = Absence("Dwayne", "WRT", Condition.LAPSED, Lapse.CREDITS)
    assert spans(job("2026-06-09", "2026-06-13", 1, 2)) == (
        span("2026-06-11", "2026-06-13", Cover.EXPOSED, lapsed),
    )


def test_a_fee_that_is_not_paid_and_an_ending_expose_too() -> None:
    fee_gap = Absence("Chloe", "WRT", Condition.LAPSED, Lapse.FEE)
    ended = Absence("Lukas", "WRT", Condition.ENDED, None)
    assert spans(job("2026-06-10", "2026-06-11", 4, 5)) == (
        span("2026-06-11", "2026-06-11", Cover.EXPOSED, fee_gap, ended),
    )


def test_nobody_holds_it() -> None:
    assert spans(job("2026-06-10", "2026-06-11", 2)) == (
        span("2026-06-10", "2026-06-11", Cover.EXPOSED),
    )


def test_it_was_issued_only_later() -> None:
    not_yet = Absence("Maria", "WRT", Condition.NOT_YET_ISSUED, None)
    assert spans(job("2025-01-08", "2025-01-11", 0)) == (
        span("2025-01-08", "2025-01-09", Cover.EXPOSED, not_yet),
    )


def test_a_record_that_must_be_checked_cannot_be_shown() -> None:
    unknown = Absence("Aisha", "WRT", Condition.UNKNOWN, None)
    assert spans(job("2026-06-10", "2026-06-10", 3, 2)) == (
        span("2026-06-10", "2026-06-10", Cover.UNKNOWN, unknown),
    )


def test_days_ahead_are_kept_apart() -> None:
    lapsed = Absence("Dwayne", "WRT", Condition.LAPSED, Lapse.CREDITS)
    (found,) = exposures([job("2026-11-21", "2026-11-24", 1, amount=10_000)], TEAM, TRADE, ON)
    assert (found.spans, found.at_risk(), found.at_risk(ahead=True)) == (
        (
            span("2026-11-21", "2026-11-22", Cover.EXPOSED, lapsed),
            span("2026-11-23", "2026-11-24", Cover.EXPOSED, lapsed, ahead=True),
        ),
        5_000,
        5_000,
    )


def test_a_lapse_ahead_is_seen() -> None:
    lapsed = Absence("Maria", "WRT", Condition.LAPSED, Lapse.CREDITS)
    assert spans(job("2029-01-09", "2029-01-11", 0)) == (
        span("2029-01-10", "2029-01-11", Cover.EXPOSED, lapsed, ahead=True),
    )


def test_money_at_risk_is_rounded_half_up_once() -> None:
    amounts = [
        exposures([job(start, "2026-06-11", 1, amount=amount)], TEAM, TRADE, ON)[0].at_risk()
        for start, amount in [
            ("2026-06-10", 1001),
            ("2026-06-10", 1000),
            ("2026-06-09", 100),
            ("2026-06-11", 777),
        ]
    ]
    assert amounts == [501, 500, 33, 777]


def test_a_service_that_the_catalogue_does_not_know_is_not_judged() -> None:
    work = job("2026-06-10", "2026-06-11", 0)._replace(service="Roofing")
    assert exposures([work], TEAM, TRADE, ON) == (Exposure(work, ("Maria",), None, 2, ()),)


def test_a_service_is_found_without_regard_to_case() -> None:
    work = job("2026-06-10", "2026-06-11", 0)._replace(service=" Water ")
    assert exposures([work], TEAM, TRADE, ON) == (Exposure(work, ("Maria",), "WRT", 2, ()),)


def test_no_jobs() -> None:
    assert exposures([], TEAM, TRADE, ON) == ()


def test_why_is_said() -> None:
    works = [
        job("2026-06-11", "2026-06-11"),
        job("2026-06-11", "2026-06-11", 2),
        job("2026-06-11", "2026-06-11", 1, 4),
    ]
    found = exposures(works, TEAM, TRADE, ON)
    assert [spoken(one, one.spans[0]) for one in found] == [
        "nobody is named on the crew",
        "nobody on the crew holds WRT",
        "Dwayne's WRT is lapsed: credits are missing; Chloe's WRT is lapsed: the fee is not paid",
    ]


def test_sums_by_program() -> None:
    found = exposures(
        [
            job("2026-06-10", "2026-06-11", 1, program="B", amount=1000),
            job("2026-06-10", "2026-06-11", 3, program="A"),
            job("2026-06-10", "2026-06-11", 0),
            job("2026-11-22", "2026-11-24", 1, program="B", amount=3000),
        ],
        TEAM,
        TRADE,
        ON,
    )
    assert (list(by_program(found).items()), totals(found)) == (
        [
            ("A", Totals(1, 0, 2, 0, 2, 0, 0, 0)),
            ("B", Totals(2, 2, 5, 2, 0, 2, 1500, 2000)),
            (None, Totals(1, 0, 2, 0, 0, 0, 0, 0)),
        ],
        Totals(4, 2, 9, 2, 2, 2, 1500, 2000),
    )
