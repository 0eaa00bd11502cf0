"""The database server goes away and comes back under load: `python -m faults.restarts --times 3`.

Stopped by its administrator, or as if its machine had died. Who writes or reads meanwhile gets a
sentence or waits; afterwards everybody goes on by himself, the worker too, and nothing is lost.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from math import inf
from pathlib import Path
from random import Random

import postgres
from faults.told import Told
from faults.world import set_up
from faults.writers import Until, at_work, company_of, lost, serving

WITHIN = 10.0
"""Seconds after which everybody writes and reads again."""
UP, DOWN = 6.0, 2.0
SENTENCES = (200, 302, 503)
WRITERS, READERS = 6, 2


def run(times: int, seed: int, folder: Path) -> str:
    """Let it go away so often; what happened, in a sentence."""
    dice, back = Random(seed), []
    with postgres.running(postgres.ROOMY) as server:
        server.say("CREATE DATABASE goodstanding")
        os.environ["DATABASE_URL"] = server.url("goodstanding")
        set_up(folder / "home")
        by, people = company_of(dice)
        logs = [Told(folder / f"{seed}-{number}") for number in range(WRITERS + READERS)]
        worker = subprocess.Popen([sys.executable, "-m", "goodstanding.work"])
        try:
            with serving() as port:
                until = Until(inf)
                with at_work(by, people, (WRITERS, READERS), until, port, logs):
                    try:
                        for _ in range(times):
                            time.sleep(UP)
                            dice.choice([server.stop, server.crash])()
                            time.sleep(DOWN)
                            server.start()
                            back.append(time.monotonic())
                    finally:
                        until.put(time.monotonic() + WITHIN)
            _await_worker()
            assert worker.poll() is None, "the worker has ended"
        finally:
            worker.terminate()
            worker.wait(30)
        told = [line for log in logs for line in log.lines()]
        found = lost(by, told)
    ends = [line for line in told if "done" in line]
    found += [
        f"a page answered {one}" for x in ends for one in x["statuses"] if one not in SENTENCES
    ]
    slowest = [
        min((at - one for at in line["done"] if at > one), default=WITHIN + 1)
        for one in back
        for line in ends
    ]
    assert max(slowest) <= WITHIN, f"seed {seed}: somebody went on only after {max(slowest):.0f} s"
    assert not found, f"seed {seed}: {'; '.join(found[:5])} ({len(found)} in all)"
    refused = sum(len(line["errors"]) for line in ends)
    done = sum(len(line["done"]) for line in ends)
    return (
        f"{times} times away, {done} writes and pages, {refused} turned away by a sentence, "
        f"everybody went on within {max(slowest):.1f} s, nothing lost"
    )


def _await_worker() -> None:
    """The worker says that it is at work, once a minute, after the server has come back."""
    from django.utils import timezone

    from goodstanding.records.models import Heartbeat

    since, until = timezone.now(), time.monotonic() + 100
    while not Heartbeat.objects.filter(at__gt=since).exists():
        assert time.monotonic() < until, "the worker does not work any more"
        time.sleep(1)


def main() -> None:
    """Run it once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if not postgres.is_there():
        sys.stdout.write("NOT TRIED: there is no PostgreSQL for this platform.\n")
        return
    with tempfile.TemporaryDirectory(prefix="restarts-") as folder:
        sys.stdout.write(f"{run(asked.times, asked.seed, Path(folder))}\n")


if __name__ == "__main__":
    sys.exit(main())
