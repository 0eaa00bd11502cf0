"""Judged people as objects for JSON and as rows for CSV, exactly as documented."""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TextIO

from goodstanding.cli.encoding import holds_everything
from goodstanding.cli.harmless import harmless
from goodstanding.engine.credits import as_number
from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.answer import NEEDS_ATTENTION, Condition, Period, Standing
from goodstanding.engine.standing.facts import Credential
from goodstanding.engine.standing.judge import history, judge
from goodstanding.files.workbook.problem import Problem
from goodstanding.files.workbook.team import Member

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_HIDDEN = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What JSON may hold as it is, but a terminal obeys."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A member with the standing of each credential, in the order of the file."""

    member: Member
    standings: tuple[Standing, ...]
    left: bool

    def lapsed(self) -> bool:
        """Whether one who has not left holds a lapsed credential."""
        return not self.left and any(s.state is Condition.LAPSED for s in self.standings)

    def needs_attention(self) -> bool:
        """Whether one who has not left holds a credential that needs a person's attention."""
        return not self.left and any(s.kind in NEEDS_ATTENTION for s in self.standings)


def judged(members: Iterable[Member], catalogue: Catalogue, on: date) -> Iterator[Judged]:
    """Judge members one after the other."""
    for member in members:
        yield Judged(member, judge(member.facts, catalogue, on), member.has_left(on))


def as_object(one: Judged, catalogue: Catalogue, on: date) -> dict[str, Any]:
    """One person as `check --format json` shows him."""
    facts = one.member.facts
    periods = history(facts, catalogue, on)
    return {
        "name": one.member.name,
        "id": one.member.id,
        "credentials": [
            _credential(credential, standing) | {"periods": [_period(p) for p in some]}
            for credential, standing, some in zip(
                facts.credentials, one.standings, periods, strict=True
            )
        ],
    }


def as_rows(one: Judged) -> Iterator[dict[str, Any]]:
    """One person's credentials as rows of a table, without their periods."""
    for credential, standing in zip(one.member.facts.credentials, one.standings, strict=True):
        row: dict[str, Any] = {"name": one.member.name, "id": one.member.id}
        row |= _credential(credential, standing)
        cycle = row.pop("cycle") or {"start": None, "deadline": None}
        row |= {f"cycle_{key}": value for key, value in cycle.items()}
        row["warnings"] = " ".join(row["warnings"])
        yield {name: row[name] for name in COLUMNS}


COLUMNS = (
    "name",
    "id",
    "certification",
    "number",
    "issued_on",
    "state",
    "label",
    "cycle_start",
    "cycle_deadline",
    "required",
    "posted",
    "submitted",
    "earned",
    "planned",
    "capped",
    "short",
    "coverage",
    "days_left",
    "on_pace",
    "lapses_on",
    "estimated",
    "to_reconcile",
    "warnings",
)


def as_problem(problem: Problem) -> dict[str, Any]:
    """A problem of the file as JSON shows it."""
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "problem": problem.problem,
        "severity": str(problem.severity),
    }


def iso(day: date | None) -> str | None:
    """A day as machines write it."""
    return day.isoformat() if day else None


def number(hundredths: int | None) -> int | float | None:
    """An amount as a JSON number."""
    return None if hundredths is None else as_number(hundredths)


def write_list(name: str, objects: Iterable[dict[str, Any]]) -> None:
    """Write a named list of JSON objects to standard output, a line for each, as they come."""
    sys.stdout.write(f'"{name}": [')
    plain = not holds_everything(sys.stdout)
    comma = "\n"
    for one in objects:
        sys.stdout.write(comma + _HIDDEN.sub(_escaped, json.dumps(one, ensure_ascii=plain)))
        comma = ",\n"
    sys.stdout.write("]")


def _escaped(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"


def write_rows(columns: tuple[str, ...], rows: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Write rows as CSV; no text in it is taken for a formula by a spreadsheet."""
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    text = harmless(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _credential(credential: Credential, standing: Standing) -> dict[str, Any]:
    return {
        "certification": standing.certification,
        "number": credential.number,
        "issued_on": iso(credential.issued_on),
        "state": standing.state.value,
        "label": standing.label,
        "cycle": _cycle(standing),
        "required": number(standing.required),
        "posted": number(standing.posted),
        "submitted": number(standing.submitted),
        "earned": number(standing.earned),
        "planned": number(standing.planned),
        "capped": number(standing.capped),
        "short": number(standing.short),
        "coverage": standing.coverage.value if standing.coverage else None,
        "days_left": standing.days_left,
        "on_pace": standing.on_pace,
        "lapses_on": iso(standing.lapses_on),
        "estimated": standing.estimated,
        "to_reconcile": number(standing.to_reconcile),
        "warnings": [warned.value for warned in standing.warnings],
    }


def _cycle(standing: Standing) -> dict[str, str | None] | None:
    if standing.cycle is None:
        return None
    return {"start": iso(standing.cycle.start), "deadline": iso(standing.cycle.deadline)}


def _period(period: Period) -> dict[str, str | None]:
    return {
        "from": iso(period.since),
        "to": iso(period.until),
        "state": period.state.value,
        "reason": period.reason.value if period.reason else None,
    }
