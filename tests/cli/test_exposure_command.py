"""`goodstanding exposure`, from a workbook to what is written."""

import json
from pathlib import Path

from cli.cast import COMPANY, JOBS, ON, run, workbook

PAGE = """\
team.xlsx                                               Sunday, 22 November 2026
3 jobs, 7 job-days

Exposed ────────────────────────────────────────────────────────────────────────
J-1  water, needs WRT  20 to 23 Nov 2026                  750 at risk, 250 ahead
  Cedar · Program A · crew: Dwayne Walker
  ✕ Exposed 20 to 22 Nov 2026 (3 days): Dwayne Walker's WRT is lapsed: credits
    are missing
  ✕ Exposed 23 Nov 2026 (ahead, 1 day): Dwayne Walker's WRT is lapsed: credits
    are missing

J-3  mold, needs AMRT  1 Oct 2026                                 250.50 at risk
  Alder · Program A · crew: Maria Lopez
  ✕ Exposed 1 Oct 2026 (1 day): nobody on the crew holds AMRT

Sums ───────────────────────────────────────────────────────────────────────────
            Jobs  Days  Exposed  Unknown  Ahead   At risk
Program A      2     5        4        0      1  1,000.50
No program     1     2        0        0      0         0
All            3     7        4        0      1  1,000.50

4 exposed job-days in 2 jobs of 3; 1,000.50 at risk.
1 job-day ahead exposed if nothing more is posted or paid; 250 at risk.
"""


def test_a_page_of_exposure(tmp_path: Path) -> None:
    result = run("exposure", workbook(tmp_path, COMPANY), "--on", ON)
    assert (result.exit_code, result.output) == (0, PAGE)


def test_json(tmp_path: Path) -> None:
    jobs = [JOBS[0], JOBS[1]]
    file = workbook(tmp_path, {**COMPANY, "Jobs": jobs})
    result = run("exposure", file, "--on", ON, "--format", "json")
    sums = {
        "jobs": 1,
        "exposed_jobs": 1,
        "days": 4,
        "exposed_days": 3,
        "unknown_days": 0,
        "ahead_days": 1,
        "at_risk": 750,
        "ahead_risk": 250,
    }
    why = "Dwayne Walker's WRT is lapsed: credits are missing"
    assert json.loads(result.stdout) == {
        "on": ON,
        "jobs": [
            {
                "job": "J-1",
                "service": "water",
                "needs": "WRT",
                "client": "Cedar",
                "program": "Program A",
                "starts_on": "2026-11-20",
                "ends_on": "2026-11-23",
                "crew": ["Dwayne Walker"],
                "days": 4,
                "exposed_days": 3,
                "unknown_days": 0,
                "ahead_days": 1,
                "spans": [
                    {
                        "from": "2026-11-20",
                        "to": "2026-11-22",
                        "state": "exposed",
                        "ahead": False,
                        "why": why,
                    },
                    {
                        "from": "2026-11-23",
                        "to": "2026-11-23",
                        "state": "exposed",
                        "ahead": True,
                        "why": why,
                    },
                ],
                "amount": 1000,
                "at_risk": 750,
                "ahead_risk": 250,
            }
        ],
        "totals": {**sums, "programs": [{"program": "Program A", **sums}]},
        "problems": [],
    }


def test_csv(tmp_path: Path) -> None:
    result = run("exposure", workbook(tmp_path, COMPANY), "--on", ON, "--format", "csv")
    assert result.stdout.splitlines()[::3] == [
        (
            "job,service,needs,client,program,starts_on,ends_on,crew,days,exposed_days,unknown_days,"
            "ahead_days,spans,amount,at_risk,ahead_risk"
        ),
        (
            "J-3,mold,AMRT,Alder,Program A,2026-10-01,2026-10-01,Maria Lopez,1,1,0,0,"
            "2026-10-01..2026-10-01 exposed: nobody on the crew holds AMRT,250.5,250.5,0"
        ),
    ]


def test_no_exposure_is_said_plainly(tmp_path: Path) -> None:
    jobs = [JOBS[0], JOBS[2]]
    output = run("exposure", workbook(tmp_path, {**COMPANY, "Jobs": jobs}), "--on", ON).output
    assert output.splitlines()[-1] == "No exposure up to 22 November 2026."


def test_no_jobs_are_said_plainly(tmp_path: Path) -> None:
    file = workbook(tmp_path, {"People": COMPANY["People"]})
    result = run("exposure", file, "--on", ON)
    assert (result.exit_code, result.output.splitlines()[-1]) == (
        0,
        "There are no jobs in the file; fill in the sheet Jobs.",
    )


def test_a_record_that_must_be_checked_is_listed_apart(tmp_path: Path) -> None:
    held = [COMPANY["Certifications"][0], ["Maria Lopez", "WRT", *[None] * 5]]
    jobs = [JOBS[0], ["J-2", "water", None, None, "2026-10-01", "2026-10-02", "104233", None]]
    file = workbook(tmp_path, {**COMPANY, "Certifications": held, "Jobs": jobs})
    output = run("exposure", file, "--on", ON, columns=120).output
    assert output.splitlines()[3:] == [
        "Cannot be shown: the record must be checked " + "─" * 76,
        "J-2  water, needs WRT  1 to 2 Oct 2026",
        "  crew: Maria Lopez",
        (
            "  ? Cannot be shown 1 to 2 Oct 2026 (2 days): Maria Lopez's WRT has a record"
            " that must be checked"
        ),
        "",
        "Sums " + "─" * 115,
        "            Jobs  Days  Exposed  Unknown  Ahead  At risk",
        "No program     1     2        0        2      0        0",
        "All            1     2        0        2      0        0",
        "",
        "No exposure up to 22 November 2026.",
        "2 job-days cannot be shown until a record is checked.",
    ]


def test_the_workbook_s_rules_say_what_a_service_needs(tmp_path: Path) -> None:
    jobs = [JOBS[0], ["J-9", "Roofing", None, None, "2026-10-01", None, "104233", None]]
    rules: list[list[object]] = [["Setting", "Value"], ["service roofing", "AMRT"]]
    file = workbook(tmp_path, {**COMPANY, "Jobs": jobs, "Rules": rules})
    found = json.loads(run("exposure", file, "--on", ON, "--format", "json").output)
    assert [(job["service"], job["needs"], job["exposed_days"]) for job in found["jobs"]] == [
        ("roofing", "AMRT", 1)
    ]
