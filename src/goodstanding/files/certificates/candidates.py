"""Choosing among what may be the value of one field."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from goodstanding.files.certificates.found import Found

T = TypeVar("T")

SAID = 3
"""A label or a phrase says what the value is, and its form agrees."""
LIKELY = 2
"""The place or the form says it, no label does."""
GUESS = 1


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """A possible value; `doubtful` keeps it from being sure, whatever its weight."""

    value: T
    weight: int
    doubtful: bool = False


def chosen(
    candidates: Iterable[Candidate[T]],
    key: Callable[[T], Hashable],
    rivals_from: int = LIKELY,
) -> Found[T] | None:
    """The weightiest candidate; sure when it is said and nobody contradicts it.

    Candidates are given in the order in which the certificate names them; of equal ones the
    first is taken. A different value contradicts when it weighs `rivals_from` or more.
    """
    listed = list(candidates)
    if not listed:
        return None
    best = max(listed, key=lambda candidate: (candidate.weight, not candidate.doubtful))
    same = key(best.value)
    rivals = [one for one in listed if key(one.value) != same and one.weight >= rivals_from]
    return Found(best.value, best.weight >= SAID and not best.doubtful and not rivals)
