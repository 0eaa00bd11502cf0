"""A real browser in front of the real server with the demonstration company."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """The server's address, a session for each role, and something to open."""

    url: str
    sessions: dict[str, str]
    person: int
    facts: dict[str, str]


def found_browser() -> str | None:
    """The browser that this machine has; CHROMIUM names another."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = found_browser()
    if path is None:
        pytest.skip("no Chromium on this machine: pages were NOT looked at in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("home")
    surroundings = {
        **os.environ,
        "GOODSTANDING_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "goodstanding.config.settings",
    }
    laid = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("prepare.py")), date.today().isoformat()],  # noqa: DTZ011
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert laid.returncode == 0, laid.stderr
    found = json.loads(laid.stdout.splitlines()[-1])
    port = _free_port()
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-access-log"),
            *("--log-level", "warning", "--host", "127.0.0.1", "--port", str(port)),
            *("--workers", "1", "goodstanding.config.wsgi:application"),
        ],
        env=surroundings,
        start_new_session=True,
    )
    try:
        _await(port, server)
        yield Site(f"http://127.0.0.1:{port}", found["sessions"], found["person"], found["facts"])
    finally:
        server.terminate()
        server.wait(20)


def opened(browser: Browser, site: Site, role: str, **screen: object) -> BrowserContext:
    """A window in which somebody of this role is signed in; `role` "" is nobody."""
    context = browser.new_context(**screen)  # type: ignore[arg-type]
    if role:
        cookie = {"name": "sessionid", "value": site.sessions[role], "url": site.url}
        context.add_cookies([cookie])  # type: ignore[list-item]
    return context


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _await(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not answer in 30 s")
