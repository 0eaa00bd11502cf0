"""Lines of a transcript find their credits."""

from datetime import date

import pytest

from goodstanding.engine.transcripts import Beside, Hours, alike, beside


def hours(day: date, words: str, amount: int = 1400) -> Hours:
    return Hours(day, words, amount)


A, B = date(2025, 1, 15), date(2026, 3, 2)


def test_the_same_day_and_title_are_the_same_also_with_another_amount() -> None:
    found = beside([hours(A, "Drying Day", 300)], [hours(A, "drying day", 350)])
    assert found == Beside(((0, 0),), (), ())


def test_the_closest_are_taken_first_and_each_once() -> None:
    found = beside(
        [hours(A, "Drying"), hours(A, "Drying Day two"), hours(B, "Mold")],
        [hours(A, "Drying Day two"), hours(A, "Drying"), hours(A, "Carpet", 1)],
    )
    assert found == Beside(((0, 1), (1, 0)), (2,), (2,))


def test_a_class_of_several_days_is_the_same_on_each_of_them() -> None:
    ours = Hours(date(2025, 1, 17), "WRT", 1900, first=A)
    assert beside([hours(A, "Water Restoration Technician")], [ours]).both == ((0, 0),)


@pytest.mark.parametrize(
    ("days", "words", "amount", "same"),
    [
        (3, "Something else", 1400, True),
        (4, "Something else", 1400, False),
        (3, "Something else", 1300, False),
        (31, "Drying Day", 1300, True),
        (32, "Drying Day", 1400, False),
    ],
)
def test_how_much_has_to_speak_for_it(days: int, words: str, amount: int, same: bool) -> None:
    other = hours(date.fromordinal(A.toordinal() + days), words, amount)
    assert bool(beside([hours(A, "Drying Day")], [other]).both) is same


@pytest.mark.parametrize(
    ("one", "other", "hundredths"),
    [
        ("Water Restoration Technician", "WRT", 100),
        ("The Drying Day", "Drying Day (Larch School)", 100),
        ("Drying Day", "Mold Day", 50),
        ("", "Drying", 0),
        ("!", "?", 0),
    ],
)
def test_how_alike_titles_are(one: str, other: str, hundredths: int) -> None:
    assert alike(one, other) == alike(other, one) == hundredths
