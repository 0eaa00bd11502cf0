"""The worked examples of the page on standing, one by one."""

from datetime import date

import pytest

from engine.trade import CATALOGUE, credit, day, fee, held, judged, person, seen
from goodstanding.engine import credits
from goodstanding.engine.standing.answer import Lapse, Standing, Warned
from goodstanding.engine.standing.judge import history, judge

ON = "2026-11-22"


def told(standing: Standing, *names: str) -> tuple[object, ...]:
    """Some of an answer as people write it: days as ISO text, amounts as numbers."""
    return tuple(_written(name, getattr(standing, name)) for name in names)


def _written(name: str, value: object) -> object:
    if name == "cycle" and value is not None:
        return f"{value.start}…{value.deadline}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and name in AMOUNTS:
        return credits.as_number(value)
    return value


AMOUNTS = ("posted", "submitted", "earned", "planned", "short", "required", "to_reconcile")


def spans(on: str, *facts: object) -> list[str]:
    """The first credential's periods, one line each."""
    return [
        f"{p.since} {p.until} {p.state}" + (f" ({p.reason})" if p.reason else "")
        for p in history(person(*facts), CATALOGUE, day(on))[0]
    ]


EXAMPLE_1 = (held("WRT", "2023-01-10"), credit("posted", 8, "2024-05-01"))


def test_1_short_and_due_soon() -> None:
    assert told(
        judged(ON, *EXAMPLE_1), "cycle", "posted", "short", "days_left", "label", "lapses_on"
    ) == ("2023-01-10…2027-01-09", 8, 6, 48, "Due soon", "2027-01-10")


@pytest.mark.parametrize(
    ("facts", "coverage", "label", "lapses_on"),
    [
        ({"state": "earned"}, "earned", "Submit certificates", "2027-01-10"),
        (
            {"state": "submitted", "submitted_on": "2026-10-05"},
            "submitted",
            "Awaiting IICRC",
            "2027-01-10",
        ),
        ({"state": "posted"}, "posted", "Good standing", "2031-01-10"),
    ],
    ids=["2_earned", "3_submitted", "4_posted"],
)
def test_2_to_4_the_last_six_on_their_way(
    facts: dict[str, str], coverage: str, label: str, lapses_on: str
) -> None:
    last = credit(amount=6, earned_on="2026-10-01", **facts)
    assert told(judged(ON, *EXAMPLE_1, last), "short", "coverage", "label", "lapses_on") == (
        0,
        coverage,
        label,
        lapses_on,
    )


def test_5_a_master_has_two_years() -> None:
    standing = judged(ON, held("MWR", "2024-12-01"), credit("posted", 14, "2025-03-01"))
    assert told(standing, "cycle", "label", "lapses_on") == (
        "2024-12-01…2026-11-30",
        "Good standing",
        "2028-12-01",
    )


def test_6_restored_after_a_gap() -> None:
    facts = (held("WRT", "2020-02-29", restored="2024-06-15"),)
    assert told(judged(ON, *facts), "cycle") == ("2024-06-15…2028-06-14",)
    assert spans(ON, *facts) == [
        "2020-02-29 2024-02-28 current",
        "2024-02-29 2024-06-14 lapsed (credits)",
        "2024-06-15 None current",
    ]


def test_7_the_last_day_counts() -> None:
    standing = judged(ON, held("WRT", "2022-11-23"), credit("posted", 14, ON))
    assert told(standing, "cycle", "days_left", "label") == (
        "2022-11-23…2026-11-22",
        0,
        "Good standing",
    )


def test_8_a_day_later_is_the_next_cycle() -> None:
    facts = (held("WRT", "2022-11-23"), credit("posted", 14, "2026-11-23"))
    standing = judged("2026-11-23", *facts)
    assert told(standing, "cycle", "label", "lapses_on") == (
        "2022-11-23…2026-11-22",
        "Lapsed",
        "2026-11-23",
    )


EXAMPLE_9 = (
    held("WRT", "2015-06-01", tracked_from="2026-01-01"),
    credit("posted", 5, "2026-02-02"),
)


def test_9_records_that_begin_within_a_cycle() -> None:
    standing = judged(ON, *EXAMPLE_9)
    assert told(standing, "cycle", "short", "label", "warnings") == (
        "2023-06-01…2027-05-31",
        9,
        "Behind",
        (Warned.INCOMPLETE_RECORD,),
    )
    assert spans(ON, *EXAMPLE_9) == ["2015-06-01 None current"]


def test_10_the_body_s_record_with_its_balance() -> None:
    facts = (
        held("WRT", "2019-03-01", observations=(seen("2026-07-01", "2027-09-30", 10),)),
        credit("posted", 12.5, "2025-01-01"),
        credit("posted", 1, "2026-08-01"),
    )
    assert told(judged(ON, *facts), "cycle", "posted", "to_reconcile", "estimated") == (
        "2023-10-01…2027-09-30",
        11,
        2.5,
        False,
    )
    assert judged("2024-05-01", *facts).state == "current"


def test_11_a_credit_counts_for_every_cycle_that_contains_its_day() -> None:
    facts = person(
        held("WRT", "2024-01-15"), held("ASD", "2025-06-01"), credit("posted", 7, "2025-03-01")
    )
    assert [s.posted for s in judge(facts, CATALOGUE, day(ON))] == [700, 0]


def test_12_a_course_does_not_renew_what_it_obtains() -> None:
    own = credit("posted", 19, "2024-01-15", obtains="WRT", started_on="2024-01-13")
    assert judged(ON, held("WRT", "2024-01-15"), own).posted == 0


def test_13_the_last_day_of_february() -> None:
    facts = held("MWR", "2024-02-29")
    assert told(judged("2026-02-27", facts), "cycle", "days_left", "label") == (
        "2024-02-29…2026-02-27",
        0,
        "Due soon",
    )
    assert judged("2026-02-28", facts).label == "Lapsed"


def test_14_an_incomplete_record_that_ends_short_is_unknown() -> None:
    standing = judged("2027-06-01", *EXAMPLE_9)
    assert told(standing, "state", "label", "required", "posted", "cycle", "estimated") == (
        "unknown",
        "Check the record",
        14,
        None,
        None,
        True,
    )


def test_15_sent_in_time_and_posted_later() -> None:
    issued = held("WRT", "2020-01-10")
    sent = credit("submitted", 14, "2023-12-01", submitted_on="2023-12-01")
    standing = judged("2024-02-01", issued, sent)
    assert told(standing, "label", "lapses_on", "reason") == (
        "Lapsed, awaiting IICRC",
        "2024-01-10",
        Lapse.CREDITS,
    )
    posted = credit("posted", 14, "2023-12-01", posted_on="2024-03-01")
    assert spans("2024-02-01", issued, posted) == ["2020-01-10 None current"]


def test_16_a_restoration_while_current_changes_nothing() -> None:
    facts = (
        held("WRT", "2021-05-01", restored="2024-08-01"),
        credit("posted", 8, "2024-02-01"),
    )
    assert told(judged("2024-09-01", *facts), "cycle", "posted", "warnings") == (
        "2021-05-01…2025-04-30",
        8,
        (Warned.RESTORED_WHILE_CURRENT,),
    )


def test_17_the_day_of_issue_is_not_known() -> None:
    facts = (held("WRT", observations=(seen("2026-09-01", "2028-03-31", 4),)),)
    assert told(judged(ON, *facts), "cycle", "posted", "label") == (
        "2024-04-01…2028-03-31",
        4,
        "Behind",
    )
    assert judged("2024-03-31", *facts).state == "unknown"
    assert spans(ON, *facts) == ["None 2024-03-31 unknown", "2024-04-01 None current"]


def test_18_two_clocks() -> None:
    facts = (
        held("WRT", "2023-01-10"),
        credit("posted", 14, "2024-05-05"),
        fee("2025-01-05", "2025-12-31"),
        fee("2026-03-01", "2026-12-31"),
    )
    assert told(judged(ON, *facts), "state", "lapses_on") == ("current", "2027-01-01")
    assert spans(ON, *facts) == [
        "2023-01-10 2025-12-31 current",
        "2026-01-01 2026-02-28 lapsed (fee)",
        "2026-03-01 None current",
    ]


def test_19_cycles_on_the_calendar_of_the_rule() -> None:
    facts = held("CR", "2025-10-05")
    assert told(judged("2026-03-01", facts), "required", "label", "lapses_on", "cycle") == (
        0,
        "Good standing",
        "2029-07-01",
        "2025-10-05…2026-06-30",
    )
    assert told(judged("2026-07-01", facts), "cycle") == ("2026-07-01…2029-06-30",)


def test_20_a_refresher() -> None:
    standing = judged(ON, held("HAZWOPER-8", "2026-01-20"))
    assert told(standing, "cycle", "label", "lapses_on", "required", "posted") == (
        "2026-01-20…2027-01-19",
        "Due soon",
        "2027-01-20",
        None,
        None,
    )
