"""What was read of certificates, on paper: each with its fields, those not certain marked."""

from typing import Any

from goodstanding.cli.show.paper import Paper, left
from goodstanding.engine.wording import counted, short_day
from goodstanding.files.certificates.found import Certificate, Found, Reading

_WIDTH = 12


def show_certificates(readings: list[tuple[str, Reading]]) -> None:
    """Write what was read of each file to standard output."""
    paper = Paper()
    for place, (name, reading) in enumerate(readings):
        if place:
            paper.line()
        paper.line(name, "bold")
        if reading.how:
            paper.line(f"{_counted(reading)}, read from the {reading.how}", "dim")
        if reading.refused:
            paper.line(reading.refused)
        for one in reading.certificates:
            paper.line()
            _show(paper, one)


def _counted(reading: Reading) -> str:
    many = counted(len(reading.certificates), "certificate")
    return f"{many} on {counted(reading.pages, 'page')}"


def _show(paper: Paper, one: Certificate) -> None:
    day = one.completed_on
    rows: list[tuple[str, Found[Any] | None, str]] = [
        ("Holder", one.holder, one.holder.value if one.holder else ""),
        ("Title", one.title, one.title.value if one.title else ""),
        ("Provider", one.provider, one.provider.value if one.provider else ""),
        ("Completed on", day, short_day(day.value) if day else ""),
        ("Hours", one.hours, f"{one.hours.value.normalize():f}" if one.hours else ""),
        ("Number", one.number, one.number.value if one.number else ""),
    ]
    for label, found, text in rows:
        mark = "?" if found and not found.sure else " "
        paper.line(f"  {left(label, _WIDTH)}  {mark} {text or '–'}", "" if found else "dim")
