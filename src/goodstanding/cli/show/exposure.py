"""The exposure report on paper: each job with days that nobody covers, and the sums."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from goodstanding.cli.show.paper import Paper, left, right, widest
from goodstanding.cli.show.problems import show_problems
from goodstanding.engine.exposure import (
    Cover,
    Exposure,
    Span,
    Totals,
    by_program,
    spoken,
    totals,
)
from goodstanding.engine.wording import counted, day, days, short_day
from goodstanding.files.workbook.problem import Problem

_SIGNS = {Cover.EXPOSED: ("✕", "bold red"), Cover.UNKNOWN: ("?", "bold")}
_SAYS = {Cover.EXPOSED: "Exposed", Cover.UNKNOWN: "Cannot be shown"}


def show_exposure(
    title: str, found: Sequence[Exposure], problems: Sequence[Problem], on: date
) -> None:
    """Write the report to standard output."""
    paper = Paper()
    paper.title(title, on)
    job_days = counted(sum(one.days for one in found), "job-day")
    paper.line(f"{counted(len(found), 'job')}, {job_days}", "dim")
    _show_jobs(paper, "Exposed", [one for one in found if _has(one, Cover.EXPOSED)])
    unsure = [one for one in found if not _has(one, Cover.EXPOSED) and _has(one, Cover.UNKNOWN)]
    _show_jobs(paper, "Cannot be shown: the record must be checked", unsure)
    if any(one.spans for one in found):
        _show_sums(paper, found)
    show_problems(paper, problems)
    paper.line()
    _conclude(paper, found, on)


def _has(one: Exposure, cover: Cover) -> bool:
    return any(span.cover is cover for span in one.spans)


def _show_jobs(paper: Paper, name: str, found: Sequence[Exposure]) -> None:
    if not found:
        return
    paper.section(name)
    for place, one in enumerate(sorted(found, key=_at_risk, reverse=True)):
        if place:
            paper.line()
        _show_job(paper, one)


def _show_job(paper: Paper, one: Exposure) -> None:
    name = Text.assemble(
        (one.job.name, "bold"),
        f"  {one.job.service}, needs {one.needs}",
        (f"  {_days(one.job.starts_on, one.job.ends_on)}", "dim"),
    )
    risk = [f"{_money(some)} {when}" for some, when in _risks(one) if some]
    paper.spread(name, Text(", ".join(risk), "bold"))
    about = [one.job.client, one.job.program, f"crew: {', '.join(one.crew) or 'nobody'}"]
    paper.prose(Text(" · ".join(filter(None, about)), "dim"), indent=2, hanging=2)
    for span in one.spans:
        _show_span(paper, one, span)


def _show_span(paper: Paper, one: Exposure, span: Span) -> None:
    sign, ink = _SIGNS[span.cover]
    ahead = "ahead, " if span.ahead else ""
    when = f"{_days(span.since, span.until)} ({ahead}{days(span.days)})"
    said = Text.assemble((f"{sign} {_SAYS[span.cover]}", ink), f" {when}: {spoken(one, span)}")
    paper.prose(said, indent=2, hanging=2)


def _days(since: date, until: date) -> str:
    """A stretch of days: "3 Jan 2026", "3 to 5 Jan 2026", "30 Jan to 2 Feb 2026"."""
    if since == until:
        return short_day(since)
    parts = short_day(since).split()
    if since.year == until.year:
        parts = parts[:1] if since.month == until.month else parts[:2]
    return f"{' '.join(parts)} to {short_day(until)}"


def _risks(one: Exposure) -> list[tuple[int, str]]:
    return [(one.at_risk() or 0, "at risk"), (one.at_risk(ahead=True) or 0, "ahead")]


def _at_risk(one: Exposure) -> int:
    return sum(money for money, _ in _risks(one))


def _show_sums(paper: Paper, found: Sequence[Exposure]) -> None:
    paper.section("Sums")
    rows = [(name or "No program", some) for name, some in by_program(found).items()]
    cells = [
        ("", *_HEADS),
        *((name, *_cells(some)) for name, some in (*rows, ("All", totals(found)))),
    ]
    widths = [widest(column) for column in zip(*cells, strict=True)]
    for place, (name, *numbers) in enumerate(cells):
        columns = [right(cell, width) for cell, width in zip(numbers, widths[1:], strict=True)]
        ink = "dim" if not place else "bold" if place == len(cells) - 1 else ""
        paper.line(Text("  ".join([left(name, widths[0]), *columns]), ink))


_HEADS = ("Jobs", "Days", "Exposed", "Unknown", "Ahead", "At risk")


def _cells(some: Totals) -> tuple[str, ...]:
    counts = (some.jobs, some.days, some.exposed_days, some.unknown_days, some.ahead_days)
    return (*(f"{count:,}" for count in counts), _money(some.at_risk))


def _conclude(paper: Paper, found: Sequence[Exposure], on: date) -> None:
    sums = totals(found)
    if not found:
        paper.line("There are no jobs in the file; fill in the sheet Jobs.")
        return
    for sentence in _conclusion(sums, on):
        paper.prose(sentence)


def _conclusion(sums: Totals, on: date) -> list[Text]:
    said = [Text(f"No exposure up to {day(on)}.", "bold")]
    if sums.exposed_days:
        of = f"{counted(sums.exposed_jobs, 'job')} of {sums.jobs:,}"
        exposed = counted(sums.exposed_days, "exposed job-day")
        said = [Text(f"{exposed} in {of}; {_money(sums.at_risk)} at risk.", "bold")]
    if sums.unknown_days:
        shown = counted(sums.unknown_days, "job-day")
        said.append(Text(f"{shown} cannot be shown until a record is checked."))
    if sums.ahead_days:
        ahead = counted(sums.ahead_days, "job-day")
        money = f"; {_money(sums.ahead_risk)} at risk" if sums.ahead_risk else ""
        said.append(Text(f"{ahead} ahead exposed if nothing more is posted or paid{money}."))
    return said


def _money(cents: int | None) -> str:
    if cents is None:
        return "–"
    whole, rest = divmod(cents, 100)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"
