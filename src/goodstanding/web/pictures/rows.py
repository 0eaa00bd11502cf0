"""The rows of the team: a person, and a cell for each of his credentials.

There are fifty rows with hundreds of cells on a page; they are put together here because a
template takes ten times as long.
"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from goodstanding.engine.wording import short_day
from goodstanding.records.standings import urgency
from goodstanding.services.lineup import Somebody
from goodstanding.services.team import Shown
from goodstanding.web.pictures.cell import cell


def rows(people: Sequence[Shown], columns: Sequence[str], on: date, *, rest: bool) -> SafeString:
    """A row for each person. Without columns his cells stand side by side, the most urgent first;
    with `rest` the last column holds what has no column of its own."""
    return SafeString("\n".join(_row(one, columns, on, rest=rest) for one in people))


def _row(one: Shown, columns: Sequence[str], on: date, *, rest: bool) -> str:
    held = [
        (answer.certification, f'<div class="cell">{cell(answer)}</div>')
        for answer in sorted(one.answers, key=urgency)
    ]
    if not held:
        width = len(columns) + rest or 1
        cells = f'<td class="nothing" colspan="{width}">no certification recorded</td>'
    elif not columns:
        cells = f'<td class="all"><div class="flow">{"".join(made for _, made in held)}</div></td>'
    else:
        cells = _in_columns(held, columns, rest=rest)
    return f"<tr>{_who(one.who, on)}{cells}</tr>"


def _in_columns(held: Sequence[tuple[str, str]], columns: Sequence[str], *, rest: bool) -> str:
    cells = [_column("", [made for code, made in held if code == column]) for column in columns]
    if rest:
        others = [made for code, made in held if code not in columns]
        cells.append(_column(' class="rest"', others))
    return "".join(cells)


def _column(name: str, made: Sequence[str]) -> str:
    return f"<td{name}>{''.join(made)}</td>" if made else '<td class="none"></td>'


def _who(who: Somebody, on: date) -> str:
    left = f"left {short_day(who.left_on)}" if who.left_on and who.left_on < on else ""
    under = " · ".join(part for part in (who.branch, who.role, left) if part)
    return (
        f'<th scope="row"><a class="who-name" href="{reverse("person", args=[who.number])}" '
        f'dir="auto">{escape(who.name)}</a><span class="who-under">{escape(under)}</span></th>'
    )
