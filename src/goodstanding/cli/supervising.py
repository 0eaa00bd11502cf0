"""Processes that belong together: started together, started again when one dies, ended together.

Each part leads a session of its own, so that Ctrl-C reaches nobody but the supervisor, which then
asks each part's first process, and only that one, to end. What is left of a part is killed.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

GRACE = 15.0
"""Seconds that a part has to end by itself."""
_LOOK = 0.1
_LONGEST_PAUSE = 30.0
_STEADY = 60.0
"""Seconds after which a part counts as running well, so that its next pause is short again."""
_WHEN_PARENT_DIES = 1  # PR_SET_PDEATHSIG
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(slots=True)
class Part:
    """A process to be kept running: what people call it, and its command."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    began: float = 0.0
    pause: float = 1.0
    again_at: float = field(default=0.0)

    def start(self) -> None:
        """Start it."""
        self.began = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )

    def look_after(self, say: Callable[[str], None]) -> None:
        """Start it again when it died, after a pause that grows."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again_at:
                self.start()
        elif (code := self.process.poll()) is not None:
            self._kill_rest()
            self.pause = 1.0 if now - self.began > _STEADY else min(self.pause * 2, _LONGEST_PAUSE)
            self.process, self.again_at = None, now + self.pause
            say(f"The {self.name} ended ({_how(code)}); it starts again in {self.pause:.0f} s.")

    def ask_to_end(self) -> None:
        """Ask the first process of it to end; it ends the others."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, until: float) -> None:
        """Wait for its end; kill what has not ended then."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._kill_rest()
        self.process = None

    def _kill_rest(self) -> None:
        assert self.process is not None  # noqa: S101 - called while there is one
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return  # nothing is left


def supervise(
    parts: Sequence[Part], say: Callable[[str], None], each_look: Callable[[], None] = lambda: None
) -> None:
    """Keep the parts running until Ctrl-C, SIGTERM or SIGHUP; then end them. `each_look` is
    called ten times a second."""
    asked: list[int] = []
    before = {one: signal.signal(one, lambda number, _: asked.append(number)) for one in _ENDING}
    try:
        for part in parts:
            part.start()
        while not asked:
            for part in parts:
                part.look_after(say)
            each_look()
            time.sleep(_LOOK)
        say("Stopping.")
    finally:
        _end(parts)
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(parts: Sequence[Part]) -> None:
    for part in parts:
        part.ask_to_end()
    until = time.monotonic() + GRACE
    for part in parts:
        part.end(until)


def _how(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    return f"by {signal.Signals(-code).name}"


def _end_with_parent() -> None:
    """Linux: a supervisor that is killed takes its parts along."""
    ctypes.CDLL(None).prctl(_WHEN_PARENT_DIES, signal.SIGTERM)
