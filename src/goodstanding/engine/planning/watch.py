"""How long a search may still take, and who hears how far it is.

The only clock of the engine. It decides nothing while there is time: how hard the solvers try is
counted in their own steps, so that the answer does not depend on the machine's mood. It stops a
search that takes longer than anybody wants to wait.
"""

import time
from collections.abc import Callable

Told = Callable[[str, float], None]


class Watch:
    """From now on for so many seconds. What `told` raises ends the search."""

    def __init__(self, seconds: float, told: Told | None = None) -> None:
        self._end = time.monotonic() + seconds
        self._told = told
        self._last: tuple[str, float] = ("", 0.0)

    @property
    def left(self) -> float:
        """Seconds that are left, never less than none."""
        return max(0.0, self._end - time.monotonic())

    def say(self, word: str, share: float) -> None:
        """What is being done, and how much of the whole is behind (0 to 1)."""
        self._last = (word, share)
        self.tick()

    def tick(self) -> None:
        """Still at the same: a moment to be stopped."""
        if self._told is not None:
            self._told(*self._last)
