"""How well certificates are read: prints a table per layout and form of a folder that was made.

`python -m certificates.score OUT [--show]`, with tests/ on the path. A file is right when holder,
title, provider, day and hours of all its certificates are right, which for what a certificate does
not say means silence. Texts are compared without case and with single blanks; a holder written
last name first is right in that order and in the usual one; nothing is fuzzier.
`--show` lists what was wrong or missed; of layouts left out it lists nothing, since what was looked
at is no test any more.
"""

import json
import multiprocessing
import resource
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from certificates.truth import Truth, from_plain
from goodstanding.files.certificates.found import Certificate, Reading
from goodstanding.files.certificates.reading import LIMITS, read

FIVE = ("holder", "title", "provider", "completed_on", "hours")
FIELDS = (*FIVE, "number")
PATIENT = LIMITS._replace(seconds=600)
"""A busy machine is given time; how long reading takes is told apart."""
_SUFFIXES = ("Jr.", "Sr.", "II", "III")
_SHORT = ("holder", "title", "provider", "day", "hours", "number")


@dataclass(frozen=True, slots=True)
class Value:
    """One field of one certificate: what it says, what was read of it."""

    field: str
    true: Any
    read: Any
    sure: bool

    @property
    def right(self) -> bool:
        """Whether just that was read, or nothing where nothing is said."""
        return _plain(self.read) in {_plain(self.true), _plain(_usual_order(self))}

    @property
    def wrong_and_sure(self) -> bool:
        """What must never be."""
        return self.sure and not self.right


@dataclass(slots=True)
class Tally:
    """What was read of some files."""

    files: int = 0
    right: int = 0
    values: list[Value] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    peak: int = 0

    def add(self, values: list[Value], seconds: float = 0, peak: int = 0) -> None:
        """One file more; `peak` in bytes."""
        self.files += 1
        self.right += all(value.right for value in values if value.field in FIVE)
        self.values += values
        self.seconds.append(seconds)
        self.peak = max(self.peak, peak)

    def wrong_and_sure(self) -> list[Value]:
        """Those that must not be."""
        return [value for value in self.values if value.wrong_and_sure]


def compared(truths: Sequence[Truth], reading: Reading) -> list[Value]:
    """Every field of every certificate that is there or was read."""
    left = list(reading.certificates)
    values = []
    for truth in truths:
        found = _counterpart(truth, left)
        if found:
            left.remove(found)
        values += [_value(name, getattr(truth, name), found) for name in FIELDS]
    surplus = [_value(name, None, found) for found in left for name in FIELDS]
    return values + [value for value in surplus if value.read is not None]


def _counterpart(truth: Truth, left: list[Certificate]) -> Certificate | None:
    there = [one for one in left if one.page == truth.page]
    named = [
        one for one in there if one.holder and _plain(one.holder.value) == _plain(truth.holder)
    ]
    return next(iter(named + there), None)


def _value(name: str, true: Any, certificate: Certificate | None) -> Value:
    found = getattr(certificate, name) if certificate else None
    return Value(name, true, found.value, found.sure) if found else Value(name, true, None, False)


def _usual_order(value: Value) -> Any:
    """ "Lorna Thackerby" of "Thackerby, Lorna"; what stands behind the comma may be a suffix."""
    if value.field != "holder" or not value.true or ", " not in value.true:
        return value.true
    last, first = value.true.split(", ", 1)
    return value.true if first in _SUFFIXES else f"{first} {last}"


def _plain(value: Any) -> Any:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


def _measured(file: Path) -> tuple[Reading, float, int]:
    """In a process of its own, so that the peak is that of this file's child alone."""
    content = file.read_bytes()
    began = time.perf_counter()
    reading = read(content, PATIENT)
    seconds = time.perf_counter() - began
    return reading, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def scored(folder: Path, show: bool) -> dict[tuple[str, str, str], Tally]:
    """A tally for each set, layout and form; one file is read after the other."""
    told = json.loads((folder / "truths.json").read_text(encoding="utf-8"))
    tallies: dict[tuple[str, str, str], Tally] = {}
    with multiprocessing.get_context("fork").Pool(1, maxtasksperchild=1) as pool:
        results = pool.imap(_measured, [folder / one["file"] for one in told], chunksize=1)
        for one, (reading, seconds, peak) in zip(told, results, strict=True):
            values = compared([from_plain(truth) for truth in one["certificates"]], reading)
            tally = tallies.setdefault((one["set"], one["layout"], one["form"]), Tally())
            tally.add(values, seconds, peak)
            if show and one["set"] == "tuning":
                _show(one["file"], values, reading)
    return tallies


def _show(name: str, values: Iterable[Value], reading: Reading) -> None:
    for value in values:
        if not value.right:
            how = "WRONG AND SURE" if value.sure else "wrong" if value.read else "missed"
            print(f"{name} {value.field}: {how}: {value.true!s} read as {value.read!s}", flush=True)
    if reading.refused:
        print(f"{name}: {reading.refused}")


def main() -> None:
    """Score a folder and print the table: the layouts left out stand apart."""
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--show", action="store_true")
    given = asked.parse_args()
    tallies = scored(given.folder, given.show)
    for title, kind in (("Layouts tuned on", "tuning"), ("Layouts left out", "left-out")):
        chosen = {(name, form): one for (of, name, form), one in tallies.items() if of == kind}
        if chosen:
            _print(title, chosen)


def _print(title: str, tallies: dict[tuple[str, str], Tally]) -> None:
    print(f"\n{title}: right in percent; sure is the share of right values that are sure")
    names = " ".join(f"{name:>8}" for name in _SHORT)
    print(f"{'layout':12} {'form':5} files all-five {names}  wrong+sure sure  mean s  max s   MB")
    for (layout, form), tally in tallies.items():
        print(_row(layout, form, tally))
    for form in dict.fromkeys(form for _, form in tallies):
        print(_row("all", form, _summed(one for key, one in tallies.items() if key[1] == form)))


def _summed(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for one in tallies:
        whole.files += one.files
        whole.right += one.right
        whole.values += one.values
        whole.seconds += one.seconds
        whole.peak = max(whole.peak, one.peak)
    return whole


def _row(layout: str, form: str, tally: Tally) -> str:
    shares = " ".join(
        f"{_percent([v.right for v in tally.values if v.field == name]):8.0f}" for name in FIELDS
    )
    sure = _percent([v.sure for v in tally.values if v.right and v.read is not None])
    mean = sum(tally.seconds) / len(tally.seconds)
    return (
        f"{layout:12} {form:5} {tally.files:5d} {100 * tally.right / tally.files:8.0f} {shares}"
        f"  {len(tally.wrong_and_sure()):10d} {sure:4.0f} {mean:7.1f} {max(tally.seconds):6.1f}"
        f" {tally.peak / 1e6:4.0f}"
    )


def _percent(yes: list[bool]) -> float:
    return 100 * sum(yes) / len(yes) if yes else 0


if __name__ == "__main__":
    main()
