"""The sheet Observations: what the body's record showed on other days."""

from datetime import date
from pathlib import Path
from typing import Any

from files.cast import CATALOGUE, ON, xlsx
from goodstanding.engine.standing.facts import Observation
from goodstanding.files.workbook.team import Team, read_team

HELD = [
    ["Name", "Certification", "Number", "Issued on", "Due on", "Seen on", "Balance"],
    ["Zoe", "WRT", "A-1", "2019-06-01", "2027-05-31", "2026-05-05", 7],
    ["Zoe", "ASD", "A-2", "2019-06-01", None, None, None],
    ["Zoe", "ASD", "A-2", "2024-06-01", None, None, None],
    ["Zoe", "DOT", None, "2024-06-01", None, None, None],
]
HEAD = ["Name", "Certification", "Number", "Which", "Due on", "Seen on", "Balance"]


def read(folder: Path, *rows: list[Any]) -> Team:
    path = xlsx(folder / "t.xlsx", Certifications=HELD, Observations=[HEAD, *rows])
    return read_team(path, CATALOGUE, ON)


def seen(team: Team) -> list[tuple[Observation, ...]]:
    return [one.observations for one in team.members[0].facts.credentials]


LAST = Observation(date(2026, 5, 5), date(2027, 5, 31), 700)


def test_what_was_seen_before_stands_before_what_was_seen_last(tmp_path: Path) -> None:
    team = read(
        tmp_path,
        ["ZOE", "water tech", None, None, "2027-05-31", "2025-01-02", 3.5],
        ["Zoe", "WRT", None, None, None, "2026-08-01", 8],
        ["Zoe", "WRT", None, None, "2027-05-31", None, None],
    )
    assert [p for p in team.problems if p.sheet == "Observations"] == []
    assert seen(team)[0] == (
        Observation(date(2025, 1, 2), date(2027, 5, 31), 350),
        LAST,
        Observation(date(2026, 8, 1), None, 800),
        Observation(ON, date(2027, 5, 31), None, seen_assumed=True),
    )


def test_twins_are_told_apart_by_number_and_by_place(tmp_path: Path) -> None:
    team = read(
        tmp_path,
        ["Zoe", "ASD", "a-2", 2, "2028-05-31", "2025-01-02", None],
        ["Zoe", "ASD", None, 1, "2027-05-31", "2025-01-02", None],
        ["Zoe", "WRT", "A-1", 1, None, "2025-01-02", 1],
    )
    assert [p.problem for p in team.problems if p.sheet == "Observations"] == []
    assert seen(team) == [
        (Observation(date(2025, 1, 2), None, 100), LAST),
        (Observation(date(2025, 1, 2), date(2027, 5, 31)),),
        (Observation(date(2025, 1, 2), date(2028, 5, 31)),),
        (),
    ]


def test_rows_that_cannot_be_about_a_credential_are_left_out(tmp_path: Path) -> None:
    team = read(
        tmp_path,
        ["Nobody else", "WRT", None, None, "2027-05-31", "2025-01-02", None],
        ["Zoe", "WRTT", None, None, "2027-05-31", "2025-01-02", None],
        ["Zoe", "MWR", None, None, "2027-05-31", "2025-01-02", None],
        ["Zoe", "WRT", "B-9", None, "2027-05-31", "2025-01-02", None],
        ["Zoe", "ASD", None, None, "2027-05-31", "2025-01-02", None],
        ["Zoe", "ASD", None, 3, "2027-05-31", "2025-01-02", None],
        ["Zoe", "WRT", None, None, None, "2025-01-02", None],
        ["Zoe", "WRT", None, None, "2018-05-31", "2025-01-02", None],
        ["Zoe", "WRT", None, None, "2027-05-31", None, 3],
    )
    several = (
        "ASD of this person stands in 2 rows of Certifications: write 1 for the first of them, 2 "
        "for the second … The row is left out."
    )
    found = [(p.row, p.column, p.problem) for p in team.problems if p.sheet == "Observations"]
    assert found == [
        (2, "Certification", _no_such("WRT")),
        (
            3,
            "Certification",
            (
                "“WRTT” is no certification of the catalogue; did you mean WRT or MWR? "
                "The row is left out."
            ),
        ),
        (4, "Certification", _no_such("MWR")),
        (
            5,
            "Number",
            "No WRT of this person has the number “B-9”: correct it. The row is left out.",
        ),
        (6, "Which", several),
        (7, "Which", several),
        (
            8,
            "Due on",
            (
                "It says nothing without “Due on” or “Balance”: fill in one of them. "
                "The row is left out."
            ),
        ),
        (
            9,
            "Due on",
            (
                "2018-05-31 is before the day of issue, 2019-06-01: correct one of the two. "
                "The row is left out."
            ),
        ),
        (
            10,
            "Balance",
            "A balance needs the day on which it was seen: fill in “Seen on”. The row is left out.",
        ),
    ]
    assert seen(team)[0] == (LAST,)


def _no_such(code: str) -> str:
    return (
        f"This person holds no {code} in the sheet Certifications: add it there. "
        "The row is left out."
    )


def test_somebody_who_is_not_in_people_is_said_once(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "t.xlsx",
        People=[["Name"], ["Zoe"]],
        Certifications=HELD,
        Observations=[
            HEAD,
            ["Zoeh", "WRT", None, None, "2027-05-31", "2025-01-02", None],
            ["Zoeh", "WRTT", None, None, "soon", "2025-01-02", None],
        ],
    )
    found = [
        (p.row, p.column)
        for p in read_team(path, CATALOGUE, ON).problems
        if p.sheet == "Observations"
    ]
    assert found == [(2, "Name"), (3, "Due on"), (3, "Name"), (3, "Certification")]


def test_a_deadline_too_far_away_is_warned_of_and_kept(tmp_path: Path) -> None:
    team = read(tmp_path, ["Zoe", "WRT", None, None, "2031-05-31", "2025-01-02", None])
    found = [p for p in team.problems if p.sheet == "Observations"]
    assert [(p.severity, p.problem) for p in found] == [
        (
            "warning",
            (
                "2031-05-31 is more than one cycle (48 months) after 2025-01-02, the day it was "
                "seen: correct one of the two."
            ),
        )
    ]
    assert Observation(date(2025, 1, 2), date(2031, 5, 31)) in seen(team)[0]


def test_what_no_credits_keep_is_looked_at_in_vain(tmp_path: Path) -> None:
    team = read(tmp_path, ["Zoe", "DOT", None, None, "2027-05-31", "2025-01-02", None])
    found = [p for p in team.problems if p.sheet == "Observations"]
    assert [(p.severity, p.problem) for p in found] == [
        ("warning", "It is not used: this certification is not kept by credits.")
    ]
    assert seen(team)[3] == ()
