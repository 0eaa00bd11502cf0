"""HiGHS, asked in the same way each time: one thread, no clock, whole answers.

Its limit counts the steps of its search, so that the same question has the same answer on every
machine; the seconds only guard against steps that take too long.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

import highspy
import numpy as np
import numpy.typing as npt

from goodstanding.engine.planning.watch import Watch

ENDLESS = highspy.kHighsInf
Floats = npt.NDArray[np.float64]


@dataclass(slots=True)
class Question:
    """Columns between bounds, rows between bounds, in the order in which they were added."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    indices: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def column(self, lower: float, upper: float, whole: bool = True) -> int:
        """One more column; its number."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.lower) - 1

    def row(self, least: float, most: float, pairs: Sequence[tuple[int, float]]) -> None:
        """One more row: the values of its columns add up to between `least` and `most`."""
        self.least.append(least)
        self.most.append(most)
        self.indices += [index for index, _ in pairs]
        self.values += [value for _, value in pairs]
        self.starts.append(len(self.indices))


@dataclass(frozen=True, slots=True)
class Reply:
    """The best values found (None: none) and what no answer can go below."""

    values: Floats | None
    bound: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a search may cost: rounds of prices and steps of HiGHS; the watch only guards.

    A step is from one moment to the next at which HiGHS asks whether to go on, about a hundredth
    of a second in a team of fifty; they follow from the question alone.
    """

    watch: Watch
    rounds: int = 60
    steps: int = 100_000


def quiet_highs() -> highspy.Highs:
    """HiGHS without a word and without chance."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # it does not say that it returns nothing
    for name, value in _OPTIONS.items():
        highs.setOptionValue(name, value)
    return highs


class Asked:
    """A question that HiGHS holds, to be asked with one objective after the other."""

    def __init__(self, question: Question) -> None:
        self._columns = len(question.lower)
        self._highs = quiet_highs()
        self._highs.passModel(
            self._columns,
            len(question.least),
            len(question.indices),
            int(highspy.MatrixFormat.kRowwise),
            int(highspy.ObjSense.kMinimize),
            0.0,
            np.zeros(self._columns),
            np.array(question.lower, dtype=np.float64),
            np.array(question.upper, dtype=np.float64),
            np.array(question.least, dtype=np.float64),
            np.array(question.most, dtype=np.float64),
            np.array(question.starts, dtype=np.int32),
            np.array(question.indices, dtype=np.int32),
            np.array(question.values, dtype=np.float64),
            np.array(question.whole, dtype=np.int32),
        )

    def least(self, costs: Sequence[float], limits: Limits, start: Sequence[float] | None) -> Reply:
        """The least sum of costs, which are whole: a bound within one of it is proof."""
        highs = self._highs
        highs.changeColsCost(
            self._columns, np.arange(self._columns, dtype=np.int32), np.array(costs, dtype=float)
        )
        highs.setOptionValue("time_limit", highs.getRunTime() + limits.watch.left)
        if start is not None:
            every = np.arange(self._columns, dtype=np.int32)
            highs.setSolution(self._columns, every, np.array(start, dtype=float))
        self._run(limits)
        return self._reply()

    def row(self, most: float, pairs: Sequence[tuple[int, float]]) -> None:
        """One more row from here on."""
        indices = np.array([index for index, _ in pairs], dtype=np.int32)
        values = np.array([value for _, value in pairs], dtype=np.float64)
        self._highs.addRow(-ENDLESS, most, len(pairs), indices, values)

    def _run(self, limits: Limits) -> None:
        """A watch that raises stops the search; what it raised goes on to the caller."""
        failures: list[BaseException] = []
        steps = count(1)

        def heard(event: highspy.HighsCallbackEvent) -> None:
            try:
                limits.watch.tick()
                if next(steps) > limits.steps:
                    event.interrupt()
            except BaseException as failure:
                failures.append(failure)
                event.interrupt()

        self._highs.cbMipInterrupt += heard
        self._highs.run()
        self._highs.cbMipInterrupt -= heard
        if failures:
            raise failures[0]

    def _reply(self) -> Reply:
        info = self._highs.getInfo()
        if info.primal_solution_status != _FEASIBLE:
            return Reply(None, info.mip_dual_bound)
        return Reply(np.array(self._highs.getSolution().col_value), info.mip_dual_bound)


_FEASIBLE = 2  # as HiGHS numbers the state of a solution
_OPTIONS: dict[str, bool | int | float] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.9,
    "mip_feasibility_tolerance": 1e-7,
}
