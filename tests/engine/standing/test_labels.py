"""Labels, pace and days at their edges."""

import pytest

from engine.trade import CATALOGUE, credit, day, held, judged, person
from goodstanding.engine.standing.judge import judge

WRT = held("WRT", "2024-01-01")


@pytest.mark.parametrize(
    ("on", "have", "on_pace", "label"),
    [
        ("2024-12-31", 0, True, "On pace"),
        ("2025-01-01", 0, False, "Behind"),
        ("2025-01-01", 3.49, False, "Behind"),
        ("2025-01-01", 3.5, True, "On pace"),
        ("2025-12-31", 3.5, True, "On pace"),
        ("2026-01-01", 6.99, False, "Behind"),
        ("2027-01-01", 10.5, True, "On pace"),
        ("2027-10-01", 10.5, True, "On pace"),
        ("2027-10-02", 10.5, True, "Due soon"),
        ("2027-12-31", 0, False, "Due soon"),
        ("2028-01-01", 10.5, False, "Lapsed"),
    ],
)
def test_pace(on: str, have: float, on_pace: bool, label: str) -> None:
    standing = judged(on, WRT, credit("earned", have, "2024-06-01"))
    assert (standing.on_pace, standing.label) == (on_pace, label)


def test_planned_credits_are_not_pace() -> None:
    standing = judged("2025-06-01", WRT, credit("planned", 5, "2025-07-01"))
    assert (standing.on_pace, standing.short, standing.label) == (False, 900, "Behind")


def test_the_first_strength_that_reaches_what_is_required() -> None:
    facts = [
        credit("posted", 5, "2024-02-01"),
        credit("submitted", 4, "2024-02-02"),
        credit("earned", 3, "2024-02-03"),
        credit("planned", 2, "2026-02-04"),
    ]
    standing = judged("2025-06-01", WRT, *facts)
    assert (standing.coverage, standing.label, standing.short) == ("planned", "Covered by plan", 0)
    assert judged("2025-06-01", WRT, *facts[:3]).coverage == "short"


def test_a_failed_cycle_covered_by_earned_credits_is_lapsed() -> None:
    standing = judged("2028-06-01", WRT, credit("earned", 14, "2024-06-01"))
    assert (standing.label, standing.coverage, standing.days_left) == ("Lapsed", "earned", -153)


def test_how_soon_is_soon_is_a_setting() -> None:
    facts = person(WRT)
    assert judge(facts, CATALOGUE, day("2027-12-01"), due_soon_days=30)[0].label == "Due soon"
    assert judge(facts, CATALOGUE, day("2027-11-30"), due_soon_days=30)[0].label == "Behind"


def test_awaiting_names_the_body() -> None:
    sent = credit("submitted", 48, "2026-09-01", body="RIA")
    assert judged("2026-11-22", held("CR", "2025-10-05"), sent).label == "Awaiting RIA"
