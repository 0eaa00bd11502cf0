"""Who is meant by a name: by ID, else by e-mail, else by exact name."""

from dataclasses import dataclass, field
from difflib import get_close_matches

from goodstanding.engine.folding import fold
from goodstanding.engine.standing.facts import Credential, Credit, Fee
from goodstanding.files.workbook.book import Line
from goodstanding.files.workbook.problem import Problems
from goodstanding.files.workbook.rows import PeopleRow

MOST_SUGGESTED = 200
"""Names that are looked up for a likeness; each takes milliseconds in a large company."""


@dataclass(slots=True)
class Entry:
    """A person while his facts are gathered; `at` is his place among the members, `line` his row
    of People if there is one."""

    row: PeopleRow
    at: int | None = None
    line: Line[PeopleRow] | None = None
    credentials: list[Credential] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    fees: list[Fee] = field(default_factory=list)


class Roster:
    """The people of a workbook.

    When the sheet People has rows, only they exist; else whoever is named anywhere does. A
    person whose row in People was left out is still known by what could be read of it.
    """

    def __init__(self, problems: Problems) -> None:
        self.members: list[Entry] = []
        self._problems = problems
        self._keys: tuple[dict[str, list[Entry]], ...] = ({}, {}, {})
        self._first_rows: tuple[dict[str, int], ...] = ({}, {})
        self._open = True
        self._found: dict[str, Entry | str] = {}
        self._suggested = 0

    def add(self, line: Line[PeopleRow], left_out: bool) -> None:
        """Take a row of the sheet People, in the order of the sheet."""
        self._open = False
        entry = Entry(line.values, line=line)
        clash = self._clashes(line) if not left_out else True
        for keys, key in zip(self._keys, _keys(line.values), strict=True):
            if key:
                keys.setdefault(key, []).append(entry)
        if not clash:
            self._join(entry)

    def _clashes(self, line: Line[PeopleRow]) -> bool:
        clash = False
        written = ("ID", line.values.id or ""), ("Email", line.values.email or "")
        for first_rows, (column, shown) in zip(self._first_rows, written, strict=True):
            key = fold(shown)
            if key and (row := first_rows.setdefault(key, line.number)) != line.number:
                text = f"“{shown}” is also in row {row}: no two people may share it."
                self._problems.left_out("People", line.number, column, text)
                clash = True
        return clash

    def _join(self, entry: Entry) -> Entry:
        entry.at = len(self.members)
        self.members.append(entry)
        return entry

    def find(self, text: str) -> Entry | str:
        """The person meant, or the sentence that says why nobody can be."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = self._look_up(text)
        if isinstance(found, Entry) and found.at is None:
            self._join(found)
        return found

    def why_nobody(self, text: str) -> str | None:
        """The sentence that says why nobody can be meant, if so; nobody joins by it."""
        found = None if self._open else self._look_up(text)
        return found if isinstance(found, str) else None

    def _look_up(self, text: str) -> Entry | str:
        key = fold(text)
        for keys in self._keys:
            if entries := keys.get(key):
                return entries[0] if len(entries) == 1 else _ambiguous(text, len(entries))
        if not self._open:
            return f"There is no person “{text}” in the sheet People{self._closest(key)}"
        entry = Entry(PeopleRow(text, None, None, None, None, None, None, None, None))
        self._keys[2][key] = [entry]
        return entry

    def _closest(self, key: str) -> str:
        self._suggested += 1
        if self._suggested > MOST_SUGGESTED:
            return ": correct the name, or add the person there."
        names = self._keys[2]
        close = [names[name][0].row.name for name in get_close_matches(key, names, n=2)]
        if not close:
            return ": correct the name, or add the person there."
        return "; did you mean " + " or ".join(f"“{name}”" for name in close) + "?"


def nobody() -> Entry:
    """A person who is in no answer, for rows about somebody who cannot be found."""
    return Entry(PeopleRow("", None, None, None, None, None, None, None, None))


def _keys(row: PeopleRow) -> tuple[str, str, str]:
    return fold(row.id or ""), fold(row.email or ""), fold(row.name or "")


def _ambiguous(text: str, times: int) -> str:
    return f"“{text}” fits {times} people: write the ID or the e-mail address of the one meant."
