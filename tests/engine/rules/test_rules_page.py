"""The page about rule files: every key, the example, and the sample of mistakes are true."""

import re
from pathlib import Path

from goodstanding.engine.rules.keys import COSTS, KEYS, NEEDED_BY
from goodstanding.engine.rules.load import with_own

PAGE = Path(__file__).parents[3] / "docs/rules.md"
BASIS = {"source", "read", "sure", "note"}


def _parts() -> dict[str, str]:
    """The page's parts by their headings."""
    parts = re.split(r"^##+ (.+)\n", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _keys(part: str) -> dict[str, bool]:
    """The keys of a table of the page, and whether each must be there."""
    rows = re.findall(r"^\| `(\w+)` \| (.*?)\|", part, re.MULTILINE)
    return {key: must.strip() == "yes" for key, must in rows}


def _blocks(part: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", part, re.DOTALL | re.MULTILINE)


def test_every_key_is_documented_and_every_documented_key_is_known() -> None:
    parts = _parts()
    headings = {
        "sources": "`[sources.X]`",
        "bodies": "`[bodies.CODE]`",
        "rules": "`[[rules.NAME]]`",
        "certifications": "`[certifications.CODE]`",
        "services": "`[services.NAME]`",
    }
    known = {section: _own(keys) for section, keys in KEYS.items()} | {"costs": _own(COSTS)}
    told = {section: _keys(parts[heading]) for section, heading in headings.items()}
    told["costs"] = _keys(parts["`[[certifications.CODE.costs]]`"])
    assert told == known
    assert set(_keys(parts["Keys"])) == BASIS


def _own(keys: dict[str, object]) -> dict[str, bool]:
    return {
        name: getattr(key, "required", False)
        for name, key in keys.items()
        if name not in BASIS or keys is KEYS["sources"]
    }


def test_what_a_kind_needs_is_documented() -> None:
    rows = dict(
        re.findall(r"^\| `(\w+)` \| for (.*?) \|", _parts()["`[[rules.NAME]]`"], re.MULTILINE)
    )
    assert {key: set(kinds.split(", ")) for key, kinds in rows.items()} == NEEDED_BY


def test_the_example_is_in_order() -> None:
    (example,) = _blocks(_parts()["An own file"], "toml")
    catalogue, problems = with_own(("own.toml", example))
    assert problems == ()
    assert catalogue is not None
    assert catalogue.certifications["WRT"].course_hours == 20
    assert len(catalogue.certifications["STATE-WATER"].rules) == 2


def test_the_sample_of_mistakes_is_what_is_said() -> None:
    part = _parts()["When the file has mistakes"]
    (broken,) = _blocks(part, "toml")
    said, _ = _blocks(part, "text")
    problems = with_own(("own.toml", broken))[1]
    assert [f"{p.file}:{p.line}: {p.text}" for p in problems] == said.splitlines()
