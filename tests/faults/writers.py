"""Many write at the same time, others read beside them; then the final state is judged.

`python -m faults.writers --writers 16 --readers 4 --seconds 120 --seed 7`, with DATABASE_URL for a
server. Half of the writers call verbs; the others type into the pages of a real web server, and no
page may ever answer with an error. Beside it stands how fast bare inserts are on the same disk.
"""

import argparse
import http.client
import json
import mmap
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
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from struct import pack, unpack
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from faults.kills import divided
from faults.told import Told
from faults.world import closed, set_up

if TYPE_CHECKING:
    from goodstanding.services.access import Actor

TEAM = 12
"""So many attend together, or have their profiles typed in."""
EVERYBODY = 96
"""The company's people; with fewer each would have more facts in two minutes than in ten years."""
LONGEST_WAIT = 5.0
"""Seconds that nobody may have waited for his write."""
A_LOOK = 0.5
"""Seconds; nobody reads quicker than that."""
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


class ByVerbs:
    """Verbs of several kinds, each acknowledged with the titles or keys of what it recorded."""

    def __init__(self, by: "Actor", mark: str, told: Told, dice: Random) -> None:
        from goodstanding.records.models import Fact, Person

        self._by, self._told, self._dice = by, told, dice
        self._titles = (f"{mark}.{number}" for number in count())
        self._team = list(Person.objects.of(by.organisation).order_by("pk"))
        self._held = list(Fact.objects.of(by.organisation).filter(kind="credential"))
        self._to_void: tuple[str, Any] | None = None
        self.title = ""

    def step(self) -> None:
        """One of them."""
        self.title = ""
        if self._to_void:
            self._void(*self._to_void)
        else:
            self._dice.choice([self._attend, self._observe, self._credit, self._credit])()

    def _attend(self) -> None:
        import company as cast

        self.title = next(self._titles)
        team = self._dice.sample(self._team, TEAM)
        cast.attended(self._by, *team, title=self.title)
        self._told.say(title=self.title, live=len(team))

    def _observe(self) -> None:
        from goodstanding.services.credentials import Sighting, observe_many

        held = self._dice.sample(self._held, TEAM)
        seen = [Sighting(one, self._by.today, None, 100) for one in held]
        made = observe_many(by=self._by, sightings=seen)
        self._told.say(keys=[str(one.key) for one in made or ()])

    def _credit(self) -> None:
        import company as cast

        self.title = next(self._titles)
        fact = cast.credit(self._by, self._dice.choice(self._team), title=self.title)
        self._told.say(title=self.title, live=1)
        self._to_void = (self.title, fact) if self._dice.random() < 0.5 else None

    def _void(self, title: str, fact: Any) -> None:
        from goodstanding.services.credits import void_credit

        self._to_void, self.title = None, title
        void_credit(by=self._by, fact=fact, why="typed twice")
        self._told.say(title=title, live=0)


class ByPages:
    """Credits typed into the form of a page, acknowledged when the page says so."""

    def __init__(self, browser: Browser, people: list[int], mark: str, told: Told, dice: Random):
        self._browser, self._people, self._told, self._dice = browser, people, told, dice
        self._titles = (f"{mark}.{number}" for number in count())
        self.title = ""

    def step(self) -> None:
        """One credit."""
        self.title = ""
        path = f"/people/{self._dice.choice(self._people)}/credits/add/"
        form = dict(HIDDEN.findall(self._browser.get(path)))
        if self._browser.statuses[-1] != 200:
            raise NotRecordedError(f"{path} answered {self._browser.statuses[-1]}")
        self.title = next(self._titles)
        typed = {"title": self.title, "amount": "2", "earned_on": "2026-01-15"}
        chosen = {"kind": "course", "state": "earned", "body": "IICRC"}
        if self._browser.post(path, form | typed | chosen) != 302:
            raise NotRecordedError(f"{path} answered {self._browser.statuses[-1]}")
        self._told.say(title=self.title, live=1)


class Reading:
    """Pages, one after the other, each looked at for a moment."""

    title = ""

    def __init__(self, browser: Browser, people: list[int], dice: Random) -> None:
        self._browser, self._people, self._dice = browser, people, dice

    def step(self) -> None:
        """One page."""
        person = f"/people/{self._dice.choice(self._people)}/"
        self._browser.get(self._dice.choice(["/", "/team/", "/journal/", person]))
        time.sleep(A_LOOK)


class NotRecordedError(Exception):
    """A form was not answered by the page after it."""


class Until:
    """A moment that is put off or brought forward for processes that were divided off, too."""

    def __init__(self, moment: float) -> None:
        self._shared = mmap.mmap(-1, 8)
        self.put(moment)

    def put(self, moment: float) -> None:
        """It is this moment from now on."""
        self._shared[:] = pack("d", moment)

    def __float__(self) -> float:
        return float(unpack("d", self._shared[:])[0])


def during(work: Any, told: Told, until: Until, browser: Browser | None = None) -> None:
    """Go on until the time has come; afterwards say how long each took and what was answered."""
    took, errors, done = [], [], []
    while (began := time.monotonic()) < float(until):
        try:
            work.step()
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}"[:300])
            told.say(unsure=work.title)
            time.sleep(0.1)
        else:
            done.append(time.monotonic())
        took.append(time.monotonic() - began)
    told.say(took=took, errors=errors, done=done, statuses=browser.statuses if browser else [])


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


def lost(by: "Actor", told: list[dict[str, Any]]) -> list[str]:
    """What is not as it was acknowledged, by the final state and the logs alone. What failed may
    be there or not, but never by half."""
    from goodstanding.records.models import Fact
    from goodstanding.records.verify import STALE, verify

    live: dict[str, int] = {}
    credits = Fact.objects.of(by.organisation).filter(kind="credit", superseded_seq=None)
    for states, texts in credits.values_list("states", "texts"):
        title = texts["title"]
        live[title] = live.get(title, 0) + (states["state"] != "void")
    unsure = {one["unsure"] for one in told if "unsure" in one}
    wanted = {one["title"]: one["live"] for one in told if "title" in one}
    found = [
        f"{title}: {live.get(title)}, not {many}"
        for title, many in wanted.items()
        if live.get(title) != many and not (title in unsure and live.get(title) == 0)
    ]
    found += [f"{title} was never tried" for title in live.keys() - wanted.keys() - unsure]
    found += [f"{title} by half" for title in unsure if live.get(title, 0) not in (0, 1, TEAM)]
    keys = {str(key) for key in Fact.objects.of(by.organisation).values_list("key", flat=True)}
    found += [key for one in told for key in one.get("keys", ()) if key not in keys]
    return found + [one.text for one in verify(by.organisation, by.today) if one.kind != STALE]


def turned_away(told: list[dict[str, Any]]) -> list[str]:
    """Who was shown an error or had to wait too long."""
    found = [error for one in told for error in one.get("errors", ())]
    answers = [status for one in told for status in one.get("statuses", ())]
    found += [f"a page answered {one}" for one in answers if one not in (200, 302)]
    longest = max(one for line in told for one in line.get("took", ()))
    return found + ([f"somebody waited {longest:.1f} s"] if longest > LONGEST_WAIT else [])


def company_of(dice: Random) -> tuple["Actor", list[int]]:
    """A new company, a credential each; its owner, and its people's numbers."""
    import company as cast

    by = cast.actor(cast.company(f"C{dice.randrange(10**9)} Restoration"))
    team = [cast.person(by, f"P-{number}") for number in range(EVERYBODY)]
    for one in team:
        cast.held(by, one)
    return by, [one.pk for one in team]


@contextmanager
def at_work(
    by: "Actor", people: list[int], many: tuple[int, int], until: Until, port: int, told: list[Told]
) -> Iterator[None]:
    """So many who write and who read, each a process, while the block runs and to its end."""
    writers, readers = many
    cookie, processes = signed_in(by), []
    with closed():
        for number, (log, seed) in enumerate(zip(told, range(writers + readers), strict=True)):
            browser, dice, mark = Browser(port, cookie), Random(seed), f"W{number}"

            def work(
                number: int = number,
                log: Told = log,
                browser: Browser = browser,
                dice: Random = dice,
                mark: str = mark,
            ) -> None:
                if number >= writers:
                    during(Reading(browser, people, dice), log, until, browser)
                elif number % 2:
                    during(ByPages(browser, people, mark, log, dice), log, until, browser)
                else:
                    during(ByVerbs(by, mark, log, dice), log, until)

            processes.append(divided(work))
        try:
            yield
        finally:
            for process in processes:
                os.waitpid(process, 0)


def run(*, writers: int, readers: int, seconds: float, seed: int, folder: Path) -> str:
    """Let them all go; what it did, in a sentence. AssertionError with what was wrong."""
    from goodstanding.records.models import Entry

    by, people = company_of(Random(seed))
    bare = bare_inserts(min(3.0, seconds / 4))
    logs = [Told(folder / f"{seed}-{number}") for number in range(writers + readers)]
    with serving() as port:
        until = Until(time.monotonic() + seconds)
        with at_work(by, people, (writers, readers), until, port, logs):
            pass
    told = [line for log in logs for line in log.lines()]
    found = lost(by, told) + turned_away(told)
    said = _sentence(told, Entry.objects.of(by.organisation).count() / seconds, bare)
    assert not found, f"seed {seed}: {'; '.join(found[:5])} ({len(found)} in all); {said}"
    return f"{said}, nothing lost"


def _sentence(told: list[dict[str, Any]], speed: float, bare: float) -> str:
    waits = sorted(one for line in told for one in line.get("took", ()))
    pages = [one for line in told for one in line.get("statuses", ())]
    return (
        f"{speed:.0f} writes a second (bare inserts by one: {bare:.0f}), {len(pages)} pages "
        f"looked at, median {median(waits):.2f} s, longest {waits[-1]:.2f} s"
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
