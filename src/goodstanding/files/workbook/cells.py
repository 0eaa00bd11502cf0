"""From a cell to a typed value, by the type of its column."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from goodstanding.engine import credits
from goodstanding.files.tables import NO_RESULT, Cell
from goodstanding.files.workbook.schema import Column, Type, Value

FIRST_YEAR, LAST_YEAR = 1950, 2100
MOST_MONEY = 10**12
MOST_SEATS = 100_000
TO_BE_CHECKED = "to be checked"
ERROR_VALUES = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!"}
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?", re.ASCII)

_PLAIN = re.compile(r"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][+-]?\d{1,3})?", re.ASCII)
"""A number in plain digits: other scripts' digits and 1_000 are questions, not numbers."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that does not hold what its column needs; a sentence for people."""

    text: str


Reader = Callable[[Cell], Value | Wrong]


class Known(dict[Cell, Value | Wrong]):
    """The values of a column's cells; each distinct cell is read once, for columns repeat."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self._blank = column.blank
        self._read = _READERS[column.type](column)

    def __missing__(self, cell: Cell) -> Value | Wrong:
        value = self._value(cell)
        if cell not in (0, 1):  # as a key, 1 could not be told from true
            self[cell] = value
        return value

    def _value(self, cell: Cell) -> Value | Wrong:
        if cell is None:
            return self._blank
        if not isinstance(cell, str):
            return self._read(cell)
        text = cell.strip()
        if text in ERROR_VALUES:
            return Wrong(f"The cell {flaw(text)}")
        return self._read(text) if text else self._blank


def flaw(what: str) -> str:
    """The sentence for a cell without a value."""
    if what == NO_RESULT:
        return (
            "holds a formula whose result was not saved: open the file in Excel and save it, "
            "or type the value."
        )
    return f"holds the error {what}: mend the formula, or type the value."


def shown(cell: object) -> str:
    """A cell as it is named in a sentence."""
    if isinstance(cell, float):
        cell = f"{cell:.15g}"
    text = str(cell)
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"


def _text(_column: Column) -> Reader:
    return written


def written(cell: Cell) -> str:
    """A cell's value as text: whole numbers without a point, days as ISO dates."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, date):
        return cell.isoformat().removesuffix("T00:00:00")
    return str(cell)


def _list(_column: Column) -> Reader:
    return lambda cell: tuple(part.strip() for part in written(cell).split(";") if part.strip())


def _choice(column: Column) -> Reader:
    choices = {choice.casefold(): choice for choice in column.choices}

    def read(cell: Cell) -> Value | Wrong:
        text = written(cell)
        found = choices.get(text.casefold())
        return found or Wrong(f"{shown(text)} is not one of {_or(column.choices, text)}")

    return read


def _or(choices: tuple[str, ...], text: str) -> str:
    close = get_close_matches(text.casefold(), choices, n=1)
    hint = f"; did you mean “{close[0]}”?" if close else "."
    return ", ".join(choices) + hint


def day(cell: Cell) -> date | Wrong:
    """A day from a real date or ISO text; a time of day is dropped."""
    if isinstance(cell, datetime):
        return _believable(cell.date(), cell)
    if isinstance(cell, date):
        return _believable(cell, cell)
    if isinstance(cell, str):
        return _day_of_text(cell)
    if isinstance(cell, bool):
        return Wrong(f"{shown(written(cell))} is not a date that can be read: write YYYY-MM-DD.")
    return Wrong(f"{shown(cell)} is a number, not a date: format the cell as a date.")


def _day_of_text(text: str) -> date | Wrong:
    match = _ISO.fullmatch(text)
    if not match:
        return Wrong(f"{shown(text)} is not a date that can be read: write YYYY-MM-DD.")
    try:
        return _believable(date.fromisoformat(match[1]), text)
    except ValueError:
        return Wrong(f"{shown(text)} is not a day of the calendar: correct it.")


def _believable(found: date, cell: Cell) -> date | Wrong:
    if FIRST_YEAR <= found.year <= LAST_YEAR:
        return found
    return Wrong(
        f"{shown(cell)} is not between the years {FIRST_YEAR} and {LAST_YEAR}: correct it, "
        "or leave it blank when it is not known."
    )


def _days(_column: Column) -> Reader:
    def read(cell: Cell) -> Value | Wrong:
        if not isinstance(cell, str):
            found = day(cell)
            return found if isinstance(found, Wrong) else (found,)
        days = [day(part.strip()) for part in cell.split(";") if part.strip()]
        wrong = next((one for one in days if isinstance(one, Wrong)), None)
        return wrong or tuple(one for one in days if isinstance(one, date))

    return read


def _credits(_column: Column) -> Reader:
    def read(cell: Cell) -> Value | Wrong:
        if isinstance(cell, bool | date):
            return Wrong(f"{shown(written(cell))} is not an amount of credits: write a number.")
        if isinstance(cell, str) and not _PLAIN.fullmatch(cell):
            return Wrong(
                f"{shown(cell)} is not a number: write the hours as a number, such as 3.5."
            )
        try:
            return credits.parse(_number_text(cell))
        except credits.AmountError as error:
            return Wrong(f"{error}: write the hours as a number, such as 3.5.")

    return read


def _number_text(cell: Cell) -> str:
    # fifteen digits are all that a spreadsheet keeps; more is the dust of its arithmetic
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def money(cell: Cell) -> Value | Wrong:
    """An amount of money in whole cents."""
    amount = _decimal(cell)
    if amount is None or amount < 0 or amount * 100 > MOST_MONEY:
        return Wrong(f"{shown(cell)} is not an amount of money: write a number, such as 420.50.")
    if amount * 100 != int(amount * 100):
        return Wrong(f"{shown(cell)} has more than two decimals: round it to cents.")
    return int(amount * 100)


def whole(cell: Cell) -> Value | Wrong:
    """A whole number, such as of seats."""
    amount = _decimal(cell)
    if amount is None or amount != int(amount) or not 0 <= amount <= MOST_SEATS:
        return Wrong(f"{shown(cell)} is not a whole number: write one, such as 12.")
    return int(amount)


def number(cell: Cell) -> Value | Wrong:
    """An exact decimal number, such as of days."""
    amount = _decimal(cell)
    if amount is None or not 0 <= amount <= 1000:
        return Wrong(f"{shown(cell)} is not a number from 0 to 1,000: write one, such as 1.5.")
    return amount


def _decimal(cell: Cell) -> Decimal | None:
    if isinstance(cell, bool | date) or (isinstance(cell, str) and not _PLAIN.fullmatch(cell)):
        return None
    try:
        amount = Decimal(_number_text(cell))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount.adjusted() < 20 else None


def _yes_no(_column: Column) -> Reader:
    def read(cell: Cell) -> Value | Wrong:
        text = written(cell).casefold()
        if text in ("yes", "y", "true"):
            return True
        if text in ("no", "n", "false"):
            return False
        if text == TO_BE_CHECKED:
            return None
        return Wrong(f"{shown(cell)} is neither yes nor no: write one, or leave it blank.")

    return read


_READERS: dict[Type, Callable[[Column], Reader]] = {
    Type.TEXT: _text,
    Type.LIST: _list,
    Type.CHOICE: _choice,
    Type.DAY: lambda _: day,
    Type.DAYS: _days,
    Type.CREDITS: _credits,
    Type.MONEY: lambda _: money,
    Type.WHOLE: lambda _: whole,
    Type.NUMBER: lambda _: number,
    Type.YES_NO: _yes_no,
}
