"""The planner's settings, from rows as people type them."""

from fractions import Fraction

import pytest

from goodstanding.engine.planning.settings import (
    MostOut,
    Row,
    Settings,
    read_settings,
    services,
)
from goodstanding.engine.rules.load import shipped
from goodstanding.engine.rules.model import Basis, Service, Sure


def read(setting, value):
    return read_settings([Row(2, setting, value)])


def test_without_rows_everything_has_its_default():
    assert read_settings([]) == (
        Settings(MostOut(Fraction(1, 5)), 1, None, 200, 30, 800, Fraction(2)),
        (),
    )


@pytest.mark.parametrize(
    ("setting", "value", "expected"),
    [
        ("max_out", "20%", Settings(max_out=MostOut(Fraction(1, 5)))),
        ("Max out", "12.5 %", Settings(max_out=MostOut(Fraction(1, 8)))),
        ("max-out", "0.25", Settings(max_out=MostOut(Fraction(1, 4)))),
        ("max_out", "2.9", Settings(max_out=MostOut(None, 2))),
        ("MAX_OUT", "1", Settings(max_out=MostOut(None, 1))),
        ("on_duty", "2", Settings(on_duty=2)),
        ("budget", "9600.50", Settings(budget=960_050)),
        ("margin", "1.5", Settings(margin=150)),
        ("submit_days", "0", Settings(submit_days=0)),
        ("year_target", " 12 ", Settings(year_target=1200)),
        ("busy_factor", "1.5", Settings(busy_factor=Fraction(3, 2))),
        ("service flooding", "WRT", Settings()),
    ],
)
def test_a_setting(setting, value, expected):
    assert read(setting, value) == (expected, ())


@pytest.mark.parametrize(
    ("setting", "value", "column", "text"),
    [
        ("max_out", "many", "Value", (
            "“many” is no value for max_out: write a share, such as 20%, or a number of people, "
            "such as 3."
        )),
        ("on_duty", "1.5", "Value", (
            "“1.5” is no value for on_duty: write a whole number of people, such as 1."
        )),
        ("on_duty", "-1", "Value", (
            "“-1” is no value for on_duty: write a whole number of people, such as 1."
        )),
        ("budget", "1.005", "Value", (
            "“1.005” is no value for budget: write an amount of money with at most two decimals, "
            "such as 9600."
        )),
        ("margin", "", "Value", (
            "“” is no value for margin: write credits with at most two decimals, such as 2."
        )),
        ("submit_days", "99999", "Value", (
            "“99999” is no value for submit_days: write a whole number of days, such as 30."
        )),
        ("busy_factor", "1e3", "Value", (
            "“1e3” is no value for busy_factor: write a number, such as 2."
        )),
        ("busy_factor", "3661", "Value", (
            "“3661” is no value for busy_factor: write a number, such as 2."
        )),
        ("budgte", "1", "Setting", "“budgte” is no setting; did you mean budget?"),
        ("xyz", "1", "Setting", (
            "“xyz” is no setting; known are max_out, on_duty, budget, margin, submit_days, "
            "year_target, busy_factor and “service NAME”."
        )),
        ("service", "WRT", "Setting", (
            "A service needs a name: write “service NAME”, such as “service water”."
        )),
    ],
)  # fmt: skip
def test_a_mistake_is_a_sentence_and_the_default_stays(setting, value, column, text):
    assert read(setting, value) == (Settings(), ((2, column, text),))


def test_of_two_rows_the_first_counts():
    rows = [Row(2, "margin", "1"), Row(3, "Margin", "3")]
    text = "“Margin” is also in row 2, which counts: delete one of the two."
    assert read_settings(rows) == (Settings(margin=100), ((3, "Setting", text),))


def test_a_share_lets_at_least_one_be_away():
    assert [MostOut(Fraction(1, 5)).of(people) for people in (0, 4, 5, 9, 10)] == [1, 1, 1, 1, 2]


def test_services_by_default_and_of_ones_own():
    own = [Service("water", "ASD", Basis("ours", None, Sure.A))]
    assert services(shipped(), own) == {
        "water": "ASD",
        "drying": "ASD",
        "mold": "AMRT",
        "fire": "FSRT",
        "odor": "OCT",
        "carpet": "CCT",
        "upholstery": "UFT",
        "trauma": "TCST",
    }
