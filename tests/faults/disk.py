"""Disks that fail: `python -m faults.disk errors --seed 3` and `python -m faults.disk full`.

errors: strace makes one call of the database's process fail (a write, a sync, the removal of the
journal) while somebody records by a page; then the same process goes on without it. full: a real
small disk that runs full and gets room again; where no disk can be mounted, a limit on the size of
files. Both are SQLite's: a server has its own disk.
"""

import argparse
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from faults import checker
from faults.kills import divided, hash_of, seq_of
from faults.told import Told
from faults.world import closed, lay_out, set_up

if TYPE_CHECKING:
    from goodstanding.services.access import Actor

KINDS = {
    "pwrite64": ("EIO", "ENOSPC"),
    "write": ("EIO", "ENOSPC"),
    "fdatasync": ("EIO",),
    "fsync": ("EIO",),
    "unlink": ("EIO",),
    "ftruncate": ("EIO",),
}
"""Calls by which something reaches the disk, and how they fail."""
SAID = (302, 503, 507)
"""What a page that records may answer: done, or a sentence."""


class Fault(NamedTuple):
    """The call that fails: which, how, the how-manieth; `on`: and all after it."""

    call: str
    error: str
    when: int
    on: bool = False

    def __str__(self) -> str:
        return f"{self.call} {self.when}{'+' if self.on else ''} fails with {self.error}"

    @property
    def injected(self) -> str:
        """As strace takes it."""
        return f"inject={self.call}:error={self.error}:when={self.when}{'+' if self.on else ''}"


class Traced:
    """A process that waits for a word before each step, while strace holds it."""

    def __init__(self, by: "Actor", told: Told, home: Path) -> None:
        self.home = home
        ask, self._ask = os.pipe()
        self._answer, answer = os.pipe()

        def steps() -> None:
            os.close(self._ask)
            os.close(self._answer)
            _steps(by, told, ask, answer)

        with closed():
            self.number = divided(steps)
        os.close(ask)
        os.close(answer)
        self.strace: subprocess.Popen[bytes] | None = None

    def step(self) -> None:
        """Let it do one step, and wait for its end."""
        os.write(self._ask, b".")
        assert os.read(self._answer, 1) == b".", "the process ended"

    def hold(self, option: str, output: Path) -> bool:
        """Have strace hold it from now on; False when that is not permitted here."""
        base = self.home / "goodstanding.sqlite3"
        paths = [str(base), f"{base}-journal", f"{base}-wal", str(self.home)]
        self.strace = subprocess.Popen(
            [
                *("strace", "-f", "-o", str(output), "-e", f"trace={','.join(KINDS)}"),
                *(part for path in paths for part in ("-P", path)),
                *(("-e", option) if option else ()),
                *("-p", str(self.number)),
            ],
            stderr=subprocess.PIPE,
        )
        assert self.strace.stderr is not None
        for line in self.strace.stderr:
            if b"attached" in line:
                return True
            if b"Operation not permitted" in line or b"attach:" in line:
                return False
        return False

    def let_go(self) -> None:
        """Without strace again."""
        assert self.strace is not None
        self.strace.terminate()
        self.strace.wait()
        assert self.strace.stderr is not None
        self.strace.stderr.close()

    def __enter__(self) -> "Traced":
        return self

    def __exit__(self, *_: object) -> None:
        if self.strace is not None and self.strace.poll() is None:
            self.let_go()
        os.close(self._ask)
        os.kill(self.number, signal.SIGKILL)
        os.waitpid(self.number, 0)
        os.close(self._answer)


def _steps(by: "Actor", told: Told, ask: int, answer: int) -> None:
    """What is held: one page that records and one that reads for each word."""
    import company as cast

    browser = cast.client(by)
    browser.raise_request_exception = False
    browser.get("/team/")
    told.say(**{"from": seq_of(by)})
    number = 0
    while os.read(ask, 1):
        number += 1
        status = browser.post("/people/add/", {"name": f"Ann {os.getpid()}.{number}"}).status_code
        if status == 302:
            seq = seq_of(by)
            told.say(status=status, seq=seq, hash=hash_of(by, seq))
        else:
            told.say(status=status)
        told.say(read=browser.get("/team/").status_code)
        os.write(answer, b".")


def counted(by: "Actor", home: Path, folder: Path) -> dict[str, int] | None:
    """How many calls of each kind one step makes; None when strace may not hold a process here."""
    seen = folder / "calls"
    with Traced(by, Told(folder / "counted"), home) as process:
        process.step()
        permitted = process.hold("", seen)
        if permitted:
            process.step()
            process.let_go()
    calls = re.findall(r"^\d+ +(\w+)\(", seen.read_text(), re.MULTILINE) if permitted else []
    return {name: calls.count(name) for name in KINDS} if permitted else None


def with_fault(by: "Actor", home: Path, folder: Path, fault: Fault) -> list[str]:
    """One step with the fault, one without it by the same process; what is wrong then."""
    told = Told(folder / f"{fault.call}-{fault.error}-{fault.when}-{fault.on}")
    with Traced(by, told, home) as process:
        process.step()
        process.hold(fault.injected, folder / "calls")
        process.step()
        process.let_go()
        process.step()
    lines = told.lines()
    writes = [one["status"] for one in lines if "status" in one]
    reads = [one["read"] for one in lines if "read" in one]
    found = checker.wrong(by, lines, in_flight=writes.count(503) + writes.count(507))
    if writes[0] != 302 or writes[1] not in SAID or writes[2] != 302:
        found.append(f"recording was answered by {writes}")
    if reads[0] != 200 or reads[1] not in (200, 503, 507) or reads[2] != 200:
        found.append(f"reading was answered by {reads}")
    return found


def errors(rounds: int, seed: int, folder: Path) -> str:
    """Faults at every call of one step, in random order, as many as there are rounds."""
    if shutil.which("strace") is None:
        return "NOT TRIED: there is no strace here (on Debian: apt install strace)"
    dice, home = Random(seed), folder / "home"
    set_up(home)
    by = lay_out(dice)
    calls = counted(by, home, folder)
    if calls is None:
        return "NOT TRIED: this machine lets nobody hold a process by ptrace"
    faults = [
        Fault(call, error, when, on)
        for call, several in KINDS.items()
        for error in several
        for when in range(1, calls[call] + 1)
        for on in (False, True)
    ]
    dice.shuffle(faults)
    for number, fault in enumerate(faults[:rounds]):
        if number % 40 == 39:
            by = lay_out(dice)
        found = with_fault(by, home, folder, fault)
        assert not found, f"{fault} (seed {seed}): {'; '.join(found[:5])}"
    tried = min(rounds, len(faults))
    return f"{tried} of {len(faults)} faults at {sum(calls.values())} calls, nothing lost"


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Callable[[int], None] | None]:
    """A disk of so many megabytes, and what gives it more; None where none can be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        yield None
        return

    def more(megabytes: int) -> None:
        option = f"remount,size={megabytes}m"
        subprocess.run(["mount", "-o", option, str(folder)], check=True)

    try:
        yield more
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


MOST = 2_000
"""People that are recorded at most until the disk is full: the database has some room inside."""


def full(rounds: int, seed: int, folder: Path) -> str:  # noqa: ARG001 - the shape of all of these
    """A disk runs full while people record; it gets room; they go on."""
    with small_disk(folder / "disk", 16) as more:
        set_up(folder / "disk" / "home")
        import company as cast  # Django must be ready first

        by = lay_out(Random(seed))
        told = Told(folder / "told")
        told.say(**{"from": seq_of(by)})
        browser = cast.client(by)
        browser.raise_request_exception = False
        filler = folder / "disk" / "filler"
        if more:
            _fill(filler)
        else:
            size = (folder / "disk" / "home" / "goodstanding.sqlite3").stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, resource.RLIM_INFINITY))
        answers: list[int] = []
        while len(answers) < MOST and len([one for one in answers if one != 302]) < 30:
            answers.append(_record(by, browser, told, len(answers)))
        reads = [browser.get(page).status_code for page in ("/team/", "/journal/")]
        if more:
            more(40)
        else:
            no = resource.RLIM_INFINITY
            resource.setrlimit(resource.RLIMIT_FSIZE, (no, no))
        again = [_record(by, browser, told, MOST + number) for number in range(3)]
        failed = [status for status in answers if status != 302]
        found = checker.wrong(by, told.lines(), in_flight=0)
        assert set(failed) <= {503, 507}, f"answered by {sorted(set(answers))}"
        assert failed, "the disk never was full"
        assert reads == [200, 200], f"reading was answered by {reads}"
        assert again == [302] * 3, f"with room again, recording was answered by {again}"
        assert not found, "; ".join(found[:5])
    how = "a disk of 16 MB" if more else "a limit on the size of files (no disk can be mounted)"
    return f"{how}: {len(failed)} of {len(answers)} refused in a sentence, then all went on"


def _fill(filler: Path) -> None:
    """Leave some ten KB."""
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 65_536)
        except OSError:
            file.truncate(max(0, file.tell() - 60_000))


def _record(by: "Actor", browser, told: Told, number: int) -> int:
    status = browser.post("/people/add/", {"name": f"Bea {number}"}).status_code
    if status == 302:
        seq = seq_of(by)
        told.say(seq=seq, hash=hash_of(by, seq))
    return status


SCENARIOS = {"errors": errors, "full": full}


def main() -> None:
    """Run one scenario."""
    parser = argparse.ArgumentParser()
    parser.add_argument("scenario", choices=SCENARIOS)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    sys.stdout.write(f"disk {asked.scenario}, seed {asked.seed}\n")
    began = time.monotonic()
    os.environ.setdefault("LOG_FORMAT", "json")
    with tempfile.TemporaryDirectory(prefix="disk-") as folder:
        said = SCENARIOS[asked.scenario](asked.rounds, asked.seed, Path(folder))
    seconds = time.monotonic() - began
    sys.stdout.write(f"  {said} ({seconds:.0f} s)\n")


if __name__ == "__main__":
    sys.exit(main())
