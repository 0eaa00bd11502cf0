"""The other cells of a company's own list of classes: money, hours, seats, words.

What is not sure is left blank, and a sentence says so; only “nothing is known” stays silent.
"""

import re
from dataclasses import dataclass
from typing import Any

from goodstanding.files.tables import Cell
from goodstanding.files.workbook.cells import Known, Wrong, shown, written
from goodstanding.files.workbook.schema import OFFERINGS

OPEN = {"", "?", "-", "–", "—", "n/a", "na", "tbd", "tba", "tbc", "unknown", "pending", "varies"}
"""Words for: it is not known (yet)."""
_NOTHING = {"free", "no charge", "included", "no cost", "complimentary", "none"}
_FULL = {"full", "sold out", "waitlist", "wait list", "waitlisted"}
_ANY_NUMBER = {"unlimited", "no limit", "open", "plenty"}
_MONEY = re.compile(
    r"(?:us)?[$€£]?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?\s*(?:usd|/-)?"
    r"\s*(?:pp|each|per (?:person|student|seat)|/ ?(?:person|student|seat))?"
)
_HOURS = re.compile(
    r"(\d+(?:\.\d+)?)\s*(?:iicrc )?(?:cecs?|hrs?\.?|hours?|credits?|credit hours|h)?"
)
_SEATS = re.compile(
    r"(\d+)\s*(?:seats?|spots?|places?|spaces?)?\s*(?:left|available|open|remaining)?"
)
_SELF_PACED = re.compile(
    r"on[- ]?demand|self[- ]?paced|any ?time|always available|recorded|e-?learning|24/7|ongoing"
)
_LIVE = re.compile(r"live ?-?stream|live online|online live|virtual|webinar|zoom|teams|remote")
_KINDS = (
    ("booth", re.compile(r"booth")),
    ("manufacturer", re.compile(r"manufacturer|equipment training|product training")),
    (
        "session",
        re.compile(r"in[- ]?house|internal|lunch|toolbox|own session|team session|session"),
    ),
    ("event", re.compile(r"conference|convention|trade ?show|expo|summit|event|symposium")),
    ("course", re.compile(r"in[- ]?person|class(?:room)?|live|course|hands[- ]?on|onsite|on site")),
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that is left blank (`value` None) or read with a word of caution."""

    value: Any
    text: str


def word(cell: Cell) -> str:
    """A cell as a word to compare; blank is an empty one."""
    return "" if cell is None else " ".join(written(cell).split()).casefold()


def is_any_day(text: str) -> bool:
    """Whether words say that something is online at any time."""
    return bool(_SELF_PACED.search(text)) or (
        "online" in text and not _LIVE.search(text) and "not online" not in text
    )


def kind(cell: Cell) -> str | Doubt | None:
    """What kind of offering a cell names."""
    text = word(cell)
    if text in OPEN:
        return None
    if "hybrid" in text or ("online" in text and "person" in text):
        return Doubt("course", f"{shown(cell)} is taken as a course that people travel to.")
    if is_any_day(text) or _LIVE.search(text):
        return "online"
    found = next((name for name, pattern in _KINDS if pattern.search(text)), None)
    return found or Doubt(
        None,
        f"{shown(cell)} is no kind that is known: it is taken as a course; write "
        "course, online, event, booth, manufacturer or session.",
    )


def money(cell: Cell) -> int | Doubt | None:
    """An amount in cents."""
    text = word(cell)
    if text in OPEN:
        return None
    if text in _NOTHING:
        return 0
    match = _MONEY.fullmatch(text)
    plain = match[1].replace(",", "") + (match[2] or "") if match else cell
    amount = _known("Price", plain)
    if isinstance(amount, Wrong):
        return Doubt(None, f"{shown(cell)} is not one amount: left blank; write it as 1295.")
    if "€" in text or "£" in text:
        return Doubt(amount, f"{shown(cell)} is in another currency: only the number is kept.")
    return amount  # type: ignore[no-any-return]  # a price is whole cents


def credits(cell: Cell) -> int | Doubt | None:
    """Hours in hundredths."""
    text = word(cell)
    if text in OPEN:
        return None
    match = _HOURS.fullmatch(text)
    amount = _known("Credits", match[1] if match else cell)
    if isinstance(amount, Wrong):
        return Doubt(None, f"{shown(cell)} is not a number of hours: left blank; write it as 14.")
    return amount  # type: ignore[no-any-return]  # credits are whole hundredths


def seats(cell: Cell) -> int | Doubt | None:
    """How many places are left; no limit is blank."""
    text = word(cell)
    if text in OPEN | _ANY_NUMBER:
        return None
    if text in _FULL:
        return 0
    match = _SEATS.fullmatch(text)
    number = _known("Seats", match[1] if match else cell)
    if isinstance(number, Wrong):
        return Doubt(
            None,
            f"{shown(cell)} is not one number of places: left blank, which is no limit; "
            "write the places that are left for your people.",
        )
    return number  # type: ignore[no-any-return]  # seats are whole


def production(cell: Cell) -> Any:
    """Days away from production."""
    if word(cell) in OPEN:
        return None
    days = _known("Production days", cell)
    if isinstance(days, Wrong):
        return Doubt(None, f"{shown(cell)} is not a number of days: left blank; write it as 1.5.")
    return days


def approved(cell: Cell) -> bool | Doubt | None:
    """Whether the body approved it: only a clear yes is one."""
    text = word(cell)
    if text in OPEN - {"pending"}:
        return None
    if text in ("yes", "y", "true", "x", "✓", "✔", "approved", "1", "iicrc", "iicrc approved"):
        return True
    if text in ("no", "n", "false", "not approved", "0"):
        return False
    return Doubt(None, f"{shown(cell)} is neither yes nor no: it counts once it says yes.")


def codes(cell: Cell) -> tuple[str, ...]:
    """The certifications that a cell names, one by one."""
    text = "" if cell is None else " ".join(written(cell).split())
    if text.casefold() in OPEN | {"none", "no", "none required", "not required", "nothing"}:
        return ()
    parts = re.split(r"\s*(?:[;,&+/]|\band\b)\s*", text)
    return tuple(code for part in parts if (code := _code(part)))


def _code(text: str) -> str:
    """“Water Restoration (WRT)”, “WRT - Water Restoration” and “WRT certification” are WRT."""
    match = re.fullmatch(r".*\(([A-Z]{2,6})\)", text) or re.fullmatch(
        r"([A-Z]{2,6})\s*(?:[-–:].*|(?i:cert(?:ification|ificate|ified)?\.?))", text
    )
    return match[1] if match else text.strip()


_COLUMNS = {column.title: Known(column) for column in OFFERINGS.columns}


def _known(title: str, cell: Cell) -> Any:
    return _COLUMNS[title][cell]


AMOUNTS = {
    "credits": credits,
    "price": money,
    "travel": money,
    "seats": seats,
    "production": production,
    "approved": approved,
}
