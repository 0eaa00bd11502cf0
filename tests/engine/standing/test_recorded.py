"""Whether a credential would be on course by the body's own record."""

import pytest

from engine.trade import CATALOGUE, credit, day, held, person
from goodstanding.engine.standing.facts import Credit
from goodstanding.engine.standing.judge import judge
from goodstanding.engine.standing.recorded import on_record


def recorded(on: str, certification: str, issued_on: str, *credits: Credit) -> bool:
    (standing,) = judge(person(held(certification, issued_on), *credits), CATALOGUE, day(on))
    return on_record(standing, CATALOGUE.certifications[certification])


@pytest.mark.parametrize(
    ("on", "posted", "expected"),
    [
        ("2025-06-01", None, True),  # nothing is asked for in the first year
        ("2026-01-10", 3, False),
        ("2026-01-10", 3.5, True),
        ("2027-01-09", 3.5, True),
        ("2027-01-10", 3.5, False),
        ("2028-10-10", 10.5, True),
        ("2028-10-11", 10.5, False),  # in the last 90 days nothing but the whole will do
        ("2028-10-11", 14, True),
    ],
)
def test_an_even_pace_of_posted_credits(on: str, posted: float | None, expected: bool) -> None:
    credits = [credit("posted", posted, "2025-03-01")] if posted else []
    assert recorded(on, "WRT", "2025-01-10", *credits) is expected


def test_what_is_submitted_is_not_on_record_yet() -> None:
    assert not recorded("2026-02-01", "WRT", "2025-01-10", credit("submitted", 14, "2025-03-01"))


def test_a_card_is_on_record_only_as_good() -> None:
    assert recorded("2026-02-01", "HAZWOPER-8", "2026-01-20")
    assert not recorded("2026-12-01", "HAZWOPER-8", "2026-01-20")
