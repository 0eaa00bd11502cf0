"""kill -9 at random moments: `python -m faults.kills bulk --rounds 200 --seed 7`.

A process does writes and says in a log, which is on the disk, what has been acknowledged. It is
killed; then the final state is judged by that log, and the program goes on. What is killed is
divided off from a process that has everything loaded, so that a round takes a fraction of a second.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from faults import checker
from faults.kills_backups import backup, restores, whole
from faults.kills_migrations import upgrades
from faults.told import Told
from faults.world import TEAM, bring_in, closed, lay_out, set_up, team_of

if TYPE_CHECKING:
    from goodstanding.services.access import Actor

ROUNDS_OF_ONE = 20
"""After so many rounds there is a new company, so that judging stays quick."""
Writing = Callable[["Actor", str], Iterator[int | dict[str, Any]]]
"""Endless writes, each yielding the number of its entry (or what else is to be acknowledged) when
it is done."""


def import_(by: "Actor", mark: str) -> Iterator[int]:
    """Workbooks of people whom nobody knows yet."""
    for number in count():
        yield bring_in(by, f"{mark}.{number}", TEAM)


def bulk(by: "Actor", mark: str) -> Iterator[int]:
    """An activity of everybody, then what was seen of everybody."""
    import company as cast
    from goodstanding.records.models import Fact
    from goodstanding.services.credentials import Sighting, observe_many

    team = team_of(by)[:TEAM]
    held = Fact.objects.of(by.organisation).filter(kind="credential", superseded_seq=None)
    for number in count():
        cast.attended(by, *team, title=f"Course {mark}.{number}")
        yield seq_of(by)
        seen = [Sighting(fact, by.today, None, 100 * number) for fact in held[:TEAM]]
        observe_many(by=by, sightings=seen)
        yield seq_of(by)


def single(by: "Actor", mark: str) -> Iterator[int]:
    """One small fact after the other, corrected and withdrawn."""
    import company as cast
    from goodstanding.services.credits import void_credit

    team = team_of(by)
    for number in count():
        fact = cast.credit(by, team[number % TEAM], title=f"Course {mark}.{number}")
        yield seq_of(by)
        void_credit(by=by, fact=fact, why="typed twice")
        yield seq_of(by)


WRITINGS: dict[str, Writing] = {
    "import": import_,
    "bulk": bulk,
    "single": single,
    "backup": backup,
}
HAS_BACKUPS = find_spec("goodstanding.services.backing_up") is not None
SCENARIOS = (*WRITINGS, "migrate", "restore")


def seq_of(by: "Actor") -> int:
    """The number of the last entry."""
    from goodstanding.records.models import Head

    return Head.objects.values_list("seq", flat=True).get(organisation=by.organisation)


def hash_of(by: "Actor", seq: int) -> str:
    """The hash of an entry."""
    from goodstanding.records.models import Entry

    return Entry.objects.of(by.organisation).values_list("hash", flat=True).get(seq=seq)


def child(by: "Actor", writing: Writing, mark: str, told: Told, most: int) -> None:
    """What is killed: writes, and an acknowledgement of each."""
    told.say(**{"from": seq_of(by)})
    for done, one in enumerate(writing(by, mark), 1):
        told.say(**(one if isinstance(one, dict) else {"seq": one, "hash": hash_of(by, one)}))
        if done == most:
            return


def divided(work: Callable[[], None]) -> int:
    """Do something in a process of its own, whose number is returned."""
    number = os.fork()
    if number:
        return number
    try:
        work()
        os._exit(0)
    except BaseException as error:  # it must not go on as its parent
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(1)


def kill(number: int, after: float) -> bool:
    """Kill a process after some seconds, and wait for its end; False when it had ended."""
    until = time.monotonic() + after
    while time.monotonic() < until:
        if os.waitpid(number, os.WNOHANG) != (0, 0):
            return False
        time.sleep(min(0.002, max(0.0, until - time.monotonic())))
    os.kill(number, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(number, 0)[1])


def usual_time(by: "Actor", writing: Writing, folder: Path) -> float:
    """Seconds that two writes take when nobody kills."""
    began = time.monotonic()
    with closed():
        told = Told(folder / f"usual-{by.organisation.pk}")
        number = divided(lambda: child(by, writing, "usual", told, 2))
        assert os.waitpid(number, 0)[1] == 0, "it did not even work without being killed"
    return time.monotonic() - began


def one_round(by: "Actor", writing: Writing, told: Told, dice: Random, usual: float) -> list[str]:
    """Kill once; what is wrong afterwards."""
    with closed():
        number = divided(lambda: child(by, writing, told.path.name, told, 10**9))
        while not told.lines():
            assert os.waitpid(number, os.WNOHANG) == (0, 0), "it ended by itself"
            time.sleep(0.001)
        assert kill(number, dice.uniform(0, usual)), "it ended by itself"
    checker.await_quiet()
    found = checker.wrong(by, told.lines())
    found += whole(by, told.lines()) if writing is backup else []
    before = seq_of(by)
    next(single(by, "again"))
    return [*found, *([] if seq_of(by) == before + 1 else ["it does not go on"])]


def run(name: str, rounds: int, seed: int, folder: Path) -> str:
    """A scenario; what it did, as a sentence. AssertionError with what was found wrong."""
    if name in ("backup", "restore") and not HAS_BACKUPS:
        return "NOT TRIED: this version makes no backups"
    if name in ("restore", "migrate"):
        doing = restores if name == "restore" else upgrades
        whole_ones = doing(rounds, Random(seed), folder)
        return f"{rounds} kills, {whole_ones} of them after the end; each came to its end again"
    dice, writing = Random(seed), WRITINGS[name]
    acknowledged = 0
    for number in range(rounds):
        if number % ROUNDS_OF_ONE == 0:
            by = lay_out(dice)
            usual = usual_time(by, writing, folder)
        told = Told(folder / f"{name}-{number}")
        found = one_round(by, writing, told, dice, usual)
        assert not found, f"{name}, seed {seed}, round {number}: {'; '.join(found[:5])}"
        acknowledged += sum("seq" in line for line in told.lines())
    return f"{rounds} kills, {acknowledged} acknowledged writes, nothing lost, nothing half"


def main() -> None:
    """Run some scenarios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("scenarios", nargs="+", choices=SCENARIOS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        set_up(Path(folder) / "home")
        for name in asked.scenarios:
            sys.stdout.write(f"kill -9 during {name}, seed {asked.seed}\n")
            began = time.monotonic()
            said = run(name, asked.rounds, asked.seed, Path(folder))
            sys.stdout.write(f"  {said} ({time.monotonic() - began:.0f} s)\n")
            sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
