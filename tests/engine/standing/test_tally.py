"""What counts in a cycle: states, approval, courses that obtain, balances and caps."""

from datetime import date

import pytest

from engine.trade import (
    CATALOGUE,
    catalogue,
    certification,
    credit,
    credits_rule,
    day,
    fee,
    held,
    judged,
    person,
    seen,
)
from goodstanding.engine.rules.model import Rule
from goodstanding.engine.standing.answer import (
    BalanceUsed,
    Capped,
    Counted,
    LeftOut,
    Standing,
    Warned,
)
from goodstanding.engine.standing.judge import judge
from goodstanding.engine.standing.tally import spread

WRT = held("WRT", "2024-01-01")
ON = "2026-06-01"


def sums(standing: Standing) -> tuple[int | None, ...]:
    return (standing.posted, standing.submitted, standing.earned, standing.planned)


def test_each_state_has_its_own_sum() -> None:
    standing = judged(
        ON,
        WRT,
        credit("posted", 1, "2024-01-01"),
        credit("submitted", 2, "2024-02-01"),
        credit("earned", 3, "2026-06-01"),
        credit("planned", 4, "2026-06-01"),
        credit("rejected", 5, "2024-02-01"),
        credit("void", 6, "2024-02-01"),
    )
    assert sums(standing) == (100, 200, 300, 400)
    assert (standing.short, standing.coverage) == (400, "short")


@pytest.mark.parametrize(
    ("state", "approved", "counts", "warnings"),
    [
        ("earned", None, 500, (Warned.APPROVAL_UNKNOWN,)),
        ("earned", False, 0, ()),
        ("earned", True, 500, ()),
        ("planned", None, 500, (Warned.APPROVAL_UNKNOWN,)),
        ("submitted", None, 500, (Warned.APPROVAL_UNKNOWN,)),
        ("posted", None, 500, ()),
        ("posted", False, 500, ()),
    ],
)
def test_approval(
    state: str, approved: bool | None, counts: int, warnings: tuple[Warned, ...]
) -> None:
    standing = judged(ON, WRT, credit(state, 5, ON, approved=approved))
    assert (sum(s or 0 for s in sums(standing)), standing.warnings) == (counts, warnings)


def test_what_is_left_out_says_why() -> None:
    dead = [
        credit("rejected", 1, ON),
        credit("void", 2, ON),
        credit("earned", 3, ON, approved=False),
    ]
    past = credit("planned", 4, "2026-05-31")
    own = credit("posted", 5, "2024-01-01", obtains="WRT")
    standing = judged(ON, WRT, own, past, *dead, credit("void", 1, "2023-12-31"))
    assert {r.why: r.credit for r in standing.reasons if isinstance(r, LeftOut)} == {
        "obtains": own,
        "did_it_happen": past,
        "rejected": dead[0],
        "void": dead[1],
        "not_approved": dead[2],
    }
    assert standing.warnings == (Warned.DID_IT_HAPPEN,)


def test_what_counts_is_told_with_its_amounts() -> None:
    posted, planned = credit("posted", 1, "2025-01-01"), credit("planned", 4, "2026-07-01")
    reasons = judged(ON, WRT, planned, posted, credit("earned", 2, "2026-06-02")).reasons
    assert [r for r in reasons if isinstance(r, Counted)] == [
        Counted((posted, planned), (100, 400))
    ]


def test_another_body_s_credit_does_not_count() -> None:
    assert judged(ON, WRT, credit("posted", 14, "2025-01-01", body="RIA")).posted == 0


@pytest.mark.parametrize(
    ("obtains", "earned_on", "posted"),
    [
        ("WRT", "2024-06-15", 0),
        ("WRT", "2024-06-16", 1900),
        ("ASD", "2024-06-15", 1900),
        (None, "2024-06-15", 1900),
    ],
)
def test_the_course_of_a_restoration_does_not_count(
    obtains: str | None, earned_on: str, posted: int
) -> None:
    lapsed = held("WRT", "2020-01-01", restored="2024-06-15")
    course = credit("posted", 19, earned_on, obtains=obtains)
    assert judged(ON, lapsed, course).posted == posted


@pytest.mark.parametrize(
    ("submitted_on", "warnings"),
    [("2027-12-31", ()), ("2028-01-01", (Warned.SUBMITTED_LATE,)), (None, ())],
)
def test_submitted_after_the_deadline(
    submitted_on: str | None, warnings: tuple[Warned, ...]
) -> None:
    more = {"submitted_on": submitted_on} if submitted_on else {}
    standing = judged("2028-02-01", WRT, credit("submitted", 14, "2027-12-01", **more))
    assert (standing.label, standing.warnings) == ("Lapsed, awaiting IICRC", warnings)


class TestBalance:
    """The body's balance stands for what is posted in its cycle up to the day it was seen."""

    RECORD = seen("2026-03-01", "2027-12-31", 6)

    def judged(self, on: str = ON, *observations: object) -> Standing:
        return judged(
            on,
            held("WRT", "2024-01-01", observations=observations or (self.RECORD,)),
            credit("posted", 4, "2025-01-01"),
            credit("posted", 3, "2026-02-01", posted_on="2026-03-01"),
            credit("posted", 2, "2026-02-02", posted_on="2026-03-02"),
            credit("posted", 1, "2026-03-02"),
            credit("earned", 0.5, "2025-05-05"),
        )

    def test_counts_what_is_posted_after_it(self) -> None:
        standing = self.judged()
        assert (sums(standing), standing.to_reconcile) == ((900, 0, 50, 0), 100)
        assert [r for r in standing.reasons if isinstance(r, BalanceUsed)] == [
            BalanceUsed(self.RECORD, 700)
        ]

    def test_is_not_used_before_it_was_seen(self) -> None:
        standing = self.judged("2026-02-28")
        assert (standing.posted, standing.to_reconcile) == (900, 0)

    def test_is_used_on_the_day_it_was_seen(self) -> None:
        standing = self.judged("2026-03-01")
        assert (standing.posted, standing.to_reconcile) == (800, 100)

    def test_the_one_seen_last_is_used(self) -> None:
        later = seen("2026-05-01", "2027-12-31", 8)
        assert self.judged(ON, later, self.RECORD).posted == 800
        assert self.judged("2026-04-30", later, self.RECORD).posted == 900

    def test_without_a_deadline_belongs_to_the_cycle_in_which_it_was_seen(self) -> None:
        assert self.judged(ON, seen("2026-03-01", None, 6)).posted == 900
        assert self.judged(ON, seen("2026-03-01", None, 6)).estimated

    def test_of_an_earlier_cycle_is_not_used(self) -> None:
        observed = held("WRT", "2018-01-01", observations=(seen("2021-12-30", None, 14),))
        standing = judged(ON, observed, credit("posted", 3, "2022-02-01"))
        assert (standing.posted, standing.to_reconcile) == (300, 0)

    def test_says_nothing_where_it_is_blank(self) -> None:
        assert self.judged(ON, seen("2026-03-01", "2027-12-31")).posted == 1000

    def test_less_than_theirs_is_negative(self) -> None:
        assert self.judged(ON, seen("2026-03-01", "2027-12-31", 9)).to_reconcile == -200


def capped(rule: Rule, *facts: object, on: str = "2027-06-01") -> Standing:
    rules = catalogue(certification("CAP", "IICRC", rule))
    return judge(person(held("CAP", "2024-01-01"), *facts), rules, day(on))[0]


class TestCaps:
    """Most credits per activity, then per day; the strongest credits keep theirs."""

    PER_ACTIVITY = credits_rule("a", 1400, 48, most_per_activity=600)
    PER_DAY = credits_rule("d", 1400, 48, most_per_day=300)
    BOTH = credits_rule("b", 1400, 48, most_per_activity=600, most_per_day=200)

    def test_per_activity_across_its_credits(self) -> None:
        standing = capped(
            self.PER_ACTIVITY,
            credit("earned", 5, "2025-01-01", activity="class"),
            credit("posted", 4, "2025-01-02", activity="class"),
            credit("posted", 5, "2025-01-03", activity="other"),
        )
        assert (sums(standing), standing.capped) == ((900, 0, 200, 0), 300)

    def test_credits_of_no_named_activity_are_activities_of_their_own(self) -> None:
        standing = capped(
            self.PER_ACTIVITY, credit("posted", 7, "2025-01-01"), credit("posted", 7, "2025-01-02")
        )
        assert (standing.posted, standing.capped) == (1200, 200)
        assert [r.removed for r in standing.reasons if isinstance(r, Capped)] == [100, 100]

    def test_the_order_is_posted_submitted_earned_planned(self) -> None:
        states = ["planned", "earned", "submitted", "posted"]
        some = [credit(s, 2.5, "2025-01-01", activity="x") for s in states[1:]]
        some.append(credit("planned", 2.5, "2027-07-01", activity="x"))
        standing = capped(self.PER_ACTIVITY, *some)
        assert (sums(standing), standing.capped) == ((250, 250, 100, 0), 400)

    def test_per_day_over_the_days_of_an_activity(self) -> None:
        three_days = credit("posted", 10, "2025-01-03", started_on="2025-01-01")
        same_day = credit("earned", 2, "2025-01-01", started_on="2025-01-01")
        standing = capped(self.PER_DAY, three_days, same_day)
        # 3.33, 3.33 and 3.34 over three days of at most 3 each; nothing is left on the first
        assert (sums(standing), standing.capped) == ((900, 0, 0, 0), 300)
        assert [r for r in standing.reasons if isinstance(r, Capped)] == [
            Capped(three_days, 100, "day"),
            Capped(same_day, 200, "day"),
        ]

    def test_what_fits_into_a_day_is_not_capped(self) -> None:
        standing = capped(self.PER_DAY, credit("posted", 3, "2025-01-01", started_on="2025-01-01"))
        assert (standing.posted, standing.capped) == (300, 0)

    def test_a_day_cap_needs_the_first_day(self) -> None:
        standing = capped(self.PER_DAY, credit("posted", 10, "2025-01-03"))
        assert (standing.posted, standing.capped) == (1000, 0)
        assert standing.warnings == (Warned.DAY_CAP_NOT_APPLIED,)

    def test_activities_before_days(self) -> None:
        two_days = credit("posted", 10, "2025-01-02", started_on="2025-01-01")
        standing = capped(self.BOTH, two_days)
        assert (standing.posted, standing.capped) == (400, 600)

    def test_a_cap_can_lapse_a_credential(self) -> None:
        rule = self.PER_ACTIVITY
        facts = [credit("posted", 14, "2025-01-01", activity="x")]
        assert capped(rule, *facts, on="2028-01-01").label == "Lapsed"

    def test_what_a_balance_replaces_is_not_capped_again(self) -> None:
        rules = catalogue(certification("CAP", "IICRC", self.PER_ACTIVITY))
        facts = person(
            held("CAP", "2024-01-01", observations=(seen("2025-06-01", "2027-12-31", 6),)),
            credit("posted", 8, "2025-01-01", activity="x"),
            credit("posted", 3, "2025-07-01", activity="x"),
            credit("posted", 2, "2025-07-01", activity="y"),
        )
        standing = judge(facts, rules, day("2026-01-01"))[0]
        assert (standing.posted, standing.capped, standing.to_reconcile) == (800, 300, 200)


def test_spread_puts_the_rest_on_the_last_day() -> None:
    assert spread(credit("posted", 10, "2025-03-01", started_on="2025-02-27"), 1000) == [
        (date(2025, 2, 27), 333),
        (date(2025, 2, 28), 333),
        (date(2025, 3, 1), 334),
    ]


def test_fees_of_another_body_do_not_matter() -> None:
    assert judged(ON, WRT, fee("2024-01-01", "2024-12-31", body="RIA")).state == "current"
    assert CATALOGUE.certifications["CR"].rules[-1].fee is False
