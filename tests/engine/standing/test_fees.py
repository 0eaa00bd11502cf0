from dataclasses import replace

from engine.trade import credits_rule, day, fee, held, judged
from goodstanding.engine.standing.answer import FeeGap
from goodstanding.engine.standing.by_credits import is_for_credits
from goodstanding.engine.standing.facts import Fee
from goodstanding.engine.standing.fees import fee_gaps, under

ON = "2026-11-22"
WRT = held("WRT", "2024-03-01")


def gaps(*fees: Fee) -> list[str]:
    return [f"{gap.since} {gap.until}" for gap in fee_gaps(fees)]


def test_nothing_recorded_is_not_judged() -> None:
    assert gaps() == []
    assert judged(ON, WRT).state == "current"


def test_days_up_to_the_first_paid_through_are_not_judged() -> None:
    assert gaps(fee("2024-05-01", "2024-12-31")) == ["2025-01-01 None"]


def test_payments_in_any_order_and_overlapping() -> None:
    assert gaps(
        fee("2026-02-01", "2026-12-31"),
        fee("2024-01-01", "2024-12-31"),
        fee("2024-06-01", "2025-03-31"),
        fee("2024-02-01", "2024-05-31"),
    ) == ["2025-04-01 2026-01-31", "2027-01-01 None"]


def test_paid_the_day_after_leaves_no_gap_and_two_days_after_one() -> None:
    first = fee("2024-01-01", "2024-12-31")
    assert gaps(first, fee("2025-01-01", "2025-12-31")) == ["2026-01-01 None"]
    assert gaps(first, fee("2025-01-02", "2025-12-31")) == [
        "2025-01-01 2025-01-01",
        "2026-01-01 None",
    ]


def test_a_payment_without_its_day_follows_the_latest_earlier_one() -> None:
    assert gaps(
        fee(None, "2026-12-31"), fee(None, "2024-12-31"), fee("2025-03-01", "2025-12-31")
    ) == [
        "2025-01-01 2025-02-28",
        "2027-01-01 None",
    ]


def test_the_gap_begins_with_the_credential_at_the_earliest() -> None:
    standing = judged(ON, WRT, fee("2020-01-01", "2020-12-31"))
    assert (standing.label, standing.reason, standing.lapses_on) == (
        "Lapsed",
        "fee",
        day("2024-03-01"),
    )
    assert standing.cycle == (day("2024-03-01"), day("2028-02-29"))
    assert standing.reasons[-1] == FeeGap(day("2021-01-01"), None)


def test_credits_and_fee_both_lapsed() -> None:
    standing = judged("2028-06-01", WRT, fee("2024-01-01", "2024-12-31"))
    assert (standing.reason, standing.lapses_on) == ("credits", day("2028-03-01"))


def test_the_deadline_tells_which_of_the_two_a_lapse_is_for() -> None:
    on, unpaid = day("2028-06-01"), fee("2024-01-01", "2024-12-31")
    without = judged("2028-06-01", WRT, unpaid)
    covered = judged("2028-02-29", WRT, unpaid)
    assert (without.reason, is_for_credits(without.cycle.deadline, on)) == ("credits", True)
    assert (covered.reason, is_for_credits(covered.cycle.deadline, covered.on)) == ("fee", False)
    assert not is_for_credits(None, on)


def test_unknown_stays_unknown_in_a_gap() -> None:
    unknown = held("WRT", "2015-06-01", tracked_from="2018-01-01")
    assert judged(ON, unknown, fee("2017-01-01", "2017-12-31")).state == "unknown"


def test_the_gap_to_come_is_among_the_reasons_where_it_comes_first() -> None:
    assert judged(ON, WRT, fee("2026-01-01", "2028-02-28")).reasons[-1] == FeeGap(
        day("2028-02-29"), None
    )
    both = judged(ON, WRT, fee("2026-01-01", "2028-02-29"))
    assert (both.lapses_on, both.reasons[-1]) != (
        day("2028-03-01"),
        FeeGap(day("2028-03-01"), None),
    )


def test_a_lapse_by_credits_may_come_first() -> None:
    assert judged(ON, WRT, fee("2026-01-01", "2030-12-31")).lapses_on == day("2028-03-01")


def test_a_fee_is_asked_for_from_the_day_its_version_holds() -> None:
    free = credits_rule("v", 1400, 48)
    asked = credits_rule("v", 1400, 48, fee=True, since=day("2025-03-01"))
    dropped = credits_rule("v", 1400, 48, since=day("2026-06-01"))
    paid = fee_gaps([fee("2024-01-01", "2024-12-31"), fee("2025-10-01", "2025-12-31")])
    assert [f"{g.since} {g.until}" for g in under(paid, (free, asked, dropped))] == [
        "2025-03-01 2025-09-30",
        "2026-01-01 2026-05-31",
    ]
    assert [f"{g.since} {g.until}" for g in under(paid, (free, asked))] == [
        "2025-03-01 2025-09-30",
        "2026-01-01 None",
    ]
    assert under(paid, (free,)) == ()
    later = fee_gaps([fee("2024-01-01", "2026-12-31")])
    assert under(later, (free, asked, dropped)) == ()
    older = (FeeGap(day("2024-01-01"), day("2024-12-31")),)
    assert under(older, (free, asked)) == ()
    first, then = replace(asked, since=None), replace(free, since=day("2025-03-01"))
    assert under(older, (first, then)) == older
