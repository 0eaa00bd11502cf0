"""Sentences about standing: dense tables of what is known and what is said of it."""

from dataclasses import replace

import pytest

from engine.trade import CATALOGUE, certification, credit, credits_rule, day, fee, held, seen
from engine.trade import catalogue as catalogue_with
from engine.trade import judged as judged_by
from goodstanding.engine.rules.model import Basis, Kind, Rule, Sure
from goodstanding.engine.standing.answer import (
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
    RuleUsed,
    Standing,
    Warned,
)
from goodstanding.engine.standing.explain import (
    absence,
    explain,
    fee_runs_out_first,
    headline,
    warning,
    yours,
)
from goodstanding.engine.standing.remedies import ON_PAGES, remedy

WRT = held("WRT", "2023-01-10")
BODIES = {
    code: replace(body, submissions="renewals@iicrc.example" if code == "IICRC" else None)
    for code, body in CATALOGUE.bodies.items()
}
TRADE = replace(CATALOGUE, bodies=BODIES)


def judged(on: str, *facts: object) -> Standing:
    return judged_by(on, *facts)  # type: ignore[arg-type]


def lapsed_card(on: str, code: str = "AHERA") -> Standing:
    return judged(on, held(code, "2025-01-10"))


@pytest.mark.parametrize(
    ("name", "standing", "said"),
    [
        (
            "Maria Lopez",
            judged("2026-11-22", WRT, credit("posted", 8, "2024-05-01")),
            "Maria's WRT lapses in 48 days; 6 CECs missing.",
        ),
        (
            "Lopez, Marcus",
            judged("2027-01-08", WRT, credit("posted", 13, "2024-05-01")),
            "Marcus's WRT lapses in 1 day; 1 CEC missing.",
        ),
        (
            "Maria Lopez",
            judged("2027-01-09", WRT, credit("posted", 8, "2024-05-01")),
            "Maria's WRT lapses after today; 6 CECs missing.",
        ),
        (
            "Maria Lopez",
            judged("2027-03-01", WRT, credit("posted", 8, "2024-05-01")),
            "Maria's WRT has been lapsed since 10 January 2027; 6 CECs missing.",
        ),
        (
            "Maria Lopez",
            judged("2027-03-01", WRT, credit("earned", 14, "2024-05-01")),
            (
                "Maria's WRT has been lapsed since 10 January 2027;"
                " 14 CECs earned in time were not submitted."
            ),
        ),
        (
            "Maria Lopez",
            judged("2027-03-01", WRT, credit("submitted", 14, "2024-05-01")),
            "Maria's WRT has been lapsed since 10 January 2027; 14 CECs wait for the IICRC.",
        ),
        (
            "Maria Lopez",
            judged("2026-11-22", WRT, fee("2025-01-05", "2025-12-31")),
            "Maria's WRT has been lapsed since 1 January 2026; the fee is not paid.",
        ),
        (
            "Maria Lopez",
            lapsed_card("2026-11-22"),
            "Maria's AHERA has been lapsed since 10 January 2026; it has expired.",
        ),
        (
            "Maria Lopez",
            judged("2026-11-22", held("MWR", "2024-12-01"), credit("posted", 14, "2025-03-01")),
            "Maria's MWR is in good standing until 30 November 2028.",
        ),
        (
            "Maria Lopez",
            judged(
                "2026-11-22",
                WRT,
                credit("posted", 14, "2024-05-01"),
                fee("2026-01-01", "2026-12-31"),
            ),
            "Maria's WRT is in good standing until 31 December 2026, when the fee runs out.",
        ),
        (
            "Maria Lopez",
            judged("2026-11-22", held("OSHA-10", "2020-05-05")),
            "Maria's OSHA-10 is in good standing and does not lapse.",
        ),
        (
            "Maria Lopez",
            judged("2026-01-15", held("AHERA", "2025-12-24")),
            "Maria's AHERA is in good standing until 23 December 2026.",
        ),
        (
            "Maria Lopez",
            judged("2026-11-22", held("AHERA", "2025-12-24")),
            "Maria's AHERA lapses in 31 days; its last day is 23 December 2026.",
        ),
        (
            "Maria Lopez",
            judged(
                "2026-11-22",
                held("AHERA", "2025-12-24"),
                credit("planned", 8, "2026-12-01", body="EPA", obtains="AHERA"),
            ),
            "Maria's AHERA is covered by plan: a renewal; otherwise it lapses on 24 December 2026.",
        ),
        (
            "Maria Lopez",
            judged("2026-11-22", WRT, credit("submitted", 14, "2024-05-01")),
            (
                "Maria's WRT waits for the IICRC to post 14 CECs;"
                " otherwise it lapses on 10 January 2027."
            ),
        ),
        (
            "Maria Lopez",
            judged("2026-11-22", WRT, credit("earned", 14, "2024-05-01")),
            (
                "Maria's WRT is covered once 14 CECs are submitted and posted;"
                " otherwise it lapses on 10 January 2027."
            ),
        ),
        (
            "Maria Lopez",
            judged("2026-11-22", WRT, credit("planned", 14, "2026-12-01")),
            "Maria's WRT is covered by plan with 14 CECs; otherwise it lapses on 10 January 2027.",
        ),
        (
            "Maria Lopez",
            judged("2026-03-01", WRT, credit("posted", 3.5, "2024-05-01")),
            "Maria's WRT is behind; 10.5 CECs missing by 9 January 2027, 314 days from now.",
        ),
        (
            "Maria Lopez",
            judged("2023-11-22", WRT, fee("2023-01-10", "2023-12-31")),
            (
                "Maria's WRT is on pace; 14 CECs to go by 9 January 2027."
                " The fee is paid only through 31 December 2023."
            ),
        ),
        ("Cher", judged("2022-01-01", WRT), "Cher's WRT is not issued yet."),
        (
            "Maria",
            judged("2026-01-01", held("WRT", "2023-01-10", ended_on="2025-01-01")),
            "Maria's WRT has ended.",
        ),
        (
            "Maria Lopez",
            judged("2026-11-22", held("WRT")),
            "Maria's WRT cannot be judged from our records; it may have lapsed.",
        ),
        (
            "",
            Standing(
                "WRT", day("2026-11-22"), Condition.LAPSED, None, Label.LAPSED, "Lapsed", 1400
            ),
            "'s WRT is lapsed now; 0 CECs missing.",
        ),
        (
            "Ann",
            Standing("WRT", day("2026-11-22"), Condition.CURRENT, None, Label.SUBMIT, "", None),
            "Ann's WRT is covered once 0 CECs are submitted and posted.",
        ),
        (
            "Ann",
            Standing("WRT", day("2026-11-22"), Condition.CURRENT, None, Label.DUE_SOON, "", None),
            "Ann's WRT lapses after today.",
        ),
        (
            "Ann",
            Standing("WRT", day("2026-11-22"), Condition.CURRENT, None, Label.ON_PACE, "", None),
            "Ann's WRT is on pace; 0 CECs to go.",
        ),
    ],
)
def test_headline(name: str, standing: Standing, said: str) -> None:
    assert headline(name, standing, TRADE) == said


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (
            judged("2026-11-22", WRT, credit("posted", 8, "2024-05-01")),
            "Book 6 CECs to be earned by 9 January 2027.",
        ),
        (
            judged("2026-11-22", WRT, credit("earned", 8, "2024-05-01")),
            (
                "Book 6 CECs to be earned by 9 January 2027,"
                " and submit 8 CECs already earned to renewals@iicrc.example."
            ),
        ),
        (judged("2026-03-01", WRT), "Book 14 CECs to be earned by 9 January 2027."),
        (
            judged("2026-11-22", WRT, credit("earned", 14, "2024-05-01")),
            "Submit the certificates to renewals@iicrc.example.",
        ),
        (
            judged(
                "2026-11-22",
                held("CR", "2020-01-10"),
                credit("earned", 48, "2022-05-01", body="RIA"),
            ),
            "Submit the certificates to the RIA at once; the RIA decides whether they still count.",
        ),
        (
            judged("2026-11-22", WRT, credit("submitted", 14, "2024-05-01")),
            "See that the IICRC posts what was submitted.",
        ),
        (
            judged("2027-03-01", WRT, credit("submitted", 14, "2024-05-01")),
            "Ask the IICRC to post the submitted credits; once posted, they count.",
        ),
        (
            judged("2027-03-01", WRT),
            "Re-test or ask the IICRC for reinstatement, and type its day into Restored on.",
        ),
        (
            judged("2026-11-22", WRT, fee("2025-01-05", "2025-12-31")),
            "Pay the fee to the IICRC, and type the payment into Fees.",
        ),
        (
            judged("2026-11-22", held("WRT")),
            "Ask the IICRC for the date on the profile, and type it into Due on and Seen on.",
        ),
        (
            judged("2026-11-22", held("DOT-MED")),
            "Type the last valid day that is printed on the card into Expires on.",
        ),
        (
            lapsed_card("2026-11-22"),
            "Take the refresher by 9 January 2027; there is no right to work until then.",
        ),
        (
            lapsed_card("2027-01-10"),
            "Take the initial course again; a refresher was enough only until 9 January 2027.",
        ),
        (
            lapsed_card("2026-11-22", "HAZWOPER-8"),
            "Take the refresher, and type it in as a credit that obtains it.",
        ),
        (
            lapsed_card("2031-11-22", "RRP-FIRM"),
            "Renew it, and type the renewal in as a credit that obtains it.",
        ),
        (
            judged("2026-11-22", held("DOT-MED", "2024-01-01", expires_on="2025-12-31")),
            "Get a new card, and type its date into Expires on.",
        ),
        (
            judged("2026-11-22", held("HAZWOPER-8", "2026-01-20")),
            "Take the refresher by 19 January 2027.",
        ),
        (
            judged("2026-11-22", held("RRP-FIRM", "2022-01-20")),
            "Renew it by 19 January 2027.",
        ),
        (
            judged("2026-11-22", held("DOT-MED", "2024-01-01", expires_on="2026-12-31")),
            "Get a new card by 31 December 2026.",
        ),
        (
            Standing(
                "AHERA",
                day("2026-11-22"),
                Condition.LAPSED,
                Lapse.EXPIRED,
                Label.LAPSED,
                "Lapsed",
                None,
            ),
            "Take the refresher, and type it in as a credit that obtains it.",
        ),
        (judged("2023-11-22", WRT), None),
        (judged("2026-11-22", WRT, credit("posted", 14, "2024-05-01")), None),
        (judged("2026-11-22", WRT, credit("planned", 14, "2026-12-01")), None),
        (judged("2022-01-01", WRT), None),
        (judged("2026-01-01", held("WRT", "2023-01-10", ended_on="2025-01-01")), None),
    ],
)
def test_remedy(standing: Standing, said: str | None) -> None:
    assert remedy(standing, TRADE) == said


def test_on_pages_no_column_of_a_workbook_is_named() -> None:
    due, fees = held("WRT"), fee("2025-01-05", "2025-12-31")
    assert [
        remedy(one, TRADE, ON_PAGES)
        for one in (
            judged("2026-11-22", due),
            judged("2026-11-22", held("DOT-MED")),
            judged("2027-03-01", WRT),
            judged("2026-11-22", WRT, fees),
            lapsed_card("2026-11-22", "HAZWOPER-8"),
            lapsed_card("2031-11-22", "RRP-FIRM"),
            judged("2026-11-22", held("DOT-MED", "2024-01-01", expires_on="2025-12-31")),
        )
    ] == [
        "Ask the IICRC for the date on the profile, and type it in here.",
        "Type in the last valid day that is printed on the card.",
        "Re-test or ask the IICRC for reinstatement, and record the day.",
        "Pay the fee to the IICRC, and record the payment.",
        "Take the refresher, and record it.",
        "Renew it, and record the renewal.",
        "Get a new card, and type in its date.",
    ]


TECHNICIAN = (
    "The rule “technician”: 14 CECs in 48 months."
    " Source: a page, read on 22 November 2026 (official text)."
)
COMPUTED = "The deadline is computed; nobody has typed in what the body's record or the card shows."


def test_explain_a_cycle_that_is_behind() -> None:
    standing = judged(
        "2026-03-01",
        held("WRT", "2019-01-10", tracked_from="2024-01-01"),
        credit("posted", 8, "2024-05-01", title="Psychrometry online"),
        credit("earned", 1, "2025-05-01"),
        credit("rejected", 4, "2025-06-01", title="Dehumidifier workshop"),
        credit("earned", 2, "2025-06-02", title="Toolbox talk", approved=False),
        credit("planned", 2, "2026-02-01", title="Booth visit"),
        credit("void", 3, "2025-06-03"),
        credit("earned", 1, "2025-07-01", title="Unsure", approved=None),
    )
    assert explain(standing, TRADE) == (
        (
            "10 January 2023 to 9 January 2027: 8 posted and 2 earned of 14 CECs required;"
            " 4 CECs missing."
        ),
        "The pace asks for 10.5 CECs by now, after 3 full years of the cycle.",
        COMPUTED,
        "Current until 9 January 2027 if nothing more is posted or paid.",
        TECHNICIAN,
        "Cycles are counted from the day of issue: 10 January 2019.",
        (
            "10 January 2019 to 9 January 2023: 0 of 14 CECs posted;"
            " taken as renewed, because it ended before our records begin."
        ),
        (
            "Not counted: 2 CECs, planned, “Booth visit”, 1 February 2026:"
            " its planned day has passed and nobody has said whether it happened."
        ),
        (
            "Not counted: 4 CECs, rejected, “Dehumidifier workshop”, 1 June 2025:"
            " the body has rejected it."
        ),
        (
            "Not counted: 2 CECs, earned, “Toolbox talk”, 2 June 2025:"
            " the body has not approved the activity."
        ),
        "Not counted: 3 CECs, void, 3 June 2025: it is void.",
        "Counted: 8 CECs, posted, “Psychrometry online”, 1 May 2024.",
        "Counted: 1 CEC, earned, 1 May 2025.",
        "Counted: 1 CEC, earned, “Unsure”, 1 July 2025.",
        "Our records begin within this cycle; credits from before may be missing.",
        "It is still to be checked whether the body has approved an activity that counts here.",
        "A planned day has passed; type in whether it happened. Until then it does not count.",
    )


def test_explain_a_balance() -> None:
    standing = judged(
        "2026-11-22",
        held("WRT", "2019-03-01", observations=(seen("2026-07-01", "2027-09-30", 10),)),
        credit("posted", 12.5, "2024-05-01"),
        credit("posted", 4, "2026-08-01"),
    )
    assert explain(standing, TRADE) == (
        "1 October 2023 to 30 September 2027: 14 posted of 14 CECs required.",
        "Current until 30 September 2031 if nothing more is posted or paid.",
        TECHNICIAN,
        (
            "Cycles are counted from the day after the deadline seen on the body's record:"
            " 1 October 2027."
        ),
        (
            "1 March 2019 to 30 September 2019: 0 of 14 CECs posted;"
            " met, as the body's record showed later."
        ),
        (
            "1 October 2019 to 30 September 2023: 0 of 14 CECs posted;"
            " met, as the body's record showed later."
        ),
        "The IICRC's record, seen on 1 July 2026, shows 10 CECs; we have 12.5 posted up to then.",
        "Counted: 4 CECs, posted, 1 August 2026.",
    )


def test_explain_a_restoration_and_a_fee_gap() -> None:
    standing = judged(
        "2026-11-22",
        held("WRT", "2020-02-29", restored="2024-06-15; 2024-08-01"),
        fee("2025-01-05", "2025-12-31"),
    )
    assert explain(standing, TRADE) == (
        "15 June 2024 to 14 June 2028: nothing of 14 CECs required; 14 CECs missing.",
        COMPUTED,
        "Lapsed since 1 January 2026.",
        TECHNICIAN,
        "Cycles are counted from the restoration: 15 June 2024.",
        "The restoration of 15 June 2024 begins a new chain of cycles.",
        "The restoration of 1 August 2024 changes nothing.",
        "The fee is not paid from 1 January 2026 on.",
        "A restoration is recorded for a day on which it was current; it changes nothing.",
    )


def test_explain_a_first_cycle_in_which_nothing_is_required() -> None:
    standing = judged("2026-03-01", held("CR", "2025-10-05"))
    assert explain(standing, TRADE) == (
        "5 October 2025 to 30 June 2026: nothing is required.",
        COMPUTED,
        "Current until 30 June 2029 if nothing more is posted or paid.",
        (
            "The rule “ria”: 48 CECs in 36 months."
            " Source: a page, read on 22 November 2026 (official text)."
        ),
        "Cycles are counted from the calendar of the rule: 1 July 2026.",
    )


def test_explain_a_card() -> None:
    standing = judged(
        "2026-11-22",
        held("HAZWOPER-8", "2024-01-20"),
        credit("earned", 8, "2025-01-10", body="OSHA", obtains="HAZWOPER-8"),
        credit("rejected", 8, "2025-11-10", body="OSHA", obtains="HAZWOPER-8"),
    )
    assert explain(standing, TRADE) == (
        "10 January 2025 to 9 January 2026: valid.",
        COMPUTED,
        "Lapsed since 10 January 2026.",
        (
            "The rule “refresher”: a refresher keeps it for 12 months from its day."
            " Source: a page, read on 22 November 2026 (official text)."
        ),
        "Issued or renewed on 20 January 2024; valid through 19 January 2025.",
        "Issued or renewed on 10 January 2025; valid through 9 January 2026.",
    )


def test_explain_caps_and_an_old_rule() -> None:
    rule = replace(
        credits_rule("Capped", 1400, 48, most_per_activity=800, most_per_day=700),
        since=day("2020-01-01"),
        basis=Basis("hearsay", None, Sure.R),
    )
    talk = credit("posted", 9, "2024-05-01", title="Long day")
    standing = Standing(
        "WRT",
        day("2026-11-22"),
        Condition.CURRENT,
        None,
        Label.ENDED,
        "",
        1400,
        reasons=(
            RuleUsed(rule),
            Capped(talk, 100, "activity"),
            Capped(talk, 100, "day"),
            Counted((talk,), (700,)),
            LeftOut(talk, "something new"),
            Judged(Cycle(None, day("2020-01-01")), 1400, 1400, "renewed"),
            Renewed(day("2024-01-01"), None, True),
            Renewed(day("2024-02-01"), None, False),
        ),
    )
    assert explain(standing, TRADE) == (
        (
            "The rule “Capped”: 14 CECs in 48 months, at most 8 CECs per activity,"
            " at most 7 CECs per day, in force since 1 January 2020."
            " Source: hearsay (unverified: no source)."
        ),
        "Above the most per activity: 1 CEC of “Long day”, 1 May 2024.",
        "Above the most per day: 1 CEC of “Long day”, 1 May 2024.",
        "Counted: 7 CECs (of 9), posted, “Long day”, 1 May 2024.",
        "Not counted: 9 CECs, posted, “Long day”, 1 May 2024: it does not count here.",
        "Up to 1 January 2020: 14 of 14 CECs posted; renewed.",
        "Issued or renewed on 1 January 2024; counted.",
        "The renewal of 1 February 2024 does not count.",
    )


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.TERM, "a renewal keeps it for 60 months from the last expiry"),
        (Kind.PRINTED, "it is valid through the day printed on the card"),
        (Kind.LIFETIME, "it does not lapse"),
    ],
)
def test_explain_rules_that_live_by_dates(kind: Kind, said: str) -> None:
    rule = Rule("own", kind, Basis("a card", None, Sure.B), months=60)
    standing = Standing(
        "WRT",
        day("2026-11-22"),
        Condition.CURRENT,
        None,
        Label.GOOD,
        "",
        None,
        reasons=(RuleUsed(rule),),
    )
    assert explain(standing, TRADE) == (
        f"The rule “own”: {said}. Source: a card (reputable page).",
    )


def test_explain_a_fee_gap_that_was_closed() -> None:
    standing = judged(
        "2026-01-15", WRT, fee("2025-01-05", "2025-12-31"), fee("2026-03-01", "2026-12-31")
    )
    said = "The fee is not paid from 1 January 2026 to 28 February 2026."
    assert explain(standing, TRADE)[-1] == said


@pytest.mark.parametrize(
    ("standing", "first"),
    [
        (judged("2026-11-22", WRT, credit("posted", 14, "2024-05-01")), False),
        (
            judged("2026-11-22", WRT, credit("posted", 14, "2024-05-01"), fee(None, "2026-12-31")),
            True,
        ),
        (
            judged("2026-11-22", WRT, credit("posted", 14, "2024-05-01"), fee(None, "2028-12-31")),
            True,
        ),
        (
            judged("2026-11-22", WRT, credit("posted", 14, "2024-05-01"), fee(None, "2031-01-09")),
            False,
        ),
        (judged("2026-11-22", WRT, fee(None, "2027-01-09")), False),
        (judged("2027-01-10", WRT, fee(None, "2027-12-31")), False),
        (judged("2026-11-22", held("CR", "2025-10-05")), False),
        (judged("2026-11-22", held("HAZWOPER-8", "2026-01-20")), False),
        (judged("2026-11-22", held("OSHA-10", "2026-01-20")), False),
    ],
)
def test_the_fee_runs_out_first(standing: Standing, first: bool) -> None:
    assert fee_runs_out_first(standing) is first


def test_credits_are_called_what_their_body_calls_them() -> None:
    trade = catalogue_with(certification("CMC", "ACAC", credits_rule("acac", 2000, 24)))
    bodies = {**trade.bodies, "ACAC": replace(trade.bodies["ACAC"], unit="hour")}
    standing = Standing(
        "CMC",
        day("2026-11-22"),
        Condition.CURRENT,
        None,
        Label.DUE_SOON,
        "Due soon",
        2000,
        cycle=Cycle(day("2025-01-01"), day("2026-12-31")),
        days_left=39,
        short=100,
        coverage=Coverage.SHORT,
    )
    said = headline("Ann", standing, replace(trade, bodies=bodies))
    assert said == "Ann's CMC lapses in 39 days; 1 hour missing."


def test_every_warning_has_its_sentence() -> None:
    assert [warning(warned)[-1] for warned in Warned] == [".", ".", ".", ".", ".", ".", ".", "?"]


@pytest.mark.parametrize(
    ("state", "reason", "said"),
    [
        (Condition.LAPSED, Lapse.CREDITS, "Ann's WRT is lapsed: credits are missing"),
        (Condition.LAPSED, Lapse.FEE, "Ann's WRT is lapsed: the fee is not paid"),
        (Condition.LAPSED, Lapse.EXPIRED, "Ann's WRT is lapsed: it has expired"),
        (
            Condition.UNKNOWN,
            None,
            "Ann's WRT has a record that must be checked",
        ),
        (Condition.NOT_YET_ISSUED, None, "Ann's WRT is not issued yet"),
        (Condition.ENDED, None, "Ann's WRT has ended"),
    ],
)
def test_absence(state: Condition, reason: Lapse | None, said: str) -> None:
    assert absence("Ann", "WRT", state, reason) == said


def test_the_fact_as_it_is_said_to_the_person_himself() -> None:
    standing = judged("2026-11-22", WRT, credit("posted", 8, "2024-05-01"))
    assert yours(standing, CATALOGUE) == "Your WRT lapses in 48 days; 6 CECs missing."
