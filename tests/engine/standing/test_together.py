"""Several credentials in one sentence, and the answer that a technician reads first."""

import pytest

from engine.trade import CATALOGUE, credit, day, fee, held, person, seen
from goodstanding.engine.standing.answer import Standing
from goodstanding.engine.standing.judge import judge
from goodstanding.engine.standing.together import Said, to_you, together

ON = "2026-11-22"
WRT, ASD = held("WRT", "2023-01-10"), held("ASD", "2023-01-10")
LATER = held("ASD", "2023-01-30")
CARD = held("HAZWOPER-8", "2025-12-20")


def judged(*facts: object, on: str = ON) -> tuple[Standing, ...]:
    return judge(person(*facts), CATALOGUE, day(on))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("standings", "fact", "rest"),
    [
        (
            judged(
                held("WRT", "2022-10-03"),
                held("ASD", "2022-10-03"),
                credit("posted", 9.5, "2024-05-01"),
            ),
            "Dwayne Walker's WRT and ASD lapsed on 3 October 2026.",
            "4.5 CECs missing.",
        ),
        (
            judged(
                held("WRT", "2022-10-03"),
                held("ASD", "2022-11-03"),
                credit("posted", 7, "2022-10-10"),
            ),
            "Dwayne Walker's WRT and ASD lapsed, the first on 3 October 2026.",
            "up to 14 CECs missing.",
        ),
        (
            judged(held("WRT", "2022-10-03"), credit("earned", 14, "2026-10-01")),
            "Dwayne Walker's WRT lapsed on 3 October 2026.",
            "14 CECs earned in time were not submitted.",
        ),
        (
            judged(held("WRT", "2022-10-03"), credit("submitted", 14, "2026-10-01")),
            "Dwayne Walker's WRT lapsed on 3 October 2026.",
            "The IICRC has 14 CECs to post.",
        ),
        (
            judged(WRT, fee("2025-01-05", "2026-10-31"), credit("posted", 14, "2024-05-01")),
            "Dwayne Walker's WRT lapsed on 1 November 2026.",
            "The fee is not paid.",
        ),
        (
            judged(held("HAZWOPER-8", "2025-01-10")),
            "Dwayne Walker's HAZWOPER-8 lapsed on 10 January 2026.",
            "It has expired.",
        ),
        (
            judged(held("HAZWOPER-8", "2025-01-10"), held("AHERA", "2025-01-10")),
            "Dwayne Walker's HAZWOPER-8 and AHERA lapsed on 10 January 2026.",
            "They have expired.",
        ),
        (
            judged(held("HAZWOPER-8", "2025-01-10"), held("WRT", "2022-10-03")),
            "Dwayne Walker's HAZWOPER-8 and WRT lapsed, the first on 10 January 2026.",
            "",
        ),
        (
            judged(held("WRT", "2015-06-01", tracked_from="2023-01-01"), on="2023-06-01"),
            "Dwayne Walker's WRT cannot be judged from our records.",
            "It may have lapsed.",
        ),
        (
            judged(held("WRT"), held("ASD")),
            "Dwayne Walker's WRT and ASD cannot be judged from our records.",
            "They may have lapsed.",
        ),
        (
            judged(WRT, ASD, credit("posted", 8, "2024-05-01")),
            "Dwayne Walker's WRT and ASD lapse in 48 days.",
            "6 CECs missing.",
        ),
        (
            judged(WRT, LATER),
            "Dwayne Walker's WRT and ASD lapse soon, the first in 48 days.",
            "14 CECs missing.",
        ),
        (
            judged(WRT, on="2027-01-09"),
            "Dwayne Walker's WRT lapses after today.",
            "14 CECs missing.",
        ),
        (judged(CARD), "Dwayne Walker's HAZWOPER-8 lapses in 27 days.", ""),
        (
            judged(held("WRT", "2024-01-10"), held("ASD", "2024-01-10")),
            "Dwayne Walker is behind on WRT and ASD.",
            "14 CECs missing.",
        ),
        (
            judged(WRT, credit("posted", 6, "2024-05-01"), credit("earned", 8, "2026-10-01")),
            "Dwayne Walker has 8 CECs earned that nobody has submitted.",
            "Otherwise WRT lapses on 10 January 2027.",
        ),
        (
            judged(WRT, credit("posted", 14, "2024-05-01")),
            "Dwayne Walker's WRT: Good standing.",
            "",
        ),
    ],
)
def test_one_sentence_for_credentials_with_one_label(
    standings: tuple[Standing, ...], fact: str, rest: str
) -> None:
    assert together("Walker, Dwayne", standings, CATALOGUE) == Said(fact, rest)


@pytest.mark.parametrize(
    ("standings", "fact", "rest"),
    [
        ((), "No certification is recorded for you yet", ""),
        (judged(held("WRT", "2022-10-03")), "Your WRT is lapsed", "14 CECs missing."),
        (judged(held("WRT")), "Your WRT needs a look", "It cannot be judged from our records."),
        (
            judged(WRT, credit("earned", 14, "2026-10-01")),
            "Send in 14 CECs",
            "Otherwise WRT lapses on 10 January 2027.",
        ),
        (
            judged(WRT, credit("posted", 8, "2024-05-01")),
            "You need 6 CECs by 9 January 2027",
            "",
        ),
        (judged(CARD), "Your HAZWOPER-8 runs out on 19 December 2026", ""),
        (
            judged(WRT, credit("submitted", 14, "2026-10-01")),
            "You have done your part",
            "The IICRC has 14 CECs to post.",
        ),
        (
            judged(WRT, credit("planned", 14, "2026-12-01")),
            "You are covered by plan",
            "Otherwise WRT lapses on 10 January 2027.",
        ),
        (
            judged(WRT, credit("posted", 14, "2024-05-01")),
            "You are in good standing",
            "The first to run out is WRT, on 9 January 2031.",
        ),
        (
            judged(WRT, ASD, credit("posted", 14, "2024-05-01")),
            "You are in good standing",
            "All 2 run out on 9 January 2031.",
        ),
        (
            judged(WRT, ASD, held("OSHA-10", "2020-01-01"), credit("posted", 14, "2024-05-01")),
            "You are in good standing",
            "The first to run out are WRT and ASD, on 9 January 2031.",
        ),
        (judged(held("OSHA-10", "2020-01-01")), "You are in good standing", ""),
        (judged(held("WRT", "2027-01-01")), "Nothing is asked of you", ""),
    ],
)
def test_the_answer_to_the_technician(
    standings: tuple[Standing, ...], fact: str, rest: str
) -> None:
    assert to_you(standings, CATALOGUE) == Said(fact, rest)


def test_what_has_a_deadline_seen_on_the_record_is_said_alike() -> None:
    observed = held("WRT", "2023-01-10", observations=(seen("2026-11-01", "2026-12-31", 8),))
    (standing,) = judged(observed)
    assert together("Maria Lopez", [standing], CATALOGUE) == Said(
        "Maria Lopez's WRT lapses in 39 days.", "6 CECs missing."
    )
