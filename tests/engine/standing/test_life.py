"""Chains: restorations, observations, the day from which records are complete, unknown days."""

from typing import ClassVar

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
from goodstanding.engine.standing.answer import Anchored, Judged, Restored, Warned
from goodstanding.engine.standing.judge import history

ON = "2026-11-22"


def spans(on: str, *facts: object) -> list[str]:
    return [
        f"{p.since} {p.until} {p.state}" + (f" ({p.reason})" if p.reason else "")
        for p in history(person(*facts), CATALOGUE, day(on))[0]
    ]


class TestRestorations:
    def test_on_the_day_of_the_lapse_leaves_no_gap(self) -> None:
        facts = held("WRT", "2020-01-01", restored="2024-01-01")
        assert spans(ON, facts) == ["2020-01-01 None current"]
        assert judged(ON, facts).cycle == (day("2024-01-01"), day("2027-12-31"))

    def test_a_day_before_the_lapse_changes_nothing(self) -> None:
        facts = held("WRT", "2020-01-01", restored="2023-12-31")
        assert spans(ON, facts) == [
            "2020-01-01 2023-12-31 current",
            "2024-01-01 None lapsed (credits)",
        ]
        assert judged(ON, facts).warnings == (Warned.RESTORED_WHILE_CURRENT,)

    def test_two_lapses_two_restorations(self) -> None:
        facts = held("MWR", "2018-01-01", restored="2020-03-01; 2022-05-01; 2022-06-01; 2022-05-01")
        assert spans("2023-01-01", facts) == [
            "2018-01-01 2019-12-31 current",
            "2020-01-01 2020-02-29 lapsed (credits)",
            "2020-03-01 2022-02-28 current",
            "2022-03-01 2022-04-30 lapsed (credits)",
            "2022-05-01 None current",
        ]
        assert [r for r in judged("2023-01-01", facts).reasons if isinstance(r, Restored)] == [
            Restored(day("2020-03-01"), True),
            Restored(day("2022-05-01"), True),
            Restored(day("2022-06-01"), False),
        ]
        assert Anchored("restoration", day("2022-05-01")) in judged("2023-01-01", facts).reasons

    def test_three_lapses_three_restorations(self) -> None:
        facts = held("MWR", "2010-01-01", restored="2013-01-01; 2016-01-01; 2019-01-01")
        assert spans("2020-01-01", facts) == [
            "2010-01-01 2011-12-31 current",
            "2012-01-01 2012-12-31 lapsed (credits)",
            "2013-01-01 2014-12-31 current",
            "2015-01-01 2015-12-31 lapsed (credits)",
            "2016-01-01 2017-12-31 current",
            "2018-01-01 2018-12-31 lapsed (credits)",
            "2019-01-01 None current",
        ]

    def test_one_to_come_is_not_there_yet(self) -> None:
        facts = held("WRT", "2020-01-01", restored="2024-06-01")
        assert spans("2021-01-01", facts) == ["2020-01-01 None current"]
        assert judged("2024-05-31", facts).label == "Lapsed"
        assert judged("2021-01-01", held("WRT", "2020-01-01", restored="2022-01-01")).warnings == ()

    def test_up_to_the_day_our_records_begin_one_always_counts(self) -> None:
        facts = held("WRT", "2020-01-01", restored="2022-01-01", tracked_from="2022-01-01")
        standing = judged("2024-11-22", facts)
        assert (standing.cycle, standing.warnings) == ((day("2022-01-01"), day("2025-12-31")), ())

    def test_one_in_a_fee_gap_changes_nothing(self) -> None:
        facts = held("WRT", "2024-01-01", restored="2025-06-01")
        standing = judged(ON, facts, fee("2024-01-01", "2024-12-31"))
        assert (standing.cycle, standing.reason, standing.warnings) == (
            (day("2024-01-01"), day("2027-12-31")),
            "fee",
            (),
        )

    def test_one_while_unknown_begins_a_chain(self) -> None:
        facts = held("WRT", "2015-06-01", tracked_from="2018-01-01", restored="2020-02-01")
        assert spans(ON, facts) == [
            "2015-06-01 2019-05-31 current",
            "2019-06-01 2020-01-31 unknown",
            "2020-02-01 2024-01-31 current",
            "2024-02-01 None lapsed (credits)",
        ]

    def test_is_decided_by_what_had_been_seen_before_it(self) -> None:
        facts = held(
            "WRT",
            "2020-01-01",
            restored="2024-06-15",
            observations=(seen("2025-01-01", "2026-12-31"),),
        )
        assert spans(ON, facts) == [
            "2020-01-01 2023-12-31 current",
            "2024-01-01 2024-06-14 lapsed (credits)",
            "2024-06-15 None current",
        ]
        assert judged(ON, facts).cycle == (day("2024-06-15"), day("2026-12-31"))

    def test_what_had_been_seen_before_it_may_keep_it_from_counting(self) -> None:
        facts = held(
            "WRT",
            "2020-01-01",
            restored="2024-06-15",
            observations=(seen("2024-02-01", "2026-12-31"),),
        )
        assert spans(ON, facts) == ["2020-01-01 None current"]
        assert judged(ON, facts).warnings == (Warned.RESTORED_WHILE_CURRENT,)


class TestObservations:
    def test_seen_current_vouches_for_what_ended_before(self) -> None:
        facts = held("WRT", "2015-01-01", observations=(seen("2024-05-01", "2026-06-30"),))
        assert spans(ON, facts) == [
            "2015-01-01 2026-06-30 current",
            "2026-07-01 None lapsed (credits)",
        ]
        assert [r.outcome for r in judged(ON, facts).reasons if isinstance(r, Judged)] == [
            "vouched",
            "vouched",
            "lapsed",
        ]

    def test_seen_expired_vouches_for_nothing(self) -> None:
        facts = held("WRT", "2015-01-01", observations=(seen("2024-05-01", "2023-06-30"),))
        assert spans(ON, facts) == [
            "2015-01-01 2015-06-30 current",
            "2015-07-01 None lapsed (credits)",
        ]

    def test_a_balance_seen_later_heals_from_the_day_it_was_seen(self) -> None:
        facts = held("WRT", "2020-01-01", observations=(seen("2024-03-01", "2023-12-31", 14),))
        assert spans(ON, facts) == [
            "2020-01-01 2023-12-31 current",
            "2024-01-01 2024-02-29 lapsed (credits)",
            "2024-03-01 None current",
        ]

    def test_a_lower_balance_seen_later_lapses_from_the_day_it_was_seen(self) -> None:
        facts = (
            held("WRT", "2020-01-01", observations=(seen("2024-03-01", "2023-12-31", 13),)),
            credit("posted", 14, "2021-01-01"),
        )
        assert spans(ON, *facts) == [
            "2020-01-01 2024-02-29 current",
            "2024-03-01 None lapsed (credits)",
        ]
        assert judged(ON, *facts).lapses_on == day("2024-01-01")

    def test_one_of_a_later_chain_says_nothing_of_an_earlier(self) -> None:
        facts = held(
            "WRT",
            "2019-01-01",
            restored="2023-02-01",
            observations=(seen("2023-02-01", "2026-12-31", 3),),
        )
        assert judged("2021-01-01", facts).cycle == (day("2019-01-01"), day("2022-12-31"))
        assert judged(ON, facts).posted == 300

    def test_assumed_to_be_seen_today_is_warned(self) -> None:
        observation = seen(ON, "2027-06-30")
        assumed = type(observation)(observation.seen_on, observation.deadline, seen_assumed=True)
        facts = held("WRT", "2020-01-01", observations=(assumed,))
        assert judged(ON, facts).warnings == (Warned.SEEN_ON_ASSUMED,)


class TestTrackedFrom:
    OLD: ClassVar = {"tracked_from": "2018-01-01"}

    def test_cycles_before_are_presumed_renewed(self) -> None:
        facts = held("WRT", "2008-01-01", tracked_from="2016-01-01")
        assert spans("2019-12-31", facts) == ["2008-01-01 None current"]
        assert [
            r.outcome for r in judged("2019-12-31", facts).reasons if isinstance(r, Judged)
        ] == [
            "presumed",
            "presumed",
        ]
        assert judged("2010-01-01", facts).lapses_on == day("2020-01-01")
        assert judged("2010-01-01", facts).warnings == ()

    def test_a_cycle_that_begins_with_the_records_is_judged(self) -> None:
        facts = held("WRT", "2012-01-01", tracked_from="2016-01-01")
        assert judged("2019-12-31", facts).warnings == ()
        assert judged("2020-01-01", facts).label == "Lapsed"

    @pytest.mark.parametrize("tracked_from", ["2016-01-02", "2019-12-31"])
    def test_a_cycle_that_contains_their_first_day_is_not(self, tracked_from: str) -> None:
        facts = held("WRT", "2012-01-01", tracked_from=tracked_from)
        assert judged("2019-12-31", facts).warnings == (Warned.INCOMPLETE_RECORD,)
        assert judged("2020-01-01", facts).state == "unknown"

    def test_unless_its_deadline_was_seen(self) -> None:
        facts = held(
            "WRT",
            "2012-01-01",
            tracked_from="2017-01-01",
            observations=(seen("2018-01-01", "2019-12-31", 5),),
        )
        assert judged("2019-12-31", facts).warnings == ()
        assert judged("2020-01-01", facts).state == "lapsed"

    def test_a_look_at_the_record_ends_the_unknown_also_before(self) -> None:
        facts = held(
            "WRT", "2015-06-01", observations=(seen("2021-01-01", "2023-05-31"),), **self.OLD
        )
        assert spans("2022-01-01", facts) == ["2015-06-01 None current"]

    def test_a_look_at_an_expired_record_ends_it_from_that_day(self) -> None:
        facts = held(
            "WRT", "2011-06-01", observations=(seen("2024-01-01", "2023-05-31"),), **self.OLD
        )
        assert spans("2024-06-01", facts) == [
            "2011-06-01 2019-05-31 current",
            "2019-06-01 2023-12-31 unknown",
            "2024-01-01 None lapsed (credits)",
        ]
        paid = credit("posted", 14, "2022-01-01")
        assert spans("2024-06-01", facts, paid) == [
            "2011-06-01 2019-05-31 current",
            "2019-06-01 2023-12-31 unknown",
            "2024-01-01 None current",
        ]

    def test_what_ended_between_is_passed_over(self) -> None:
        facts = held(
            "MWR", "2011-06-01", observations=(seen("2024-01-01", "2023-05-31", 14),), **self.OLD
        )
        assert spans("2024-06-01", facts) == [
            "2011-06-01 2019-05-31 current",
            "2019-06-01 2023-12-31 unknown",
            "2024-01-01 None current",
        ]

    def test_a_look_at_an_older_deadline_ends_nothing(self) -> None:
        facts = held(
            "WRT", "2011-06-01", observations=(seen("2019-07-01", "2015-05-31"),), **self.OLD
        )
        assert judged("2019-08-01", facts).state == "unknown"

    def test_a_balance_alone_ends_nothing(self) -> None:
        facts = held("WRT", "2015-06-01", observations=(seen("2019-07-01", None, 14),), **self.OLD)
        assert judged("2019-08-01", facts).state == "unknown"


class TestIssueNotKnown:
    def test_nothing_known(self) -> None:
        standing = judged(ON, held("WRT", tracked_from="2020-01-01"))
        assert (standing.label, standing.required) == ("Check the record", 1400)
        assert spans(ON, held("WRT")) == ["None None unknown"]

    def test_life_begins_with_a_restoration(self) -> None:
        facts = held("WRT", restored="2023-05-01; 2023-06-01")
        assert spans(ON, facts) == ["None 2023-04-30 unknown", "2023-05-01 None current"]
        standing = judged(ON, facts)
        assert (standing.cycle, standing.warnings) == (
            (day("2023-05-01"), day("2027-04-30")),
            (Warned.RESTORED_WHILE_CURRENT,),
        )

    def test_life_begins_with_the_earlier_of_the_two(self) -> None:
        observed = (seen("2026-09-01", "2028-03-31"),)
        later = held("WRT", restored="2025-01-01", observations=observed)
        assert spans(ON, later)[0] == "None 2024-03-31 unknown"
        earlier = held("WRT", restored="2022-01-01", observations=observed)
        assert spans(ON, earlier)[0] == "None 2021-12-31 unknown"
        assert judged(ON, earlier).cycle == (day("2024-04-01"), day("2028-03-31"))

    def test_life_begins_with_a_cycle_of_the_version_that_governs_it(self) -> None:
        versions = (
            credits_rule("v", 1400, 48),
            credits_rule("v", 1000, 24, since=day("2024-01-01")),
        )
        rules = catalogue(certification("V", "IICRC", *versions))
        facts = person(held("V", observations=(seen("2025-09-26", "2025-07-01"),)))
        assert history(facts, rules, day("2025-07-01"))[0][1].since == day("2021-07-02")
        facts = person(held("V", observations=(seen("2026-09-26", "2027-07-01"),)))
        assert history(facts, rules, day("2025-07-02"))[0][1].since == day("2025-07-02")

    def test_no_version_governs_the_cycle_of_the_oldest(self) -> None:
        versions = (
            credits_rule("v", 1400, 24, since=day("2020-01-01")),
            credits_rule("v", 1000, 48, since=day("2024-01-01")),
        )
        rules = catalogue(certification("V", "IICRC", *versions))
        facts = person(held("V", observations=(seen("2026-09-26", "2026-12-31"),)))
        assert history(facts, rules, day("2026-12-31"))[0][1].since == day("2025-01-01")

    def test_a_balance_alone_begins_nothing(self) -> None:
        assert judged(ON, held("WRT", observations=(seen(ON, None, 3),))).state == "unknown"

    def test_ended(self) -> None:
        assert judged(ON, held("WRT", ended_on="2026-01-01")).label == "Ended"
        assert spans(ON, held("WRT", ended_on="2026-01-01")) == [
            "None 2025-12-31 unknown",
            "2026-01-01 None ended",
        ]


class TestEnds:
    FACTS = held("WRT", "2020-01-01", ended_on="2025-01-01")

    def test_before_the_issue(self) -> None:
        standing = judged("2019-12-31", self.FACTS)
        assert (standing.label, standing.required, standing.posted) == (
            "Not yet issued",
            1400,
            None,
        )
        assert spans("2019-12-31", self.FACTS) == []
        assert spans("2020-01-01", self.FACTS) == ["2020-01-01 None current"]

    def test_from_the_day_that_says_so(self) -> None:
        assert judged("2024-12-31", self.FACTS).label == "Lapsed"
        assert judged("2025-01-01", self.FACTS).label == "Ended"
        assert spans(ON, self.FACTS) == [
            "2020-01-01 2023-12-31 current",
            "2024-01-01 2024-12-31 lapsed (credits)",
            "2025-01-01 None ended",
        ]

    def test_a_gap_after_the_end_is_not_told(self) -> None:
        facts = held("WRT", "2020-01-01", ended_on="2022-01-01")
        assert spans(ON, facts) == ["2020-01-01 2021-12-31 current", "2022-01-01 None ended"]
