"""The keys that a rule file may hold, and what a value of each must look like.

A check takes a value as `tomllib` gives it (decimal numbers as Decimal) and returns None, or the
end of a sentence that begins with the key: “months must be …”.
"""

import re
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from goodstanding.engine import credits
from goodstanding.engine.rules.model import FirstCycle, Kind, Sure

Check = Callable[[Any], str | None]

STATUSES = ("active", "unverified", "retired")
YEARS = (1900, 2200)
_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")


class Key(NamedTuple):
    """A key of a table: how its value is checked, and whether the table must have it."""

    check: Check
    required: bool = False


def shown(value: object) -> str:
    """A value in a sentence, shortened when it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a table"
    if isinstance(value, int) and abs(value) > 10**12:
        return "a number of that size"
    text = str(value)
    text = text if len(text) <= 40 else text[:39] + "…"
    return f"“{text}”" if isinstance(value, str) else text


def _line(value: Any) -> str | None:
    if isinstance(value, str) and value.strip() and value.isprintable():
        return None
    return f"must be a line of text in quotation marks, not {shown(value)}"


def _prose(value: Any) -> str | None:
    if isinstance(value, str) and " ".join(value.split()).isprintable():
        return None
    return f"must be text in quotation marks, not {shown(value)}"


def _lines(value: Any) -> str | None:
    if isinstance(value, list) and all(_line(entry) is None for entry in value):
        return None
    return f'must be a list of texts like ["WRT", "ASD"], not {shown(value)}'


def list_of_tables(value: Any) -> str | None:
    """The check of what is written under [[two brackets]]."""
    if isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
        return None
    return "must be a list of tables; write [[…]] with two brackets above each"


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else f"must be true or false, not {shown(value)}"


def _day(value: Any) -> str | None:
    if type(value) is not date:
        return f"must be a day like 2026-11-22, without quotation marks, not {shown(value)}"
    if YEARS[0] <= value.year <= YEARS[1]:
        return None
    return f"must be a day of the years {YEARS[0]} to {YEARS[1]}, not {value}"


def _month_day(value: Any) -> str | None:
    if isinstance(value, str) and month_and_day(value):
        return None
    return f'must be a month and day like "07-01", not {shown(value)}'


def month_and_day(text: str) -> tuple[int, int] | None:
    """(7, 1) for "07-01"; None when there is no such day, even in a leap year."""
    match = _MONTH_DAY.fullmatch(text)
    if not match:
        return None
    month, day = int(match[1]), int(match[2])
    try:
        date(2024, month, day)
    except ValueError:
        return None
    return month, day


def _choice(choices: Collection[str]) -> Check:
    def check(value: Any) -> str | None:
        if isinstance(value, str) and value in choices:
            return None
        return f"must be one of {', '.join(choices)}, not {shown(value)}"

    return check


def _whole(lowest: int, highest: int) -> Check:
    def check(value: Any) -> str | None:
        if type(value) is int and lowest <= value <= highest:
            return None
        return f"must be a whole number from {lowest} to {highest:,}, not {shown(value)}"

    return check


def _number(lowest: str, highest: int) -> Check:
    """A number with at most two decimals."""

    def check(value: Any) -> str | None:
        if not _is_number(value) or not Decimal(lowest) <= value <= highest:
            return f"must be a number from {lowest} to {highest:,}, not {shown(value)}"
        if hundredths(value) is None:
            return f"must have at most two decimals, not {shown(value)}"
        return None

    return check


def _is_number(value: Any) -> bool:
    return type(value) is int or (isinstance(value, Decimal) and value.is_finite())


def hundredths(value: int | Decimal) -> int | None:
    """The number times a hundred, exactly; None when it has more than two decimals."""
    rounded = Decimal(value).quantize(Decimal("0.01"))
    return int(rounded * 100) if rounded == value else None


def _currency(value: Any) -> str | None:
    if isinstance(value, str) and re.fullmatch("[A-Z]{3}", value):
        return None
    return f'must be the three letters of a currency like "USD", not {shown(value)}'


_MONTHS = _whole(1, 600)
_CREDITS = _number("0.01", credits.MOST // 100)
_MONEY = _number("0", 1_000_000)

_BASIS = {
    "source": Key(_line),
    "read": Key(_day),
    "sure": Key(_choice([*Sure]), required=True),
    "note": Key(_prose),
}

KEYS: dict[str, dict[str, Key]] = {
    "sources": {
        "at": Key(_line, required=True),
        "read": Key(_day, required=True),
    },
    "bodies": {
        "name": Key(_line, required=True),
        "unit": Key(_line, required=True),
        "submissions": Key(_line),
        **_BASIS,
    },
    "rules": {
        "kind": Key(_choice([*Kind]), required=True),
        "months": Key(_MONTHS),
        "required": Key(_CREDITS),
        "since": Key(_day),
        "anchor": Key(_day),
        "starts": Key(_month_day),
        "first_cycle": Key(_choice([*FirstCycle])),
        "most_per_activity": Key(_CREDITS),
        "most_per_day": Key(_CREDITS),
        "renewable_months": Key(_MONTHS),
        "fee": Key(_flag),
        **_BASIS,
    },
    "certifications": {
        "name": Key(_line, required=True),
        "body": Key(_line, required=True),
        "level": Key(_line, required=True),
        "rule": Key(_line, required=True),
        "aliases": Key(_lines),
        "requires": Key(_lines),
        "status": Key(_choice(STATUSES)),
        "course_hours": Key(_whole(1, 1000)),
        "costs": Key(list_of_tables),
        **_BASIS,
    },
    "services": {
        "needs": Key(_line, required=True),
        **_BASIS,
    },
}
"""By section of the file: the keys of its tables."""

COSTS: dict[str, Key] = {
    "what": Key(_line, required=True),
    "low": Key(_MONEY, required=True),
    "high": Key(_MONEY),
    "currency": Key(_currency, required=True),
    **_BASIS,
}
"""The keys of one cost of a certification."""

_CREDITS_ONLY = ("required", "anchor", "starts", "first_cycle", "most_per_activity", "most_per_day")

USED_BY: dict[str, frozenset[Kind]] = {
    "months": frozenset(Kind) - {Kind.LIFETIME},
    "renewable_months": frozenset({Kind.REFRESHER}),
    "fee": frozenset(Kind) - {Kind.LIFETIME},
    **dict.fromkeys(_CREDITS_ONLY, frozenset({Kind.CREDITS})),
}
"""Keys of a rule that only some kinds have a use for."""

NEEDED_BY: dict[str, frozenset[Kind]] = {
    "months": frozenset({Kind.CREDITS, Kind.REFRESHER, Kind.TERM}),
    "required": frozenset({Kind.CREDITS}),
}
"""Keys of a rule that some kinds cannot do without."""
