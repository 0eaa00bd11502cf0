"""How fast a year is planned, beside HiGHS on the whole model in the same run.

Both have the same problem, built beforehand, and the same objective, level by level. Each size is
measured in a process of its own, so that its memory is its own; HiGHS stops after LIMIT seconds.
"""

import resource
import statistics
import subprocess
import sys
import time
from typing import Any

from firms import firm

from goodstanding.engine.planning import whole
from goodstanding.engine.planning.building import build
from goodstanding.engine.planning.checker import check
from goodstanding.engine.planning.given import Given
from goodstanding.engine.planning.greedy import greedy
from goodstanding.engine.planning.highs import Limits
from goodstanding.engine.planning.plan import Solution
from goodstanding.engine.planning.posed import posed
from goodstanding.engine.planning.problem import Problem
from goodstanding.engine.planning.solve import solve
from goodstanding.engine.planning.sums import Diary, totals_of
from goodstanding.engine.planning.watch import Watch

LIMIT = 180.0
SIZES = ((24, 45, 5), (50, 60, 5), (200, 120, 1), (1_000, 200, 1), (5_000, 300, 0))
"""People, offerings, and how often HiGHS is asked (0: not, it would take hours)."""


def main() -> None:
    """Each size in a process of its own."""
    print(
        "\nA year's plan, beside HiGHS on the whole model level by level (same problem, same run)"
    )
    print("aim: 50 × 60 and less proven in no more time; many times sooner from 200 × 120 on;")
    print(f"5,000 × 300 under 2 GB. HiGHS is cut off after {LIMIT:.0f} s (>)\n")
    print(
        f"{'people × offerings':>18} {'built s':>8} {'ours s':>7} {'HiGHS s':>8} {'×':>6} {'MB':>6}"
        "  missing, target (credits), days, money: ours | bounds | HiGHS | careful manager"
    )
    for size in SIZES:
        subprocess.run([sys.executable, __file__, *map(str, size)], check=True)


def measure(people: int, offerings: int, rounds: int) -> None:
    given = firm(people, offerings)
    start = time.perf_counter()
    problem = build(given)
    built = time.perf_counter() - start
    ours = [_ours(problem) for _ in range(rounds or 1)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    theirs = [_theirs(problem) for _ in range(rounds)]
    mine = statistics.median(seconds for seconds, _ in ours)
    peer = statistics.median(seconds for seconds, _ in theirs) if theirs else 0.0
    verdict = check(given, ours[0][1].enrolments)
    if verdict.broken or verdict.totals != ours[0][1].totals:
        raise SystemExit(f"The checker does not accept the plan: {verdict}")
    cut = ">" if peer >= LIMIT else ""
    print(
        f"{f'{people:,} × {offerings}':>18} {built:>8.2f} {mine:>7.2f}"
        f" {cut + format(peer, '.2f') if theirs else '-':>8}"
        f" {cut + format(peer / mine, '.1f') if theirs else '-':>6} {memory:>6.0f}"
        f"  {_row(ours[0][1].totals)} | {_row(ours[0][1].bounds)}"
        f" | {_row(theirs[0][1] if theirs else None)} | {_row(_manager(given, problem))}",
        flush=True,
    )


def _ours(problem: Problem) -> tuple[float, Solution]:
    start = time.perf_counter()
    solution = solve(problem, seconds=600)
    return time.perf_counter() - start, solution


def _theirs(problem: Problem) -> tuple[float, tuple[int, ...]]:
    terms = posed(problem).terms
    start = time.perf_counter()
    answer = whole.least(terms, Limits(Watch(LIMIT), steps=10**9))
    seconds = time.perf_counter() - start
    fixed = zip(problem.fixed, answer.totals, strict=True)
    return seconds, tuple(map(sum, fixed))


def _manager(given: Given, problem: Problem) -> Any:
    plan = greedy(problem)
    return None if plan is None else totals_of(given, plan, Diary(given))


def _row(totals: Any) -> str:
    """The four levels as people write them; a level without a bound is a dash."""
    if totals is None:
        return "-"
    parts = zip(totals, (100, 100, 16, 100), strict=True)
    return " ".join("-" if part is None else f"{part / unit:,g}" for part, unit in parts)


if __name__ == "__main__":
    if sys.argv[1:]:
        measure(*map(int, sys.argv[1:]))
    else:
        main()
