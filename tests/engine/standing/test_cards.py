"""Refresher, term, printed and lifetime rules."""

import pytest

from engine.trade import CATALOGUE, credit, day, fee, held, judged, person, seen
from goodstanding.engine.standing.answer import FeeGap, Renewed, Restored, Standing, Warned
from goodstanding.engine.standing.facts import Credit
from goodstanding.engine.standing.judge import history

ON = "2026-11-22"


def shown(standing: Standing) -> tuple[object, ...]:
    cycle = f"{standing.cycle.start}…{standing.cycle.deadline}" if standing.cycle else None
    return (standing.label, cycle, str(standing.lapses_on), standing.estimated)


def spans(on: str, *facts: object) -> list[str]:
    return [
        f"{p.since} {p.until} {p.state}" + (f" ({p.reason})" if p.reason else "")
        for p in history(person(*facts), CATALOGUE, day(on))[0]
    ]


def renewal(code: str, earned_on: str, state: str = "earned", **more: object) -> Credit:
    return credit(state, 8, earned_on, obtains=code, **more)


class TestRefresher:
    """The last valid day is the completion + months − 1 day."""

    ISSUED = held("HAZWOPER-8", "2024-03-01")

    def test_counts_from_its_completion(self) -> None:
        facts = (self.ISSUED, renewal("HAZWOPER-8", "2025-02-10"))
        assert shown(judged("2025-03-01", *facts)) == (
            "Good standing",
            "2025-02-10…2026-02-09",
            "2026-02-10",
            True,
        )
        assert judged("2025-02-09", *facts).cycle == (day("2024-03-01"), day("2025-02-28"))

    def test_late_leaves_a_gap(self) -> None:
        facts = (self.ISSUED, renewal("HAZWOPER-8", "2025-06-01"))
        assert spans(ON, *facts) == [
            "2024-03-01 2025-02-28 current",
            "2025-03-01 2025-05-31 lapsed (expired)",
            "2025-06-01 2026-05-31 current",
            "2026-06-01 None lapsed (expired)",
        ]
        assert shown(judged(ON, *facts)) == (
            "Lapsed",
            "2025-06-01…2026-05-31",
            "2026-06-01",
            True,
        )

    @pytest.mark.parametrize(
        ("state", "approved", "label"),
        [
            ("earned", True, "Good standing"),
            ("submitted", True, "Good standing"),
            ("posted", False, "Good standing"),
            ("rejected", True, "Lapsed"),
            ("void", True, "Lapsed"),
            ("planned", True, "Lapsed"),
            ("earned", False, "Lapsed"),
        ],
    )
    def test_earned_is_enough(self, state: str, approved: bool, label: str) -> None:
        facts = (self.ISSUED, renewal("HAZWOPER-8", "2026-10-01", state, approved=approved))
        assert judged(ON, *facts).label == label

    def test_approval_still_to_be_checked_is_warned(self) -> None:
        facts = (self.ISSUED, renewal("HAZWOPER-8", "2026-10-01", approved=None))
        assert judged(ON, *facts).warnings == (Warned.APPROVAL_UNKNOWN,)
        posted = renewal("HAZWOPER-8", "2026-10-01", "posted", approved=None)
        assert judged(ON, self.ISSUED, posted).warnings == ()

    def test_a_planned_one_covers(self) -> None:
        issued = held("HAZWOPER-8", "2026-01-20")
        for planned_on, label in [
            ("2026-11-22", "Covered by plan"),
            ("2027-01-19", "Covered by plan"),
            ("2027-01-20", "Due soon"),
        ]:
            standing = judged(ON, issued, renewal("HAZWOPER-8", planned_on, "planned"))
            assert (standing.label, standing.warnings) == (label, ())

    def test_a_planned_one_whose_day_has_passed(self) -> None:
        issued = held("HAZWOPER-8", "2026-01-20")
        standing = judged(ON, issued, renewal("HAZWOPER-8", "2026-11-21", "planned"))
        assert (standing.label, standing.coverage, standing.warnings) == (
            "Due soon",
            None,
            (Warned.DID_IT_HAPPEN,),
        )
        older = renewal("HAZWOPER-8", "2026-01-19", "planned")
        assert judged(ON, issued, older).warnings == ()

    def test_days_left_until_due_soon(self) -> None:
        assert judged("2024-11-30", self.ISSUED).label == "Due soon"
        assert judged("2024-11-29", self.ISSUED).label == "Good standing"

    def test_a_printed_date_wins(self) -> None:
        printed = held("HAZWOPER-8", "2024-03-01", expires_on="2027-06-30")
        assert shown(judged(ON, printed)) == (
            "Good standing",
            "2024-03-01…2027-06-30",
            "2027-07-01",
            False,
        )
        assert judged("2027-06-30", printed).state == "current"
        assert judged("2027-07-01", printed).state == "lapsed"

    def test_a_printed_date_belongs_to_the_last_card_made_before_it(self) -> None:
        printed = held("HAZWOPER-8", "2024-03-01", expires_on="2026-01-31")
        facts = (printed, renewal("HAZWOPER-8", "2025-06-01"), renewal("HAZWOPER-8", "2026-02-10"))
        assert spans(ON, *facts) == [
            "2024-03-01 2025-02-28 current",
            "2025-03-01 2025-05-31 lapsed (expired)",
            "2025-06-01 2026-01-31 current",
            "2026-02-01 2026-02-09 lapsed (expired)",
            "2026-02-10 None current",
        ]
        assert judged(ON, *facts).estimated

    def test_a_printed_date_before_everything_is_of_no_card(self) -> None:
        assert judged(
            "2024-05-01", held("HAZWOPER-8", "2024-03-01", expires_on="2024-01-01")
        ).cycle == (
            day("2024-03-01"),
            day("2025-02-28"),
        )

    def test_issue_not_known(self) -> None:
        assert judged(ON, held("HAZWOPER-8")).label == "Check the record"
        assert spans(ON, held("HAZWOPER-8")) == ["None None unknown"]
        expiry = held("HAZWOPER-8", expires_on="2027-03-14")
        assert spans(ON, expiry) == ["None 2026-03-14 unknown", "2026-03-15 None current"]
        done = renewal("HAZWOPER-8", "2026-01-01")
        assert spans(ON, expiry, done) == ["None 2025-12-31 unknown", "2026-01-01 None current"]
        assert spans(ON, held("HAZWOPER-8"), done)[1:] == ["2026-01-01 None current"]

    def test_renewals_up_to_the_issue_are_the_issue(self) -> None:
        facts = (
            self.ISSUED,
            renewal("HAZWOPER-8", "2024-03-01"),
            renewal("HAZWOPER-8", "2023-03-01"),
        )
        reasons = judged("2024-05-01", *facts).reasons
        assert [r for r in reasons if isinstance(r, Renewed)] == [
            Renewed(day("2024-03-01"), day("2025-02-28"), True)
        ]


class TestTooLate:
    """AHERA: twelve months after expiry a refresher still renews, but gives no right to work."""

    ISSUED = held("AHERA", "2022-05-10")

    @pytest.mark.parametrize(
        ("refreshed", "label"), [("2024-05-09", "Good standing"), ("2024-05-10", "Lapsed")]
    )
    def test_the_span_after_expiry(self, refreshed: str, label: str) -> None:
        assert judged("2024-06-01", self.ISSUED, renewal("AHERA", refreshed)).label == label

    def test_no_right_to_work_meanwhile(self) -> None:
        assert spans("2024-06-01", self.ISSUED, renewal("AHERA", "2024-05-09")) == [
            "2022-05-10 2023-05-09 current",
            "2023-05-10 2024-05-08 lapsed (expired)",
            "2024-05-09 None current",
        ]

    def test_then_only_a_restoration_helps(self) -> None:
        restored = held("AHERA", "2022-05-10", restored="2025-01-15")
        facts = (restored, renewal("AHERA", "2024-05-10"), renewal("AHERA", "2025-01-15"))
        standing = judged("2025-02-01", *facts)
        assert (standing.cycle, standing.warnings) == ((day("2025-01-15"), day("2026-01-14")), ())
        assert [r for r in standing.reasons if isinstance(r, Renewed | Restored)] == [
            Renewed(day("2022-05-10"), day("2023-05-09"), True),
            Renewed(day("2025-01-15"), day("2026-01-14"), True),
            Renewed(day("2024-05-10"), None, False),
            Renewed(day("2025-01-15"), None, False),
        ]


class TestTerm:
    """The next expiry is the previous one + months, however early the renewal was."""

    ISSUED = held("RRP-FIRM", "2016-05-01")

    def test_from_the_previous_expiry(self) -> None:
        facts = (self.ISSUED, renewal("RRP-FIRM", "2020-11-01"))
        assert shown(judged(ON, *facts)) == (
            "Lapsed",
            "2020-11-01…2026-04-30",
            "2026-05-01",
            True,
        )

    def test_from_a_printed_expiry(self) -> None:
        printed = held("RRP-FIRM", "2016-05-01", expires_on="2021-12-31")
        facts = (printed, renewal("RRP-FIRM", "2022-01-15"))
        assert judged(ON, *facts).cycle == (day("2022-01-15"), day("2026-12-31"))

    def test_two_rows_on_one_day_are_one_renewal(self) -> None:
        twice = (renewal("RRP-FIRM", "2020-11-01"), renewal("RRP-FIRM", "2020-11-01", "posted"))
        assert judged("2026-04-30", self.ISSUED, *twice).cycle == (
            day("2020-11-01"),
            day("2026-04-30"),
        )
        doubtful = renewal("RRP-FIRM", "2020-11-01", approved=None)
        assert judged("2026-04-30", self.ISSUED, doubtful, twice[1]).warnings == ()

    def test_so_late_that_even_the_next_expiry_has_passed(self) -> None:
        facts = (held("RRP-FIRM", "2010-05-01"), renewal("RRP-FIRM", "2021-01-15"))
        assert spans(ON, *facts) == [
            "2010-05-01 2015-04-30 current",
            "2015-05-01 None lapsed (expired)",
        ]
        assert judged(ON, *facts).lapses_on == day("2020-05-01")

    def test_after_a_restoration_from_its_day(self) -> None:
        restored = held("RRP-FIRM", "2016-05-01", restored="2022-03-01")
        assert judged(ON, restored).cycle == (day("2022-03-01"), day("2027-02-28"))


class TestPrinted:
    """Valid through the date printed on the card, and on that day."""

    def test_without_the_date_it_is_not_known(self) -> None:
        assert judged(ON, held("DOT-MED", "2026-01-01")).label == "Check the record"
        assert spans(ON, held("DOT-MED", "2026-01-01")) == ["2026-01-01 None unknown"]

    def test_with_the_date(self) -> None:
        card = held("DOT-MED", "2026-01-01", expires_on="2027-12-31")
        assert shown(judged(ON, card)) == (
            "Good standing",
            "2026-01-01…2027-12-31",
            "2028-01-01",
            False,
        )

    def test_only_the_date(self) -> None:
        card = held("DOT-MED", expires_on="2026-12-31")
        assert shown(judged(ON, card)) == ("Due soon", "None…2026-12-31", "2027-01-01", False)
        assert spans("2027-02-01", card) == [
            "None 2026-12-31 current",
            "2027-01-01 None lapsed (expired)",
        ]

    def test_a_new_card_does_not_erase_what_the_old_one_says(self) -> None:
        facts = (held("DOT-MED", expires_on="2026-12-31"), renewal("DOT-MED", "2027-01-15"))
        assert judged(ON, *facts).label == "Due soon"
        assert spans("2027-02-01", *facts) == [
            "None 2026-12-31 current",
            "2027-01-01 2027-01-14 lapsed (expired)",
            "2027-01-15 None unknown",
        ]

    def test_a_new_card_whose_date_is_not_typed_in(self) -> None:
        card = held("DOT-MED", "2024-01-01", expires_on="2025-12-31")
        facts = (card, renewal("DOT-MED", "2026-02-01"))
        assert spans(ON, *facts) == [
            "2024-01-01 2025-12-31 current",
            "2026-01-01 2026-01-31 lapsed (expired)",
            "2026-02-01 None unknown",
        ]

    def test_a_card_may_be_restored_while_it_is_not_known(self) -> None:
        card = held("DOT-MED", "2024-01-01", restored="2026-02-01", expires_on="2027-06-30")
        assert judged(ON, card).cycle == (day("2026-02-01"), day("2027-06-30"))


class TestRestored:
    """A restoration counts after a lapse, or where the record begins with it."""

    def test_while_current_it_changes_nothing(self) -> None:
        card = held("HAZWOPER-8", "2026-01-20", restored="2026-06-01")
        standing = judged(ON, card)
        assert (standing.cycle, standing.warnings) == (
            (day("2026-01-20"), day("2027-01-19")),
            (Warned.RESTORED_WHILE_CURRENT,),
        )
        assert Restored(day("2026-06-01"), False) in standing.reasons
        assert judged("2026-05-31", card).warnings == ()
        assert len(judged("2026-05-31", card).reasons) == 2

    def test_up_to_the_day_our_records_begin_it_counts(self) -> None:
        card = held("HAZWOPER-8", "2026-01-20", restored="2026-06-01", tracked_from="2026-06-01")
        assert judged(ON, card).cycle == (day("2026-06-01"), day("2027-05-31"))

    def test_a_printed_date_is_not_of_a_restoration_that_did_not_count(self) -> None:
        card = held("HAZWOPER-8", "2026-01-20", restored="2026-06-01", expires_on="2026-12-31")
        assert judged(ON, card).cycle == (day("2026-01-20"), day("2026-12-31"))

    def test_one_to_come_is_not_there_yet(self) -> None:
        card = held("HAZWOPER-8", "2024-01-20", restored="2026-06-01")
        assert spans("2026-05-31", card)[-1] == "2025-01-20 None lapsed (expired)"
        assert spans("2024-06-01", card) == ["2024-01-20 None current"]


class TestStates:
    def test_before_the_issue_and_after_the_end(self) -> None:
        card = held("HAZWOPER-8", "2026-01-20", ended_on="2026-10-01")
        assert [judged(d, card).label for d in ("2026-01-19", "2026-09-30", "2026-10-01")] == [
            "Not yet issued",
            "Good standing",
            "Ended",
        ]
        assert spans("2026-01-19", card) == []
        assert spans(ON, card) == ["2026-01-20 2026-09-30 current", "2026-10-01 None ended"]

    def test_lifetime(self) -> None:
        card = held("OSHA-10", "2020-01-01", ended_on="2026-10-01", twin=True)
        standing = judged("2026-09-30", card)
        assert (shown(standing), standing.warnings) == (
            ("Good standing", None, "None", True),
            (Warned.HELD_TWICE,),
        )
        assert [judged(d, card).label for d in ("2019-12-31", "2026-10-01")] == [
            "Not yet issued",
            "Ended",
        ]
        assert spans(ON, card) == ["2020-01-01 2026-09-30 current", "2026-10-01 None ended"]
        assert spans(ON, held("OSHA-10")) == ["None None current"]


class TestFee:
    """MRS: a refresher every five years and a yearly fee."""

    ISSUED = held("MRS", "2024-06-01")

    def test_a_gap_is_a_lapse_of_its_own(self) -> None:
        facts = (self.ISSUED, fee("2024-06-01", "2025-05-31"), fee("2025-07-01", "2026-12-31"))
        standing = judged("2025-06-15", *facts)
        assert (standing.label, standing.reason, standing.lapses_on) == (
            "Lapsed",
            "fee",
            day("2025-06-01"),
        )
        assert FeeGap(day("2025-06-01"), day("2025-06-30")) in standing.reasons
        assert judged(ON, *facts).lapses_on == day("2027-01-01")
        assert FeeGap(day("2027-01-01"), None) in judged(ON, *facts).reasons
        assert spans(ON, *facts)[1] == "2025-06-01 2025-06-30 lapsed (fee)"

    def test_a_gap_that_is_older_than_the_credential(self) -> None:
        facts = (self.ISSUED, fee("2022-01-01", "2022-12-31"))
        assert judged(ON, *facts).lapses_on == day("2024-06-01")

    def test_an_expiry_hides_a_gap(self) -> None:
        facts = (self.ISSUED, fee("2024-06-01", "2029-01-01"))
        assert judged("2029-06-01", *facts).reason == "expired"

    def test_an_observation_on_a_card_is_only_warned_about(self) -> None:
        assert (
            judged(ON, held("MRS", "2024-06-01", observations=(seen(ON, "2027-01-01"),))).warnings
            == ()
        )
