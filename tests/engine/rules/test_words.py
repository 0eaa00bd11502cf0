"""Rules in words."""

from datetime import date

import pytest

from goodstanding.engine.rules.load import shipped
from goodstanding.engine.rules.model import Basis, Kind, Rule, Sure
from goodstanding.engine.rules.words import confidence, every, stays_current
from goodstanding.engine.wording import amount

NONE = Basis("", None, Sure.R)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("WRT", "14 CECs every 4 years, and a yearly fee"),
        ("MWR", "14 CECs every 2 years, and a yearly fee"),
        ("MRS", "a refresher every 5 years, and a yearly fee"),
        ("IICRC-FIRM", "a renewal every year, counted from the last expiry"),
        ("CR", "48 contact hours every 3 years, counted from a 1 July"),
        ("FL-MRSR", "14 hours every 2 years, counted from 1 August 2024"),
        ("AHERA", "a refresher every year, possible until 12 months after expiry"),
        ("CPR", "a new card by the date printed on it"),
        ("OSHA-10", "never expires"),
    ],
)
def test_how_a_certification_stays_current(code: str, words: str) -> None:
    certification = shipped().certifications[code]
    unit = shipped().bodies[certification.body].unit
    assert stays_current(certification.rules[-1], unit) == words


def test_caps_are_said() -> None:
    rule = Rule("r", Kind.CREDITS, NONE, None, 18, 150, most_per_activity=100, most_per_day=50)
    assert stays_current(rule, "hour") == (
        "1.5 hours every 18 months, at most 1 for one activity and 0.5 a day"
    )
    one = Rule("r", Kind.CREDITS, NONE, None, 1, 100, date(2024, 1, 31), most_per_day=50)
    assert stays_current(one, "hour") == (
        "1 hour every month, counted from 31 January 2024, at most 0.5 a day"
    )


def test_numbers_have_their_plural() -> None:
    assert (amount(100, "CEC"), amount(350, "CEC"), amount(0, "CEC")) == (
        "1 CEC",
        "3.5 CECs",
        "0 CECs",
    )
    assert (every(12), every(1), every(6), every(48)) == (
        "every year",
        "every month",
        "every 6 months",
        "every 4 years",
    )


def test_what_is_not_verified_says_so() -> None:
    assert {sure: "unverified" in confidence(sure) for sure in Sure} == {
        Sure.A: False,
        Sure.B: False,
        Sure.C: True,
        Sure.R: True,
    }
