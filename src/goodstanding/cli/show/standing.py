"""Judged people on paper: by branch, the most urgent person first."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from goodstanding.cli.answers import Judged
from goodstanding.cli.harmless import harmless
from goodstanding.cli.show.cycle import picture
from goodstanding.cli.show.foot import notes, summary
from goodstanding.cli.show.paper import (
    SYMBOLS,
    URGENCY,
    Paper,
    left,
    right,
    urgency,
    widest,
)
from goodstanding.cli.show.problems import show_problems
from goodstanding.engine import credits
from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.answer import Standing
from goodstanding.engine.standing.remedies import remedy
from goodstanding.engine.wording import counted, short_day
from goodstanding.files.workbook.problem import Problem

_LEAST_PICTURE, _MOST_PICTURE = 8, 48
_BESIDE = 108
"""From this width on the names stand beside the credentials, else above them."""
_NAMES = 24
_INDENT = 2
_HEADS = ("Standing", "", "Credits", "Deadline", "Days")


class Row(NamedTuple):
    """A credential's cells as text."""

    standing: Standing
    label: str
    held: str
    amount: str
    deadline: str
    days: str


class Columns(NamedTuple):
    """The widths of the columns; a picture of 0 is not shown."""

    label: int
    held: int
    amount: int
    picture: int
    deadline: int
    days: int


def show_standing(
    title: str,
    people: Sequence[Judged],
    problems: Sequence[Problem],
    catalogue: Catalogue,
    on: date,
) -> None:
    """Write everybody's standing to standard output."""
    paper = Paper()
    paper.title(title, on)
    everyone = counted(len(people), "person", "people")
    held = counted(sum(len(one.standings) for one in people), "credential")
    paper.line(f"{everyone}, {held}", "dim")
    if people:
        _show_groups(paper, people, catalogue)
        notes(paper, people)
    show_problems(paper, problems)
    summary(paper, people)


def _show_groups(paper: Paper, people: Sequence[Judged], catalogue: Catalogue) -> None:
    rows = [_row(standing) for one in people for standing in one.standings]
    beside = paper.width >= _BESIDE
    indent = _NAMES if beside else _INDENT
    columns = _columns(rows, paper.width - indent)
    if columns:
        paper.line()
        paper.line(Text(" " * indent) + _heads(columns), "dim")
    for name, group in _groups(people):
        if name:
            paper.section(name)
        else:
            paper.hairline()
        for place, one in enumerate(group):
            if place:
                paper.line()
            _show_person(paper, one, columns, catalogue, beside=beside)


def _groups(people: Sequence[Judged]) -> list[tuple[str, list[Judged]]]:
    """Branches, the one with the most urgent person first; those who have left at the end."""
    groups: dict[tuple[bool, str], list[Judged]] = {}
    for one in sorted(people, key=_most_urgent):
        branch = "Left" if one.left else one.member.branch or "No branch"
        groups.setdefault((one.left, branch), []).append(one)
    if len(groups) == 1 and not any(one.left or one.member.branch for one in people):
        return [("", groups[False, "No branch"])]
    return [(branch, groups[left, branch]) for left, branch in sorted(groups, key=lambda g: g[0])]


def _most_urgent(one: Judged) -> tuple[int, int]:
    return min(map(urgency, one.standings), default=(len(URGENCY), 0))


def _show_person(
    paper: Paper, one: Judged, columns: Columns | None, catalogue: Catalogue, *, beside: bool
) -> None:
    name = Text(harmless(one.member.name), "dim" if one.left else "bold")
    role = Text(harmless(one.member.role or ""), "dim")
    lines = _credential_lines(paper, one, columns, catalogue, beside=beside)
    if not beside:
        paper.line(Text.assemble(name, "  ", role))
    head = [*paper.folded(name, _NAMES - 2), *paper.folded(role, _NAMES - 2)] if beside else []
    head = [part for part in head if part]
    for place in range(max(len(lines), len(head))):
        start = head[place] if place < len(head) else Text()
        start.pad_right((_NAMES if beside else _INDENT) - cell_len(start.plain))
        paper.line(Text() + start + (lines[place] if place < len(lines) else Text()))


def _credential_lines(
    paper: Paper, one: Judged, columns: Columns | None, catalogue: Catalogue, *, beside: bool
) -> list[Text]:
    """A line for each credential; what to do next is said once for neighbours that share it."""
    width = paper.width - (_NAMES if beside else _INDENT) - 2
    lines: list[Text] = []
    standings = sorted(one.standings, key=urgency)
    todo = [None if one.left else remedy(standing, catalogue) for standing in standings]
    for place, standing in enumerate(standings):
        lines += _told(_row(standing), columns, dimmed=one.left)
        following = todo[place + 1] if place + 1 < len(todo) else None
        said = todo[place]
        if said and said != following:
            folded = paper.folded(Text(f"→ {said}", "dim"), width, hanging=2)
            lines += [Text("  ") + line for line in folded]
    return lines or [Text("no certification recorded", "dim")]


def _row(standing: Standing) -> Row:
    had = (standing.posted or 0) + (standing.submitted or 0) + (standing.earned or 0)
    amount = ""
    if standing.posted is not None and standing.required:
        amount = f"{credits.show(had)} of {credits.show(standing.required)}"
    deadline = ""
    if standing.cycle:
        deadline = ("~" if standing.estimated else "") + short_day(standing.cycle.deadline)
    days = "" if standing.days_left is None else f"{standing.days_left:,}".replace("-", "−")
    return Row(standing, standing.label, standing.certification, amount, deadline, days)


def _columns(rows: Sequence[Row], width: int) -> Columns | None:
    """As wide as they need; the picture goes where there is no room for it. None where the rest
    does not fit either: then each credential takes two lines."""
    label = max(widest(row.label for row in rows) + 2, len(_HEADS[0]))
    held = widest(row.held for row in rows)
    amount = max(widest(row.amount for row in rows), len(_HEADS[2]))
    deadline = max(widest(row.deadline for row in rows), len(_HEADS[3]))
    days = max(widest(row.days for row in rows), len(_HEADS[4]))
    least = label + held + amount + deadline + days + 2 * 4
    if width < least:
        return None
    spare = width - least - 2
    picture = min(spare, _MOST_PICTURE) if spare >= _LEAST_PICTURE else 0
    return Columns(label, held, amount, picture, deadline, days)


def _told(row: Row, columns: Columns | None, *, dimmed: bool) -> list[Text]:
    """The lines of a credential: one with columns, else what it is and its numbers below."""
    if columns:
        return [_cells(row, columns, dimmed=dimmed)]
    symbol, ink = SYMBOLS[row.standing.kind]
    first = Text.assemble(
        (row.held, "dim" if dimmed else "bold"),
        "  ",
        (f"{symbol} {row.label}", "dim" if dimmed else ink),
    )
    said = (
        row.amount,
        f"due {row.deadline}" if row.deadline else "",
        _in_days(row.standing.days_left),
    )
    second = "  " + ", ".join(part for part in said if part)
    return [first, Text(second, "dim" if dimmed else "")] if second.strip() else [first]


def _in_days(left: int | None) -> str:
    if left is None:
        return ""
    text = counted(abs(left), "day")
    return f"{text} ago" if left < 0 else f"in {text}"


def _heads(columns: Columns) -> Text:
    standing, _, amount, deadline, days = _HEADS
    cells = [
        Text(left(standing, columns.label)),
        Text(left("", columns.held)),
        Text(right(amount, columns.amount)),
        *([Text(left("Cycle", columns.picture))] if columns.picture else []),
        Text(right(deadline, columns.deadline)),
        Text(right(days, columns.days)),
    ]
    return Text("  ").join(cells)


def _cells(row: Row, columns: Columns, *, dimmed: bool) -> Text:
    symbol, ink = SYMBOLS[row.standing.kind]
    cells = [
        Text(left(f"{symbol} {row.label}", columns.label), "dim" if dimmed else ink),
        Text(left(row.held, columns.held), "dim" if dimmed else "bold"),
        Text(right(row.amount, columns.amount), "dim" if dimmed else ""),
        *([picture(row.standing, columns.picture)] if columns.picture else []),
        _deadline(row, columns, dimmed=dimmed),
        Text(right(row.days, columns.days), "dim" if dimmed else ""),
    ]
    return Text("  ").join(cells)


def _deadline(row: Row, columns: Columns, *, dimmed: bool) -> Text:
    text = Text(right(row.deadline, columns.deadline), "dim" if dimmed else "")
    text.highlight_words(["~"], "dim")
    return text
