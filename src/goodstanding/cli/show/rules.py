"""The catalogue on paper: by body and rule, or one certification with everything known of it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from rich.text import Text

from goodstanding.cli.show.paper import Paper, left, widest
from goodstanding.engine import credits
from goodstanding.engine.rules.model import Basis, Catalogue, Certification, Cost, version_on
from goodstanding.engine.rules.words import confidence, stays_current
from goodstanding.engine.wording import counted, day

_ROOM_FOR_LEVELS = 96


def show_catalogue(catalogue: Catalogue, on: date) -> None:
    """Every certification, under its body and the rule that keeps it current."""
    paper = Paper()
    entries = list(catalogue.certifications.values())
    columns = _columns(entries, paper.width)
    paper.line(counted(len(entries), "certification"), "dim")
    for code, body in catalogue.bodies.items():
        by_rule: dict[str, list[Certification]] = {}
        for entry in entries:
            if entry.body == code:
                by_rule.setdefault(_current(entry, catalogue, on), []).append(entry)
        if by_rule:
            paper.section(code if body.name == code else f"{code}  {body.name}")
        for said, some in by_rule.items():
            paper.prose(Text(f"{said[0].upper()}{said[1:]}", "dim"))
            for entry in some:
                paper.line(_line(entry, columns))
    paper.line()
    paper.line("goodstanding rules CODE shows one with its sources.", "dim")


def show_certification(certification: Certification, catalogue: Catalogue, on: date) -> None:
    """One certification, a fact a line; long ones are folded beside their label."""
    paper = Paper()
    paper.line(Text.assemble((f"{certification.code}  ", "bold"), (certification.name, "bold")))
    rows = _details(certification, catalogue, on)
    wide = widest(label for label, _ in rows)
    for label, value in rows:
        for place, line in enumerate(paper.folded(Text(value), paper.width - wide - 2, 0)):
            head = Text(left(label if place == 0 else "", wide), "dim")
            paper.line(Text.assemble(head, "  ", line))


def _current(certification: Certification, catalogue: Catalogue, on: date) -> str:
    unit = catalogue.bodies[certification.body].unit
    return stays_current(version_on(certification.rules, on), unit)


class _Columns(NamedTuple):
    """The widths of code, name and level; a level of 0 is left out."""

    code: int
    name: int
    level: int


def _columns(entries: list[Certification], width: int) -> _Columns:
    code = widest(entry.code for entry in entries)
    level = widest(entry.level for entry in entries) + 2 if width >= _ROOM_FOR_LEVELS else 0
    sure = widest(map(_how_sure, entries))
    name = min(widest(entry.name for entry in entries), width - code - level - sure - 6)
    return _Columns(code, name, level)


def _line(entry: Certification, columns: _Columns) -> Text:
    return Text.assemble(
        f"  {left(entry.code, columns.code)}  {left(entry.name, columns.name)}  ",
        (left(entry.level, columns.level) if columns.level else "", "dim"),
        (_how_sure(entry), "dim"),
    )


def _how_sure(certification: Certification) -> str:
    """The weaker of what is known of the certification and of its rule, in two words."""
    weakest = max(certification.basis.sure, certification.rules[-1].basis.sure)
    return confidence(weakest).partition(":")[0]


def _details(certification: Certification, catalogue: Catalogue, on: date) -> list[tuple[str, str]]:
    """Labels and values of one certification; what is empty is left out."""
    body = catalogue.bodies[certification.body]
    rows = [
        ("Body", f"{body.name} ({body.code})"),
        ("Level", certification.level),
        ("Status", certification.status),
        ("Also called", ", ".join(certification.aliases)),
        ("Stays current by", _current(certification, catalogue, on)),
        *_rule_rows(certification, body.unit),
        ("Requires", ", ".join(certification.requires)),
        ("Needed for", ", ".join(certification.covers)),
        ("Course", f"{certification.course_hours} hours" if certification.course_hours else ""),
        *(row for cost in certification.costs for row in _cost_rows(cost)),
        *_basis_rows("Source", certification.basis),
        ("Submissions to", body.submissions or ""),
        *(_basis_rows("Their source", body.basis) if body.submissions else ()),
    ]
    return [(label, value) for label, value in rows if value]


def _rule_rows(certification: Certification, unit: str) -> Iterable[tuple[str, str]]:
    for rule in certification.rules:
        if len(certification.rules) > 1:
            since = f"from {day(rule.since)}" if rule.since else "at first"
            yield "Rule", f"{since}: {stays_current(rule, unit)}"
        yield from _basis_rows("Rule’s source", rule.basis)


def _basis_rows(label: str, basis: Basis) -> list[tuple[str, str]]:
    return [(label, _basis(basis)), ("", basis.note)]


def _basis(basis: Basis) -> str:
    read = f", read on {day(basis.read)}" if basis.read else ""
    return f"{basis.source}{read} ({confidence(basis.sure)})".strip()


def _cost_rows(cost: Cost) -> list[tuple[str, str]]:
    high = f"–{credits.show(cost.high)}" if cost.high != cost.low else ""
    amount = f"{cost.what} {credits.show(cost.low)}{high} {cost.currency}"
    return [("Cost", amount), ("", _basis(cost.basis))]
