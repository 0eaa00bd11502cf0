"""`goodstanding template`: an empty workbook to begin with."""

from pathlib import Path

from cli.cast import run


def test_it_writes_a_workbook_and_says_what_comes_next(tmp_path: Path) -> None:
    file = tmp_path / "team.xlsx"
    result = run("template", str(file))
    assert (result.exit_code, result.output, file.exists()) == (
        0,
        (
            f"Wrote {file}.\n"
            "Put your people, certifications and credits in place of the examples, then run:\n"
            f"  goodstanding check {file}\n"
        ),
        True,
    )


def test_a_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "team.xlsx"
    file.write_text("mine")
    refused = run("template", str(file))
    kept = file.read_text()
    forced = run("template", str(file), "--force")
    assert (refused.exit_code, refused.stderr, kept, forced.exit_code) == (
        2,
        f"Error: {file} exists; choose another name, or add --force to write over it.\n",
        "mine",
        0,
    )


def test_another_ending_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "team.csv"
    result = run("template", str(file))
    assert (result.exit_code, result.stderr, file.exists()) == (
        2,
        f"Error: {file} must end in .xlsx, for it is a workbook.\n",
        False,
    )


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    file = tmp_path / "missing" / "team.xlsx"
    result = run("template", str(file))
    assert (result.exit_code, str(file) in result.stderr) == (2, True)
