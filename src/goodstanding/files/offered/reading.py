"""A sheet of upcoming classes as rows of Offerings, with a sentence for all that is not sure.

What makes a sheet such a list, and not a log of what people have earned, is told in `people`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from goodstanding.engine.wording import counted
from goodstanding.files.offered import cells, headings
from goodstanding.files.offered.around import Around
from goodstanding.files.offered.cells import Doubt
from goodstanding.files.offered.days import Span, order, span
from goodstanding.files.offered.headings import Headings
from goodstanding.files.offered.people import whose
from goodstanding.files.tables import Cell
from goodstanding.files.workbook.book import Line
from goodstanding.files.workbook.cells import flaw, shown, written
from goodstanding.files.workbook.problem import Problems
from goodstanding.files.workbook.rows import OfferingRow

Row = Sequence[Cell]
Flaws = dict[tuple[int, int], str]
_SUMS = re.compile(r"(?:grand |sub)?-?totals?\b|sum\b", re.IGNORECASE)
_CANCELLED = re.compile(r"cancel|postponed|draft")
_FULL = re.compile(r"full|sold out|wait ?list")


Lines = list[Line[OfferingRow]]


def offered(name: str, rows: Sequence[Row], flaws: Flaws, problems: Problems) -> Lines | None:
    """The offerings of a sheet, or None when it is no list of them; `problems` hears all."""
    found = headings.found(rows)
    if found is None:
        return None
    if why := whose(name, found, rows):
        problems.warning(name, found.row + 1, found.people, f"{why} Nothing of it is an offering.")
        return None
    return _Reading(name, found, rows, flaws, problems).lines()


@dataclass
class _Reading:
    """A list while it is being read."""

    name: str
    found: Headings
    rows: Sequence[Row]
    flaws: Flaws
    problems: Problems
    around: Around = field(default_factory=Around)

    def lines(self) -> Lines:
        """The offerings, and sentences about everything else."""
        self._flawed: dict[int, dict[int, str]] = {}
        for (at, column), what in self.flaws.items():
            self._flawed.setdefault(at, {})[column] = what
        self._hear_what_stands_above()
        body = list(enumerate(self.rows[self.found.row + 1 :], self.found.row + 2))
        dated = [self._cell(row, role) for _, row in body for role in ("days", "first", "last")]
        self._order = order(dated)
        self._tell_choice()
        if not self._has_days() and not self._may_be_online(body):
            self._refuse_dayless(body)
            return []
        return [line for number, row in body if (line := self._line(number, row))]

    def _hear_what_stands_above(self) -> None:
        texts = [self.name]
        for number, row in enumerate(self.rows[: self.found.row], 1):
            said = [cell for cell in row if isinstance(cell, str) and cell.strip()]
            texts += said
            if said:
                self._warn(number, None, f"{shown(said[0])} stands above the headings: a note.")
        online = False
        for text in texts:
            self.around.hear(text)
            online |= self.around.online
        self.around.online = online

    def _tell_choice(self) -> None:
        """Say that it is a list of offerings, and what each column is taken for."""
        titles = self.found.titles
        taken = [
            f"“{titles[role]}” as {headings.COLUMNS[role]}"
            for role in titles
            if role in headings.COLUMNS
        ]
        if "hours" in titles and "credits" not in titles:
            taken.append(f"“{titles['hours']}” as Credits, an hour for each")
        text = (
            f"“{self.name}” is read as a list of what is offered: {', '.join(taken)}; no column "
            "names people. Please look through it."
        )
        self._warn(self.found.row + 1, None, text)
        unused = list(self.found.unknown.values())
        unused += [titles["hours"]] if {"hours", "credits"} <= titles.keys() else []
        for title in unused:
            self._warn(
                self.found.row + 1, title,
                f"The column “{title}” is not understood: it is kept with the sheet, but not used.",
            )  # fmt: skip
        if "units" in titles:
            text = "can be hours or tenths of them: not used; write hours in a column “Credits”."
            self._warn(self.found.row + 1, titles["units"], f"“{titles['units']}” {text}")

    def _has_days(self) -> bool:
        return bool({"days", "first"} & self.found.places.keys())

    def _may_be_online(self, body: list[tuple[int, Row]]) -> bool:
        said = [self._word(row, role) for _, row in body for role in ("kind", "city")]
        for _, row in body:
            filled = [cells.word(cell) for cell in row if cells.word(cell)]
            said += filled if len(filled) == 1 else []  # the heading of a section
        return self.around.online or any(map(cells.is_any_day, said))

    def _refuse_dayless(self, body: list[tuple[int, Row]]) -> None:
        rows = sum(1 for _, row in body if cells.word(self._cell(row, "title")))
        self.problems.error(
            self.name, self.found.row + 1, None,
            f"No column says the days of {counted(rows, 'class', 'classes')}, and nothing that "
            "they are online at any time: add a column “Starts on”, or a column “Kind” that says "
            "“online”. Nothing of the sheet is taken.",
        )  # fmt: skip

    def _line(self, number: int, row: Row) -> Line[OfferingRow] | None:
        filled = [cell for cell in row if cells.word(cell)]
        broken = self._flawed.get(number, {})
        if not filled and not broken:
            return None
        if self._is_note(number, row, filled) or self._is_broken(number, broken):
            return None
        title = self._text(row, "title")
        if not title:
            self._leave(number, "title", "The title is missing: fill it in.")
            return None
        if _CANCELLED.search(cells.word(self._cell(row, "status"))):
            text = f"{shown(self._cell(row, 'status'))}: “{title}” is not taken as an offering."
            self._warn(number, self.found.titles["status"], text)
            return None
        return self._offering(number, row, title)

    def _is_note(self, number: int, row: Row, filled: list[Cell]) -> bool:
        """Whether a row is a section's heading, a sum or the headings again."""
        first = str(filled[0]).strip() if filled else ""
        if list(row[:3]) == list(self.rows[self.found.row][:3]) and len(filled) > 1:
            return True
        if _SUMS.match(first) and not (self._word(row, "first") or self._word(row, "days")):
            self._warn(number, None, f"{shown(first)} begins a sum: the row is no offering.")
            return True
        if len(filled) != 1 or not isinstance(filled[0], str):
            return False
        self.around.hear(first)
        text = f"{shown(first)} stands alone in its row: a note, no offering."
        self._warn(number, None, f"{text} If it is a class, write its days.")
        return True

    def _is_broken(self, number: int, broken: dict[int, str]) -> bool:
        roles = {place + 1: role for role, place in self.found.places.items()}
        for column, what in sorted(broken.items()):
            if column in roles:
                self._leave(number, roles[column], f"The cell {flaw(what)}")
        return bool(broken.keys() & roles.keys())

    def _offering(self, number: int, row: Row, title: str) -> Line[OfferingRow] | None:
        kind = self._sure(number, "kind", cells.kind(self._cell(row, "kind")))
        city = self._text(row, "city")
        days = self._days(number, row, kind)
        if isinstance(days, _Refused):
            return None
        if kind is None and self._says_online(city):
            kind = "online"
        kind = "online" if kind is None and days is None else kind
        got = {role: self._amount(number, row, role) for role in cells.AMOUNTS}
        last = days.last if days and days.last != days.first else None
        values = OfferingRow(
            title,
            self._text(row, "provider"),
            kind,
            days.first if days else None,
            last,
            got["credits"],
            got["price"],
            got["travel"],
            0 if _FULL.search(cells.word(self._cell(row, "status"))) else got["seats"],
            got["production"],
            None if self._says_online(city) else city,
            self._text(row, "body"),
            got["approved"],
            cells.codes(self._cell(row, "requires")),
            self._obtained(number, row),
        )
        return Line(number, values, sheet=self.name)

    def _says_online(self, city: str | None) -> bool:
        return bool(city) and cells.kind(city) == "online"

    def _obtained(self, number: int, row: Row) -> str | None:
        cell = self._cell(row, "obtains")
        found = cells.codes(cell)
        if len(found) > 1:
            text = f"{shown(cell)} names more than one: left blank; write the one it is taken for."
            self._warn(number, self.found.titles["obtains"], text)
        return found[0] if len(found) == 1 else None

    def _amount(self, number: int, row: Row, role: str) -> Any:
        where = "hours" if role == "credits" and "credits" not in self.found.places else role
        return self._sure(number, where, cells.AMOUNTS[role](self._cell(row, where)))

    def _sure(self, number: int, role: str, value: Any) -> Any:
        if not isinstance(value, Doubt):
            return value
        self._warn(number, self.found.titles[role], value.text)
        return value.value

    def _days(self, number: int, row: Row, kind: str | None) -> "Span | _Refused | None":
        """The days of a row; None: at any time."""
        places = self.found.places
        has_first = "first" in places and (self._word(row, "first") or "days" not in places)
        role = "first" if has_first else "days"
        cell = self._cell(row, role)
        text = cells.word(cell)
        if not text and self._is_at_any_time(row, kind):
            return None
        if text and cells.is_any_day(text):
            return None
        role = role if role in places else "title"
        if text in cells.OPEN:
            words = f"{shown(cell)} is no day" if text else "The day is missing"
            how = "write the days, or say “online” or “self-paced” if it has none."
            return self._refuse(number, role, f"{words}: {how}")
        first = span(cell, self._order, self.around.year)
        if isinstance(first, str):
            return self._refuse(number, role, first)
        return self._until(number, row, role, first)

    def _is_at_any_time(self, row: Row, kind: str | None) -> bool:
        if cells.word(self._cell(row, "last")):
            return False
        said = (
            f"{cells.word(self._cell(row, 'kind'))} {cells.word(self._cell(row, 'city'))}".strip()
        )
        return cells.is_any_day(said) or (self.around.online and kind in (None, "online"))

    def _until(self, number: int, row: Row, role: str, first: Span) -> "Span | _Refused":
        """The days with the last one, from its own column or from how long it takes."""
        cell, last = self._cell(row, "last"), first.last
        given = first.year_given
        if cells.word(cell) not in cells.OPEN:
            end = span(cell, self._order, first.first.year)
            if isinstance(end, str):
                return self._refuse(number, "last", end)
            last = end.last
            if last < first.first:
                text = f"{shown(cell)} is before {first.first}: correct one of the two."
                return self._refuse(number, "last", text)
        elif (length := self._length(row)) and first.last == first.first:
            last = first.first + timedelta(length - 1)
            text = f"The last day is worked out as {last} from {shown(self._cell(row, 'length'))}."
            self._warn(number, self.found.titles["length"], text)
        if not given:
            said = f"The year {first.first.year} is taken from “{self.around.said_by}”."
            self._warn(number, self.found.titles[role], said)
        return Span(first.first, last, given)

    def _length(self, row: Row) -> int:
        match = re.fullmatch(r"([2-9]|1\d)(?:\.0)?(?:[ -]?days?)?", self._word(row, "length"))
        return int(match[1]) if match else 0

    def _cell(self, row: Row, role: str) -> Cell:
        place = self.found.places.get(role)
        return row[place] if place is not None and place < len(row) else None

    def _word(self, row: Row, role: str) -> str:
        return cells.word(self._cell(row, role))

    def _text(self, row: Row, role: str) -> str | None:
        cell = self._cell(row, role)
        text = " ".join(written(cell).split()) if cell is not None else ""
        return None if text.casefold() in cells.OPEN else text

    def _warn(self, number: int, column: str | None, text: str) -> None:
        self.problems.warning(self.name, number, column, text)

    def _leave(self, number: int, role: str, text: str) -> None:
        self.problems.left_out(self.name, number, self.found.titles[role], text)

    def _refuse(self, number: int, role: str, text: str) -> "_Refused":
        self._leave(number, role, text)
        return _Refused()


class _Refused:
    """The days of a row cannot be told, and that has been said."""
