"""A finding about a workbook: where it is, what is wrong, how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

LEFT_OUT = " The row is left out."


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` is Excel's row number, `column` the column's title; `severity` error or warning."""

    sheet: str
    row: int | None
    column: str | None
    problem: str
    severity: str


@dataclass(slots=True)
class Problems:
    """The problems found so far."""

    found: list[Problem] = field(default_factory=list)

    def error(self, sheet: str, row: int | None, column: str | None, text: str) -> None:
        """Something that keeps a row or a sheet from being read."""
        self.found.append(Problem(sheet, row, column, text, "error"))

    def left_out(self, sheet: str, row: int, column: str | None, text: str) -> None:
        """An error for which the row is left out."""
        self.error(sheet, row, column, text + LEFT_OUT)

    def warning(self, sheet: str, row: int | None, column: str | None, text: str) -> None:
        """Something to look at; the row counts."""
        self.found.append(Problem(sheet, row, column, text, "warning"))


def in_order(problems: Iterable[Problem], sheets: tuple[str, ...]) -> tuple[Problem, ...]:
    """Sorted by sheet (unknown ones last), then by row."""
    place = {sheet: number for number, sheet in enumerate(sheets)}
    return tuple(
        sorted(problems, key=lambda p: (place.get(p.sheet, len(place)), p.sheet, p.row or 0))
    )
