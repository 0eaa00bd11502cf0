"""Many write at the same time, others read beside them; then the final state is judged.

`python -m faults.writers --writers 16 --readers 4 --seconds 120 --seed 7`, with DATABASE_URL for a
server. Half of the writers call verbs; the others type into the pages of a real web server, and no
page may ever answer with an error. Beside it stands how fast bare inserts are on the same disk.
"""

import argparse
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from faults.kills import divided
from faults.told import Told
from faults.world import closed, set_up

if TYPE_CHECKING:
    from goodstanding.services.access import Actor

TEAM = 12
LONGEST_WAIT = 5.0
"""Seconds that nobody may have waited for his write."""
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass(slots=True)
class Browser:
    """Somebody signed in, with a connection of his own to the web server."""

    port: int
    cookie: str
    statuses: list[int] = field(default_factory=list)

    def get(self, path: str) -> str:
        """A page."""
        return self._ask("GET", path)[1]

    def post(self, path: str, form: dict[str, str]) -> int:
        """Type into a form and send it; the status of the answer."""
        return self._ask("POST", path, urlencode(form))[0]

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": self.cookie}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body.encode(), headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and value.startswith("csrftoken="):
                kept = re.sub(r"; csrftoken=[^;]*", "", self.cookie)
                self.cookie = f"{kept}; {value.partition(';')[0]}"
        connection.close()
        self.statuses.append(answer.status)
        return answer.status, text


def by_verbs(by: "Actor", mark: str, told: Told, dice: Random) -> Iterator[None]:
    """Verbs of several kinds, each acknowledged with the titles or keys of what it recorded."""
    import company as cast
    from goodstanding.records.models import Fact, Person
    from goodstanding.services.credentials import Sighting, observe_many
    from goodstanding.services.credits import void_credit

    team = list(Person.objects.of(by.organisation).order_by("pk"))
    held = list(Fact.objects.of(by.organisation).filter(kind="credential").order_by("pk"))
    for number in range(10**9):
        title = f"{mark}.{number}"
        what = dice.randrange(4)
        if what == 0:
            cast.attended(by, *team, title=title)
            told.say(title=title, live=len(team))
        elif what == 1:
            seen = observe_many(
                by=by, sightings=[Sighting(one, by.today, None, 100) for one in held]
            )
            told.say(keys=[str(one.key) for one in seen or ()])
        else:
            fact = cast.credit(by, dice.choice(team), title=title)
            told.say(title=title, live=1)
            if what == 2:
                yield
                void_credit(by=by, fact=fact, why="typed twice")
                told.say(title=title, live=0)
        yield


def by_pages(browser: Browser, people: list[int], mark: str, told: Told, dice: Random) -> Any:
    """Credits typed into the form of a page, acknowledged when the page says so."""
    for number in range(10**9):
        path = f"/people/{dice.choice(people)}/credits/add/"
        form = dict(HIDDEN.findall(browser.get(path)))
        began = time.monotonic()
        typed = {"title": f"{mark}.{number}", "amount": "2", "earned_on": "2026-01-15"}
        chosen = {"kind": "course", "state": "earned", "body": "IICRC"}
        status = browser.post(path, form | typed | chosen)
        told.say(page=time.monotonic() - began, status=status)
        if status == 302:
            told.say(title=typed["title"], live=1)
        yield


def reading(browser: Browser, people: list[int], dice: Random) -> Iterator[None]:
    """Pages, one after the other."""
    while True:
        browser.get(dice.choice(["/", "/team/", "/journal/", f"/people/{dice.choice(people)}/"]))
        yield


def during(work: Iterator[None], told: Told, until: float, browser: Browser | None) -> None:
    """Go on until the time has come; afterwards say how long each took and what was answered."""
    took, errors = [], []
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            next(work)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}"[:300])
        took.append(time.monotonic() - began)
    told.say(took=took, errors=errors, statuses=browser.statuses if browser else [])


@contextmanager
def serving() -> Iterator[int]:
    """The real web server, two processes of it; its port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-access-log"),
        *("--log-level", "warning", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "32"),
        "goodstanding.config.wsgi:application",
    ]
    hosts = {**os.environ, "ALLOWED_HOSTS": "127.0.0.1"}
    server = subprocess.Popen(command, env=hosts, start_new_session=True)
    try:
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        for _ in range(20):  # both processes have loaded everything
            Browser(port, "").get("/accounts/login/")
        yield port
    finally:
        server.terminate()
        server.wait(20)


def signed_in(by: "Actor") -> str:
    """A session's cookie."""
    from company import client
    from goodstanding.records.models import User

    return f"sessionid={client(User.objects.get(pk=by.user)).cookies['sessionid'].value}"


def bare_inserts(seconds: float) -> float:
    """Rows a second that one process inserts, one a transaction, each on the disk."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id integer PRIMARY KEY, said text)")
        until, done = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            with transaction.atomic():
                cursor.execute("INSERT INTO bare VALUES (%s, %s)", [done, "x" * 300])
            done += 1
        cursor.execute("DROP TABLE bare")
    return done / seconds


def wrong(by: "Actor", told: list[dict[str, Any]]) -> list[str]:
    """What is not as it was acknowledged, by the final state and the logs alone."""
    from goodstanding.records.models import Fact, Head
    from goodstanding.records.verify import STALE, verify

    live: dict[str, int] = {}
    credits = Fact.objects.of(by.organisation).filter(kind="credit", superseded_seq=None)
    for states, texts in credits.values_list("states", "texts"):
        title = texts["title"]
        live[title] = live.get(title, 0) + (states["state"] != "void")
    wanted = {one["title"]: one["live"] for one in told if "title" in one}
    found = [f"{title}: {live.get(title)}" for title, n in wanted.items() if live.get(title) != n]
    found += [f"{title} was never acknowledged" for title in live.keys() - wanted.keys()]
    keys = {str(key) for key in Fact.objects.of(by.organisation).values_list("key", flat=True)}
    found += [key for one in told for key in one.get("keys", ()) if key not in keys]
    found += [one.text for one in verify(by.organisation, by.today) if one.kind != STALE]
    found += [error for one in told for error in one.get("errors", ())]
    answers = [status for one in told for status in one.get("statuses", ())]
    found += [f"a page answered {one}" for one in answers if one not in (200, 302)]
    found += [f"a form answered {one['status']}" for one in told if one.get("status", 302) != 302]
    waits = [one for line in told for one in line.get("took", ())]
    if max(waits) > LONGEST_WAIT:
        found.append(f"somebody waited {max(waits):.1f} s")
    assert Head.objects.get(organisation=by.organisation).seq >= len(wanted)
    return found


def run(*, writers: int, readers: int, seconds: float, seed: int, folder: Path) -> str:
    """Let them all go; what it did, in a sentence. AssertionError with what was wrong."""
    import company as cast
    from goodstanding.records.models import Entry

    dice = Random(seed)
    by = cast.actor(cast.company(f"C{dice.randrange(10**9)} Restoration"))
    team = [cast.person(by, f"P-{number}") for number in range(TEAM)]
    for one in team:
        cast.held(by, one)
    people = [one.pk for one in team]
    bare = bare_inserts(min(3.0, seconds / 4))
    with serving() as port, closed():
        cookie = signed_in(by)
        with closed():
            until = time.monotonic() + seconds
            logs, processes = [], []
            for number in range(writers + readers):
                told, own = Told(folder / f"{seed}-{number}"), Random(dice.random())
                logs.append(told)

                def work(told: Told = told, own: Random = own, number: int = number) -> None:
                    mark, seen = f"W{number}", Browser(port, cookie)
                    if number >= writers:
                        during(reading(seen, people, own), told, until, seen)
                    elif number % 2:
                        during(by_pages(seen, people, mark, told, own), told, until, seen)
                    else:
                        during(by_verbs(by, mark, told, own), told, until, None)

                processes.append(divided(work))
            for process in processes:
                os.waitpid(process, 0)
    told = [line for log in logs for line in log.lines()]
    found = wrong(by, told)
    assert not found, f"seed {seed}: {'; '.join(found[:5])} ({len(found)} in all)"
    return _sentence(told, Entry.objects.of(by.organisation).count() / seconds, bare)


def _sentence(told: list[dict[str, Any]], speed: float, bare: float) -> str:
    waits = sorted(one for line in told for one in line.get("took", ()))
    pages = [one for line in told for one in line.get("statuses", ())]
    return (
        f"{speed:.0f} writes a second (bare inserts by one: {bare:.0f}), {len(pages)} pages "
        f"without an error, median {median(waits):.2f} s, longest {waits[-1]:.2f} s, nothing lost"
    )


def main() -> None:
    """Run it once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="writers-") as folder:
        set_up(Path(folder) / "home")
        sys.stdout.write(f"{json.dumps(vars(asked))}\n")
        sys.stdout.write(f"{run(**vars(asked), folder=Path(folder))}\n")


if __name__ == "__main__":
    sys.exit(main())
