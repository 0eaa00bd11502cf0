"""A year of learning by quarters."""

from datetime import date

import pytest

from goodstanding.engine.learning import (
    PATTERN,
    Attended,
    How,
    Item,
    Year,
    target_of,
    year_of,
)

ON = date(2026, 5, 15)


def items(year: Year) -> list[tuple[int, str, How]]:
    return [(one.item.quarter, one.item.kind, one.how) for q in year.quarters for one in q.items]


def test_an_empty_year() -> None:
    found = year_of([], PATTERN, 800, ON)
    assert items(found) == [
        (1, "online", How.MISSED),
        (1, "booth", How.MISSED),
        (2, "manufacturer", How.OPEN),
        (3, "event", How.OPEN),
        (4, "review", How.OPEN),
    ]
    assert (found.done, found.planned, found.missing) == (0, 0, 800)


def test_done_planned_and_of_another_year() -> None:
    found = year_of(
        [
            Attended("online", date(2026, 3, 31), 500),
            Attended("online", date(2026, 1, 2), 100),  # too little for the item
            Attended("event", date(2026, 9, 1), 600, planned=True),
            Attended("booth", date(2025, 3, 1), 200),
        ],
        PATTERN,
        800,
        ON,
    )
    assert [(q.number, q.done, q.planned) for q in found.quarters] == [
        (1, 600, 0),
        (2, 0, 0),
        (3, 0, 600),
        (4, 0, 0),
    ]
    assert [how for _, _, how in items(found)] == [
        How.DONE,
        How.MISSED,
        How.OPEN,
        How.PLANNED,
        How.DONE,
    ]
    assert found.missing == 0


def test_one_activity_answers_for_one_item() -> None:
    twice = [Item(2, "session"), Item(2, "session")]
    found = year_of([Attended("session", ON, 0)], twice, 0, ON)
    assert [how for _, _, how in items(found)] == [How.DONE, How.OPEN]


def test_nothing_was_missed_before_somebody_came() -> None:
    attended = [Attended("booth", date(2026, 2, 20), 200)]
    for since, expected in (
        (date(2026, 1, 1), [How.MISSED, How.DONE]),
        (date(2026, 2, 1), [How.DONE]),
        (None, [How.MISSED, How.DONE]),
    ):
        found = year_of(attended, PATTERN, 800, ON, since)
        assert [how for quarter, _, how in items(found) if quarter == 1] == expected
    assert (2, "manufacturer", How.OPEN) in items(year_of([], PATTERN, 800, ON, ON))


@pytest.mark.parametrize(
    ("hired_on", "target"),
    [
        (None, 800),
        (date(2026, 1, 1), 800),
        (date(2026, 7, 1), 400),
        (date(2026, 7, 2), 333),
        (date(2026, 12, 2), 0),
        (date(2027, 1, 1), 0),
    ],
)
def test_who_came_within_the_year_has_a_share_of_the_target(
    hired_on: date | None, target: int
) -> None:
    assert target_of(800, hired_on, 2026) == target
