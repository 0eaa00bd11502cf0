"""What is on offer to somebody who lacks credits."""

from datetime import date
from typing import Any

import pytest

from goodstanding.engine.costs.on_offer import Wanted, choices
from goodstanding.engine.costs.price import Price
from goodstanding.engine.planning.given import Offering

DAY = Price(16_000, 32_000)
WANTED = Wanted("IICRC", "WRT", date(2026, 11, 22), date(2027, 3, 1), frozenset({"WRT"}))
CLASS = {
    "title": "Drying class",
    "starts_on": date(2027, 2, 8),
    "ends_on": date(2027, 2, 9),
    "credits": 700,
    "price": 45_000,
    "travel": 5_000,
}


def offered(**more: Any) -> list[tuple[int, int | None]]:
    found = choices([Offering(**{**CLASS, **more})], WANTED, DAY)
    return [(one.cost, one.most) for one in found]


def test_money_and_time_of_a_class() -> None:
    assert offered() == [(82_000, 114_000)]


@pytest.mark.parametrize(
    ("more", "cost"),
    [
        ({"starts_on": None, "ends_on": None, "credits": 400}, 50_000 + 8_000),
        ({"kind": "booth", "credits": None, "ends_on": None}, 50_000 + 8_000),
        ({"kind": "session", "credits": 100, "ends_on": None}, 50_000 + 2_000),
        ({"starts_on": date(2027, 2, 6), "ends_on": date(2027, 2, 7)}, 50_000),  # a weekend
        ({"ends_on": date(2027, 3, 1), "requires": ("WRT",)}, 50_000 + 16 * 16_000),
    ],
)
def test_what_else_serves(more: dict[str, Any], cost: int) -> None:
    assert offered(**more)[0][0] == cost


@pytest.mark.parametrize(
    "more",
    [
        {"approved": False},
        {"credits": None},
        {"seats": 0},
        {"body": "RIA"},
        {"obtains": "WRT"},
        {"requires": ("ASD",)},
        {"starts_on": date(2026, 11, 22)},
        {"ends_on": date(2027, 3, 2)},
    ],
)
def test_what_does_not_serve(more: dict[str, Any]) -> None:
    assert offered(**more) == []


def test_without_a_deadline_anything_to_come_serves() -> None:
    later = Offering("Later", starts_on=date(2030, 1, 7), credits=100)
    assert len(choices([later], WANTED._replace(until=None), DAY)) == 1


MONDAY, TUESDAY = date(2027, 2, 8), date(2027, 2, 9)


@pytest.mark.parametrize(
    ("shut", "more", "serves"),
    [
        ({"off": MONDAY}, {}, False),
        ({"full": TUESDAY}, {}, False),
        ({"full": MONDAY}, {"kind": "session", "ends_on": None}, True),  # nobody is away for it
        ({"off": MONDAY}, {"kind": "session", "ends_on": None}, False),
        ({"holidays": MONDAY}, {}, True),  # it takes place on the other day
        ({"holidays": MONDAY}, {"ends_on": None}, False),
        ({"off": MONDAY, "full": MONDAY}, {"starts_on": None, "ends_on": None}, True),
    ],
)
def test_days_that_are_closed(shut: dict[str, date], more: dict[str, Any], serves: bool) -> None:
    wanted = WANTED._replace(**{name: frozenset({day}) for name, day in shut.items()})
    assert bool(choices([Offering(**{**CLASS, **more})], wanted, DAY)) is serves


def test_a_holiday_costs_no_day() -> None:
    wanted = WANTED._replace(holidays=frozenset({MONDAY}))
    (one,) = choices([Offering(**CLASS)], wanted, DAY)
    assert one.cost == 50_000 + 16_000
