"""The figures that prices are made of: each with its source, the day it was read, how sure it is.

A figure is a span from `low` to `high`: money in whole cents, months and days as whole numbers.
None: not known, which is never taken for nothing. Names are "day" or "exam-WRT": those with a
certification behind the hyphen are about that certification alone.
"""

import pkgutil
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from goodstanding.engine.rules.model import Basis, Catalogue, Certification, Cost, Sure


class Unit(StrEnum):
    """What a figure counts."""

    MONEY = "money"
    MONTHS = "months"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `own`: the company's own stands in place of the shipped one."""

    name: str
    title: str
    unit: Unit
    low: int | None
    high: int | None
    basis: Basis
    own: bool = False


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """What a company says instead; `low` None: it holds for unknown. `read`: as of which day."""

    low: int | None
    high: int | None
    source: str
    read: date | None


GENERAL = ("day", "credit", "invoice", "reinstatement", "reinstatement-months", "retest-months")
"""The figures that are about no single certification."""
OF_EACH = {
    "exam": ("Examination of", Unit.MONEY),
    "tuition": ("Course fee of", Unit.MONEY),
    "days": ("Course days of", Unit.DAYS),
    "reinstatement": ("Reinstatement of", Unit.MONEY),
}
"""What every certification has a figure of, known or not."""
_NOT_KNOWN = Basis("", None, Sure.R)


class Figures:
    """The figures of one company: its own before the shipped ones."""

    def __init__(self, catalogue: Catalogue, own: Mapping[str, OwnFigure]) -> None:
        self._catalogue, self._own = catalogue, own
        self._known: dict[str, Figure] = {}

    def general(self) -> tuple[Figure, ...]:
        """The figures that are about no single certification."""
        return tuple(self[name] for name in GENERAL)

    def of(self, code: str) -> tuple[Figure, ...]:
        """The figures of one certification."""
        return tuple(self[f"{what}-{code}"] for what in OF_EACH)

    def find(self, name: str) -> Figure | None:
        """The figure of this name; None where there can be none."""
        what, _, code = name.partition("-")
        known = name in GENERAL or (what in OF_EACH and code in self._catalogue.certifications)
        return self[name] if known else None

    def shipped(self, name: str) -> Figure:
        """The figure as it is shipped."""
        return _shipped().get(name) or _of_certification(name, self._catalogue)

    def __getitem__(self, name: str) -> Figure:
        """The figure that holds."""
        if name not in self._known:
            self._known[name] = self._holding(name)
        return self._known[name]

    def _holding(self, name: str) -> Figure:
        figure, own = self.shipped(name), self._own.get(name)
        if own is None:
            return figure
        basis = Basis(own.source, own.read, Sure.R)
        return Figure(name, figure.title, figure.unit, own.low, own.high, basis, own=True)


def _of_certification(name: str, catalogue: Catalogue) -> Figure:
    what, _, code = name.partition("-")
    title, unit = OF_EACH[what]
    certification = catalogue.certifications[code]
    cost = next(_costs(certification, what), None)
    low, high = (cost.low, cost.high) if cost else (None, None)
    return Figure(name, f"{title} {code}", unit, low, high, cost.basis if cost else _NOT_KNOWN)


def _costs(certification: Certification, what: str) -> Iterator[Cost]:
    return (one for one in certification.costs if one.what == what)


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Figure]:
    text = (pkgutil.get_data("goodstanding.engine.costs", "data/figures.toml") or b"").decode()
    found = tomllib.loads(text, parse_float=Decimal)
    return dict(_read(found["figures"].items(), found["sources"]))


def _read(
    tables: Iterable[tuple[str, dict[str, Any]]], sources: Mapping[str, dict[str, Any]]
) -> Iterator[tuple[str, Figure]]:
    for name, table in tables:
        source = sources.get(table.get("source", ""), {})
        basis = Basis(
            source.get("at", ""), source.get("read"), Sure(table["sure"]), table.get("note", "")
        )
        unit, low = Unit(table["unit"]), table.get("low")
        high = table.get("high", low)
        yield name, Figure(name, table["title"], unit, _whole(low, unit), _whole(high, unit), basis)


def _whole(value: int | Decimal | None, unit: Unit) -> int | None:
    """Cents, or a whole number of months or days."""
    if value is None:
        return None
    return int(value * 100) if unit is Unit.MONEY else int(value)
