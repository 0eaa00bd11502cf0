"""`goodstanding check`, from a workbook to what is written."""

import json
from pathlib import Path

import pytest

from cli.cast import CERTIFICATIONS, COMPANY, CREDITS, ON, PEOPLE, run, workbook


def test_json_is_what_is_documented(tmp_path: Path) -> None:
    file = workbook(tmp_path, {"People": PEOPLE[:1] + PEOPLE[2:3], **_only("Maria Lopez")})
    result = run("check", file, "--on", ON, "--format", "json")
    assert (result.exit_code, result.stdout) == (
        0,
        (
            '{"on": "2026-11-22", "people": [\n'
            '{"name": "Maria Lopez", "id": "104233", "credentials": ['
            '{"certification": "WRT", "number": null, "issued_on": "2023-01-10",'
            ' "state": "current", "label": "Due soon",'
            ' "cycle": {"start": "2023-01-10", "deadline": "2027-01-09"},'
            ' "required": 14, "posted": 8, "submitted": 0, "earned": 0, "planned": 0, "capped": 0,'
            ' "short": 6, "coverage": "short", "days_left": 48, "on_pace": false,'
            ' "lapses_on": "2027-01-10", "estimated": true, "to_reconcile": 0, "warnings": [],'
            ' "periods": [{"from": "2023-01-10", "to": null, "state": "current", "reason": null}]}'
            ']}],\n"problems": []}\n'
        ),
    )


def test_json_has_everybody_in_the_order_of_the_file(tmp_path: Path) -> None:
    answer = _json(workbook(tmp_path, COMPANY))
    assert [
        (one["name"], [(c["certification"], c["label"]) for c in one["credentials"]])
        for one in answer["people"]
    ] == [
        ("Łukasz Kowalski", [("WRT", "On pace"), ("MWR", "Good standing")]),
        ("Maria Lopez", [("WRT", "Due soon")]),
        ("Dwayne Walker", [("HAZWOPER-8", "Due soon"), ("WRT", "Lapsed")]),
        ("Aisha Patel", [("AMRT", "Awaiting IICRC")]),
        ("Omar Haddad", [("WRT", "Lapsed")]),
        ("Chloe Nguyen", []),
    ]


def test_json_says_null_where_a_rule_has_no_notion(tmp_path: Path) -> None:
    credential = _json(workbook(tmp_path, COMPANY))["people"][2]["credentials"][0]
    assert credential == {
        "certification": "HAZWOPER-8",
        "number": None,
        "issued_on": "2026-01-20",
        "state": "current",
        "label": "Due soon",
        "cycle": {"start": "2026-01-20", "deadline": "2027-01-19"},
        "required": None,
        "posted": None,
        "submitted": None,
        "earned": None,
        "planned": None,
        "capped": None,
        "short": None,
        "coverage": None,
        "days_left": 58,
        "on_pace": None,
        "lapses_on": "2027-01-20",
        "estimated": True,
        "to_reconcile": 0,
        "warnings": [],
        "periods": [{"from": "2026-01-20", "to": None, "state": "current", "reason": None}],
    }


def test_json_has_fractions_warnings_and_periods(tmp_path: Path) -> None:
    people = _json(workbook(tmp_path, COMPANY))["people"]
    aisha, dwayne = people[3]["credentials"][0], people[2]["credentials"][1]
    assert (aisha["to_reconcile"], aisha["warnings"], aisha["earned"], dwayne["periods"]) == (
        2.5,
        ["approval_unknown"],
        1,
        [
            {"from": "2019-10-03", "to": "2023-10-02", "state": "current", "reason": None},
            {"from": "2023-10-03", "to": None, "state": "lapsed", "reason": "credits"},
        ],
    )


def test_a_cycle_that_is_not_known_is_null(tmp_path: Path) -> None:
    unknown = [CERTIFICATIONS[0], ["Maria Lopez", "WRT", None, None, None, None, None]]
    answer = _json(workbook(tmp_path, {"People": PEOPLE, "Certifications": unknown}))
    credential = answer["people"][1]["credentials"][0]
    assert (credential["state"], credential["cycle"], credential["periods"]) == (
        "unknown",
        None,
        [{"from": None, "to": None, "state": "unknown", "reason": None}],
    )


def test_csv_has_a_row_for_each_credential_and_no_formulas(tmp_path: Path) -> None:
    result = run("check", workbook(tmp_path, COMPANY), "--on", ON, "--format", "csv")
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            (
                "name,id,certification,number,issued_on,state,label,cycle_start,cycle_deadline,"
                "required,posted,submitted,earned,planned,capped,short,coverage,days_left,on_pace,"
                "lapses_on,estimated,to_reconcile,warnings"
            ),
            (
                "Łukasz Kowalski,111884,WRT,,2026-05-02,current,On pace,2026-05-02,2030-05-01,"
                "14,0,0,0,0,0,14,short,1256,true,2030-05-02,true,0,"
            ),
            (
                "Łukasz Kowalski,111884,MWR,,2024-12-01,current,Good standing,2024-12-01,"
                "2026-11-30,14,14,0,0,0,0,0,posted,8,true,2028-12-01,true,0,"
            ),
            (
                "Maria Lopez,104233,WRT,,2023-01-10,current,Due soon,2023-01-10,2027-01-09,"
                "14,8,0,0,0,0,6,short,48,false,2027-01-10,true,0,"
            ),
            (
                "Dwayne Walker,114146,HAZWOPER-8,,2026-01-20,current,Due soon,2026-01-20,"
                "2027-01-19,,,,,,,,,58,,2027-01-20,true,0,"
            ),
            (
                "Dwayne Walker,114146,WRT,'=WRT-1,2019-10-03,lapsed,Lapsed,2019-10-03,2023-10-02,"
                "14,9.5,0,0,0,0,4.5,short,-1147,false,2023-10-03,true,0,"
            ),
            (
                "Aisha Patel,177458,AMRT,,2019-03-01,current,Awaiting IICRC,2023-10-01,2027-09-30,"
                "14,10,4,1,0,0,0,submitted,312,true,2027-10-01,false,2.5,approval_unknown"
            ),
            (
                "Omar Haddad,167224,WRT,,2021-11-14,lapsed,Lapsed,2021-11-14,2025-11-13,"
                "14,0,0,0,0,0,14,short,-374,false,2025-11-14,true,0,"
            ),
        ],
    )


def test_problems_are_named_beside_csv_and_in_json(tmp_path: Path) -> None:
    people = [*PEOPLE, ["Ann Ode", "1", "Reno", "Technician", "soon"]]
    file = workbook(tmp_path, {**COMPANY, "People": people})
    csv = run("check", file, "--on", ON, "--format", "csv")
    problems = _json(file)["problems"]
    (problem,) = problems
    assert (csv.exit_code, csv.stderr, problem["severity"], problem["row"]) == (
        0,
        f"error: People, row 8, Left on: {problem['problem']}\n",
        "error",
        8,
    )


@pytest.mark.parametrize(
    ("names", "fail_on", "code"),
    [
        (["Dwayne Walker", "Maria Lopez"], "never", 0),
        (["Dwayne Walker", "Maria Lopez"], "lapsed", 1),
        (["Dwayne Walker"], "attention", 1),
        (["Maria Lopez"], "lapsed", 0),
        (["Maria Lopez"], "attention", 1),
        (["Omar Haddad"], "lapsed", 0),
        (["Omar Haddad"], "attention", 0),
        (["Łukasz Kowalski", "Aisha Patel"], "attention", 0),
    ],
)
@pytest.mark.parametrize("shape", ["table", "json", "csv"])
def test_fail_on(names: list[str], fail_on: str, code: int, shape: str, tmp_path: Path) -> None:
    file = workbook(tmp_path, _only(*names, people=True))
    result = run("check", file, "--on", ON, "--fail-on", fail_on, "--format", shape)
    assert result.exit_code == code


def test_somebody_leaves_only_after_the_last_day(tmp_path: Path) -> None:
    file = workbook(tmp_path, _only("Omar Haddad", people=True))
    days = ["2026-08-05", "2026-08-06"]
    codes = [run("check", file, "--on", on, "--fail-on", "lapsed").exit_code for on in days]
    assert codes == [1, 0]


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "team.xlsx").write_text("not a workbook")
    result = run("check", str(tmp_path / "team.xlsx"), "--on", ON)
    assert (result.exit_code, result.stdout, result.stderr.startswith("Error: ")) == (2, "", True)


@pytest.mark.parametrize("on", ["tomorrow", "20261122", "2026-02-30", "1066-10-14", "٢٠٢٦-١١-٢٢"])
def test_a_day_that_is_none_is_refused(on: str, tmp_path: Path) -> None:
    result = run("check", workbook(tmp_path, COMPANY), "--on", on)
    assert (result.exit_code, "Invalid value for '--on'" in result.stderr) == (2, True)


def test_the_day_is_today_when_none_is_given(tmp_path: Path) -> None:
    result = run("check", workbook(tmp_path, COMPANY), "--format", "json")
    assert (result.exit_code, len(json.loads(result.stdout)["on"])) == (0, 10)


def test_a_broken_rule_file_is_refused_with_every_line(tmp_path: Path) -> None:
    rules = tmp_path / "own.toml"
    rules.write_text("[rules.ours]\nkind = 'credit'\n[certifications.X]\nnme = 'X'\n")
    result = run("check", workbook(tmp_path, COMPANY), "--rules", str(rules))
    lines = result.stderr.splitlines()
    assert result.exit_code == 2
    assert len(lines) > 2
    assert all(line.startswith(f"{rules}:") for line in lines[:-1])
    assert lines[-1] == f"Error: The rules in {rules} cannot be used; mend the lines named above."


def test_a_rule_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    rules = tmp_path / "own.toml"
    rules.write_bytes(b"\xff\xfe\x00")
    result = run("check", workbook(tmp_path, COMPANY), "--rules", str(rules))
    assert (result.exit_code, result.stderr) == (
        2,
        f"Error: {rules} is not a text file in UTF-8; save it as UTF-8.\n",
    )


def _only(*names: str, people: bool = False) -> dict[str, list[list[object]]]:
    """The company with nobody but these."""
    sheets = {"Certifications": CERTIFICATIONS, "Credits": CREDITS}
    sheets |= {"People": PEOPLE} if people else {}
    return {
        title: [rows[0], *(row for row in rows[1:] if row[0] in names)]
        for title, rows in sheets.items()
    }


def _json(file: str) -> dict:  # type: ignore[type-arg]
    return json.loads(run("check", file, "--on", ON, "--format", "json").stdout)
