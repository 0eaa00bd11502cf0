"""`goodstanding read`: what was understood, and nothing more."""

import json
from pathlib import Path

from cli.cast import COMPANY, ON, PEOPLE, Sheet, run, workbook

PAGE = """\
team.xlsx                                               Sunday, 22 November 2026
6 people, 7 credentials, 6 credits, 3 jobs

Łukasz Kowalski  111884 · Technician · Sparks
  WRT  issued 2 May 2026
  MWR  issued 1 Dec 2024
   1 Mar 2025    14  posted     Structural drying

Maria Lopez  104233 · Technician · Reno
  WRT  issued 10 Jan 2023
   1 May 2024     8  posted     Psychrometry online

Dwayne Walker  114146 · Lead · Reno
  HAZWOPER-8  issued 20 Jan 2026
  WRT         issued 3 Oct 2019
   1 May 2022   9.5  posted     Psychrometry online

Aisha Patel  177458 · Technician · Sparks
  AMRT  issued 1 Mar 2019, due 30 Sep 2027 seen 1 Jul 2026, balance 10
   1 May 2024  12.5  posted     Trade convention
   1 Aug 2026     4  submitted  Dehumidifier workshop
   1 Sep 2026     1  earned     Toolbox talk · approval to be checked

Omar Haddad  167224 · Technician · Reno · last day 5 Aug 2026
  WRT  issued 14 Nov 2021

Chloe Nguyen  178593 · Trainee · Sparks
  nothing recorded
"""


def test_a_page_of_what_was_understood(tmp_path: Path) -> None:
    result = run("read", workbook(tmp_path, COMPANY), "--on", ON)
    assert (result.exit_code, result.output) == (0, PAGE)


def test_json_has_all_that_is_known(tmp_path: Path) -> None:
    held: Sheet = [
        ["Name", "Certification", "Number", "Issued on", "Tracked from", "Due on", "Seen on"],
        ["Maria Lopez", "WRT", "W-1", "2019-01-10", "2024-01-01", "2027-09-30", "2026-07-01"],
    ]
    held[0] += ["Balance", "Restored on", "Ended on"]
    held[1] += [8.5, "2024-06-15; 2025-01-01", "2026-10-10"]
    had: Sheet = [
        ["Name", "Activity", "Kind", "Started on", "Earned on", "Credits", "State"],
        ["Maria Lopez", "Class", "course", "2024-05-01", "2024-05-03", 7.25, "posted"],
    ]
    had[0] += ["Submitted on", "Posted on", "Obtains", "Approved"]
    had[1] += ["2024-05-04", "2024-06-01", "ASD", "yes"]
    sheets = {"People": [PEOPLE[0], PEOPLE[2]], "Certifications": held, "Credits": had}
    result = run("read", workbook(tmp_path, sheets), "--on", ON, "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (
        0,
        {
            "people": [
                {
                    "name": "Maria Lopez",
                    "id": "104233",
                    "credentials": [
                        {
                            "certification": "WRT",
                            "issued_on": "2019-01-10",
                            "due_on": "2027-09-30",
                            "seen_on": "2026-07-01",
                            "balance": 8.5,
                            "number": "W-1",
                            "tracked_from": "2024-01-01",
                            "restored_on": ["2024-06-15", "2025-01-01"],
                            "expires_on": None,
                            "ended_on": "2026-10-10",
                        }
                    ],
                    "credits": [
                        {
                            "activity": "Class",
                            "earned_on": "2024-05-03",
                            "credits": 7.25,
                            "state": "posted",
                            "approved": True,
                            "kind": "course",
                            "body": "IICRC",
                            "started_on": "2024-05-01",
                            "submitted_on": "2024-05-04",
                            "posted_on": "2024-06-01",
                            "obtains": "ASD",
                        }
                    ],
                }
            ],
            "questions": [],
            "problems": [],
        },
    )


def test_what_is_not_known_is_null(tmp_path: Path) -> None:
    held: Sheet = [["Name", "Certification"], ["Maria Lopez", "WRT"]]
    sheets = {"People": [PEOPLE[0], PEOPLE[2]], "Certifications": held}
    answer = json.loads(run("read", workbook(tmp_path, sheets), "--format", "json").stdout)
    assert answer["people"][0]["credentials"] == [
        {
            "certification": "WRT",
            "issued_on": None,
            "due_on": None,
            "seen_on": None,
            "balance": None,
            "number": None,
            "tracked_from": None,
            "restored_on": [],
            "expires_on": None,
            "ended_on": None,
        }
    ]


def test_a_page_names_every_day_that_is_known(tmp_path: Path) -> None:
    held: Sheet = [
        ["Name", "Certification", "Tracked from", "Seen on", "Balance", "Restored on"],
        ["Maria Lopez", "WRT", "2024-01-01", "2026-07-01", 8.5, "2024-06-15"],
        ["Maria Lopez", "DOT-MED", None, None, None, None],
    ]
    held[0] += ["Expires on", "Ended on"]
    held[1] += [None, "2026-10-10"]
    held[2] += ["2026-12-31", None]
    had: Sheet = [
        ["Name", "Activity", "Earned on", "Credits", "Approved", "Obtains"],
        ["Maria Lopez", "Class", "2024-05-03", 19, "no", "ASD"],
    ]
    fees: Sheet = [["Name", "Paid through"], ["Maria Lopez", "2026-12-31"]]
    people = [PEOPLE[0], PEOPLE[2]]
    sheets = {"People": people, "Certifications": held, "Credits": had, "Fees": fees}
    output = run("read", workbook(tmp_path, sheets), "--on", ON, columns=100).output
    assert output.splitlines()[3:] == [
        "Maria Lopez  104233 · Technician · Reno",
        (
            "  WRT      day of issue not known, seen 1 Jul 2026, balance 8.5, tracked from 1 Jan"
            " 2024, ended 10"
        ),
        "           Oct 2026, restored 15 Jun 2024",
        "  DOT-MED  day of issue not known, expires 31 Dec 2026",
        "   3 May 2024    19  earned     Class · obtains ASD · not approved",
        "  IICRC fee paid through 31 Dec 2026",
    ]


def test_a_list_of_classes_is_shown_and_written_in_our_form(tmp_path: Path) -> None:
    rows: Sheet = [
        ["Course", "When", "Fee", "CECs"],
        ["Drying", "March 9-11, 2027", "$1,295", 21],
        ["Odor", "soon", 5, 7],
    ]
    file = workbook(tmp_path, {"Classes": rows}, "classes.xlsx")
    ours = str(tmp_path / "ours.xlsx")
    found = json.loads(run("read", file, "--on", ON, "--format", "json", "--workbook", ours).stdout)
    (one,) = found["offerings"]
    assert (one["sheet"], one["row"], one["starts_on"], one["price"]) == (
        *("Classes", 2, "2027-03-09"),
        1295,
    )
    assert [(p["row"], p["column"]) for p in found["problems"] if p["severity"] == "error"] == [
        (3, "When")
    ]
    page = run("read", ours, "--on", ON).stdout
    assert "not known" in page  # the sheet itself is kept
    assert "Drying  9 Mar 2027 to 11 Mar 2027" in run("read", file, "--on", ON).stdout
    again = run("read", file, "--workbook", ours)
    assert again.exit_code == 2
    assert "is there already" in again.stderr
