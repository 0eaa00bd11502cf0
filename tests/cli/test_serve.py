"""`serve` and `work` as real processes: started, asked, hurt, stopped, started again."""

import json
import os
import re
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from cli.server import asked, once, running, session, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
WELL = (200, {"ok": True})


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of which the database has its shape."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    assert once(home, "migrate").returncode == 0
    return home


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Path:
    return shutil.copytree(prepared, tmp_path / "home")


def test_it_serves_and_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with running(home, "serve") as server:
        server.await_word("Ctrl-C stops it.")
        status, health = server.get("/healthz")
        assert (status, json.loads(health)) == WELL
        assert server.get("/accounts/login/")[0] == 200
        assert server.get("/static/css/house.css")[0] == 200
        parts = server.processes()
        assert len(parts) == 2
        seconds = server.stop()
    assert (server.process.returncode, seconds < 10) == (0, True)
    assert [session(leader) for leader in parts] == [[], []]
    assert server.said.splitlines() == [
        f"The data is in {home}",
        f"Good Standing is at http://127.0.0.1:{server.port}",
        "Ctrl-C stops it.",
        "Stopping.",
        "Stopped. The data is kept.",
    ]


@contextmanager
def slow_senders(port: int) -> Iterator[None]:
    """Twenty who begin to send a form and do not come to its end meanwhile."""
    with ExitStack() as open_ones:
        for _ in range(20):
            one = open_ones.enter_context(socket.create_connection(("127.0.0.1", port)))
            one.sendall(
                b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                b"Cookie: csrftoken=abcdefghijklmnopqrstuvwxyz012345\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\n"
                b"Content-Length: 1000\r\n\r\nemail="
            )
        yield


def test_slow_senders_hold_up_nobody_and_a_part_that_dies_comes_back(home: Path) -> None:
    with running(home, "serve") as server:
        server.await_word("Ctrl-C stops it.")
        with slow_senders(server.port):
            assert server.get("/accounts/login/")[0] == 200
        until(lambda: all(len(found) > 2 for found in server.processes().values()))
        before = server.processes()
        for leader in before:
            os.kill(leader, signal.SIGKILL)
        until(lambda: len(server.processes()) == 2 and not set(before) & set(server.processes()))
        until(lambda: _answers(server.port))
        assert [pid for leader in before for pid in session(leader)] == []
        assert re.findall(r"The .*? ended \(by SIGKILL\)", server.said) == [
            "The web server ended (by SIGKILL)",
            "The worker ended (by SIGKILL)",
        ]
        assert server.stop(signal.SIGTERM) < 15
    assert server.process.returncode == 0


def _answers(port: int) -> bool:
    try:
        return asked(f"http://127.0.0.1:{port}/healthz")[0] == 200
    except OSError:
        return False


def test_what_was_recorded_is_there_when_it_starts_and_when_it_has_stopped(home: Path) -> None:
    made = once(home, "user", "add", "Olivia@cascade.example", "--name", "Olivia Owens")
    with running(home, "serve") as server:
        server.await_word("Ctrl-C stops it.")
        link = made.stdout.splitlines()[-1].replace(":8000", f":{server.port}")
        status, page = asked(link)
    listed = once(home, "user", "list")
    assert (status, "Sign in as Olivia Owens" in page) == (200, True)
    assert listed.stdout == "olivia@cascade.example  Olivia Owens  no company\n"


def test_a_port_in_use_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = once(tmp_path / "home", "serve", "--port", str(port))
    assert (done.returncode, done.stderr) == (
        2,
        (
            f"Error: Port {port} is in use: stop what runs there, or choose another with --port "
            "or PORT.\n"
        ),
    )


def test_an_address_that_is_not_here_is_said_in_a_sentence(tmp_path: Path) -> None:
    done = once(tmp_path / "home", "serve", "--host", "192.0.2.1")
    assert (done.returncode, "It cannot listen on 192.0.2.1" in done.stderr) == (2, True)


def test_the_demonstration_is_not_for_production(tmp_path: Path) -> None:
    done = once(
        tmp_path / "home", "serve", "--demo", PRODUCTION="1", ALLOWED_HOSTS="a.cascade.example"
    )
    assert (done.returncode, "not for PRODUCTION" in done.stderr) == (2, True)


def test_the_worker_runs_alone_too(home: Path) -> None:
    with running(home, "work") as worker:
        worker.await_word("The worker is at work.")
        until(lambda: once(home, "health").returncode == 0)
        parts = worker.processes()
        seconds = worker.stop()
    assert (worker.process.returncode, seconds < 10) == (0, True)
    assert [session(leader) for leader in parts] == [[]]


def test_health_says_what_is_not_well(tmp_path: Path) -> None:
    home = tmp_path / "home"
    nothing = once(home, "health")
    once(home, "user", "list")
    no_worker = once(home, "health")
    assert (nothing.returncode, nothing.stdout) == (1, "The database does not answer.\n")
    assert (no_worker.returncode, no_worker.stdout) == (
        1,
        "The worker in the background has said nothing for five minutes.\n",
    )


def test_the_demonstration_signs_in_with_one_step_on_this_machine(home: Path) -> None:
    with running(home, "serve", "--demo") as server:
        server.await_word("Ctrl-C stops it.")
        first = _link(server.said)
        seen = server.get(first)
    with running(home, "serve", "--demo") as server:
        server.await_word("Ctrl-C stops it.")
        second = _link(server.said)
        again = server.get(second)
        old = server.get(first)
    assert (seen[0], again[0], old[0], first != second) == (200, 200, 404, True)
    assert "Dana Reyes" in again[1]


def _link(said: str) -> str:
    found = re.search(r"Sign in, on this machine only: http://127.0.0.1:\d+(/\S+)", said)
    assert found, said
    return found[1]
