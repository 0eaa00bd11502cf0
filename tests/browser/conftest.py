"""A real browser in front of the real server with companies to look at.

They last until the last test beside this one is done: tests of other folders, which may follow in
the same process, meet neither Playwright's loop nor children that are not theirs.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

HERE = Path(__file__).parent
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first takes a third less time: it is Chromium without the parts that draw its windows."""
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
    """The server's address, its data folder, and what prepare.py tells of it: a session for
    everybody who looks, the things that addresses name, the page of a failing server."""

    url: str
    home: Path
    sessions: dict[str, str]
    things: dict[str, str]
    broken: str


@dataclass
class Windows:
    """A browser's windows: one for each who looks, in which he is signed in; "" is nobody."""

    browser: Browser
    site: Site
    _open: dict[str, Page] = field(default_factory=dict)

    def of(self, who: str) -> Page:
        """The page that he has open; a new one for each look would be a new process each."""
        if who not in self._open:
            window = self.new(who)
            window.add_init_script(AXE_SCRIPT)  # so it is sent to the browser once, not per page
            self._open[who] = window.new_page()
        return self._open[who]

    def new(self, who: str, **more: Any) -> BrowserContext:
        """A window of his own for somebody, to be closed by whoever asks for it."""
        context = self.browser.new_context(reduced_motion="reduce", **more)
        if who:
            session = self.site.sessions[who]
            context.add_cookies([{"name": "sessionid", "value": session, "url": self.site.url}])
        return context


def found_browser() -> str | None:
    """The browser that this machine has; CHROMIUM names another."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = found_browser()
    if path is None:
        pytest.skip("no Chromium on this machine: pages were NOT looked at in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def windows(browser: Browser, site: Site) -> Windows:
    return Windows(browser, site)


@pytest.fixture(scope="package")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    del browser  # without one nothing need be laid out
    home = tmp_path_factory.mktemp("home")
    shared = tmp_path_factory.getbasetemp()
    told = _laid_out(home, shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared)
    surroundings = _surroundings(home)
    port = _free_port()
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-access-log"),
            *("--log-level", "error", "--host", "127.0.0.1", "--port", str(port)),
            *("--workers", "1", "goodstanding.config.wsgi:application"),
        ],
        env=surroundings,
        start_new_session=True,
    )
    try:
        _await(port, server)
        yield Site(f"http://127.0.0.1:{port}", home, **told)
    finally:
        server.terminate()
        server.wait(20)


def _laid_out(home: Path, shared: Path) -> dict[str, Any]:
    """Companies in `home`, and what prepare.py tells of them: laid out by whoever comes first of
    those who work at once, copied by the others."""
    first, told = shared / "laid-out", shared / "laid-out.json"
    try:
        first.mkdir()
    except FileExistsError:
        until = time.monotonic() + 300
        while not told.exists():
            assert time.monotonic() < until, "the companies were not laid out in five minutes"
            time.sleep(0.2)
    else:
        laid = subprocess.run(
            [sys.executable, str(HERE / "prepare.py")],
            env=_surroundings(first),
            capture_output=True,
            text=True,
            check=False,
        )
        new = shared / "laid-out.new"
        new.write_text(laid.stdout.splitlines()[-1] if laid.returncode == 0 else "", "utf-8")
        new.rename(told)
        assert laid.returncode == 0, laid.stderr
    said = told.read_text("utf-8")
    assert said, "the companies could not be laid out: see the other worker"
    shutil.copytree(first, home, dirs_exist_ok=True)
    return dict(json.loads(said))


def _surroundings(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "GOODSTANDING_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "goodstanding.config.settings",
        "PYTHONPATH": str(HERE.parent),
    }


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _await(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not answer in 60 s")
