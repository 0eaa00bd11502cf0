"""A list of classes in somebody's own form, as rows of the sheet Offerings.

A table is such a list when one of its first rows names what is offered and when or for how many
hours, and no person: a table with people in it is a log of what they did. What a cell means is
written as the workbook writes it; what cannot be told stays as it is, and is then refused with a
sentence of that sheet. Rows keep their numbers.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from goodstanding.engine.folding import fold
from goodstanding.files.certificates.dates import days
from goodstanding.files.tables import Cell

_WHEN = "When"
_HEADINGS = {
    "Title": "title|course|class|event|course title|class title|event title|course name|class name"
    "|event name|training|topic|seminar|workshop|conference|offering|course or event|class / event",
    "Provider": "provider|school|vendor|sponsor|host|organizer|organiser|training provider"
    "|manufacturer|offered by|held by|approved school",
    "Kind": "kind|type|format|delivery|how|delivery method|mode",
    _WHEN: "when|date|dates|date(s)|day|days|class date|class dates|event date|event dates"
    "|schedule",
    "Starts on": "starts on|start|starts|start date|begins|from|first day|begin date",
    "Ends on": "ends on|end|ends|end date|to|until|through|last day|finish",
    "Credits": "credits|cec|cecs|hours|ce hours|cec hours|contact hours|credit hours|ce credits"
    "|iicrc cecs|iicrc cec|hrs|cec value|# of cecs",
    "Price": "price|cost|fee|tuition|price per person|cost per person|registration|registration fee"
    "|price (usd)|cost (usd)|price ($)|cost ($)",
    "Travel": "travel|travel cost|travel costs",
    "Seats": "seats|spots|seats left|spots left|places|available seats|seats available|capacity"
    "|max|openings|spots available",
    "Production days": "production days|days out|days away",
    "City": "city|location|place|where|venue|city, state|city/state",
    "Body": "body|credited by",
    "Approved": "approved|iicrc approved|approved by iicrc|iicrc-approved|approved?|cec approved"
    "|iicrc approved?|approved for cecs",
    "Requires": "requires|prerequisite|prerequisites|prereq|prereqs|required certification",
    "Obtains": "obtains|certification|cert|certification obtained|leads to|cert earned"
    "|certification earned",
}
_COLUMNS = {name: title for title, names in _HEADINGS.items() for name in names.split("|")}
_PEOPLE = re.compile(
    r"\b(?:name|technicians?|techs?|employees?|students?|attendees?|attendants?|who|persons?"
    r"|people|staff|members?|crew|registrants?|first|last|assigned to)\b"
)
_OTHERS = re.compile(r"instructor|teacher|trainer|speaker|contact|hotel")
_ENOUGH = 3
_ONLINE = re.compile(
    r"on[- ]?line|on[- ]?demand|self[- ]?paced|any ?time|webinar|virtual|e-?learning|always open"
)
_KINDS = (
    (_ONLINE, "online"),
    (re.compile(r"booth"), "booth"),
    (re.compile(r"conference|convention|expo|trade ?show|summit|event"), "event"),
    (re.compile(r"manufacturer|vendor|supplier"), "manufacturer"),
    (re.compile(r"lunch|in[- ]house|teach[- ]?back|session"), "session"),
    (
        re.compile(r"class|course|in[- ]person|hands[- ]on|live|on[- ]?site|seminar|workshop"),
        "course",
    ),
)
_TO = re.compile(r"\s*(?:[-–—&]|\b(?:to|through|thru|and)\b)\s*", re.IGNORECASE)
_AMOUNT = re.compile(r"\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\b")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_MONTHS_FIRST = re.compile(r"(?<![\d/])\d{1,2}/(?:1[3-9]|2\d|3[01])(?!\d)")
_DAYS_FIRST = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/\d{1,2}(?!\d)")
_LONGEST = timedelta(14)
NO_DAY = "(no day)"
"""In place of the day of what does not say that it is online."""


class Listed(NamedTuple):
    """The rows of the sheet Offerings, its header first, what each column was read from, and where
    the columns of the list stand now."""

    rows: list[list[Cell]]
    read_as: tuple[tuple[str, str], ...]
    moved: dict[int, int]


def listed(rows: Sequence[Sequence[Cell]], look: int) -> Listed | None:
    """A table as offerings, when one of its first `look` rows is the header of a list of them."""
    for place, row in enumerate(rows[:look]):
        places = _places(row)
        if places is not None:
            return _listed(rows, place, places)
    return None


def _places(row: Sequence[Cell]) -> dict[str, int] | None:
    """Where the columns stand, unless it is not the header of a list of classes."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        heading = fold(str(cell or "")).rstrip(" :*")
        if heading not in _COLUMNS and _PEOPLE.search(heading) and not _OTHERS.search(heading):
            return None
        if heading in _COLUMNS:
            found.setdefault(_COLUMNS[heading], place)
    tells = found.keys() & {_WHEN, "Starts on", "Credits"}
    return found if "Title" in found and tells and len(found) >= _ENOUGH else None


def _listed(rows: Sequence[Sequence[Cell]], place: int, places: dict[str, int]) -> Listed:
    head, known = rows[place], set(places.values())
    more = [at for at, cell in enumerate(head) if cell and at not in known]
    titles = [title for title in places if title != _WHEN]
    titles += [one for one in ("Starts on", "Ends on", "Kind") if one not in titles]
    made: list[list[Cell]] = [[*titles, *(head[at] for at in more)]]
    made += [[] for _ in range(place)]
    column = [_at(row, places.get(_WHEN, places.get("Starts on"))) for row in rows[place + 1 :]]
    around = "\n".join(cell for cell in column if isinstance(cell, str))
    for row in rows[place + 1 :]:
        values = _values(row, places, around)
        others = [_at(row, at) for at in more]
        made.append([*(values.get(title) for title in titles), *others] if values else [])
    read_as = tuple((str(head[at]), title) for title, at in places.items())
    moved = {places[title]: now for now, title in enumerate(titles) if title in places}
    if _WHEN in places:
        moved[places[_WHEN]] = titles.index("Starts on")
    moved |= {at: len(titles) + now for now, at in enumerate(more)}
    return Listed(made, read_as, moved)


def _values(row: Sequence[Cell], places: dict[str, int], around: str) -> dict[str, Cell]:
    """A row's cells by the workbook's titles; none of a row that offers nothing."""
    cells = {title: _at(row, at) for title, at in places.items()}
    if not cells["Title"]:
        return {}
    if all(cell is None for title, cell in cells.items() if title != "Title"):
        return {}  # a heading between the rows
    values = {title: _said(title, cell) for title, cell in cells.items()}
    when = values.pop(_WHEN, None)
    online = values.get("Kind") == "online" or _is_online(when) or _is_online(cells.get("City"))
    first, last = _span(values.get("Starts on") or when, around)
    values["Starts on"] = first
    values["Ends on"] = _span(values.get("Ends on"), around)[1] or last
    if online and not values.get("Kind"):
        values["Kind"] = "online"
    if _is_online(first):
        values["Starts on"] = values["Ends on"] = None
    elif first is None and not online:
        values["Starts on"] = NO_DAY
    return values


def _at(row: Sequence[Cell], place: int | None) -> Cell:
    cell = row[place] if place is not None and place < len(row) else None
    return (cell.strip() or None) if isinstance(cell, str) else cell


def _is_online(cell: Cell) -> bool:
    return isinstance(cell, str) and _ONLINE.search(fold(cell)) is not None


def _said(title: str, cell: Cell) -> Cell:
    """A cell as the workbook writes it."""
    reader = _READERS.get(title)
    return reader(cell) if reader and isinstance(cell, str) else cell


def _kind(text: str) -> Cell:
    return next((kind for words, kind in _KINDS if words.search(fold(text))), text)


def _amount(text: str) -> Cell:
    if re.search(r"\bfree\b|no (?:charge|cost)", fold(text)):
        return 0
    found = _AMOUNT.findall(text)
    return text if len(found) != 1 else found[0][0].replace(",", "") + found[0][1]


def _seats(text: str) -> Cell:
    return None if re.search(r"unlimited|no limit|open|n/?a", fold(text)) else _amount(text)


def _approved(text: str) -> Cell:
    said = fold(text)
    if said in ("x", "✓", "✔", "approved") or said.startswith("yes"):
        return "yes"
    if said == "not approved" or said.startswith("no"):
        return "no"
    return None if re.search(r"pending|unknown|\?|tbd|check", said) else text


def _codes(text: str) -> Cell:
    return (
        None
        if fold(text) in ("none", "no", "-", "–", "n/a", "na")
        else "; ".join(part.strip() for part in re.split(r"[,;/]|\band\b", text) if part.strip())
    )


def _code(text: str) -> Cell:
    return None if fold(text) in ("none", "no", "-", "–", "n/a", "na") else text


_READERS: dict[str, Callable[[str], Cell]] = {
    "Kind": _kind,
    "Credits": _amount,
    "Price": _amount,
    "Travel": _amount,
    "Seats": _seats,
    "Production days": _amount,
    "Approved": _approved,
    "Requires": _codes,
    "Obtains": _code,
}


def _span(cell: Cell, around: str) -> tuple[Cell, Cell]:
    """The first and the last day that a cell names; a cell that cannot be told stays as it is."""
    if isinstance(cell, datetime):
        return cell.date(), None
    if not isinstance(cell, str):
        return cell, None
    found = [one for one in days(f"{cell}\n{around}") if one.end <= len(cell)]
    if len(found) != 1 or (found[0].other and not _is_settled(around)):
        return cell, None
    last = found[0].value
    first = next((day for day in _firsts(cell, last) if timedelta() < last - day <= _LONGEST), last)
    return first, last if first != last else None


def _is_settled(around: str) -> bool:
    """Whether other days of the list tell if its months come first."""
    return bool(_MONTHS_FIRST.search(around)) != bool(_DAYS_FIRST.search(around))


def _firsts(text: str, last: date) -> Iterator[date]:
    """What may be the first day of a range whose last day is known."""
    inside = [one.span() for one in _ISO.finditer(text)]
    for match in _TO.finditer(text):
        if any(start < match.start() < end for start, end in inside):
            continue
        head = text[: match.start()]
        for whole in (head, f"{head}, {last.year}", f"{head}/{last.year}"):
            for day in days(whole):
                yield day.value
                if day.other:
                    yield day.other
        number = re.search(r"(\d{1,2})$", head)
        if number and 1 <= int(number[1]) < last.day:
            yield last.replace(day=int(number[1]))
