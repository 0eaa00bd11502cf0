"""The house around the code: what the documents say is so, and what must not be in them is not."""

import json
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from company import company
from files.certificates.paper import DIPLOMA, pdf
from goodstanding.cli.main import main
from goodstanding.engine.standing.answer import Label

HOUSE = Path(__file__).parent.parent
PAGES = sorted([*HOUSE.glob("*.md"), *HOUSE.glob("docs/**/*.md")])
REQUIREMENTS = sorted(HOUSE.glob("requirements/*.txt"))
JUDGED_ON = "2026-11-22"

# In pieces, so that this file does not name them either.
REGISTRIES = [
    b".".join(parts)
    for parts in (
        (b"pypi", b"org"),
        (b"pythonhosted", b"org"),
        (b"npmjs", b"org"),
        (b"npmjs", b"com"),
        (b"crates", b"io"),
        (b"rubygems", b"org"),
        (b"maven", b"org"),
        (b"proxy", b"golang", b"org"),
        (b"deb", b"debian", b"org"),
    )
]


def _name(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def _committed() -> Iterator[Path]:
    """Every file of the house but what .gitignore names."""
    ignored = [".git", *(HOUSE / ".gitignore").read_text("utf-8").replace("/\n", "\n").split()]
    folders = [HOUSE]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if any(fnmatch(path.name, pattern) for pattern in ignored):
                continue
            if path.is_dir():
                folders.append(path)
            else:
                yield path


def _commands(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{above}{name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{above}{name} ")


def _options(command: click.Command) -> list[str]:
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    return [name for option in options for name in option.opts if name.startswith("--")]


def _sections(page: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)\n", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _documented(page: Path) -> list[list[str]]:
    """The goodstanding commands in a page's shell blocks, as arguments."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    lines = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    return [line[1:] for line in lines if line[:1] == ["goodstanding"]]


def test_every_command_has_a_section_that_names_its_options() -> None:
    sections = _sections((HOUSE / "docs/command-line.md").read_text("utf-8"))
    missing = [
        f"{name} {option}".strip()
        for name, command in _commands(main)
        for option in ["", *_options(command)]
        if option not in sections.get(name, "") or name not in sections
    ]
    assert missing == []


def test_no_option_is_documented_that_does_not_exist() -> None:
    sections = _sections((HOUSE / "docs/command-line.md").read_text("utf-8"))
    commands = dict(_commands(main))
    invented = [
        f"{name} {option}"
        for name, command in commands.items()
        for option in re.findall(r"^\| `(--[a-z-]+)", sections.get(name, ""), re.MULTILINE)
        if option not in _options(command)
    ]
    assert invented == []


def test_every_setting_that_is_read_is_documented() -> None:
    source = "".join(path.read_text("utf-8") for path in (HOUSE / "src").rglob("*.py"))
    reads = r"""(?:environ(?:\.get\(|\[)|getenv\()\s*["']([A-Z_]+)|["'](GOODSTANDING_[A-Z_]+)["']"""
    settings = {name for match in re.findall(reads, source) for name in match if name}
    pages = "".join(page.read_text("utf-8") for page in PAGES)
    assert {name for name in settings if f"`{name}`" not in pages} == set()


def test_the_table_of_settings_is_complete_and_invents_none() -> None:
    source = "".join(path.read_text("utf-8") for path in (HOUSE / "src").rglob("*.py"))
    read = re.findall(r"\benv\.(?:text|flag|whole|several|one_of)\(\s*[\"']([A-Z_]+)", source)
    page = (HOUSE / "docs/settings.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE)) == set(read)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["README.md", "docs/command-line.md"])
def test_documented_commands_run(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(HOUSE / "examples/team.xlsx", tmp_path)
    (tmp_path / "own-rules.toml").write_text("", "utf-8")
    (tmp_path / "diploma.pdf").write_bytes(pdf(DIPLOMA))
    monkeypatch.chdir(tmp_path)
    company("Larch Restoration")
    commands = _documented(HOUSE / page)
    assert commands
    assert [failure for arguments in commands for failure in _failures(arguments)] == []


def test_the_readme_shows_what_the_program_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = (HOUSE / "README.md").read_text("utf-8")
    block = re.findall(
        r"^<!-- check output -->\n```text\n(.*?)^```\n<!-- end", page, re.DOTALL | re.MULTILINE
    )[0]
    arguments = ["check", str(HOUSE / "examples/team.xlsx"), "--on", JUDGED_ON]
    said = CliRunner().invoke(main, arguments).stdout
    parts = [part.strip("\n") for part in block.split("[…]")]
    places = [said.find(f"{part}\n") for part in parts]
    assert (places == sorted(places), [p for p in parts if p not in said]) == (True, [])
    assert said.startswith(parts[0])
    assert said.endswith(f"{parts[-1]}\n")


def test_every_page_is_in_the_index() -> None:
    index = (HOUSE / "docs/README.md").read_text("utf-8")
    pages = {path.name for path in (HOUSE / "docs").glob("*.md")} - {"README.md"}
    assert {name for name in pages if f"({name})" not in index} == set()


def _failures(arguments: list[str]) -> list[str]:
    """Why a documented command does not do: an answer of "no" is one that it may give."""
    result = CliRunner().invoke(main, arguments)
    crashed = result.exception and not isinstance(result.exception, SystemExit)
    if crashed or result.exit_code not in (0, 1):
        return [f"{' '.join(arguments)}: {result.exception!r} {result.stderr}"]
    return []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (page.parent / link).exists()] == []


def test_every_decision_is_in_the_index() -> None:
    index = (HOUSE / "docs/README.md").read_text("utf-8")
    records = [path.name for path in sorted((HOUSE / "docs/decisions").glob("*.md"))]
    assert [name for name in records if f"decisions/{name}" not in index] == []


def test_no_file_names_a_package_registry() -> None:
    found = [
        f"{_name(path)}: {host.decode()}"
        for path in _committed()
        for host in REGISTRIES
        if host in path.read_bytes()
    ]
    assert found == []


@pytest.mark.parametrize("path", REQUIREMENTS, ids=_name)
def test_requirements_are_exact_and_hashed_and_have_no_address(path: Path) -> None:
    entries = re.split(r"\n(?=\S)", path.read_text("utf-8").strip())
    loose = [e for e in entries if not re.match(r"[a-z0-9-]+==\S+.*\\\n +--hash=sha256:", e)]
    assert (loose, "://" in path.read_text("utf-8")) == ([], False)


def test_one_version_of_each_package() -> None:
    pins = "\n".join(path.read_text("utf-8") for path in REQUIREMENTS)
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", pins, re.MULTILINE):
        versions.setdefault(name, set()).add(version)
    assert {name: seen for name, seen in versions.items() if len(seen) > 1} == {}


def test_every_make_target_has_help() -> None:
    makefile = (HOUSE / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, re.MULTILINE)
    helped = re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE)
    phony = re.findall(r"^\.PHONY: (.*)", makefile, re.MULTILINE)[0].split()
    assert targets == helped == phony


def test_make_alone_prints_the_help() -> None:
    printed = subprocess.run(
        ["make", "--no-print-directory"], cwd=HOUSE, capture_output=True, text=True, check=True
    ).stdout
    assert [line.split()[:2] for line in printed.splitlines()][:4] == [
        ["make", "help"],
        ["make", "setup"],
        ["make", "run"],
        ["make", "test"],
    ]


def test_the_example_is_what_its_script_makes(tmp_path: Path) -> None:
    script = [sys.executable, "examples/make_example.py", str(tmp_path / "team.xlsx")]
    subprocess.run(script, cwd=HOUSE, capture_output=True, check=True)
    with (
        zipfile.ZipFile(tmp_path / "team.xlsx") as made,
        zipfile.ZipFile(HOUSE / "examples/team.xlsx") as kept,
    ):
        assert {n: made.read(n) for n in made.namelist()} == {
            n: kept.read(n) for n in kept.namelist()
        }


def test_every_label_occurs_in_the_example() -> None:
    arguments = [str(HOUSE / "examples/team.xlsx"), "--on", JUDGED_ON, "--format", "json"]
    result = CliRunner().invoke(main, ["check", *arguments])
    answer = json.loads(result.stdout)
    labels = {c["label"] for person in answer["people"] for c in person["credentials"]}
    awaiting = {Label.AWAITING, Label.LAPSED_AWAITING}
    assert labels == {f"{x} IICRC" if x in awaiting else str(x) for x in Label}
    assert answer["problems"] == []
