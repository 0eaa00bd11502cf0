"""Answers that are remembered."""

from goodstanding.services.remembered import Remembered


def test_an_answer_is_made_once_and_the_oldest_goes() -> None:
    made: list[int] = []

    def answer(number: int) -> int:
        made.append(number)
        return number

    some = Remembered[int](2, lambda number: number < 9)
    for number in (1, 2, 1, 3, 1, 2, 9, 9):
        assert some.get(number, lambda number=number: answer(number)) == number
    assert made == [1, 2, 3, 2, 9, 9]
