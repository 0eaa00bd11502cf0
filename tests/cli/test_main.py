"""The command line as a program: help, starting fast, pipes, encodings and interruptions."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cli.cast import COMPANY, ON, run, workbook
from goodstanding import __version__
from goodstanding.cli.main import main

PROGRAM = [sys.executable, "-c", "from goodstanding.cli.main import main; main()"]


def program(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "0", **settings}
    return subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, text=True, encoding="utf-8", env=environment
    )


COMMANDS = [
    "backup", "certificate", "check", "demo", "export", "exposure", "health", "import", "migrate",
    "plan", "read", "restore", "resume", "rules", "serve", "template", "user", "verify", "work",
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    result = run(command, "--help")
    assert (result.exit_code, result.output.startswith("Usage: main " + command)) == (0, True)


def test_help_lists_the_commands() -> None:
    output = run("--help").output
    listed = [line.split()[0] for line in output.partition("Commands:")[2].splitlines() if line]
    assert listed == COMMANDS


def test_version() -> None:
    assert run("--version").output == f"Good Standing {__version__}\n"


@pytest.mark.parametrize("arguments", [["chek"], ["check"], ["check", "nowhere.xlsx"]])
def test_bad_use_is_explained_on_standard_error(arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, "Error: " in result.stderr) == (2, "", True)


@pytest.mark.parametrize("shape", ["json", "csv"])
def test_answers_for_programs_load_nothing_that_is_slow(shape: str, tmp_path: Path) -> None:
    arguments = ["check", workbook(tmp_path, COMPANY), "--on", ON, "--format", shape]
    code = (
        "import sys; from goodstanding.cli.main import main; "
        f"main({arguments!r}, standalone_mode=False); "
        "slow = {'rich', 'xlsxwriter', 'openpyxl'} & set(sys.modules); "
        "print(sorted(slow), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    file = workbook(tmp_path, COMPANY)
    for shape in ("table", "json", "csv"):
        arguments = [*PROGRAM, "check", file, "--on", ON, "--format", shape]
        with subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as running:
            assert running.stdout is not None
            assert running.stderr is not None
            running.stdout.close()
            assert running.stderr.read() == ""
        assert running.returncode == 0


def test_an_output_that_holds_only_ascii_gets_plainer_signs(tmp_path: Path) -> None:
    file = workbook(tmp_path, COMPANY)
    done = program("check", file, "--on", ON, PYTHONIOENCODING="ascii")
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr, done.stdout.isascii()) == (0, "", True)
    assert lines[7] == (
        "  x Lapsed          WRT         9.5 of 14  ##########.....   ~2 Oct 2023  -1,147"
    )
    assert "Lukasz Kowalski  Technician" in lines


def test_json_is_the_same_where_output_holds_only_ascii(tmp_path: Path) -> None:
    arguments = ["check", workbook(tmp_path, COMPANY), "--on", ON, "--format", "json"]
    plain = program(*arguments, PYTHONIOENCODING="ascii")
    full = program(*arguments, PYTHONIOENCODING="utf-8")
    assert (plain.returncode, plain.stdout.isascii(), "Łukasz" in full.stdout) == (0, True, True)
    assert plain.stdout == full.stdout.replace("Ł", "\\u0141")


def test_colour_is_for_terminals_that_want_it(tmp_path: Path) -> None:
    arguments = ["check", workbook(tmp_path, COMPANY), "--on", ON]
    plain = program(*arguments, PYTHONIOENCODING="utf-8")
    coloured = program(*arguments, PYTHONIOENCODING="utf-8", FORCE_COLOR="1", TERM="xterm")
    unwanted = program(
        *arguments, PYTHONIOENCODING="utf-8", FORCE_COLOR="1", TERM="xterm", NO_COLOR="1"
    )
    red = "\x1b[1;31m"
    found = [red in done.stdout for done in (plain, coloured, unwanted)]
    assert (found, "\x1b" in plain.stdout) == ([False, True, False], False)


def test_an_interruption_is_said_in_a_word() -> None:
    @click.command()
    def endless() -> None:
        raise KeyboardInterrupt

    main.add_command(endless)
    try:
        result = CliRunner().invoke(main, ["endless"])
    finally:
        del main.commands["endless"]
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "Stopped.\n")


@pytest.mark.parametrize("arguments", [["check"], ["read"], ["--help"], ["rules"]])
def test_an_answer_that_cannot_be_written_is_said(arguments: list[str], tmp_path: Path) -> None:
    if arguments[0] in ("check", "read"):
        arguments = [*arguments, workbook(tmp_path, COMPANY), "--on", ON]
    script = f'ulimit -f 0; "$@" > "{tmp_path}/answer"'  # no file may grow
    done = subprocess.run(
        ["/bin/sh", "-c", script, "sh", *PROGRAM, *arguments], stderr=subprocess.PIPE, text=True
    )
    assert (done.returncode, done.stderr) == (
        2,
        (
            "Error: The answer cannot be written (File too large): free some space, "
            "or choose another place for it.\n"
        ),
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("shape", ["table", "json", "csv"])
def test_closed_streams_are_no_error(closed: str, shape: str, tmp_path: Path) -> None:
    arguments = ["check", workbook(tmp_path, COMPANY), "--on", ON, "--format", shape]
    shell = ["/bin/sh", "-c", f'"$@" {closed}', "sh", *PROGRAM, *arguments]
    done = subprocess.run(shell, capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
