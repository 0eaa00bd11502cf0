"""The server as a real process, with a data folder of its own, and what can be asked of it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PROGRAM = [sys.executable, "-c", "from goodstanding.cli.main import main; main()"]
PATIENCE = 40.0


@dataclass
class Server:
    """A running `goodstanding serve` (or another command), and what it has printed."""

    process: "subprocess.Popen[str]"
    port: int
    output: Path
    seen: set[int] = field(default_factory=set)

    @property
    def said(self) -> str:
        return self.output.read_text("utf-8")

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of an address."""
        return asked(f"http://127.0.0.1:{self.port}{path}")

    def await_word(self, word: str) -> None:
        until(lambda: word in self.said or self.process.poll() is not None)
        assert word in self.said, self.said

    def processes(self) -> dict[int, list[int]]:
        """The processes of each part, by the number of the part's first process."""
        return {one: session(one) for one in children(self.process.pid)}

    def stop(self, how: signal.Signals = signal.SIGINT) -> float:
        """Stop it as Ctrl-C does; the seconds that it took."""
        began = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(PATIENCE)
        return time.monotonic() - began


@contextmanager
def running(home: Path, *arguments: str, **settings: str) -> Iterator[Server]:
    """Run a command of ours; killed at the end if it is still there."""
    port = free_port()
    output = home.parent / f"output-{port}"
    surroundings = {
        **os.environ,
        "GOODSTANDING_HOME": str(home),
        "PORT": str(port),
        "PYTHONUTF8": "1",
        **settings,
    }
    with output.open("w") as written:
        process = subprocess.Popen(
            [*PROGRAM, *arguments],
            env=surroundings,
            stdout=written,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    server = Server(process, port, output)
    try:
        yield server
    finally:
        if process.poll() is None:
            server.stop(signal.SIGTERM)


def once(home: Path, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of ours to its end."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        env={**os.environ, "GOODSTANDING_HOME": str(home), "PYTHONUTF8": "1", **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def asked(url: str) -> tuple[int, str]:
    """Status and text of an address, with the cookies that it hands out on the way."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    try:
        with browser.open(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def until(done: "object") -> None:
    """Wait until something is so."""
    late = time.monotonic() + PATIENCE
    while not done():  # type: ignore[operator] # a function
        assert time.monotonic() < late, "it took too long"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def session(leader: int) -> list[int]:
    """Every process of a session that lives (a zombie does not)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return sorted(found)
