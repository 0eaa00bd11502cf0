"""Pictures: what they say in words, and where the parts lie."""

import re
from datetime import date

from engine.trade import credit, fee, held, judged, seen
from goodstanding.engine.standing.answer import Standing
from goodstanding.services.forecast import Month
from goodstanding.web.pictures.bar import bar, percent
from goodstanding.web.pictures.cell import cell, day_that_matters, had_of, label
from goodstanding.web.pictures.months import months
from goodstanding.web.pictures.pace import pace
from web.reading import words_of

ON = "2026-11-22"
WRT = held("WRT", "2023-01-10")


def parts(picture: str, name: str) -> list[tuple[str, str]]:
    """Where the parts of a class begin and how wide they are."""
    return re.findall(rf'class="{name}" x="([^"]+)" width="([^"]+)"', picture)


def said(picture: str) -> str:
    (label,) = re.findall(r'aria-label="([^"]*)"', picture)
    return str(label)


def mixed() -> Standing:
    return judged(
        ON,
        WRT,
        credit("posted", 7, "2024-05-01"),
        credit("submitted", 3.5, "2025-05-01"),
        credit("earned", 2, "2026-05-01"),
        credit("planned", 4, "2026-12-01"),
    )


def test_the_bar_fills_from_the_surest_on_and_never_beyond_its_end() -> None:
    drawn = bar(mixed())
    assert said(drawn) == "7 posted, 3.5 submitted, 2 earned, 4 planned of 14"
    assert parts(drawn, "bar-posted") == [("0.00%", "50.00%")]
    assert parts(drawn, "bar-submitted") == [("50.00%", "25.00%")]
    assert parts(drawn, "bar-earned") == [("75.00%", "14.28%")]
    assert parts(drawn, "bar-planned") == [("89.28%", "10.72%")]
    more = bar(
        judged(ON, WRT, credit("posted", 20, "2024-05-01"), credit("earned", 2, "2026-05-01"))
    )
    assert parts(more, "bar-posted") == [("0.00%", "100.00%")]
    assert parts(more, "bar-earned") == []


def test_an_empty_bar_and_none() -> None:
    assert said(bar(judged(ON, WRT))) == "nothing of 14"
    assert bar(judged(ON, held("OSHA-10", "2020-01-01"))) == ""
    assert bar(judged(ON, held("WRT"))) == ""


def test_shares_are_written_exactly() -> None:
    assert [percent(0), percent(5), percent(1234), percent(10_000)] == [
        "0.00%", "0.05%", "12.34%", "100.00%",
    ]  # fmt: skip


def test_a_cell_says_everything_in_words() -> None:
    assert words_of(cell(mixed())) == "WRT Covered by plan 12.5 of 14 +4 planned due ~9 Jan 2027"
    due = judged(ON, WRT, credit("posted", 8, "2024-05-01"))
    assert words_of(cell(due)) == "WRT Due soon · 48 days 8 of 14 due ~9 Jan 2027"
    assert words_of(label(due)) == "Due soon · 48 days"
    assert had_of(judged(ON, held("OSHA-10", "2020-01-01"))) == ""


def test_the_day_that_matters() -> None:
    observed = held("WRT", "2023-01-10", observations=(seen("2026-11-01", "2027-03-31", 14),))
    paid = fee("2025-01-05", "2026-12-31")
    cases = {
        "since 3 Oct 2026": judged(ON, held("WRT", "2022-10-03")),
        "fee unpaid since 1 Nov 2026": judged(
            ON, WRT, credit("posted", 14, "2024-05-01"), fee("2025-01-05", "2026-10-31")
        ),
        "fee to 31 Dec 2026": judged(ON, WRT, credit("posted", 14, "2024-05-01"), paid),
        "due 31 Mar 2027": judged(ON, observed),
        "until ~19 Dec 2026": judged(ON, held("HAZWOPER-8", "2025-12-20")),
        "no expiry": judged(ON, held("OSHA-10", "2020-01-01")),
        "": judged(ON, held("WRT")),
    }
    assert {words: day_that_matters(standing) for words, standing in cases.items()} == {
        words: words for words in cases
    }


def test_the_pace_picture_says_what_it_shows() -> None:
    drawn = pace(mixed())
    assert said(drawn) == (
        "7 posted, 3.5 submitted, 2 earned, 4 planned, of 14 required by 9 Jan 2027"
    )
    assert words_of(drawn) == (
        "0 7 14 Jan 2023 Jan 2024 Jan 2025 Jan 2026 today 9 Jan 2027 12.5 so far"
    )
    assert len(parts(drawn, "pace-posted")) == 3
    assert len(parts(drawn, "pace-submitted")) == 2
    assert len(parts(drawn, "pace-earned")) == 1
    assert drawn.count('class="pace-plan"') == 2
    assert drawn.count('class="pace-today"') == drawn.count('class="pace-end"') == 1


def test_the_pace_after_the_deadline_has_no_today() -> None:
    drawn = pace(judged(ON, held("WRT", "2022-10-03"), credit("posted", 3, "2023-05-01")))
    assert 'class="pace-today"' not in drawn
    assert words_of(drawn).endswith("2 Oct 2026 3 posted")


def test_early_in_a_cycle_words_stand_at_the_right_of_today() -> None:
    drawn = pace(judged(ON, held("MWR", "2026-08-01"), credit("posted", 3, "2026-09-01")))
    assert 'text-anchor="start">today' in drawn
    assert words_of(drawn) == "0 7 14 Aug 2026 Aug 2027 today 31 Jul 2028 3 posted"


def test_a_balance_seen_on_the_record_is_a_step() -> None:
    observed = held("WRT", "2023-01-10", observations=(seen("2026-11-01", "2027-01-09", 10),))
    assert said(pace(judged(ON, observed))) == "10 posted, of 14 required by 9 Jan 2027"


def test_nothing_is_drawn_without_a_cycle_of_credits() -> None:
    assert pace(judged(ON, held("OSHA-10", "2020-01-01"))) == ""
    assert pace(judged(ON, held("WRT"))) == ""
    assert pace(judged("2026-03-01", held("CR", "2025-10-05"))) == ""
    assert said(pace(judged(ON, WRT))) == "nothing yet, of 14 required by 9 Jan 2027"


def test_months_say_their_numbers() -> None:
    ahead = [
        Month(date(2026, 12, 1), 2, 2),
        Month(date(2027, 1, 1), 0, 0),
        Month(date(2027, 2, 1), 1200, 300),
    ]
    drawn = months(ahead)
    assert said(drawn) == (
        "1,202 lapses in the next twelve months. December 2026: 2, February 2027: 1,200"
    )
    assert words_of(drawn) == "2 D J 2027 1,200 F"
    assert said(months([Month(date(2027, 1, 1), 0, 0)])) == "No lapses in the next twelve months"


def test_pictures_hold_no_style_that_the_policy_would_refuse() -> None:
    drawn = pace(mixed()) + bar(mixed()) + cell(mixed()) + months([Month(date(2027, 1, 1), 1, 1)])
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", drawn)
