import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.engine.credits import AmountError, as_number, parse, show


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [("14", 1400), (" 3.5 ", 350), ("0", 0), ("0.05", 5), ("1000", 100_000), ("2.50", 250)],
)
def test_parse(text: str, hundredths: int) -> None:
    assert parse(text) == hundredths


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("six", "“six” is not a number"),
        ("", "“” is not a number"),
        ("nan", "“nan” is not a number"),
        ("inf", "“inf” is not a number"),
        ("-1", "credits cannot be negative"),
        ("1000.01", "more than 1,000 credits in one line is not believable"),
        ("1.005", "credits have at most two decimals"),
    ],
)
def test_what_is_not_an_amount(text: str, why: str) -> None:
    with pytest.raises(AmountError) as error:
        parse(text)
    assert str(error.value) == why


@pytest.mark.parametrize(
    ("hundredths", "shown", "number"),
    [
        (1400, "14", 14),
        (350, "3.5", 3.5),
        (5, "0.05", 0.05),
        (0, "0", 0),
        (-250, "-2.5", -2.5),
        (10_000, "100", 100),
    ],
)
def test_at_the_edges(hundredths: int, shown: str, number: float) -> None:
    assert (show(hundredths), as_number(hundredths)) == (shown, number)
    assert isinstance(as_number(hundredths), type(number))


@given(st.integers(0, 100_000))
def test_what_is_shown_reads_back(hundredths: int) -> None:
    assert parse(show(hundredths)) == hundredths
