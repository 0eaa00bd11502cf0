"""Mistakes that can be seen in one rule file alone: keys, types, numbers, what a rule lacks.

Nothing stops at the first mistake. A value that cannot be used is kept as None, so that later
steps know it was given and say nothing more about it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from goodstanding.engine.rules.keys import (
    COSTS,
    KEYS,
    NEEDED_BY,
    USED_BY,
    Key,
    list_of_tables,
    shown,
)
from goodstanding.engine.rules.lines import Path, line_of
from goodstanding.engine.rules.model import Problem, Sure
from goodstanding.engine.rules.syntax import SET_ASIDE, Page

Table = dict[str, Any]

_ONE_WORD = re.compile(r"[\w-]+")


class Mistake(NamedTuple):
    """What is wrong with the value at a path of a page."""

    page: Page
    path: Path
    text: str

    def problem(self) -> Problem | None:
        """The mistake with its line; None on a line that was guessed."""
        line = line_of(self.page.text, self.path)
        text = "".join(letter if letter.isprintable() else "�" for letter in self.text)
        return None if line in self.page.guessed else Problem(self.page.file, line, text)


class Linted(NamedTuple):
    """A page whose values are checked: sections → names → tables (of rules: versions)."""

    page: Page
    sections: dict[str, dict[str, Any]]
    mistakes: tuple[Mistake, ...]


def lint(page: Page) -> Linted:
    """Check every value of one page."""
    work = _Lint(page)
    sections = {name: work.section(name, value) for name, value in page.tables.items()}
    return Linted(page, sections, tuple(work.mistakes))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence: the nearest known word, or all of them when they are few."""
    from difflib import get_close_matches  # slow to import, and needed for mistakes only

    by_fold = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), by_fold, n=1)
    if near:
        return f"; did you mean “{by_fold[near[0]]}”?"
    if 0 < len(by_fold) <= 12:
        return f"; there are {', '.join(by_fold.values())}"
    return ""


def missing(table: Table, keys: dict[str, Key]) -> Iterator[str]:
    """Sentences for what a table of these keys must have and lacks, its basis included."""
    for name, key in keys.items():
        if key.required and name not in table:
            yield f"“{name}” is missing"
    if "sure" in keys:
        yield from _baseless(table)


def _baseless(table: Table) -> Iterator[str]:
    if "source" in table:
        if "read" not in table:
            yield "“read” is missing: the day on which the source was read"
    elif table.get("sure") not in (None, Sure.R):
        yield '“source” is missing; only a statement with sure = "R" may do without'


class _Lint:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.mistakes: list[Mistake] = []
        sources = page.tables.get("sources")
        self.sources: Table = sources if isinstance(sources, dict) else {}

    def section(self, section: str, value: object) -> Table:
        if section.startswith(SET_ASIDE):
            return {}
        if section not in KEYS:
            known = did_you_mean(section, KEYS)
            self._add((section,), f"there is no section “{section}”{known}")
            return {}
        if not isinstance(value, dict):
            self._add((section,), f"“{section}” must hold named tables like {_header(section)}")
            return {}
        return {name: self._named(section, name, table) for name, table in value.items()}

    def _add(self, path: Path, text: str) -> None:
        self.mistakes.append(Mistake(self.page, path, text))

    def _named(self, section: str, name: str, value: object) -> Any:
        path = (section, name)
        if not name.strip() or name != name.strip() or not name.isprintable():
            self._add(path, f"the name {shown(name)} must be a word without blanks around it")
        if section == "rules":
            return self._rule(path, value)
        if not isinstance(value, dict):
            self._add(path, f"“{name}” must be a table under the header {_header(section)}")
            return None
        table = self._table(path, value, KEYS[section])
        if section == "certifications":
            if "costs" in table:
                table["costs"] = self._costs(path, table["costs"] or [])
        elif section != "bodies":
            self._lacks(path, table, KEYS[section])
        return table

    def _table(self, path: Path, value: Table, keys: dict[str, Key]) -> Table:
        table: Table = {}
        for name, entry in value.items():
            key = keys.get(name)
            if key is None:
                known = did_you_mean(name, keys)
                self._add((*path, name), f"{_title(path)}: there is no key “{name}”{known}")
                continue
            complaint = key.check(entry)
            if complaint:
                self._add((*path, name), f"{_title(path)}: “{name}” {complaint}")
            table[name] = None if complaint else entry
        if table.get("source"):
            self._resolve(path, table, table["source"])
        return table

    def _lacks(self, path: Path, table: Table, keys: dict[str, Key]) -> None:
        for text in missing(table, keys):
            self._add(path, f"{_title(path)}: {text}")

    def _costs(self, path: Path, costs: list[Table]) -> list[Table]:
        checked = []
        for at, cost in enumerate(costs):
            where = (*path, "costs", at)
            table = self._table(where, cost, COSTS)
            self._lacks(where, table, COSTS)
            low, high = table.get("low"), table.get("high")
            if low is not None and high is not None and high < low:
                self._add((*where, "high"), f"{_title(path)}: “high” is less than “low”")
            checked.append(table)
        return checked

    def _rule(self, path: Path, value: Any) -> list[Table]:
        if not value or (not isinstance(value, dict) and list_of_tables(value)):
            self._add(path, f"write each version of a rule under [[rules.{path[1]}]]")
            return []
        if isinstance(value, dict):
            self._add(path, f"write [[rules.{path[1]}]], with two brackets: a rule has versions")
            return [self._version(path, value)]
        versions = [self._version((*path, at), entry) for at, entry in enumerate(value)]
        self._compare(path, versions)
        return versions

    def _version(self, path: Path, value: Table) -> Table:
        table = self._table(path, value, KEYS["rules"])
        self._lacks(path, table, KEYS["rules"])
        if "anchor" in table and "starts" in table:
            self._add((*path, "starts"), f"{_title(path)}: give “anchor” or “starts”, not both")
        kind = table.get("kind")
        if kind is not None:
            self._suits(path, table, kind)
        return table

    def _suits(self, path: Path, table: Table, kind: str) -> None:
        """Has this kind of rule what it needs, and nothing that it has no use for?"""
        for name, kinds in NEEDED_BY.items():
            if kind in kinds and name not in table:
                self._add(path, f"{_title(path)}: “{name}” is missing, as the kind is {kind}")
        for name, kinds in USED_BY.items():
            if kind not in kinds and name in table:
                self._add((*path, name), f"{_title(path)}: the kind {kind} has no use for “{name}”")

    def _compare(self, path: Path, versions: list[Table]) -> None:
        """Are the versions of one rule of one kind, and each from a day of its own?"""
        seen: list[object] = []
        first = next((version.get("kind") for version in versions), None)
        for at, version in enumerate(versions):
            since, kind = version.get("since", "the beginning"), version.get("kind")
            if since is not None and since in seen:
                text = f"{_title(path)}: two versions hold since {since}; give each its own “since”"
                self._add((*path, at, "since"), text)
            if kind and first and kind != first:
                text = f"{_title(path)}: versions of one rule are of one kind; the first is {first}"
                self._add((*path, at, "kind"), text)
            seen.append(since)

    def _resolve(self, path: Path, table: Table, source: str) -> None:
        """Put address and day of [sources.X] in place of source = "X"."""
        known = self.sources.get(source)
        if isinstance(known, dict):
            table["source"] = known.get("at")
            table.setdefault("read", known.get("read"))
        elif _ONE_WORD.fullmatch(source):
            near = did_you_mean(source, self.sources)
            self._add(
                (*path, "source"),
                f"{_title(path)}: there is no [sources.{source}] in this file{near}",
            )


def _header(section: str) -> str:
    return "[[rules.NAME]]" if section == "rules" else f"[{section}.NAME]"


def _title(path: Path) -> str:
    """What a sentence calls the table at a path: its name."""
    return str(path[1])
