"""kill -9 at random moments: `python -m faults.kills bulk --rounds 200 --seed 7`.

A process does writes and says in a log, which is on the disk, what has been acknowledged. It is
killed; then the final state is judged by that log, and the program goes on. What is killed is
divided off from a process that has everything loaded, so that a round takes a fraction of a second.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from faults import checker
from faults.kills_backups import backup, restores, whole
from faults.kills_migrations import upgrades
from faults.kills_reversals import REVERSED, merge, state_of, undo
from faults.told import Told
from faults.world import TEAM, Copy, bring_in, closed, database, lay_out, set_up, team_of

if TYPE_CHECKING:
    from goodstanding.services.access import Actor

ROUNDS_OF_ONE = 20
"""After so many rounds there is a new company, so that judging stays quick."""
Writing = Callable[["Actor", str], Iterator[int | dict[str, Any]]]
"""Endless writes, each yielding the number of its entry (or what else is to be acknowledged) when
it is done."""


def import_(by: "Actor", mark: str) -> Iterator[int]:
    """Workbooks of people whom nobody knows yet, made ready by many small steps."""
    from goodstanding.services.importing import preparing

    preparing.BATCH = 15
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
    "merge": merge,
    "undo": undo,
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


class Beginning:
    """What a round begins with: a company, and what is going to be taken back. On SQLite it is the
    same for some rounds, so that judging stays quick; on a server the company grows."""

    def __init__(self, name: str, dice: Random, folder: Path) -> None:
        self.name, self.by, self.around = name, lay_out(dice), REVERSED.get(name)
        if self.around:
            self.around.settle(self.by)
        self._prepare("first")
        self._copy = Copy(folder / "beginning")
        self.usual = self._usual(Told(folder / f"usual-{name}-{self.by.organisation.pk}"))

    def again(self, mark: str) -> None:
        """Begin a round."""
        if self._copy.is_made:
            self._copy.put_back()
        else:
            self.take_back()
            self._prepare(mark)

    def take_back(self) -> None:
        """What can be taken back is."""
        if self.around:
            self.around.take_back(self.by)

    def _prepare(self, mark: str) -> None:
        self.before = state_of(self.by)
        if self.around:
            self.around.prepare(self.by, mark)

    def _usual(self, told: Told) -> float:
        """Seconds that two writes take when nobody kills."""
        with closed():
            number = self.begun("usual", told, 2)
            began = time.monotonic()
            assert os.waitpid(number, 0)[1] == 0, "it did not even work without being killed"
        return time.monotonic() - began

    def begun(self, mark: str, told: Told, most: int = 10**9) -> int:
        """The number of a process that has begun to write."""
        number = divided(lambda: child(self.by, WRITINGS[self.name], mark, told, most))
        while not told.lines():
            assert os.waitpid(number, os.WNOHANG) == (0, 0), "it ended by itself"
            time.sleep(0.001)
        return number


class Moments(Counter[str]):
    """In the midst of what the kills came."""

    def note(self, by: "Actor", told: list[dict[str, Any]]) -> None:
        """One kill; nothing may have read the database since."""
        from django.db import connection

        entries, midst = [line["seq"] for line in told if "seq" in line], "in between"
        if connection.vendor == "sqlite" and Path(f"{database()}-journal").exists():
            midst = "midway through a transaction"
        elif any("end" in line for line in told):
            midst = "after the end"
        elif seq_of(by) > max(entries, default=told[0]["from"]):
            midst = "done and not yet acknowledged"
        self.update([midst, *["acknowledged writes"] * len(entries)])

    def __str__(self) -> str:
        return ", ".join(f"{many} {midst}" for midst, many in sorted(self.items()))


def one_round(at: Beginning, told: Told, dice: Random, moments: Moments) -> list[str]:
    """Kill once; what is wrong afterwards."""
    by, mark = at.by, told.path.name
    at.again(mark)
    with closed():
        assert kill(at.begun(mark, told), dice.uniform(0, at.usual)), "it ended by itself"
    checker.await_quiet()
    moments.note(by, told.lines())
    found = checker.wrong(by, told.lines())
    found += whole(by, told.lines()) if at.name == "backup" else []
    found += finished(by) if at.name == "import" else []
    if at.around:
        at.take_back()
        found += [] if state_of(by) == at.before else ["taken back, it is not as it was"]
        found += checker.halves(by)
    seq = seq_of(by)
    next(single(by, "again"))
    return [*found, *([] if seq_of(by) == seq + 1 else ["it does not go on"])]


def finished(by: "Actor") -> list[str]:
    """What is wrong once the import that was killed is begun again, as if some minutes later."""
    from django.db.models.functions import Now

    from goodstanding.records.models import Accepting, Lease, Person, StagedFact
    from goodstanding.records.models.people import COMING
    from goodstanding.services.imports import accept

    Lease.objects.update(until=Now())
    for one in Accepting.objects.of(by.organisation).select_related("staged"):
        accept(by=by, staged=one.staged)
    left = [model.objects.of(by.organisation).count() for model in (Accepting, StagedFact)]
    left.append(Person.objects.ever(by.organisation).filter(gone_seq=COMING).count())
    return [*checker.halves(by), *([f"{left} rows are left of it"] if any(left) else [])]


def run(name: str, rounds: int, seed: int, folder: Path, often: float = 1) -> str:
    """A scenario; what it did, as a sentence. AssertionError with what was found wrong. `often`
    is how often a restore or an upgrade is judged to its end."""
    if name in ("backup", "restore") and not HAS_BACKUPS:
        return "NOT TRIED: this version makes no backups"
    if name in ("restore", "migrate"):
        doing = restores if name == "restore" else upgrades
        whole_ones = doing(rounds, Random(seed), folder, often)
        return f"{rounds} kills, {whole_ones} of them after the end; each came to its end again"
    dice, moments = Random(seed), Moments()
    for number in range(rounds):
        if number % ROUNDS_OF_ONE == 0:
            at = Beginning(name, dice, folder)
        told = Told(folder / f"{name}-{number}")
        found = one_round(at, told, dice, moments)
        assert not found, f"{name}, seed {seed}, round {number}: {'; '.join(found[:5])}"
    return f"{rounds} kills, nothing lost, nothing half: {moments}"


def memory() -> str | None:
    """A folder in memory with room, where there is one: a kill takes nothing away from the kernel,
    so that a disk shows nothing that memory does not."""
    folder = "/dev/shm"  # noqa: S108 - a folder of our own is made in it
    there = os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > 500_000_000
    return folder if there else None


def main() -> None:
    """Run some scenarios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("scenarios", nargs="+", choices=SCENARIOS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="in memory, and judged more seldom")
    asked = parser.parse_args()
    often, where = (0.1, memory()) if asked.quick else (1.0, None)
    with tempfile.TemporaryDirectory(prefix="kills-", dir=where) as folder:
        set_up(Path(folder) / "home")
        for name in asked.scenarios:
            sys.stdout.write(f"kill -9 during {name}, seed {asked.seed}\n")
            began = time.monotonic()
            said = run(name, asked.rounds, asked.seed, Path(folder), often)
            sys.stdout.write(f"  {said} ({time.monotonic() - began:.0f} s)\n")
            sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
