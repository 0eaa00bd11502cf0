"""What `make torture` runs: faults, kills and long random runs, each with a printed seed.

`tests/faults/run.py --only bulk --rounds 20 --seed 7` runs one of them. Each is judged by a checker
that reads nothing but the final state and the log of what was acknowledged.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

TESTS = Path(__file__).resolve().parents[1]


class Scenario(NamedTuple):
    """A command: what comes behind `python`, with ROUNDS and SEED to be put in, and how many
    rounds are enough."""

    command: str
    rounds: int


KILLED = ("import", "bulk", "single", "merge", "undo", "backup", "restore", "migrate")
KILL = "-m faults.kills {name} --rounds ROUNDS --seed SEED"
WRITERS = "-m faults.writers --readers 4 --seconds ROUNDS --seed SEED"
SCENARIOS = {
    **{name: Scenario(KILL.format(name=name), 200) for name in KILLED},
    "writers": Scenario(f"{WRITERS} --writers 16", 120),
    "writers-postgresql": Scenario(f"tests/postgres.py --safe PYTHON {WRITERS} --writers 32", 120),
    "restarts": Scenario("-m faults.restarts --times ROUNDS --seed SEED", 10),
    "mail": Scenario("-m faults.mail --letters ROUNDS --seed SEED", 2_000),
    "hostile": Scenario("-m certificates.harmless --many ROUNDS --seed SEED", 500),
    "disk-errors": Scenario("-m faults.disk errors --rounds ROUNDS --seed SEED", 1000),
    "disk-full": Scenario("-m faults.disk full --rounds ROUNDS --seed SEED", 1),
    "bitemporal": Scenario(
        "-m pytest -q -s -n0 -p no:cacheprovider tests/records/test_bitemporal.py", 100_000
    ),
    "looks": Scenario("-m pytest -q -n0 -p no:cacheprovider tests/browser/test_every_page.py", 1),
    "tampering": Scenario(
        "-m pytest -q -s -n0 -p no:cacheprovider tests/records/test_tampering.py", 1
    ),
}


def run(name: str, rounds: int | None, seed: int) -> bool:
    """One scenario; whether nothing was found."""
    scenario = SCENARIOS[name]
    many = rounds or scenario.rounds
    values = {"ROUNDS": str(many), "SEED": str(seed), "PYTHON": sys.executable}
    command = [values.get(word, word) for word in scenario.command.split()]
    environment = {
        **os.environ,
        "PYTHONPATH": str(TESTS),
        "SEED": str(seed),
        "BITEMPORAL_STEPS": str(many),
        "LOOKS": "all",
    }
    sys.stdout.write(f"== {name}: {many:,} rounds, seed {seed}\n")
    sys.stdout.flush()
    began = time.monotonic()
    done = subprocess.run([sys.executable, *command], cwd=TESTS.parent, env=environment)
    how = "well" if done.returncode == 0 else "FOUND SOMETHING; run it again with this seed"
    sys.stdout.write(f"== {name}: {how} ({time.monotonic() - began:.0f} s)\n")
    return done.returncode == 0


def main() -> int:
    """Run what was asked for, or everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", action="append", choices=SCENARIOS, help="one, given again: more")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seed", type=int, default=Random().randrange(10**6))
    asked = parser.parse_args()
    bad = [n for n in asked.only or SCENARIOS if not run(n, asked.rounds, asked.seed)]
    sys.stdout.write(f"Found something: {', '.join(bad)}\n" if bad else "Nothing was found.\n")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
