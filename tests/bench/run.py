"""The benchmarks: medians and ratios, each beside a named peer in the same run.

The two sides of a pair take turns, so that a machine that slows down slows both. Nothing here
passes or fails: the aims are printed beside the figures.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from workbook import write_workbook

from company import BALANCES, CODES, ON, database, people
from goodstanding.engine.rules.load import shipped
from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.judge import judge

ONLY_READ = """
import sys
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
print(sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names))
"""


def main() -> None:
    # The command comes first: a child's peak memory counts what its parent held when it began.
    print("The command: 1,000 people × 3 credentials × 20 credits (60,000), process start included")
    print("aim: at most 6 × a process that only reads the file with calamine; under 200 MB\n")
    command()
    catalogue = shipped()
    print("\nStandings, four credentials and 46 credits a person, reasons included")
    print("aim: one person under 1 ms; at most 5 × SQLite from 50 people up; linear growth\n")
    print(
        f"{'people':>7} {'standings/s':>12} {'ms a person':>12} {'SQLite ms':>10} {'× SQLite':>9}"
    )
    for count, rounds in ((1, 301), (50, 31), (5_000, 5), (65_000, 3)):
        standings(count, rounds, catalogue)


def standings(count: int, rounds: int, catalogue: Catalogue) -> None:
    company = people(count)
    db = database(company, catalogue)

    def ours() -> None:
        for person in company:
            judge(person, catalogue, ON)

    def theirs() -> None:
        db.execute(BALANCES, {"on": str(ON)}).fetchall()

    ours(), theirs()
    pairs = [(timed(ours), timed(theirs)) for _ in range(rounds)]
    mine = statistics.median(pair[0] for pair in pairs)
    peer = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(pair[0] / pair[1] for pair in pairs)
    print(
        f"{count:>7,} {count * len(CODES) / mine:>12,.0f} {mine / count * 1e3:>12.3f} "
        f"{peer / count * 1e3:>10.3f} {ratio:>9.2f}"
    )


def timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def command() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "team.xlsx"
        write_workbook(path, people=1_000, credentials=3, credits=60)
        check = [str(Path(sys.executable).with_name("goodstanding")), "check", str(path)]
        check += ["--on", str(ON), "--format", "json"]
        read = [sys.executable, "-c", ONLY_READ, str(path)]
        process(check), process(read)
        pairs = [(process(check), process(read)) for _ in range(5)]
    for name, index in (("check", 0), ("only reads", 1)):
        seconds = statistics.median(pair[index][0] for pair in pairs)
        megabytes = max(pair[index][1] for pair in pairs)
        print(f"{name:>12}: {seconds:6.2f} s, {megabytes:5.0f} MB at most")
    print(f"{'ratio':>12}: {statistics.median(a[0] / b[0] for a, b in pairs):6.2f}")


def process(command: list[str]) -> tuple[float, float]:
    """Seconds and the peak memory in MB of the largest process, as the system counts them."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    child.returncode = 0
    per_megabyte = 1024 * 1024 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_maxrss / per_megabyte


if __name__ == "__main__":
    main()
