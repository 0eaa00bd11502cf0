"""`goodstanding rules`: the catalogue, one certification, the check of a file."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goodstanding.cli.rules import rules

OWN = """\
[certifications.WRT]
aliases = ["Water one"]
[[certifications.WRT.costs]]
what = "exam"
low = 80.5
currency = "USD"
sure = "R"
[[rules.state]]
kind = "credits"
months = 24
required = 6
sure = "R"
[[rules.state]]
since = 2027-01-01
kind = "credits"
months = 24
required = 7.5
starts = "07-01"
sure = "R"
[certifications.STATE]
name = "State [bold]licence[/bold]"
body = "IICRC"
level = "state licence"
rule = "state"
sure = "R"
"""


def _run(*arguments: str | Path, width: int = 110) -> Result:
    runner = CliRunner(env={"COLUMNS": str(width)})
    return runner.invoke(rules, [str(argument) for argument in arguments])


def _own(folder: Path, text: str | bytes) -> Path:
    path = folder / "own.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _words(result: Result) -> list[list[str]]:
    """The cells of a printed table, row by row."""
    lines = result.stdout.splitlines()
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines]


def test_the_catalogue_is_listed() -> None:
    result = _run()
    rows = _words(result)
    assert (result.exit_code, result.stderr) == (0, "")
    assert rows[0] == ["61 certifications"]
    assert ["14 CECs every 4 years, and a yearly fee"] in rows
    water = "Water Damage Restoration Technician"
    assert ["WRT", water, "technician", "reputable page"] in rows
    assert [row[-1] for row in rows if row[:1] in (["HCT"], ["RCT"])] == ["unverified"] * 2
    assert len([row for row in rows if len(row) == 4]) == 61


def test_a_narrow_page_leaves_the_level_out() -> None:
    rows = _words(_run(width=60))
    assert ["WRT", "Water Damage Restoration Tech…", "reputable page"] in rows


@pytest.mark.parametrize(
    "words", [["WRT"], ["wrt"], ["Water", "Damage", "Restoration", "Technician"]]
)
def test_one_certification_is_shown_with_everything(words: list[str]) -> None:
    result = _run(*words)
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert (result.exit_code, result.stderr) == (0, "")
    assert lines[0] == "WRT  Water Damage Restoration Technician"
    assert "Stays current by  14 CECs every 4 years, and a yearly fee" in lines
    assert "Needed for        water" in lines
    assert "Course            19 hours" in lines
    tuition = lines.index("Cost              tuition 400–700 USD")
    assert lines[tuition + 1].strip() == "(unverified: no source)"
    exam = lines.index("Cost              exam 80 USD")
    faqs = "https://www.iicrc.org/page/IICRCFAQs, read on 22 November 2026 (official text)"
    assert lines[exam + 1].strip() == faqs


def test_every_version_of_a_rule_is_shown(tmp_path: Path) -> None:
    own = _own(tmp_path, OWN)
    lines = [line.rstrip() for line in _run("STATE", "--rules", own).stdout.splitlines()]
    assert lines[0] == "STATE  State [bold]licence[/bold]"
    assert [line for line in lines if line.startswith("Rule  ")] == [
        "Rule              at first: 6 CECs every 2 years",
        "Rule              from 1 January 2027: 7.5 CECs every 2 years, counted from a 1 July",
    ]


def test_a_body_without_an_address_has_none_shown() -> None:
    assert "Submissions" not in _run("CR").stdout


def test_one_certification_as_json(tmp_path: Path) -> None:
    own = _own(tmp_path, OWN)
    result = _run("water one", "--format", "json", "--rules", own)
    shown = json.loads(result.stdout)
    assert (result.exit_code, shown["code"], shown["aliases"]) == (0, "WRT", ["Water one"])
    assert shown["costs"] == [
        {
            "what": "exam",
            "low": 80.5,
            "high": 80.5,
            "currency": "USD",
            "source": None,
            "read": None,
            "sure": "R",
            "note": None,
        }
    ]
    state = json.loads(_run("STATE", "--format", "json", "--rules", own).stdout)
    assert state["rules"][1] == {
        "name": "state",
        "since": "2027-01-01",
        "kind": "credits",
        "months": 24,
        "required": 7.5,
        "anchor": None,
        "starts": "07-01",
        "first_cycle": "full",
        "most_per_activity": None,
        "most_per_day": None,
        "renewable_months": None,
        "fee": False,
        "source": None,
        "read": None,
        "sure": "R",
        "note": None,
    }


def test_the_catalogue_as_json() -> None:
    result = _run("--format", "json")
    entries = json.loads(result.stdout)["certifications"]
    by_code = {entry["code"]: entry for entry in entries}
    assert (result.exit_code, len(entries)) == (0, 61)
    assert by_code["MWR"]["requires"] == ["WRT", "ASD", "AMRT"]
    assert by_code["OSHA-10"]["rules"][0]["months"] is None


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    result = _run("wtr")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "Error: There is no certification “wtr” in the catalogue; the nearest are WRT, MWR, JWR. "
        "“goodstanding rules” lists them all.\n"
    )
    assert _run("?????").stderr == (
        "Error: There is no certification “?????” in the catalogue. "
        "“goodstanding rules” lists them all.\n"
    )


def test_own_rules_with_mistakes_are_not_used(tmp_path: Path) -> None:
    own = _own(tmp_path, "x = 1\n")
    result = _run("--rules", own)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{own}:1: there is no section “x”" in result.stderr


def test_a_file_in_order_is_said_to_be(tmp_path: Path) -> None:
    own = _own(tmp_path, OWN)
    result = _run("check", own)
    assert (result.exit_code, result.output) == (
        0,
        f"{own} is in order: 2 certifications, 1 rule\n",
    )


def test_a_byte_order_mark_and_dos_lines_are_no_mistakes(tmp_path: Path) -> None:
    own = _own(tmp_path, b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode())
    assert _run("check", own).exit_code == 0


def test_every_mistake_is_printed_with_its_line(tmp_path: Path) -> None:
    own = _own(tmp_path, "[certifications.WRT]\nlevel = 3\nname = \ncours_hours = 1\n")
    result = _run("check", own)
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        f"{own}:2: WRT: “level” must be a line of text in quotation marks, not 3",
        f"{own}:3: the value is missing, or what it opens is not closed",
        f"{own}:4: WRT: there is no key “cours_hours”; did you mean “course_hours”?",
    ]


def test_the_check_as_json(tmp_path: Path) -> None:
    own = _own(tmp_path, "[services.water]\n")
    result = _run("check", own, "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "file": str(own),
        "certifications": 0,
        "rules": 0,
        "problems": [
            {"line": 1, "problem": "water: “needs” is missing"},
            {"line": 1, "problem": "water: “sure” is missing"},
        ],
    }


def test_what_cannot_be_read_is_refused_with_a_sentence(tmp_path: Path) -> None:
    big = _own(tmp_path, b"#" * 1_000_001)
    latin = tmp_path / "latin.toml"
    latin.write_bytes("# Zoë".encode("latin-1"))
    said = {name: _run("check", name) for name in (tmp_path, tmp_path / "no.toml", big, latin)}
    assert {name.name: result.stderr for name, result in said.items()} == {
        tmp_path.name: f"Error: {tmp_path} is a folder; give the file of rules in it.\n",
        "no.toml": f"Error: {tmp_path / 'no.toml'} cannot be read (No such file or directory); "
        "check the name.\n",
        "own.toml": f"Error: {big} is larger than 1 MB; a file of rules is far smaller.\n",
        "latin.toml": f"Error: {latin} is not a text file in UTF-8; save it as UTF-8.\n",
    }
    assert {(result.exit_code, result.stdout) for result in said.values()} == {(2, "")}


@pytest.mark.parametrize("words", [["check"], ["check", "a.toml", "b.toml"]])
def test_the_check_takes_one_file(words: list[str]) -> None:
    result = _run(*words)
    assert result.exit_code == 2
    assert "“rules check” takes one file" in result.stderr


def test_a_terminal_is_given_lines_of_its_own_width() -> None:
    terminal = CliRunner(env={"FORCE_COLOR": "1", "COLUMNS": "90", "TERM": "xterm"})
    plain = re.sub(r"\x1b\[[0-9;]*m", "", terminal.invoke(rules, ["WRT"]).stdout)
    assert {len(line) <= 90 for line in plain.splitlines()} == {True}


def test_the_help_names_the_three_ways() -> None:
    result = _run("--help")
    assert result.exit_code == 0
    for way in ("goodstanding rules  ", "goodstanding rules WRT", "rules check FILE.toml"):
        assert way in result.stdout


def test_keys_of_very_many_parts_are_refused_before_they_are_read(tmp_path: Path) -> None:
    file = _own(tmp_path, ".".join("a" * 20_000) + " = 1\n")
    result = _run("check", file)
    assert (result.exit_code, result.stdout, result.stderr) == (
        2,
        "",
        f"Error: {file} has keys of far too many parts (a.b.c …); two or three will do.\n",
    )


@pytest.mark.parametrize("arguments", [["check", "/dev/zero"], ["--rules", "/dev/zero"]])
def test_a_device_is_refused_before_it_is_read(arguments: list[str]) -> None:
    result = _run(*arguments)
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: /dev/zero is a pipe or a device; save the rules as a file first.\n",
    )
