"""Whole answers, compared with every field, and days at the edges of what is judged."""

from dataclasses import replace

import pytest

from engine.trade import (
    CATALOGUE,
    TECHNICIAN,
    catalogue,
    certification,
    credit,
    credits_rule,
    dated,
    day,
    fee,
    held,
    judged,
    person,
    seen,
)
from goodstanding.engine.rules.model import Kind
from goodstanding.engine.standing.answer import (
    Anchored,
    Capped,
    Condition,
    Counted,
    Coverage,
    Cycle,
    Judged,
    Label,
    Lapse,
    LeftOut,
    Renewed,
    Restored,
    RuleUsed,
    Standing,
    Warned,
)
from goodstanding.engine.standing.judge import judge

ON = day("2026-11-22")


def rule_of(code: str) -> RuleUsed:
    return RuleUsed(CATALOGUE.certifications[code].rules[0])


def test_credits() -> None:
    posted, sent = credit("posted", 8, "2024-05-01"), credit("submitted", 2, "2026-10-01")
    earlier = (credit("posted", 14, "2020-01-01"), credit("earned", 3, "2021-01-01"))
    facts = (held("WRT", "2019-01-10"), *earlier, posted, sent)
    assert judged("2026-11-22", *facts) == Standing(
        certification="WRT",
        on=ON,
        state=Condition.CURRENT,
        reason=None,
        kind=Label.DUE_SOON,
        label="Due soon",
        required=1400,
        estimated=True,
        cycle=Cycle(day("2023-01-10"), day("2027-01-09")),
        posted=800,
        submitted=200,
        earned=0,
        planned=0,
        capped=0,
        short=400,
        coverage=Coverage.SHORT,
        days_left=48,
        on_pace=False,
        lapses_on=day("2027-01-10"),
        to_reconcile=0,
        warnings=(),
        reasons=(
            RuleUsed(TECHNICIAN),
            Anchored("issue", day("2019-01-10")),
            Judged(Cycle(day("2019-01-10"), day("2023-01-09")), 1400, 1400, "renewed"),
            Counted((posted, sent), (800, 200)),
        ),
    )


def test_a_card() -> None:
    planned = credit("planned", 8, "2026-12-01", obtains="HAZWOPER-8")
    card = held("HAZWOPER-8", "2026-01-20", twin=True)
    assert judged("2026-11-22", card, planned) == Standing(
        certification="HAZWOPER-8",
        on=ON,
        state=Condition.CURRENT,
        reason=None,
        kind=Label.PLANNED,
        label="Covered by plan",
        required=None,
        estimated=True,
        cycle=Cycle(day("2026-01-20"), day("2027-01-19")),
        coverage=Coverage.PLANNED,
        days_left=58,
        lapses_on=day("2027-01-20"),
        warnings=(Warned.HELD_TWICE,),
        reasons=(
            rule_of("HAZWOPER-8"),
            Renewed(day("2026-01-20"), day("2027-01-19"), True),
        ),
    )


def test_a_card_with_an_expiry_only_is_judged_by_the_rule_of_that_day() -> None:
    assert judged("2026-11-22", held("DOT-MED", expires_on="2026-12-31")).reasons == (
        rule_of("DOT-MED"),
    )


def test_a_lifetime() -> None:
    assert judged("2026-11-22", held("OSHA-10", "2020-01-01")) == Standing(
        certification="OSHA-10",
        on=ON,
        state=Condition.CURRENT,
        reason=None,
        kind=Label.GOOD,
        label="Good standing",
        required=None,
        reasons=(rule_of("OSHA-10"),),
    )


@pytest.mark.parametrize(
    ("code", "required", "facts", "state", "kind", "reasons"),
    [
        (
            "WRT",
            1400,
            {"issued_on": "2027-01-01"},
            Condition.NOT_YET_ISSUED,
            Label.NOT_YET_ISSUED,
            (),
        ),
        (
            "WRT",
            1400,
            {"issued_on": "2020-01-01", "ended_on": "2026-11-22"},
            Condition.ENDED,
            Label.ENDED,
            (),
        ),
        ("WRT", 1400, {}, Condition.UNKNOWN, Label.CHECK, ()),
        (
            "WRT",
            1400,
            {"issued_on": "2022-11-22", "tracked_from": "2025-01-01"},
            Condition.UNKNOWN,
            Label.CHECK,
            (Judged(Cycle(day("2022-11-22"), day("2026-11-21")), 0, 1400, "unknown"),),
        ),
        (
            "DOT-MED",
            None,
            {"issued_on": "2026-01-01"},
            Condition.UNKNOWN,
            Label.CHECK,
            (Renewed(day("2026-01-01"), None, True),),
        ),
    ],
)
def test_without_a_cycle(
    code: str,
    required: int | None,
    facts: dict[str, str],
    state: Condition,
    kind: Label,
    reasons: tuple[object, ...],
) -> None:
    assert judged("2026-11-22", held(code, twin=True, **facts)) == Standing(
        certification=code,
        on=ON,
        state=state,
        reason=None,
        kind=kind,
        label=kind.value,
        required=required,
        warnings=(Warned.HELD_TWICE,),
        reasons=reasons,
    )


def test_what_was_required_when_it_ended_is_of_the_version_then() -> None:
    versions = (credits_rule("v", 1000, 24), credits_rule("v", 1400, 24, since=day("2026-01-01")))
    rules = catalogue(certification("V", "IICRC", *versions))
    facts = person(held("V", "2020-01-01", ended_on="2025-06-01"))
    assert [judge(facts, rules, day(d))[0].required for d in ("2025-12-31", "2026-01-01")] == [
        1000,
        1400,
    ]


def test_the_first_day_of_a_life_that_began_unseen() -> None:
    facts = held("WRT", observations=(seen("2026-09-01", "2028-03-31", 4),))
    assert [judged(d, facts).state for d in ("2024-03-31", "2024-04-01")] == ["unknown", "current"]


def test_a_course_does_not_renew_what_it_obtained_in_an_ended_cycle_either() -> None:
    own = credit("posted", 19, "2020-01-15", obtains="WRT")
    assert judged("2024-01-15", held("WRT", "2020-01-15"), own).label == "Lapsed"
    later = credit("posted", 19, "2020-01-16", obtains="WRT")
    assert judged("2024-01-15", held("WRT", "2020-01-15"), later).label == "On pace"


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        ("2025-12-31", None),
        ("2026-01-01", Lapse.FEE),
        ("2026-02-28", Lapse.FEE),
        ("2026-03-01", None),
    ],
)
def test_the_first_and_the_last_day_of_a_fee_gap(on: str, reason: Lapse | None) -> None:
    fees = (fee("2025-01-05", "2025-12-31"), fee("2026-03-01", "2026-12-31"))
    assert judged(on, held("WRT", "2024-01-10"), *fees).reason == reason


@pytest.mark.parametrize(
    ("seen_on", "posted"),
    [("2023-12-31", 200), ("2024-01-01", 600), ("2027-12-31", 600)],
)
def test_a_balance_seen_on_the_edges_of_a_cycle(seen_on: str, posted: int) -> None:
    facts = held("WRT", "2020-01-01", observations=(seen(seen_on, None, 6),))
    won = credit("posted", 14, "2023-01-01", posted_on="2024-01-01")
    assert judged("2027-12-31", facts, won, credit("posted", 2, "2024-01-01")).posted == posted


@pytest.mark.parametrize(
    ("earned_on", "told"),
    [("2023-12-31", False), ("2024-01-01", True), ("2027-12-31", True), ("2028-01-01", False)],
)
def test_what_does_not_count_is_told_from_edge_to_edge(earned_on: str, told: bool) -> None:
    void = credit("void", 3, earned_on)
    reasons = judged("2026-01-01", held("WRT", "2024-01-01"), void).reasons
    assert (LeftOut(void, "void") in reasons) is told


def test_a_cap_says_what_it_took_from_which_credit() -> None:
    rule = credits_rule("cap", 1400, 48, most_per_activity=600)
    rules = catalogue(certification("CAP", "IICRC", rule))
    long = credit("posted", 8, "2025-01-01", activity="x")
    standing = judge(person(held("CAP", "2024-01-01"), long), rules, ON)[0]
    assert Capped(long, 200, "activity") in standing.reasons


def test_life_begun_by_a_restoration_says_so() -> None:
    reasons = judged("2026-11-22", held("WRT", restored="2023-05-01")).reasons
    assert [r for r in reasons if isinstance(r, Restored | Anchored)] == [
        Anchored("restoration", day("2023-05-01")),
        Restored(day("2023-05-01"), True),
    ]


def test_how_ended_cycles_were_met_is_told() -> None:
    facts = held(
        "WRT",
        "2010-01-01",
        tracked_from="2015-01-01",
        observations=(seen("2022-06-01", "2025-12-31"),),
    )
    credits = [credit("posted", 14, "2015-05-01")]
    reasons = judged("2025-01-01", facts, *credits).reasons
    assert [r.outcome for r in reasons if isinstance(r, Judged)] == [
        "vouched",
        "renewed",
        "vouched",
    ]


def test_a_card_of_one_day() -> None:
    card = held("DOT-MED", "2026-11-22", expires_on="2026-11-22")
    standing = judged("2026-11-22", card)
    assert (standing.state, standing.days_left) == ("current", 0)


def test_a_restoration_on_the_day_of_issue_of_a_card_is_the_issue() -> None:
    card = held("HAZWOPER-8", "2026-01-20", restored="2026-01-20")
    assert judged("2026-11-22", card).warnings == ()


def test_a_card_is_judged_by_the_version_of_its_own_day() -> None:
    shorter = replace(dated(Kind.REFRESHER, 12), since=day("2026-01-01"))
    versions = (dated(Kind.REFRESHER, 24), shorter)
    rules = catalogue(certification("V", "OSHA", *versions))
    renewed = credit("earned", 8, "2026-02-01", obtains="V")
    facts = person(held("V", "2024-06-01"), renewed)
    before, now = (judge(facts, rules, day(d))[0] for d in ("2026-01-31", "2026-02-01"))
    assert (before.cycle.deadline, before.reasons[0]) == (day("2026-05-31"), RuleUsed(versions[0]))
    assert (now.cycle.deadline, now.reasons[0]) == (day("2027-01-31"), RuleUsed(shorter))


def test_a_fee_that_runs_out_with_the_card() -> None:
    card = held("MRS", "2021-11-23")
    for paid_through, lapses_on in [("2026-11-21", "2026-11-22"), ("2026-11-22", "2026-11-23")]:
        standing = judged("2026-11-21", card, fee("2021-11-23", paid_through))
        assert standing.lapses_on == day(lapses_on)
        assert judged(paid_through, card, fee("2021-11-23", paid_through)).state == "current"
