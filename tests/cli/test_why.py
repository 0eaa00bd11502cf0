"""`goodstanding check --why`: one person's numbers with their reasons."""

from pathlib import Path

import pytest

from cli.cast import COMPANY, ON, run, workbook

WHY = """\
WRT  ! Due soon
  Maria's WRT lapses in 48 days; 6 CECs missing.
  → Book 6 CECs to be earned by 9 January 2027.
    · 10 January 2023 to 9 January 2027: 8 posted of 14 CECs required; 6 CECs
      missing.
    · The deadline is computed; nobody has typed in what the body's record or
      the card shows.
"""


@pytest.mark.parametrize("name", ["Maria Lopez", " maria  LOPEZ ", "104233"])
def test_a_person_is_found_by_name_or_id(tmp_path: Path, name: str) -> None:
    result = run("check", workbook(tmp_path, COMPANY), "--on", ON, "--why", name)
    lines = result.output.splitlines()
    assert (result.exit_code, lines[2].split(" ─")[0]) == (0, "Maria Lopez")
    assert "\n".join(lines[3:10]) + "\n" == WHY


def test_nobody_of_that_name(tmp_path: Path) -> None:
    result = run("check", workbook(tmp_path, COMPANY), "--on", ON, "--why", "Lopez")
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: There is no person “Lopez” in the file; did you mean Maria Lopez?\n"
    )
    far = run("check", workbook(tmp_path, COMPANY), "--on", ON, "--why", "Zzz")
    assert far.stderr == "Error: There is no person “Zzz” in the file; use the name as it has it.\n"


def test_it_is_for_people(tmp_path: Path) -> None:
    file = workbook(tmp_path, COMPANY)
    result = run("check", file, "--on", ON, "--why", "Maria Lopez", "--format", "json")
    assert (result.exit_code, "leave --format out" in result.stderr) == (2, True)


def test_a_person_without_a_certification(tmp_path: Path) -> None:
    people = [["Name"], ["Jo"], ["Al"]]
    held = [["Name", "Certification", "Issued on"], ["Al", "OSHA-10", "2020-01-01"]]
    file = workbook(tmp_path, {"People": people, "Certifications": held})
    output = run("check", file, "--on", ON, "--why", "Jo").output
    assert output.splitlines()[-1] == "No certification is recorded."
