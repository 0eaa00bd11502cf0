"""A registrant's transcript beside our ledger: which line of theirs is which credit of ours.

Bodies shorten titles, and some write the first day, some the last. So two are taken for one and the
same when their days lie close together and their titles or their amounts speak for it, the
closest first, each once.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

CLOSE = 3
"""Days between two that mean the same day."""
FAR = 31
"""Days beyond which nothing is the same."""
_WORD = re.compile(r"[^\W_]+")
_SMALL = {"a", "an", "and", "the", "of", "for", "in", "on", "to", "with", "class", "course"}


@dataclass(frozen=True, slots=True)
class Hours:
    """A line of a transcript or a credit. `first` is its first day where it took several; amounts
    are in hundredths."""

    day: date
    words: str
    amount: int
    first: date | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands on both sides, as pairs of places (theirs, ours), and what on one only."""

    both: tuple[tuple[int, int], ...]
    theirs: tuple[int, ...]
    ours: tuple[int, ...]


def beside(theirs: Sequence[Hours], ours: Sequence[Hours]) -> Beside:
    """Lines of theirs beside credits of ours, each in the order in which it was given."""
    likely = sorted(_likely(theirs, ours), reverse=True)
    taken: dict[int, int] = {}
    had: set[int] = set()
    for *_, their, our in likely:
        if -their not in taken and -our not in had:
            taken[-their] = -our
            had.add(-our)
    return Beside(
        tuple(sorted(taken.items())),
        tuple(at for at in range(len(theirs)) if at not in taken),
        tuple(at for at in range(len(ours)) if at not in had),
    )


def _likely(
    theirs: Sequence[Hours], ours: Sequence[Hours]
) -> Iterator[tuple[int, int, int, int, int]]:
    """Pairs that may be the same, by how much speaks for it, how close the days are and how
    alike in length the titles; what stands first comes first."""
    for at, one in enumerate(theirs):
        for number, other in enumerate(ours):
            apart = days_apart(one, other)
            if apart > FAR:
                continue
            title, same = alike(one.words, other.words), one.amount == other.amount
            close = apart <= CLOSE and (title > 0 or same)
            if close or title >= 50:
                spoken = 100 * (apart <= CLOSE) + title + 40 * same
                yield spoken, -apart, -abs(len(one.words) - len(other.words)), -at, -number


def days_apart(one: Hours, other: Hours) -> int:
    """How many days lie between two; none where one lies within the other."""
    begins, ends = max(one.first or one.day, other.first or other.day), min(one.day, other.day)
    return max(0, (begins - ends).days)


def alike(one: str, other: str) -> int:
    """How many hundredths of the shorter title stand in the longer one; "WRT" stands for
    its words."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return 0
    few, many = sorted((first, second), key=len)
    initials = "".join(word[0] for word in many)
    there = sum(word in many or (len(word) > 2 and word in initials) for word in few)
    return 100 * there // len(few)


def _words(text: str) -> list[str]:
    found = (word.casefold() for word in _WORD.findall(text))
    return [word for word in dict.fromkeys(found) if word not in _SMALL]
