"""A registrant's transcript as text: copied from the body's web page, or a table with commas.

No body says how its page will look next year. So several ways of reading are tried on all of it,
and the one that understands most is taken: cells divided by tabs, bars, semicolons, commas or wide
gaps; plain lines; and pages on which every cell comes on a line of its own. What no way could read
is named.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from goodstanding.engine import credits

MOST_CHARACTERS = 200_000
MOST_LINES = 1_000
MOST_IN_A_LINE = 1_000
_FIRST, _LAST = 1970, 2100
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAYS = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)(?:T[\d:.]+Z?)?"),
    re.compile(
        r"(?<!\d)(?P<one>\d{1,2})(?P<sign>[-/.])(?P<two>\d{1,2})(?P=sign)(?P<y>\d{4}|\d\d)(?!\d)"
    ),
    re.compile(rf"(?i)\b{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)"),
    re.compile(
        rf"(?i)(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[-\s]+{_MONTH},?[-\s]+(?P<y>\d{{4}}|\d\d)(?!\d)"
    ),
)
_UNIT = r"(?:cecs?|ceus?|ces?|credits?|hours?|hrs?)\.?"
_AMOUNT = re.compile(rf"(?i)(?:{_UNIT}\s*:?\s*)?(?P<n>\d{{1,3}}(?:\.\d{{1,2}})?)\s*(?P<u>{_UNIT})?")
_AT_END = re.compile(
    rf"(?i)(?:^|\s)(?:{_UNIT}\s*:?\s*)?(?P<n>\d{{1,3}}(?:\.\d{{1,2}})?)\s*(?:{_UNIT})?\s*$"
)
_NO_TITLE = re.compile(
    r"(?i)^\W*(?:total|subtotal|balance|due|cecs? due|next|expir|renew|member|registrant|status|"
    r"as of|printed|page|credits? (?:needed|required|remaining|earned)|issued?|id\b)"
)
_STATUS = re.compile(
    r"(?i)^(?:posted|approved|completed?|complete|accepted|verified|passed|yes|no)$"
)
_SCHOOL = re.compile(
    r"(?i)\b(?:school|academy|institute|universit|college|association|center|inc|llc|supply|company)"
)
_DAY = r"(?:(?:completion|course|class|end|earned|event) )?(?:date|day|completed|earned)"
_TITLE = r"(?:course|class|title|activity|event|description|name)"
_HEADS = (
    ("day", rf"{_DAY}(?: (?:completed|earned|of completion))?"),
    ("title", rf"{_TITLE}(?: (?:title|name|description))?"),
    ("amount", r"(?:cecs?|ceus?|ce credits?|cec? hours?)(?: (?:earned|posted|awarded))?"),
    ("amount", r"(?:credits?|hours?|credit hours?)(?: (?:earned|posted|awarded))?"),
)
"""What columns are called; of two that may be one, the one named first is."""


class Line(NamedTuple):
    """An activity on the transcript: the line that it stands on, its day, its title, its credits in
    hundredths, and all words that stood with it."""

    number: int
    day: date
    title: str
    amount: int
    words: str


class Unread(NamedTuple):
    """A line of which nothing could be made."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """What could be read, in the order in which it stood, and what could not."""

    lines: tuple[Line, ...] = ()
    unread: tuple[Unread, ...] = ()


class _Row(NamedTuple):
    number: int
    cells: tuple[str, ...]


@dataclass(slots=True)
class _Begun:
    """An activity whose cells follow one another, as far as it has come."""

    number: int = 0
    day: date | None = None
    amount: int | None = None
    texts: list[str] = field(default_factory=list)


def read(text: str) -> Transcript:
    """Whatever can be read of it; all of it may be unread."""
    given = text[:MOST_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    lines = [
        (number, line[:MOST_IN_A_LINE].replace("\u00a0", " ").strip(" "))
        for number, line in enumerate(given.split("\n")[:MOST_LINES], 1)
        if line.strip()
    ]
    day_first = _day_first(line for _, line in lines)
    signs = ("\t", "|", ";", ",", "  ", "")
    ways = [_by_rows(_divided(lines, sign), day_first) for sign in signs]
    return max([*ways, _in_turn(_divided(lines, "\t"), day_first)], key=_understood)


def _understood(found: Transcript) -> int:
    """How much of it was read; of two ways with as much the first is taken."""
    return sum(2 if one.title else 1 for one in found.lines)


def _day_first(lines: Iterable[str]) -> bool:
    """Whether days stand before months: some "month" in it is none."""
    for line in lines:
        for found in _DAYS[1].finditer(line):
            if found["sign"] == "." or int(found["one"]) > 12 >= int(found["two"]):
                return True
    return False


def _divided(lines: Sequence[tuple[int, str]], sign: str) -> list[_Row]:
    return [_Row(number, tuple(_cells(line, sign))) for number, line in lines]


def _cells(line: str, sign: str) -> list[str]:
    if not sign:
        return [line.strip()]
    if sign == "  ":
        parts = re.split(r"\s{2,}|\t", line)
    else:
        try:
            parts = next(csv.reader([line], delimiter=sign, skipinitialspace=True))
        except (csv.Error, StopIteration):
            parts = line.split(sign)
    return [" ".join(part.split()) for part in parts]


def _by_rows(rows: Sequence[_Row], day_first: bool) -> Transcript:
    """Every line is an activity of its own."""
    heads: dict[str, int] = {}
    found, unread = [], []
    for row in rows:
        named = _heads(row.cells)
        if len(named) >= 2:
            heads = named
            continue
        line = _under(row, heads, day_first) or _guessed(row, day_first)
        if line is not None and not _NO_TITLE.match(line.title or line.words):
            found.append(line)
        else:
            unread.append(Unread(row.number, " ".join(" ".join(row.cells).split())))
    return Transcript(tuple(found), tuple(unread))


def _heads(cells: Sequence[str]) -> dict[str, int]:
    """Which column is which, where a line says so."""
    found: dict[str, int] = {}
    for name, words in _HEADS:
        for at, cell in enumerate(cells):
            said = " ".join(cell.casefold().strip(" :*").split())
            if re.fullmatch(words, said) and at not in found.values():
                found.setdefault(name, at)
    return found


def _under(row: _Row, heads: dict[str, int], day_first: bool) -> Line | None:
    """A line whose columns have names."""
    if len(heads) < 3 or max(heads.values()) >= len(row.cells):
        return None
    day = _day(row.cells[heads["day"]], day_first)
    amount = _amount(row.cells[heads["amount"]])
    if day is None or amount is None:
        return None
    others = (
        cell for at, cell in enumerate(row.cells) if at not in (heads["day"], heads["amount"])
    )
    return Line(row.number, day, row.cells[heads["title"]], amount, " ".join(others))


def _guessed(row: _Row, day_first: bool) -> Line | None:
    """A line whose cells tell by themselves what they are; the last number is the credits, unless
    another says so."""
    if len(row.cells) == 1:
        return _plain(row.number, row.cells[0], day_first)
    day, amounts, texts = None, [], []
    for cell in row.cells:
        this = _day(cell, day_first)
        amount = _amount(cell)
        if this is not None:
            day = max(day, this) if day else this
        elif amount is not None:
            amounts.append((bool(re.search(_UNIT, cell, re.IGNORECASE)), amount))
        elif cell:
            texts.append(cell)
    if day is None or not amounts:
        return None
    said = [amount for is_said, amount in amounts if is_said] or [amounts[-1][1]]
    return Line(row.number, day, _title(texts), said[-1], " ".join(texts))


def _plain(number: int, line: str, day_first: bool) -> Line | None:
    """A line without cells: a day somewhere, the credits at its end, the rest is the title."""
    for pattern in _DAYS:
        there = pattern.search(line)
        day = _day(there[0], day_first) if there else None
        if there is None or day is None:
            continue
        rest = (
            f"{line[: there.start()].rstrip(' -:,')} {line[there.end() :].lstrip(' -:,')}".strip()
        )
        amount = _AT_END.search(rest)
        if amount is None:
            return None
        title = rest[: amount.start()].strip(" -:,")
        found = _hundredths(amount["n"])
        return None if found is None else Line(number, day, title, found, title)
    return None


def _in_turn(rows: Sequence[_Row], day_first: bool) -> Transcript:
    """Every cell is on a line of its own: an activity is whole when it has a day, credits and
    words."""
    found: list[Line] = []
    unread: list[Unread] = []
    begun = _Begun()
    for row in rows:
        for cell in filter(None, row.cells):
            day, amount = _day(cell, day_first), _amount(cell)
            if (day and begun.day) or (amount is not None and begun.amount is not None):
                unread += _left(begun)
                begun = _Begun()
            begun.number = begun.number or row.number
            if day:
                begun.day = day
            elif amount is not None:
                begun.amount = amount
            elif not _STATUS.match(cell):
                begun.texts.append(cell)
            if begun.day and begun.amount is not None and begun.texts:
                words = " ".join(begun.texts)
                line = Line(begun.number, begun.day, _title(begun.texts), begun.amount, words)
                if _NO_TITLE.match(line.title):
                    unread += _left(begun)
                else:
                    found.append(line)
                begun = _Begun()
    return Transcript(tuple(found), (*unread, *_left(begun)))


def _left(begun: _Begun) -> Iterator[Unread]:
    parts = [*begun.texts, begun.day.isoformat() if begun.day else ""]
    parts.append(credits.show(begun.amount) if begun.amount is not None else "")
    if any(parts):
        yield Unread(begun.number, " ".join(filter(None, parts)))


def _title(texts: Sequence[str]) -> str:
    """The words that say most."""
    said = [one for one in texts if not _STATUS.match(one)]
    return max([one for one in said if not _SCHOOL.search(one)] or said, key=len, default="")


def _amount(cell: str) -> int | None:
    found = _AMOUNT.fullmatch(cell.strip())
    return _hundredths(found["n"]) if found else None


def _hundredths(number: str) -> int | None:
    try:
        return credits.parse(number)
    except credits.AmountError:
        return None


def _day(cell: str, day_first: bool) -> date | None:
    for pattern in _DAYS:
        found = pattern.fullmatch(cell.strip().partition(" 00:00")[0])
        if found:
            return _made(found.groupdict(), day_first)
    return None


def _made(parts: dict[str, str], day_first: bool) -> date | None:
    year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
    if "month" in parts:
        month, day = _MONTHS.index(parts["month"].casefold()[:3]) + 1, int(parts["d"])
    elif "m" in parts:
        month, day = int(parts["m"]), int(parts["d"])
    else:
        first, second = int(parts["one"]), int(parts["two"])
        month, day = (second, first) if day_first else (first, second)
    try:
        return date(year, month, day) if _FIRST <= year <= _LAST else None
    except ValueError:
        return None
