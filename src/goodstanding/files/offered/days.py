"""The days of a class as people write them: “March 9-11, 2027”, “9 to 11 March”, 3/9/2027.

Nothing is guessed: a day that could be two days is none, and the sentence says both.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goodstanding.files.tables import Cell
from goodstanding.files.workbook.cells import FIRST_YEAR, LAST_YEAR, shown

HOW = "write it as 2027-03-09, or 2027-03-09 to 2027-03-11"
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun"),
            *("july jul", "august aug", "september sept sep", "october oct", "november nov"),
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\b\.?,?"
)
_TIMES = re.compile(r"\b\d{1,2}(?::\d{2})?\s*[ap]\.?m\b\.?|\b\d{1,2}:\d{2}(?::\d{2})?\b")
_BETWEEN = re.compile(r"\b(\d{1,2})/(\d{1,2})\s*[-–—]\s*(\d{1,2})/(\d{4})\b")
_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?:t(?=\s|$))?|"
    r"(?P<full>\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2}))(?!\d)|(?P<short>\d{1,2}/\d{1,2})(?![\d/])|"
    r"(?P<year>\d{4})(?!\d)|(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\da-z])|(?P<word>[a-z]+)\.?|"
    r"(?P<sep>[-–—,;&+])|\s+"
)
_RANGE = {"to", "thru", "through", "until", "till"}
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})(?:[/.]\d{2,4})?(?![\d/])")


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of days; `year_given` is false where the year came from around the cell."""

    first: date
    last: date
    year_given: bool = True


@dataclass(slots=True)
class _Point:
    year: int | None
    month: int | None
    day: int
    apart: str
    two: tuple[int, int] | None = None


class _Unreadable(ValueError):
    """The sentence why a text is no stretch of days."""


def order(cells: Iterable[Cell]) -> str | None:
    """Whether days or months come first in the sheet's dates, where one of them shows it."""
    orders = set()
    for cell in cells:
        for one in _NUMERIC.finditer(cell) if isinstance(cell, str) else ():
            first, second = int(one[1]), int(one[2])
            if first > 12 >= second:
                orders.add("dmy")
            elif second > 12 >= first:
                orders.add("mdy")
    return orders.pop() if len(orders) == 1 else None


def span(cell: Cell, turn: str | None, year: int | None) -> Span | str:
    """The days of a cell, or the sentence why they cannot be told.

    `turn` is the order of the sheet's dates, `year` the one that stands above the row.
    """
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return Span(day, day) if _is_believable(day) else f"{shown(day)} is far away: correct it."
    if not isinstance(cell, str):
        return f"{shown(cell)} is a number, not a day: format the cell as a date."
    try:
        return _span(_points(cell.casefold()), turn, year)
    except _Unreadable as why:
        return f"{shown(cell)} {why}"
    except ValueError:
        return f"{shown(cell)} is not a day of the calendar: correct it."


def _points(text: str) -> list[_Point]:
    """The days that a text names, as far as it says them."""
    text = _BETWEEN.sub(r"\1/\2/\4 - \1/\3/\4", _TIMES.sub(" ", text))
    text = _WEEKDAYS.sub(" ", text)
    reading = _Reading()
    place = 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None:
            raise _Unreadable(f"is not a date that can be read: {HOW}.")
        place = token.end()
        if token.lastgroup:
            reading.take(token.lastgroup, token[token.lastgroup])
    return reading.points


class _Reading:
    """A text while it is being read from left to right."""

    def __init__(self) -> None:
        self.points: list[_Point] = []
        self._month: int | None = None
        self._apart = ""

    def take(self, group: str, text: str) -> None:
        """One word or number."""
        if group == "iso":
            year, month, day = map(int, text.split("-"))
            self._add(_Point(year, month, day, ""))
        elif group in ("full", "short"):
            self._numeric([int(part) for part in re.split(r"[/.]", text)])
        elif group == "year":
            for point in self.points:
                point.year = point.year or int(text)
        elif group == "day":
            self._add(_Point(None, self._month, int(text), ""))
        elif group == "sep":
            self._separate("range" if text in "-–—" else "list")
        else:
            self._word(text)

    def _numeric(self, parts: list[int]) -> None:
        year = parts[2] if len(parts) == 3 else None
        if year is not None and year < 100:
            year += 2000
        self._add(_Point(year, None, 0, "", (parts[0], parts[1])))

    def _word(self, word: str) -> None:
        if word in _RANGE or word == "and":
            self._separate("list" if word == "and" else "range")
        elif word in _MONTHS:
            self._take_month(_MONTHS[word])
        elif word not in ("of", "from", "at", "the"):
            raise _Unreadable(f"is not a date that can be read: {HOW}.")

    def _take_month(self, month: int) -> None:
        """A month is said before its days, or after them."""
        open_ones = [point for point in self.points if point.month is None and not point.two]
        for point in open_ones:
            point.month = month
        self._month = None if open_ones else month

    def _separate(self, how: str) -> None:
        self._apart = "range" if "range" in (how, self._apart) else how

    def _add(self, point: _Point) -> None:
        point.apart, self._apart = self._apart, ""
        self.points.append(point)


def _span(points: list[_Point], turn: str | None, year: int | None) -> Span | str:
    if not points:
        raise _Unreadable(f"names no day: {HOW}.")
    given = all(point.year for point in points)
    if not given and year is None:
        raise _Unreadable(f"has no year: {HOW}.")
    days = [_day(point, turn, point.year or year or 0) for point in points]
    if len(days) == 2 and days[1] < days[0] and points[0].apart == "" and _turns(points):
        days[0] = days[0].replace(year=days[0].year - 1)
    return Span(*_stretch(days, points), given)


def _turns(points: list[_Point]) -> bool:
    """December to January with the year written once: it is January's."""
    return points[0].month == 12 and points[1].month == 1 and points[0].year == points[1].year


def _stretch(days: list[date], points: list[_Point]) -> tuple[date, date]:
    ways = {point.apart for point in points[1:]}
    if len(days) == 2 and ways == {"range"}:
        if days[1] < days[0]:
            raise _Unreadable("ends before it begins: correct one of the two days.")
        return days[0], days[1]
    in_a_row = [days[0] + timedelta(at) for at in range(len(days))]
    if len(days) > 1 and (ways != {"list"} or days != in_a_row):
        raise _Unreadable("is not one stretch of days: write a row for each stretch.")
    return days[0], days[-1]


def _day(point: _Point, turn: str | None, year: int) -> date:
    if point.two:
        day = _numbered(point.two, turn, year)
    elif point.month is None:
        raise _Unreadable(f"names no month: {HOW}.")
    else:
        day = date(year, point.month, point.day)
    if not _is_believable(day):
        raise _Unreadable("is far away: correct the year.")
    return day


def _numbered(two: tuple[int, int], turn: str | None, year: int) -> date:
    first, second = two
    if first > 12 or (turn == "dmy" and second <= 12):
        return date(year, second, first)
    if second > 12 or turn == "mdy" or first == second:
        return date(year, first, second)
    one, other = date(year, first, second), date(year, second, first)
    raise _Unreadable(f"could be {one} or {other}: write the one that is meant.")


def _is_believable(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR
