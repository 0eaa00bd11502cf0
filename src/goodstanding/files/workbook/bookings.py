"""Rows of the sheet Enrolments: which of them stand, whatever is planned."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from goodstanding.engine.folding import fold
from goodstanding.engine.planning.given import Booking, Offering
from goodstanding.engine.standing.facts import Credit
from goodstanding.engine.standing.pools import why_dead
from goodstanding.engine.wording import day
from goodstanding.files.workbook.book import Line
from goodstanding.files.workbook.certifications import Finding
from goodstanding.files.workbook.rows import EnrolmentRow


class Taken(NamedTuple):
    """What became of a row: a booking or not, and what is to be said of it.

    `told`: the row is not locked, but the person knows of the place.
    `in_credits`: the place of the offering where the row stands among the credits as well.
    """

    booking: Booking | None
    errors: list[Finding]
    warnings: list[Finding]
    in_credits: int | None = None
    told: Booking | None = None


def is_cancelled(row: EnrolmentRow) -> bool:
    """Whether the row is to be ignored."""
    return fold(row.state or "") in ("cancelled", "canceled")


def is_told(row: EnrolmentRow) -> bool:
    """Whether somebody knows of his place: it is more than proposed, and not over."""
    return fold(row.state or "") in ("approved", "booked")


class Bookings:
    """The rows in their order, so that nobody is booked twice for one offering."""

    def __init__(
        self, offerings: Sequence[Offering], credits: Sequence[tuple[Credit, ...]], year: int
    ) -> None:
        self._offerings, self._credits, self._year = offerings, credits, year
        self._by_title: dict[str, list[int]] = {}
        for place, one in enumerate(offerings):
            self._by_title.setdefault(fold(one.title), []).append(place)
        self._rows: dict[tuple[int, int], int] = {}

    def take(self, line: Line[EnrolmentRow], person: int) -> Taken:
        """The booking of a row about a person; a row that is not locked books nothing, but what
        he knows of is changed only where that makes a better plan."""
        row = line.values
        place = self._place(row)
        if isinstance(place, str):
            return Taken(None, [("Offering", place)], [])
        if not row.locked:
            told = is_told(row) and not self._stands_in_credits(self._offerings[place], person)
            return Taken(None, [], [], told=Booking(person, place, row.on) if told else None)
        first = self._rows.setdefault((person, place), line.number)
        if first != line.number:
            return Taken(None, [("Offering", f"It is booked in row {first} already.")], [])
        return self._booked(row, person, place)

    def _booked(self, row: EnrolmentRow, person: int, place: int) -> Taken:
        one = self._offerings[place]
        if self._stands_in_credits(one, person):
            text = "It stands in the sheet Credits as well: it counts once, as that credit."
            return Taken(None, [], [("Offering", text)], place)
        if one.starts_on is None:
            return Taken(Booking(person, place, row.on), [], [])
        warnings: list[Finding] = []
        if row.on not in (None, one.starts_on):
            warnings.append(("On", f"“{one.title}” begins on {day(one.starts_on)}: that counts."))
        return Taken(Booking(person, place), [], warnings)

    def _place(self, row: EnrolmentRow) -> int | str:
        places = self._by_title.get(fold(row.offering), [])
        if not places:
            return f"There is no offering “{row.offering}” in the sheet Offerings."
        if len(places) == 1:
            return places[0]
        starting = [p for p in places if row.on and self._offerings[p].starts_on == row.on]
        online = [p for p in places if row.on and self._offerings[p].starts_on is None]
        for found in (starting, online):
            if len(found) == 1:
                return found[0]
        if starting or row.on is None or len(online) > 1:
            return (
                f"“{row.offering}” stands {len(places)} times in the sheet Offerings: write the "
                "first day of the one meant in “On”, and give those that begin on one day or are "
                "online different titles."
            )
        return f"No offering “{row.offering}” of the sheet Offerings begins on {day(row.on)}."

    def _stands_in_credits(self, one: Offering, person: int) -> bool:
        """Whether the person has a credit of the same offering."""
        first = one.starts_on or date(self._year, 1, 1)
        last = (one.ends_on or first) if one.starts_on else date(self._year, 12, 31)
        return any(
            fold(credit.title) == fold(one.title)
            and first <= credit.earned_on <= last
            and not why_dead(credit)
            for credit in self._credits[person]
        )
