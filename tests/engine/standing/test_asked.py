"""Did it happen, and is the fee being paid?"""

import pytest

from engine.trade import CATALOGUE, credit, day, fee, held, person
from goodstanding.engine.standing.answer import Standing
from goodstanding.engine.standing.asked import asks, did_it_happen, fee_due, fee_runs_out, passed
from goodstanding.engine.standing.judge import judge
from goodstanding.engine.standing.together import Said

IICRC = CATALOGUE.bodies["IICRC"]
WRT, ASD = held("WRT", "2025-01-10"), held("ASD", "2025-01-10")


def judged(*facts: object, on: str = "2026-11-22") -> tuple[Standing, ...]:
    return judge(person(*facts), CATALOGUE, day(on))  # type: ignore[arg-type]


def test_a_planned_day_that_has_passed_is_asked_about_once() -> None:
    over, ahead = credit("planned", 6, "2026-11-14"), credit("planned", 6, "2026-12-14")
    answers = judged(WRT, ASD, over, ahead)
    assert [asks(one, 90) for one in answers] == [True, True]
    assert list(passed(person(WRT, ASD, over, ahead), answers)) == [over]
    answers = judged(WRT, ahead)
    assert list(passed(person(WRT, ahead), answers)) == []


@pytest.mark.parametrize(
    ("through", "on", "paid"),
    [
        ("2026-12-31", "2026-11-22", "2026-12-31"),
        ("2027-02-19", "2026-11-22", "2027-02-19"),
        ("2027-02-20", "2026-11-22", None),  # further away than is asked about
        ("2026-11-21", "2026-11-22", None),  # lapsed already
        ("2029-06-30", "2028-11-22", None),  # the cycle ends before
    ],
)
def test_a_fee_that_runs_out_soon(through: str, on: str, paid: str | None) -> None:
    (wrt,) = judged(WRT, credit("posted", 14, "2025-06-01"), fee("2025-01-10", through), on=on)
    assert fee_runs_out(wrt, 90) == (day(paid) if paid else None)


def test_without_a_fee_or_a_cycle_nothing_runs_out() -> None:
    assert [fee_runs_out(one, 90) for one in judged(WRT, held("OSHA-10", "2020-01-01"))] == [
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("title", "names", "fact", "rest"),
    [
        (
            "Drying workshop",
            ["Lopez, Maria"],
            "“Drying workshop” was planned for 14 November 2026.",
            "Maria Lopez: 6 CECs. Not counted until somebody says.",
        ),
        (
            "",
            ["Ann Lee", "Bo Chen", "Cy Diaz", "Di Eno", "Ed Fox"],
            "An activity was planned for 14 November 2026.",
            "Ann Lee, Bo Chen, Cy Diaz and 2 others: 6 CECs each. Not counted until somebody says.",
        ),
    ],
)
def test_who_was_to_be_there(title: str, names: list[str], fact: str, rest: str) -> None:
    one = credit("planned", 6, "2026-11-14", title=title)
    assert did_it_happen(one, names, IICRC) == Said(fact, rest)


def test_what_a_fee_keeps() -> None:
    paid = day("2026-12-31")
    assert fee_due("Maria Lopez", ["WRT"], paid, IICRC) == Said(
        "Maria Lopez's fee to the IICRC is paid through 31 December 2026.",
        "Unpaid, WRT lapses after that day.",
    )
    assert fee_due("Ann Lee", ["WRT", "ASD"], paid, IICRC).rest == (
        "Unpaid, WRT and ASD lapse after that day."
    )
