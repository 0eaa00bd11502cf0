"""`goodstanding plan`, from a workbook to what is written."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cli.cast import COMPANY, ON, run, workbook

OFFERINGS = [
    ["Title", "Kind", "Starts on", "Ends on", "Credits", "Price", "Travel", "Seats", "Approved"],
    ["Psychrometry", "online", None, None, 6, 120, 0, None, "yes"],
    ["Structural drying", "course", "2027-02-01", "2027-02-02", 14, 500, 100, 1, "yes"],
    ["Lunch and learn", "session", "2027-03-08", None, 2, 0, 0, None, "yes"],
]
RULES = [["Setting", "Value"], ["on_duty", 0], ["margin", 0], ["year_target", 2]]
LOCKED = [
    ["Name", "Offering", "On", "Locked"],
    ["Łukasz Kowalski", "Structural drying", None, "yes"],
]
CLASH = [*LOCKED, ["Maria Lopez", "Structural drying", None, "yes"]]
TEAM = {**COMPANY, "Offerings": OFFERINGS, "Rules": RULES, "Enrolments": LOCKED}
HELP = (
    "Submit what is earned by 1 January 2027 within 8 days, not 30 days, or earn 6 CECs by "
    "10 December 2026, before the year begins."
)
LAPSED = (
    "Dwayne Walker's WRT is lapsed and not planned for. Once it is restored by a re-test or "
    "reinstatement, fill in “Restored on”."
)
PLAN = ("--year", "2027", "--on", ON)

PAGE = """\
team.xlsx: plan of 2027                                 Sunday, 22 November 2026
3 enrolments of 3 people

Who attends what ───────────────────────────────────────────────────────────────
Łukasz Kowalski  111884  Sparks
  1 Feb 2027 to 2 Feb 2027  Structural drying
    Booked already. 14 CECs towards the target of 2 for 2027; costs 600.

Maria Lopez  104233  Reno
  8 Mar 2027  Lunch and learn
    2 CECs towards the target of 2 for 2027; free of charge.

Aisha Patel  177458  Sparks
  8 Mar 2027  Lunch and learn
    2 CECs towards the target of 2 for 2027; free of charge.

Who is away ────────────────────────────────────────────────────────────────────
1 Feb 2027  Sparks: Łukasz Kowalski
2 Feb 2027  Sparks: Łukasz Kowalski

Who stays short ────────────────────────────────────────────────────────────────
! Maria Lopez's WRT, due 9 January 2027, lacks 6
  Submit what is earned by 1 January 2027 within 8 days, not 30 days, or earn 6
  CECs by 10 December 2026, before the year begins.

Totals ─────────────────────────────────────────────────────────────────────────
                                  Plan  Proven least  By hand
Credits missing before deadlines     6             6        6
Credits missing to the target        0             0        0
Production days                    2.5           2.5      2.5
Money                              600           600      600

1 warning in the file ──────────────────────────────────────────────────────────
! Certifications, row 6: Dwayne Walker's WRT is lapsed and not planned for. Once
  it is restored by a re-test or reinstatement, fill in “Restored on”.

No plan is better.
If the plan holds, these are not current on 31 December 2027: Maria Lopez's WRT
and Dwayne Walker's HAZWOPER-8.
"""


def test_a_page(tmp_path: Path) -> None:
    result = run("plan", workbook(tmp_path, TEAM), *PLAN)
    assert (result.exit_code, result.output) == (0, PAGE)


def test_json(tmp_path: Path) -> None:
    result = run("plan", workbook(tmp_path, TEAM), *PLAN, "--format", "json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert isinstance(answer.pop("seconds"), int | float)
    assert answer == {
        "year": 2027,
        "on": "2026-11-22",
        "outcome": "optimal",
        "totals": {"missing": 6, "target_missing": 0, "production_days": 2.5, "money": 600},
        "bounds": {"missing": 6, "target_missing": 0, "production_days": 2.5, "money": 600},
        "enrolments": [
            {
                "name": "Łukasz Kowalski",
                "id": "111884",
                "offering": "Structural drying",
                "row": 3,
                "on": "2027-02-01",
                "locked": True,
                "why": "Booked already. 14 CECs towards the target of 2 for 2027; costs 600.",
            },
            {
                "name": "Maria Lopez",
                "id": "104233",
                "offering": "Lunch and learn",
                "row": 4,
                "on": "2027-03-08",
                "locked": False,
                "why": "2 CECs towards the target of 2 for 2027; free of charge.",
            },
            {
                "name": "Aisha Patel",
                "id": "177458",
                "offering": "Lunch and learn",
                "row": 4,
                "on": "2027-03-08",
                "locked": False,
                "why": "2 CECs towards the target of 2 for 2027; free of charge.",
            },
        ],
        "uncovered": [
            {
                "name": "Maria Lopez",
                "certification": "WRT",
                "deadline": "2027-01-09",
                "missing": 6,
                "would_help": HELP,
            }
        ],
        "greedy": {"missing": 6, "target_missing": 0, "production_days": 2.5, "money": 600},
        "conflicts": [],
        "problems": [
            {
                "sheet": "Certifications",
                "row": 6,
                "column": None,
                "problem": LAPSED,
                "severity": "warning",
            }
        ],
    }


def test_what_each_rule_costs(tmp_path: Path) -> None:
    path = workbook(tmp_path, TEAM)
    page = run("plan", path, *PLAN, "--prices").stdout
    assert "What each rule costs" in page
    assert "Seats: " in page
    said = json.loads(run("plan", path, *PLAN, "--prices", "--format", "json").stdout)
    assert [one["rule"] for one in said["without"]] == ["max_out", "year_target", "seats"]
    assert {len(one["totals"]) for one in said["without"]} == {4}
    assert "without" not in json.loads(run("plan", path, *PLAN, "--format", "json").stdout)


def test_csv(tmp_path: Path) -> None:
    result = run("plan", workbook(tmp_path, TEAM), *PLAN, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert rows[0] == {
        "name": "Łukasz Kowalski",
        "id": "111884",
        "offering": "Structural drying",
        "row": "3",
        "on": "2027-02-01",
        "locked": "true",
        "why": "Booked already. 14 CECs towards the target of 2 for 2027; costs 600.",
    }
    assert (len(rows), result.exit_code) == (3, 0)
    assert "warning: Certifications, row 6: Dwayne Walker's WRT is lapsed" in result.stderr


def test_bookings_that_break_rules_are_a_negative_answer(tmp_path: Path) -> None:
    file = workbook(tmp_path, {**TEAM, "Enrolments": CLASH})
    out = tmp_path / "plan.xlsx"
    conflict = "“Structural drying” has 1 seat; 2 people are booked."
    result = run("plan", file, *PLAN, "--format", "json", "--out", str(out))
    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["outcome"], out.exists()) == (1, "infeasible", False)
    assert answer["conflicts"] == [conflict]
    empty = {"totals": None, "bounds": None, "greedy": None, "enrolments": [], "uncovered": []}
    assert {name: answer[name] for name in empty} == empty
    page = run("plan", file, *PLAN)
    assert (page.exit_code, f"✕ {conflict}" in page.output) == (1, True)
    table = run("plan", file, *PLAN, "--format", "csv")
    assert (table.exit_code, f"conflict: {conflict}" in table.stderr) == (1, True)


def test_the_plan_as_a_workbook(tmp_path: Path) -> None:
    out = tmp_path / "plan.xlsx"
    result = run("plan", workbook(tmp_path, TEAM), *PLAN, "--format", "json", "--out", str(out))
    assert (result.exit_code, result.stderr) == (0, f"Wrote {out}.\n")
    answer = json.loads(result.stdout)
    rows = list(load_workbook(out)["Enrolments"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == [one["offering"] for one in answer["enrolments"]]
    assert run("plan", str(out), *PLAN).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--year", "2025"], "The year 2025 is over on 2026-11-22; choose --year 2026 or a later"),
        (["--year", "2027", "--out", "plan.csv"], "plan.csv must end in .xlsx"),
        (["--year", "2027", "--out", "team.xlsx"], "team.xlsx is what is being read"),
        (["--year", "2027", "--out", "nowhere/plan.xlsx"], "nowhere"),
        (["--year", "soon"], "'soon' is not a valid integer range"),
        (["--year", "2027", "--seconds", "0"], "is not in the range 0<x<=86400"),
    ],
)
def test_bad_use_is_a_sentence(
    arguments: list[str], text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook(tmp_path, TEAM)
    monkeypatch.chdir(tmp_path)
    result = run("plan", "team.xlsx", "--on", ON, *arguments)
    assert (result.exit_code, text in " ".join(result.stderr.split())) == (2, True), result.stderr


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK")
    assert run("plan", str(broken), *PLAN).exit_code == 2
