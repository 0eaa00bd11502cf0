"""The planner's settings: what a company can set in the sheet Rules, typed, with defaults.

Each mistake is a sentence; the setting then keeps its default.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, NamedTuple

from goodstanding.engine.folding import fold
from goodstanding.engine.rules.model import Catalogue, Service


@dataclass(frozen=True, slots=True)
class MostOut:
    """How many people of a branch may be away on one day: a share of them, or a number."""

    share: Fraction | None = None
    people: int = 0

    def of(self, employed: int) -> int:
        """How many of so many people; of a share at least one."""
        if self.share is None:
            return self.people
        return max(1, int(self.share * employed))


@dataclass(frozen=True, slots=True)
class Settings:
    """`margin` and `year_target` in hundredths of a credit, `budget` in cents (None: no limit)."""

    max_out: MostOut = MostOut(Fraction(1, 5))
    on_duty: int = 1
    budget: int | None = None
    margin: int = 200
    submit_days: int = 30
    year_target: int = 800
    busy_factor: Fraction = Fraction(2)


SERVICES = ("water", "drying", "mold", "fire", "odor", "carpet", "upholstery", "trauma")
"""The services that a branch keeps on duty by default; what each needs is in the catalogue."""


class Row(NamedTuple):
    """A row of settings as it was typed."""

    number: int
    setting: str
    value: str


class Mistake(NamedTuple):
    """What is wrong with a row, in which of its two columns."""

    row: int
    column: str
    text: str


def services(catalogue: Catalogue, own: Iterable[Service]) -> dict[str, str]:
    """The certification that each service needs, the company's own words first."""
    known = {name: catalogue.services[name] for name in SERVICES if name in catalogue.services}
    return {service.name: service.needs for service in (known | {s.name: s for s in own}).values()}


def read_settings(rows: Iterable[Row]) -> tuple[Settings, tuple[Mistake, ...]]:
    """The settings of some rows, and what is wrong with them; rows of services are passed over."""
    values: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    first: dict[str, int] = {}
    for row in rows:
        name = name_of(row.setting)
        if name.startswith("service_"):
            continue
        found = _value(name, row, first)
        if isinstance(found, Mistake):
            mistakes.append(found)
        else:
            values[name] = found
    return Settings(**values), tuple(mistakes)


def name_of(text: str) -> str:
    """A setting as it is compared: "Max out" is max_out."""
    return re.sub(r"[\s_-]+", "_", fold(text))


def _value(name: str, row: Row, first: dict[str, int]) -> object:
    if name not in _READERS:
        return Mistake(row.number, "Setting", _unknown(row.setting, name))
    if first.setdefault(name, row.number) != row.number:
        text = f"“{row.setting}” is also in row {first[name]}, which counts: delete one of the two."
        return Mistake(row.number, "Setting", text)
    read, example = _READERS[name]
    value = read(row.value.strip())
    if value is None:
        text = f"“{row.value}” is no value for {name}: write {example}."
        return Mistake(row.number, "Value", text)
    return value


def _unknown(setting: str, name: str) -> str:
    if name == "service":
        return "A service needs a name: write “service NAME”, such as “service water”."
    close = get_close_matches(name, _READERS, n=1)
    known = f"known are {', '.join(_READERS)} and “service NAME”."
    return f"“{setting}” is no setting; {f'did you mean {close[0]}?' if close else known}"


_PLAIN = re.compile(r"\d{1,12}(?:\.\d{0,12})?|\.\d{1,12}", re.ASCII)


def _number(text: str) -> Fraction | None:
    return Fraction(Decimal(text)) if _PLAIN.fullmatch(text) else None


def _most_out(text: str) -> MostOut | None:
    number = _number(text.removesuffix("%").rstrip())
    if number is None:
        return None
    if text.endswith("%"):
        return MostOut(number / 100)
    return MostOut(number) if number < 1 else MostOut(None, int(number))


def _whole(text: str) -> int | None:
    number = _number(text)
    whole = number is not None and number.denominator == 1 and number <= _MOST
    return int(number) if number is not None and whole else None


def _hundredths(text: str) -> int | None:
    number = _number(text)
    return None if number is None or 100 % number.denominator else int(number * 100)


def _factor(text: str) -> Fraction | None:
    number = _number(text)
    return number if number is not None and number <= _MOST else None


_MOST = 3_660

_READERS: dict[str, tuple[Callable[[str], object], str]] = {
    "max_out": (_most_out, "a share, such as 20%, or a number of people, such as 3"),
    "on_duty": (_whole, "a whole number of people, such as 1"),
    "budget": (_hundredths, "an amount of money with at most two decimals, such as 9600"),
    "margin": (_hundredths, "credits with at most two decimals, such as 2"),
    "submit_days": (_whole, "a whole number of days, such as 30"),
    "year_target": (_hundredths, "credits with at most two decimals, such as 8"),
    "busy_factor": (_factor, "a number, such as 2"),
}
