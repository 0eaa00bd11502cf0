"""Certificates in many layouts are read, and what is sure is never wrong."""

from collections.abc import Iterable

import pytest

from certificates.layouts import SETS, Layout, file
from certificates.make import made
from certificates.score import PATIENT, Tally, Value, compared
from goodstanding.files.certificates.certificate import certificates
from goodstanding.files.certificates.found import Reading
from goodstanding.files.certificates.pages import pages_of
from goodstanding.files.certificates.reading import LIMITS, read

EACH = 3
LAYOUTS = {layout.name: layout for layout in SETS["all"]}


def test_text_is_read_right_and_what_is_sure_is_true() -> None:
    tally = tallied(SETS["tuning"])
    assert tally.wrong_and_sure() == []
    assert tally.right >= 0.9 * tally.files, wrong(tally.values)


def test_of_layouts_left_out_half_are_right_and_what_is_sure_is_true() -> None:
    """A failure tells counts only, so that who tunes does not see what was wrong."""
    tally = tallied(SETS["left-out"])
    sure = len(tally.wrong_and_sure())
    assert (sure, tally.right >= 0.5 * tally.files) == (0, True)


@pytest.mark.parametrize(("layout", "seed"), [("association", 5)])
def test_what_is_sure_of_a_photo_is_true(layout: str, seed: int) -> None:
    one = made(LAYOUTS[layout], "photo", seed)
    values = compared(one.truths, read(one.content, PATIENT))
    assert [value for value in values if value.wrong_and_sure] == []
    assert sum(value.right for value in values) >= len(values) - 1, wrong(values)


def test_the_same_seed_makes_the_same_file() -> None:
    layout = LAYOUTS["letter"]
    assert made(layout, "pdf", 9) == made(layout, "pdf", 9)
    assert made(layout, "pdf", 9) != made(layout, "pdf", 10)


def tallied(layouts: Iterable[Layout]) -> Tally:
    """The first files of each layout, read."""
    tally = Tally()
    for layout in layouts:
        for seed in range(700, 700 + EACH):
            one = file(layout, seed)
            tally.add(compared(one.truths, read_here(one.pdf)))
    return tally


def read_here(pdf: bytes) -> Reading:
    """As the child reads, without a process of its own."""
    read = pages_of(pdf, LIMITS)
    return Reading(tuple(certificates(read.pages)), read.count, read.how, read.aside)


def wrong(values: Iterable[Value]) -> list[Value]:
    """Those that a failing test shows."""
    return [value for value in values if not value.right]
