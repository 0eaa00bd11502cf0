"""A small picture of a cycle, one line high, that can be read without colour.

The filled part is what is had of what is required, the strongest credits first; the mark is
today's place in the cycle's time. Where the filled part has not reached the mark, the pace is
behind.
"""

from itertools import groupby, pairwise

from rich.text import Text

from goodstanding.engine.standing.answer import Standing

POSTED, SUBMITTED, EARNED, PLANNED, EMPTY, TODAY = "█▓▒░·│"
_INKS = {
    POSTED: "green",
    SUBMITTED: "magenta",
    EARNED: "blue",
    PLANNED: "cyan",
    EMPTY: "dim",
    TODAY: "bold",
}
LEGEND = (
    (POSTED, "posted"),
    (SUBMITTED, "submitted"),
    (EARNED, "earned"),
    (PLANNED, "planned"),
    (TODAY, "today"),
)


def picture(standing: Standing, width: int) -> Text:
    """The cycle of a standing, `width` characters wide; blank where there is no cycle."""
    if standing.cycle is None:
        return Text(" " * width)
    cells = _filled(standing, width)
    today = _today(standing, width)
    if today is not None:
        cells[today] = TODAY
    runs = ("".join(run) for _, run in groupby(cells))
    return Text.assemble(*((run, _INKS[run[0]]) for run in runs))


def _filled(standing: Standing, width: int) -> list[str]:
    required = standing.required or 0
    amounts = (standing.posted, standing.submitted, standing.earned, standing.planned)
    ends = [0]
    running = 0
    for some in amounts:
        running += some or 0
        ends.append(_reach(running, required, width))
    cells = [EMPTY] * width
    for (start, end), cell in zip(
        pairwise(ends), (POSTED, SUBMITTED, EARNED, PLANNED), strict=True
    ):
        cells[start:end] = [cell] * (end - start)
    return cells


def _reach(running: int, required: int, width: int) -> int:
    """How many cells an amount fills: all only when it is enough, none only when it is nothing."""
    if not running or not required:
        return 0
    return min(width, max(1, running * width // required))


def _today(standing: Standing, width: int) -> int | None:
    cycle = standing.cycle
    if cycle is None or cycle.start is None or not cycle.start <= standing.on <= cycle.deadline:
        return None
    passed = (standing.on - cycle.start).days
    return passed * width // ((cycle.deadline - cycle.start).days + 1)
