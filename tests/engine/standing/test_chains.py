"""Cycles: anchors in their order, calendars, short first cycles, versions of a rule."""

from dataclasses import replace
from datetime import date
from itertools import islice

import pytest

from engine.trade import FLORIDA, RIA, TECHNICIAN, credits_rule, day, seen
from goodstanding.engine.rules.model import FirstCycle, Rule, version_on
from goodstanding.engine.standing.answer import Anchored
from goodstanding.engine.standing.chains import Chain, anchored, cycles
from goodstanding.engine.standing.facts import Observation


def first(count: int, chain: Chain, *rules: Rule) -> list[str]:
    """The first cycles of a chain as text: start…deadline and what is owed."""
    return [
        f"{s.start}…{s.deadline} {s.required / 100:g}" for s in islice(cycles(chain, rules), count)
    ]


def begun(on: str, *observations: Observation) -> Chain:
    return Chain(day(on), "issue", observations)


def test_from_the_first_day() -> None:
    assert first(2, begun("2020-02-29"), TECHNICIAN) == [
        "2020-02-29…2024-02-28 14",
        "2024-02-29…2028-02-28 14",
    ]
    assert anchored(begun("2020-02-29"), (TECHNICIAN,)) == Anchored("issue", date(2020, 2, 29))


def test_from_what_was_seen_also_days_before() -> None:
    chain = begun("2019-03-01", seen("2026-07-01", "2027-09-30"))
    assert first(3, chain, TECHNICIAN) == [
        "2019-03-01…2019-09-30 14",
        "2019-10-01…2023-09-30 14",
        "2023-10-01…2027-09-30 14",
    ]
    assert anchored(chain, (TECHNICIAN,)) == Anchored("observation", date(2027, 10, 1))


def test_of_several_the_one_seen_last() -> None:
    chain = begun("2024-01-01", seen("2024-02-01", "2026-05-31"), seen("2025-02-01", "2026-08-31"))
    assert first(1, chain, TECHNICIAN) == ["2024-01-01…2026-08-31 14"]


def test_a_balance_alone_anchors_nothing() -> None:
    chain = begun("2024-01-01", seen("2024-02-01", None, 3))
    assert first(1, chain, TECHNICIAN) == ["2024-01-01…2027-12-31 14"]


def test_a_calendar_steps_both_ways() -> None:
    assert first(2, begun("2021-03-05"), FLORIDA) == [
        "2021-03-05…2022-07-31 14",
        "2022-08-01…2024-07-31 14",
    ]
    assert first(1, begun("2024-08-01"), FLORIDA) == ["2024-08-01…2026-07-31 14"]
    assert anchored(begun("2021-03-05"), (FLORIDA,)) == Anchored("calendar", date(2024, 8, 1))


@pytest.mark.parametrize(
    ("first_cycle", "owed"),
    # 61 of 731 days: 1.1683 of 14, rounded up to a whole hundredth
    [(FirstCycle.FULL, "14"), (FirstCycle.NONE, "0"), (FirstCycle.PRORATED, "1.17")],
)
def test_a_short_first_cycle(first_cycle: FirstCycle, owed: str) -> None:
    rule = replace(FLORIDA, first_cycle=first_cycle)
    assert first(2, begun("2022-06-01"), rule) == [
        f"2022-06-01…2022-07-31 {owed}",
        "2022-08-01…2024-07-31 14",
    ]
    assert first(1, begun("2022-08-01"), rule) == ["2022-08-01…2024-07-31 14"]


@pytest.mark.parametrize(
    ("begin", "waits_until"),
    [("2025-10-05", "2026-06-30"), ("2025-07-01", "2026-06-30"), ("2025-06-30", "2025-06-30")],
)
def test_until_the_calendar_starts_nothing_is_owed(begin: str, waits_until: str) -> None:
    start = f"{int(waits_until[:4])}-07-01"
    assert first(2, begun(begin), RIA) == [
        f"{begin}…{waits_until} 0",
        f"{start}…{int(waits_until[:4]) + 3}-06-30 48",
    ]


def test_what_was_seen_goes_before_the_calendar() -> None:
    chain = begun("2025-10-05", seen("2026-01-01", "2027-03-31"))
    assert first(2, chain, RIA) == ["2025-10-05…2027-03-31 48", "2027-04-01…2030-03-31 48"]


class TestVersions:
    """The version in force on a cycle's first day governs the cycle."""

    OLD = credits_rule("v", 1000, 24)
    NEW = credits_rule("v", 1400, 24, since=date(2022, 6, 1))
    LONGER = credits_rule("v", 1600, 36, since=date(2022, 6, 1))

    @pytest.mark.parametrize(
        ("on", "required"), [("2022-05-31", 1000), ("2022-06-01", 1400), ("1999-01-01", 1000)]
    )
    def test_on_a_day(self, on: str, required: int) -> None:
        assert version_on((self.OLD, self.NEW), day(on)).required == required

    def test_before_the_first_version_the_first_holds(self) -> None:
        assert version_on((self.NEW, self.LONGER), date(2000, 1, 1)) is self.NEW

    def test_what_is_owed_changes_from_cycle_to_cycle(self) -> None:
        assert first(3, begun("2020-06-02"), self.OLD, self.NEW) == [
            "2020-06-02…2022-06-01 10",
            "2022-06-02…2024-06-01 14",
            "2024-06-02…2026-06-01 14",
        ]

    def test_other_months_begin_a_new_link_at_the_boundary(self) -> None:
        assert first(3, begun("2021-01-01"), self.OLD, self.LONGER) == [
            "2021-01-01…2022-12-31 10",
            "2023-01-01…2025-12-31 16",
            "2026-01-01…2028-12-31 16",
        ]

    def test_a_change_on_the_boundary_itself(self) -> None:
        assert first(2, begun("2020-06-01"), self.OLD, self.LONGER) == [
            "2020-06-01…2022-05-31 10",
            "2022-06-01…2025-05-31 16",
        ]

    def test_each_link_is_anchored_by_what_was_seen_in_it(self) -> None:
        chain = begun(
            "2021-01-01", seen("2021-06-01", "2022-08-31"), seen("2023-01-01", "2025-10-31")
        )
        assert first(3, chain, self.OLD, self.LONGER) == [
            "2021-01-01…2022-08-31 10",
            "2022-09-01…2022-10-31 16",
            "2022-11-01…2025-10-31 16",
        ]

    def test_what_was_seen_after_the_change_but_in_the_old_cycle(self) -> None:
        chain = begun("2021-01-01", seen("2022-07-01", "2022-11-30"))
        assert first(2, chain, self.OLD, self.LONGER) == [
            "2021-01-01…2022-11-30 10",
            "2022-12-01…2025-11-30 16",
        ]

    def test_a_link_without_a_look_is_counted_from_its_first_day(self) -> None:
        calendar = replace(self.LONGER, starts=(1, 1))
        assert first(3, begun("2020-03-01"), self.OLD, calendar) == [
            "2020-03-01…2022-02-28 10",
            "2022-03-01…2024-02-29 10",
            "2024-03-01…2024-12-31 0",
        ]


def test_what_was_seen_vouches_for_cycles_that_ended_before() -> None:
    chain = begun("2019-01-01", seen("2024-05-01", "2024-05-01"), seen("2024-06-01", "2023-12-31"))
    assert [chain.vouched(day(d)) for d in ("2024-04-30", "2024-05-01")] == [True, False]
    assert [chain.observed(day(d)) for d in ("2023-12-31", "2024-12-31")] == [True, False]
