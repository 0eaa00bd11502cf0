"""What reading a hostile file may end with: what it says, or a sentence; nothing else.

`python -m certificates.harmless --many 500 --seed 1`, with tests/ on the path, tries them all, each
read and looked at, and ends with 1 when something was found.
"""

import os
import re
import resource
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import NamedTuple

from PIL import Image

from certificates.hostile import MANY, Hostile, hostile
from goodstanding.files.certificates.found import Certificate, Reading
from goodstanding.files.certificates.limits import Limits
from goodstanding.files.certificates.pictures import Preview, preview
from goodstanding.files.certificates.reading import LIMITS, read

WIDE = 1200
_INNER = re.compile(r"Traceback|Error|Exception|\.py\b|[\w.]+\.[\w.]+\.|(^|\s)/\w|0x[0-9a-f]+|\n")
_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_LONGEST = 400
_SLOW = 20


class Tried(NamedTuple):
    """A file, what is wrong with how it was taken, and how long that was: read, looked at."""

    file: Hostile
    found: list[str]
    seconds: tuple[float, float]


def tried(file: Hostile, limits: Limits = LIMITS) -> Tried:
    """Read a file and look at its first page."""
    began = time.perf_counter()
    found = read_badly(file, limits)
    between = time.perf_counter()
    found += shown_badly(file, limits)
    return Tried(file, found, (between - began, time.perf_counter() - between))


def read_badly(file: Hostile, limits: Limits) -> list[str]:
    """What is wrong with how a file is read."""
    return [*_of_reading(read(file.content, limits))]


def shown_badly(file: Hostile, limits: Limits) -> list[str]:
    """What is wrong with how the first page of a file is shown."""
    return [*_of_preview(preview(file.content, width=WIDE, limits=limits))]


def is_sentence(text: str) -> bool:
    """Whether it is a sentence for people that tells nothing of the inside."""
    return (
        bool(text)
        and (text[0].isupper() or text[0] == "“")
        and text.endswith(".")
        and len(text) < _LONGEST
        and not _INNER.search(text.removesuffix("."))
    )


def _of_reading(reading: Reading) -> Iterator[str]:
    if reading.refused and not is_sentence(reading.refused):
        yield f"refused without a sentence: {reading.refused!r}"
    if len(reading.certificates) > 200:
        yield f"{len(reading.certificates)} certificates"
    for certificate in reading.certificates:
        yield from _of_certificate(certificate)


def _of_certificate(certificate: Certificate) -> Iterator[str]:
    for name in ("holder", "title", "provider", "number"):
        text = getattr(certificate, name)
        if text and (_UNSEEN.search(text.value) or not 0 < len(text.value) < _LONGEST):
            yield f"{name}: {text.value[:80]!r} ({len(text.value)} characters)"
    hours = certificate.hours
    if hours and not (hours.value.is_finite() and 0 < hours.value < 1000):
        yield f"hours: {hours.value!s:.80}"


def _of_preview(shown: Preview) -> Iterator[str]:
    if not shown.png:
        if not is_sentence(shown.refused):
            yield f"not shown without a sentence: {shown.refused!r}"
        return
    width, height = Image.open(BytesIO(shown.png), formats=("PNG",)).size
    if not (0 < width <= WIDE and 0 < height <= 3 * WIDE and shown.pages > 0):
        yield f"shown as {width} × {height} of {shown.pages} pages"


def main() -> int:
    """Try as many as are asked for, two at a time, and say what was found."""
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("--many", type=int, default=MANY)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", help="those whose kind contains this")
    given = asked.parse_args()
    files = [one for one in hostile(given.many, given.seed) if (given.only or "") in one.kind]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        all_tried = [_said(one) for one in pool.map(tried, files)]
    print(_summary(all_tried))
    return int(any(one.found for one in all_tried))


def _said(one: Tried) -> Tried:
    for what in one.found:
        print(f"{one.file.kind}: {what}", flush=True)
    if sum(one.seconds) > _SLOW:
        print(f"{one.file.kind}: took {sum(one.seconds):.0f} s", flush=True)
    return one


def _summary(all_tried: list[Tried]) -> str:
    slow = sorted(all_tried, key=lambda one: -sum(one.seconds))[:5]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    bad = sum(bool(one.found) for one in all_tried)
    slowest = ", ".join(f"{one.file.kind} {sum(one.seconds):.1f} s" for one in slow)
    return (
        f"{len(all_tried)} hostile files read and looked at, {bad} of them badly; the child used "
        f"{peak:.0f} MB at most; slowest: {slowest}"
    )


if __name__ == "__main__":
    sys.exit(main())
