"""Answers that took long, remembered in this process until the record has changed.

The key says all that an answer depends on (`fresh.state_of`), so that nothing ever has to be
forgotten in time; the oldest goes when there are too many.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_Answer = TypeVar("_Answer")


class Remembered(Generic[_Answer]):
    """At most so many answers. They are shared, so they must be values that nobody changes.

    `lasting` says which of them may be given again.
    """

    def __init__(self, most: int, lasting: Callable[[_Answer], bool] = lambda _: True) -> None:
        self._most, self._lasting = most, lasting
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], _Answer]) -> _Answer:
        """The answer for a key, made when it is not known."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        made = make()
        if self._lasting(made):
            self._keep(key, made)
        return made

    def _keep(self, key: Hashable, made: _Answer) -> None:
        with self._lock:
            self._answers[key] = made
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
