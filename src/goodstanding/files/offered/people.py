"""Whether a sheet with classes is about people: then it is a log of their credits, no offer.

People stand in a column of their own, or a column is about what was earned; or they stand side
by side as headings over marks. A list of classes without either may still be the sheet of one
technician: it is an offer when it has a price, seats or a format, or calls itself one.
"""

import re
from collections.abc import Sequence

from goodstanding.files.offered.cells import word
from goodstanding.files.offered.headings import Headings
from goodstanding.files.tables import Cell

_OFFERS = {"price", "seats", "kind", "travel", "requires"}
_CALLED = re.compile(
    r"upcoming|classes|offering|schedule|calendar|catalog|available|planned|training dates|courses"
)
_TICKS = {"x", "✓", "✔", "p", "present", "attended", "a", "absent"}
_MARKS = {*_TICKS, "y", "yes", "n", "no"}


def whose(name: str, found: Headings, rows: Sequence[Sequence[Cell]]) -> str:
    """Why a sheet is not taken for an offer; nothing when it is one."""
    if found.people:
        return (
            f"The column “{found.people}” says who attended or what was earned: the sheet is a log "
            "of credits."
        )
    if heads := _side_by_side(found, rows):
        return f"People stand side by side (“{heads[0]}”, “{heads[1]}”): the sheet is a log."
    if _OFFERS & found.places.keys():
        return ""
    above = [cell for row in rows[: found.row] for cell in row if isinstance(cell, str)]
    if any(_CALLED.search(text.casefold()) for text in [name, *above]):
        return ""
    return (
        "These classes may be on offer or be what somebody has earned: for an offer add a column "
        "“Price”, “Seats” or “Format”, or call the sheet “Upcoming classes”."
    )


def _side_by_side(found: Headings, rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The headings under which people are marked, when there are at least two."""
    below = rows[found.row + 1 :]
    heads = []
    for place, title in found.unknown.items():
        filled = {word(row[place]) for row in below if place < len(row) and word(row[place])}
        only_marks = bool(filled) and filled <= _TICKS
        if title.isdigit() or only_marks or (_is_name(title) and all(map(_is_hours, filled))):
            heads.append(title)
    return heads if len(heads) > 1 else []


def _is_name(title: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][\w’'.-]+,? [A-Z][\w’'.-]+", title))


def _is_hours(text: str) -> bool:
    return text in _MARKS or bool(re.fullmatch(r"\d{1,2}(?:\.\d+)?", text))
