"""Text from a file is shown by the terminal and never obeyed."""

import csv
import io
import json
from pathlib import Path

import pytest

from cli.cast import ON, run
from goodstanding.cli.harmless import harmless, harmless_lines

ESCAPE = "\x1b[31mRED\x07\x9b2J"
SHOWN = "\ufffd[31mRED\ufffd\ufffd2J"
TURNED = "\u202eevil\u202c"
NAMES = [ESCAPE, TURNED, "[red]x[/red]", "two\nlines", "one\rover", "=1+1", "＝1", "日本 Ito"]


def file(folder: Path) -> str:
    rows = [[name, "WRT", f"=N {name}", "2023-01-10"] for name in NAMES]
    header = ["Name", "Certification", "Number", "Issued on"]
    wrong = [[ESCAPE, ESCAPE, None, None], ["Zoe", "WRT", None, ESCAPE]]
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows, *wrong])
    path = folder / "a.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return str(path)


def commands(text: str) -> set[str]:
    """The characters that a terminal would obey."""
    return {one for one in text if not one.isprintable() and one != "\n"}


def test_what_a_terminal_obeys_is_marked_and_breaks_are_blanks() -> None:
    found = [harmless(text) for text in (ESCAPE, TURNED, "a\nb\rc\td", "é 日本 \u200f", "")]
    assert found == [SHOWN, "\ufffdevil\ufffd", "a b c d", "é 日本 \u200f", ""]


def test_lines_stay_lines() -> None:
    assert harmless_lines(f"{ESCAPE}\nplain") == f"{SHOWN}\nplain"


@pytest.mark.parametrize("command", ["check", "read", "exposure"])
@pytest.mark.parametrize("shape", ["table", "json", "csv"])
@pytest.mark.parametrize("columns", [40, 120])
def test_no_answer_commands_the_terminal(
    tmp_path: Path, command: str, shape: str, columns: int
) -> None:
    if (command, shape) == ("read", "csv"):
        shape = "json"
    done = run(command, file(tmp_path), "--on", ON, "--format", shape, columns=columns)
    assert (done.exit_code, commands(done.stdout), commands(done.stderr)) == (0, set(), set())


def test_json_still_holds_every_character(tmp_path: Path) -> None:
    done = run("check", file(tmp_path), "--on", ON, "--format", "json")
    assert [one["name"] for one in json.loads(done.stdout)["people"]][: len(NAMES)] == NAMES


def test_no_cell_of_csv_is_a_formula_or_breaks_its_row(tmp_path: Path) -> None:
    done = run("check", file(tmp_path), "--on", ON, "--format", "csv")
    found = [row["name"] for row in csv.DictReader(io.StringIO(done.stdout))]
    assert found[: len(NAMES)] == [
        SHOWN,
        "\ufffdevil\ufffd",
        "[red]x[/red]",
        "two lines",
        "one over",
        "'=1+1",
        "'＝1",
        "日本 Ito",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", f"{ESCAPE}.xlsx"],
        ["check", "a.xlsx", "--on", ESCAPE],
        ["check", "a.xlsx", "--format", ESCAPE],
        ["rules", ESCAPE],
        ["rules", "check", f"{ESCAPE}.toml"],
        ["template", f"{ESCAPE}.csv"],
        [ESCAPE],
        [f"--{ESCAPE}"],
    ],
)
def test_no_error_commands_the_terminal(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout, commands(done.stderr)) == (2, "", set())
