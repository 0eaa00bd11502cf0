"""What a workbook says of people: facts for the engine, jobs, and everything that is wrong."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from files.cast import CATALOGUE, ON, xlsx
from goodstanding.engine.standing.facts import Credential, Credit, Fee, Observation, Person, State
from goodstanding.files.workbook.jobs import Job
from goodstanding.files.workbook.team import Member, Team, read_team

OUT = " The row is left out."
Rows = list[list[Any]]


def team(folder: Path, **sheets: Rows) -> Team:
    return read_team(xlsx(folder / "a.xlsx", **sheets), CATALOGUE, ON)


def problems(found: Team) -> list[tuple[Any, ...]]:
    return [(p.sheet, p.row, p.column, p.problem, p.severity) for p in found.problems]


def member(name: str, *credentials: Credential, **more: Any) -> Member:
    blank = dict.fromkeys(
        ("id", "email", "phone", "branch", "role", "hired_on", "left_on", "day_cost")
    )
    return Member(name, **blank | {"facts": Person(credentials)} | more)  # type: ignore[arg-type]


# people


def test_a_team_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = team(
        tmp_path,
        Credits=[
            ["Name", "Activity", "Provider", "Earned on", "Credits", "Posted on", "Approved"],
            [104233, "Drying", "School", "2024-05-01", 8, "2024-05-20", "yes"],
        ],
        People=[
            ["Name", "ID", "Email", "Day cost", "Hired on"],
            ["Zoë Ito", 7, "zoe@x.example", 420, "2020-01-02"],
            ["Maria Lopez", 104233, None, None, None],
        ],
        Certifications=[
            ["Name", "Certification", "Number", "Issued on"],
            [" maria  LOPEZ ", "water tech", "A-1", "2023-01-10"],
            ["ZOE@x.example", "mwr", None, "2024-12-01"],
        ],
        Fees=[["Name", "Paid through"], ["7", "2026-12-31"]],
    )
    drying = Credit(
        body="IICRC",
        earned_on=date(2024, 5, 1),
        amount=800,
        state=State.POSTED,
        title="Drying",
        activity="drying|school||2024-05-01",
        posted_on=date(2024, 5, 20),
        source="Credits row 2",
    )
    assert found == Team(
        (
            member(
                "Zoë Ito",
                id="7",
                email="zoe@x.example",
                day_cost=42_000,
                hired_on=date(2020, 1, 2),
                facts=Person(
                    (Credential("MWR", date(2024, 12, 1)),),
                    fees=(Fee("IICRC", date(2026, 12, 31)),),
                ),
            ),
            member(
                "Maria Lopez",
                id="104233",
                facts=Person((Credential("WRT", date(2023, 1, 10), "A-1"),), (drying,)),
            ),
        ),
        (),
        (),
    )


def test_without_the_sheet_people_whoever_is_named_exists(tmp_path: Path) -> None:
    found = team(
        tmp_path,
        Certifications=[["Name", "Certification"], ["Zoe", "WRT"], [" zoe ", "ASD"]],
        Jobs=[["Service", "Starts on", "Crew"], ["water", "2026-01-02", "Max; ZOE"]],
    )
    assert found == Team(
        (member("Zoe", Credential("WRT"), Credential("ASD")), member("Max")),
        (Job("", "water", None, None, date(2026, 1, 2), date(2026, 1, 2), (1, 0), None, 2),),
        (),
    )


def test_names_that_fit_nobody_or_several(tmp_path: Path) -> None:
    found = team(
        tmp_path,
        People=[["Name", "ID"], ["Maria Lopez", 1], ["Maria Lopez", 2], ["Zoe Ito", 3]],
        Certifications=[
            ["Name", "Certification"],
            ["Maria Lopez", "WRT"],
            ["2", "WRT"],
            ["Zoe Itoh", "WRT"],
            ["Xxxx", "WRT"],
        ],
    )
    assert problems(found) == [
        (
            "Certifications",
            2,
            "Name",
            (
                f"“Maria Lopez” fits 2 people: write the ID or the e-mail address of the one "
                f"meant.{OUT}"
            ),
            "error",
        ),
        (
            "Certifications",
            4,
            "Name",
            f"There is no person “Zoe Itoh” in the sheet People; did you mean “Zoe Ito”?{OUT}",
            "error",
        ),
        (
            "Certifications",
            5,
            "Name",
            (
                "There is no person “Xxxx” in the sheet People: correct the name, or add the "
                "person "
                f"there.{OUT}"
            ),
            "error",
        ),
    ]
    assert [len(one.facts.credentials) for one in found.members] == [0, 1, 0]


def test_an_id_that_two_people_share_means_neither(tmp_path: Path) -> None:
    found = team(
        tmp_path,
        People=[["Name", "ID", "Email"], ["Zoe", 1, "a@x.example"], ["Max", 1, "A@x.example"]],
        Certifications=[["Name", "Certification"], ["1", "WRT"], ["Max", "WRT"]],
    )
    assert problems(found) == [
        ("People", 3, "ID", f"“1” is also in row 2: no two people may share it.{OUT}", "error"),
        (
            "People",
            3,
            "Email",
            f"“A@x.example” is also in row 2: no two people may share it.{OUT}",
            "error",
        ),
        (
            "Certifications",
            2,
            "Name",
            f"“1” fits 2 people: write the ID or the e-mail address of the one meant.{OUT}",
            "error",
        ),
    ]
    assert [one.name for one in found.members] == ["Zoe", "Max"]


def test_a_person_whose_row_has_a_mistake_is_still_known_by_name(tmp_path: Path) -> None:
    found = team(
        tmp_path,
        People=[["Name", "ID", "Hired on"], ["Zoe", 1, "soon"], ["Max", 2, "later"]],
        Certifications=[["Name", "Certification"], ["Max", "WRT"]],
    )
    assert [(p.row, p.column) for p in found.problems] == [(2, "Hired on"), (3, "Hired on")]
    assert found.members == (member("Max", Credential("WRT"), id="2"),)


def test_a_row_that_repeats_another_wholly_is_read_once(tmp_path: Path) -> None:
    row = ["Zoe", "Drying", "2024-05-01", 8, "n1"]
    found = team(
        tmp_path,
        Credits=[["Name", "Activity", "Earned on", "Credits", "Note"], row, row, [*row[:4], "n2"]],
    )
    assert problems(found)[1:] == [
        ("Credits", 3, None, "This row repeats row 2 wholly: it is read once.", "warning")
    ]
    assert [one.source for one in found.members[0].facts.credits] == [
        "Credits row 2",
        "Credits row 4",
    ]


# certifications

CERTIFICATIONS = [
    "Name",
    "Certification",
    "Issued on",
    "Tracked from",
    "Due on",
    "Seen on",
    "Balance",
    "Restored on",
    "Expires on",
    "Ended on",
]


def held(folder: Path, code: str, **cells: Any) -> tuple[tuple[Credential, ...], list[Any]]:
    """The credentials from one row of Certifications, and what was found wrong."""
    row = {"Name": "Zoe", "Certification": code}
    row |= {title.replace("_", " "): cell for title, cell in cells.items()}
    found = team(
        folder, Certifications=[CERTIFICATIONS, [row.get(title) for title in CERTIFICATIONS]]
    )
    facts = found.members[0].facts.credentials if found.members else ()
    return facts, [(p.column, p.problem, p.severity) for p in found.problems]


def test_a_deadline_seen_with_its_balance_is_one_observation(tmp_path: Path) -> None:
    assert held(tmp_path, "WRT", Due_on="2027-09-30", Seen_on="2026-07-01", Balance=10) == (
        (
            Credential(
                "WRT", observations=(Observation(date(2026, 7, 1), date(2027, 9, 30), 1000),)
            ),
        ),
        [],
    )


def test_a_deadline_without_the_day_it_was_seen_counts_as_seen_on_the_day_asked(
    tmp_path: Path,
) -> None:
    seen = Observation(ON, date(2027, 9, 30), None, seen_assumed=True)
    assert held(tmp_path, "WRT", Due_on="2027-09-30") == (
        (Credential("WRT", observations=(seen,)),),
        [],
    )


def test_a_balance_without_a_deadline_is_an_observation(tmp_path: Path) -> None:
    assert held(tmp_path, "WRT", Seen_on="2026-07-01", Balance=3.5) == (
        (Credential("WRT", observations=(Observation(date(2026, 7, 1), None, 350),)),),
        [],
    )


def test_restorations_end_and_tracking(tmp_path: Path) -> None:
    assert held(
        tmp_path,
        "WRT",
        Issued_on="2015-06-01",
        Tracked_from="2026-01-01",
        Restored_on="2024-02-03; 2020-01-02",
        Ended_on="2026-05-01",
    ) == (
        (
            Credential(
                "WRT",
                date(2015, 6, 1),
                tracked_from=date(2026, 1, 1),
                restorations=(date(2020, 1, 2), date(2024, 2, 3)),
                ended_on=date(2026, 5, 1),
            ),
        ),
        [],
    )


@pytest.mark.parametrize(
    ("cells", "expires_on"),
    [
        ({"Expires_on": "2027-01-01", "Due_on": "2027-02-02"}, date(2027, 1, 1)),
        ({"Due_on": "2027-02-02", "Seen_on": "2026-02-02"}, date(2027, 2, 2)),
    ],
)
def test_a_card_expires_on_the_day_printed_else_on_the_day_due(
    tmp_path: Path, cells: dict[str, str], expires_on: date
) -> None:
    assert held(tmp_path, "DOT", **cells) == ((Credential("DOT", expires_on=expires_on),), [])


@pytest.mark.parametrize(
    ("code", "cells", "column", "sentence"),
    [
        (
            "WRX",
            {},
            "Certification",
            "“WRX” is no certification of the catalogue; did you mean WRT or MWR?",
        ),
        (
            "WRT",
            {"Balance": 3, "Due_on": "2027-01-01"},
            "Balance",
            "A balance needs the day on which it was seen: fill in “Seen on”.",
        ),
        (
            "WRT",
            {"Tracked_from": "2026-11-23"},
            "Tracked from",
            "2026-11-23 is after 2026-11-22, the day asked about: correct it.",
        ),
        *(
            (
                "WRT",
                {"Issued_on": "2026-01-02", title: "2026-01-01", **more},
                title.replace("_", " "),
                "2026-01-01 is before the day of issue, 2026-01-02: correct one of the two.",
            )
            for title, more in [
                ("Due_on", {}),
                ("Seen_on", {"Balance": 1}),
                ("Restored_on", {}),
                ("Ended_on", {}),
            ]
        ),
    ],
)
def test_certifications_that_cannot_be(
    tmp_path: Path, code: str, cells: dict[str, Any], column: str, sentence: str
) -> None:
    assert held(tmp_path, code, **cells) == ((), [(column, sentence + OUT, "error")])


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        ({"Due_on": "2030-07-02", "Seen_on": "2026-07-01"}, (date(2026, 7, 1), False)),
        ({"Due_on": "2030-11-23"}, (date(2026, 11, 22), True)),
    ],
)
def test_a_deadline_too_far_away_is_warned_of_and_kept(
    tmp_path: Path, cells: dict[str, Any], seen: tuple[date, bool]
) -> None:
    day, assumed = seen
    due = date.fromisoformat(cells["Due_on"])
    sentence = (
        f"{due} is more than one cycle (48 months) after {day}, the day it was seen: "
        "correct one of the two."
    )
    assert held(tmp_path, "WRT", **cells) == (
        (Credential("WRT", observations=(Observation(day, due, None, assumed),)),),
        [("Due on", sentence, "warning")],
    )


def test_a_deadline_exactly_one_cycle_after_it_was_seen_is_fine(tmp_path: Path) -> None:
    assert held(tmp_path, "WRT", Due_on="2030-11-22")[1] == []


def test_tracking_from_a_future_day_of_issue_is_fine(tmp_path: Path) -> None:
    assert held(tmp_path, "WRT", Issued_on="2027-01-02", Tracked_from="2027-01-02")[1] == []


@pytest.mark.parametrize(
    ("code", "cells", "column", "sentence"),
    [
        (
            "WRT",
            {"Expires_on": "2027-01-01"},
            "Expires on",
            "It is not used for a certification kept by credits: use “Due on”.",
        ),
        (
            "WRT",
            {"Seen_on": "2026-01-01"},
            "Seen on",
            "It says nothing without “Due on” or “Balance”.",
        ),
        (
            "OSHA-10",
            {"Due_on": "2027-01-01"},
            "Due on",
            "It is not used: this certification does not expire.",
        ),
        (
            "DOT",
            {"Balance": 3},
            "Balance",
            "It is not used: this certification is not kept by credits.",
        ),
    ],
)
def test_cells_that_play_no_part_are_warned_of(
    tmp_path: Path, code: str, cells: dict[str, Any], column: str, sentence: str
) -> None:
    assert held(tmp_path, code, **cells) == (
        (Credential(code),),
        [(column, sentence, "warning")],
    )


def test_two_rows_for_one_certification_are_two_credentials(tmp_path: Path) -> None:
    rows = [
        ["Name", "Certification", "Number"],
        ["Zoe", "WRT", 1],
        ["Zoe", "ASD", 2],
        ["Zoe", "wrt", 3],
    ]
    found = team(tmp_path, Certifications=rows)
    assert found.members[0].facts.credentials == (
        Credential("WRT", number="1", twin=True),
        Credential("ASD", number="2"),
        Credential("WRT", number="3", twin=True),
    )
    assert problems(found) == [
        (
            "Certifications",
            4,
            "Certification",
            "WRT of this person is also in row 2: both are kept.",
            "warning",
        )
    ]


# credits and fees

CREDITS = [
    "Name",
    "Activity",
    "Kind",
    "Started on",
    "Earned on",
    "Credits",
    "State",
    "Submitted on",
    "Posted on",
    "Body",
    "Obtains",
    "Approved",
]


def earned(folder: Path, **cells: Any) -> tuple[tuple[Credit, ...], list[Any]]:
    """The credits from one row of Credits, and what was found wrong."""
    row = {"Name": "Zoe", "Earned on": "2026-01-05", "Credits": 2}
    row |= {title.replace("_", " "): cell for title, cell in cells.items()}
    found = team(folder, Credits=[CREDITS, [row.get(title) for title in CREDITS]])
    facts = found.members[0].facts.credits if found.members else ()
    return facts, [(p.column, p.problem, p.severity) for p in found.problems]


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({}, State.EARNED),
        ({"Submitted_on": "2026-01-06"}, State.SUBMITTED),
        ({"Submitted_on": "2026-01-06", "Posted_on": "2026-01-07"}, State.POSTED),
        ({"State": "REJECTED", "Posted_on": "2026-01-07"}, State.REJECTED),
        ({"State": "planned", "Earned_on": "2027-01-05"}, State.PLANNED),
    ],
)
def test_the_state_of_a_credit(tmp_path: Path, cells: dict[str, Any], state: State) -> None:
    found, wrong = earned(tmp_path, **cells)
    assert ([one.state for one in found], wrong) == ([state], [])


@pytest.mark.parametrize(
    ("cells", "credit"),
    [
        ({}, ("IICRC", 200, "course", None, None)),
        ({"Kind": "Booth", "Credits": None}, ("IICRC", 200, "booth", None, None)),
        ({"Kind": "booth", "Credits": 1.5}, ("IICRC", 150, "booth", None, None)),
        ({"Body": "osha", "Approved": "no"}, ("OSHA", 200, "course", False, None)),
        ({"Obtains": "asd", "Credits": 21}, ("IICRC", 2100, "course", None, "ASD")),
        ({"Obtains": "HAZWOPER", "Credits": None}, ("IICRC", 0, "course", None, "HAZWOPER")),
        ({"Earned_on": "2026-12-05", "State": "void"}, ("IICRC", 200, "course", None, None)),
    ],
)
def test_what_blanks_of_a_credit_mean(
    tmp_path: Path, cells: dict[str, Any], credit: tuple[Any, ...]
) -> None:
    found, wrong = earned(tmp_path, **cells)
    assert wrong == []
    assert [(one.body, one.amount, one.kind, one.approved, one.obtains) for one in found] == [
        credit
    ]


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"Credits": None}, "Credits", "Credits is missing: fill in the hours."),
        (
            {"Started_on": "2026-01-06"},
            "Started on",
            "2026-01-06 is after “Earned on”: correct one of the two.",
        ),
        (
            {"Earned_on": "2026-11-23", "State": "rejected"},
            "Earned on",
            (
                "2026-11-23 is after 2026-11-22, the day asked about: correct it, or write "
                "“planned” "
                "in State."
            ),
        ),
        ({"Body": "IICR"}, "Body", "“IICR” is no body of the catalogue; did you mean IICRC?"),
        ({"Body": "xx"}, "Body", "“xx” is no body of the catalogue; known are IICRC, OSHA."),
        (
            {"Obtains": "zz9"},
            "Obtains",
            "“zz9” is no certification of the catalogue: see `goodstanding rules`.",
        ),
    ],
)
def test_credits_that_cannot_be(
    tmp_path: Path, cells: dict[str, Any], column: str, sentence: str
) -> None:
    assert earned(tmp_path, **cells) == ((), [(column, sentence + OUT, "error")])


def test_days_of_a_credit_in_a_strange_order_are_warned_of(tmp_path: Path) -> None:
    found, wrong = earned(tmp_path, Submitted_on="2026-01-04", Posted_on="2026-01-03")
    assert (len(found), wrong) == (
        1,
        [
            ("Submitted on", "2026-01-04 is before “Earned on”: please check.", "warning"),
            ("Posted on", "2026-01-03 is before “Submitted on”: please check.", "warning"),
        ],
    )


def test_fees_that_cannot_be(tmp_path: Path) -> None:
    found = team(
        tmp_path,
        Fees=[
            ["Name", "Body", "Paid on", "Paid through"],
            ["Zoe", None, "2026-02-01", "2026-01-31"],
            ["Zoe", "XYZ", None, "2026-01-31"],
            ["Zoe", "iicrc", "2026-02-01", "2026-02-01"],
        ],
    )
    assert problems(found) == [
        (
            "Fees",
            2,
            "Paid through",
            f"2026-01-31 is before “Paid on”: correct one of the two.{OUT}",
            "error",
        ),
        (
            "Fees",
            3,
            "Body",
            f"“XYZ” is no body of the catalogue; known are IICRC, OSHA.{OUT}",
            "error",
        ),
    ]
    assert found.members[0].facts.fees == (Fee("IICRC", date(2026, 2, 1), date(2026, 2, 1)),)


# jobs


def test_jobs_and_what_is_wrong_with_them(tmp_path: Path) -> None:
    found = team(
        tmp_path,
        People=[["Name", "ID"], ["Zoe", 1], ["Max", 2]],
        Rules=[["Setting", "Value"], ["service Biohazard", "wrt"], ["Service Roofing", "ROOF"]],
        Jobs=[
            ["Job", "Service", "Client", "Program", "Starts on", "Ends on", "Crew", "Amount"],
            ["J1", "Water", "House", "A", "2026-01-02", "2026-01-04", "2; zoe; Max", 1000],
            ["J2", "wotar", None, None, "2026-01-02", "2026-01-01", "Max; Ida", None],
            ["J3", "biohazard", None, None, "2026-01-02", None, None, None],
        ],
    )
    assert found.jobs == (
        Job("J1", "water", "House", "A", date(2026, 1, 2), date(2026, 1, 4), (1, 0), 100_000, 2),
        Job("J3", "biohazard", None, None, date(2026, 1, 2), date(2026, 1, 2), (), None, 4),
    )
    assert [(s.name, s.needs) for s in found.services] == [("biohazard", "WRT")]
    assert problems(found) == [
        (
            "Rules",
            3,
            "Value",
            f"“ROOF” is no certification of the catalogue: see `goodstanding rules`.{OUT}",
            "error",
        ),
        (
            "Jobs",
            3,
            "Service",
            f"“wotar” is no service of the catalogue; did you mean “water”?{OUT}",
            "error",
        ),
        (
            "Jobs",
            3,
            "Ends on",
            f"2026-01-01 is before “Starts on”: correct one of the two.{OUT}",
            "error",
        ),
        (
            "Jobs",
            3,
            "Crew",
            (
                "There is no person “Ida” in the sheet People: correct the name, or add the person "
                f"there.{OUT}"
            ),
            "error",
        ),
    ]


# rows that are left out


def test_everything_that_is_wrong_in_a_row_is_said_at_once(tmp_path: Path) -> None:
    found = team(
        tmp_path,
        People=[["Name"], ["Maria"]],
        Certifications=[
            ["Name", "Certification", "Issued on"],
            ["Nina", "WRTT", "10/01/2023"],
            ["Nina", "MWRR", None],
        ],
        Credits=[
            ["Name", "Earned on", "Credits", "Body", "Obtains"],
            ["Nina", "2024-05-01", "x", "IICR", "WRTT"],
        ],
        Fees=[["Name", "Body", "Paid on", "Paid through"], ["Nina", "IICR", None, "soon"]],
        Jobs=[["Service", "Starts on", "Crew"], ["watr", "soon", "Maria; Nina"]],
    )
    assert [(sheet, row, column) for sheet, row, column, *_ in problems(found)] == [
        ("Certifications", 2, "Issued on"),
        ("Certifications", 2, "Name"),
        ("Certifications", 2, "Certification"),
        ("Certifications", 3, "Name"),
        ("Certifications", 3, "Certification"),
        ("Credits", 2, "Credits"),
        ("Credits", 2, "Name"),
        ("Credits", 2, "Body"),
        ("Credits", 2, "Obtains"),
        ("Fees", 2, "Paid through"),
        ("Fees", 2, "Name"),
        ("Fees", 2, "Body"),
        ("Jobs", 2, "Starts on"),
        ("Jobs", 2, "Service"),
        ("Jobs", 2, "Crew"),
    ]
    assert found.members == (member("Maria"),)


def test_a_row_that_is_left_out_makes_nobody_a_member(tmp_path: Path) -> None:
    found = team(
        tmp_path,
        Certifications=[
            ["Name", "Certification", "Issued on"],
            ["Maria", "WRT", "soon"],
            ["Zoe", "WRT", None],
        ],
    )
    assert [one.name for one in found.members] == ["Zoe"]
