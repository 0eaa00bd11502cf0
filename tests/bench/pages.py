"""Pages of a large company beside a bare page of the same server, in the same run.

The bare page is the one to sign in: it has the house around it and asks nothing of a company.
A real server answers; every page is asked for in turn, so that a slow machine slows all.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from random import Random

PEOPLE, BRANCHES = 10_000, 40
CODES = ("WRT", "ASD", "AMRT", "FSRT", "OCT", "CCT", "UFT", "HST")
ROUNDS = 41
BARE = "/accounts/login/"
AIMS = {"/team/": 5, "/": 3, "person": 3}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GOODSTANDING_HOME"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "goodstanding.config.settings"
        session, person = lay_out()
        port = free_port()
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-access-log"),
                *("--log-level", "warning", "--host", "127.0.0.1", "--port", str(port)),
                *("--workers", "1", "goodstanding.config.wsgi:application"),
            ]
        )
        try:
            measure(port, session, person)
        finally:
            server.terminate()
            server.wait(20)


def measure(port: int, session: str, person: int) -> None:
    """Each page again and again, and each right after somebody's credit has been recorded:
    somebody else's each time, whose own page it then is."""
    pages = {BARE: BARE, "/team/": "/team/", "/": "/", "person": f"/people/{person}/"}
    await_answer(port)
    client = http.client.HTTPConnection("127.0.0.1", port)
    for name, url in pages.items():
        ask(client, url, "" if name == BARE else session)
    taken: dict[str, list[float]] = {name: [] for name in pages}
    changed: dict[str, list[float]] = {name: [] for name in AIMS}
    for _ in range(ROUNDS):
        for name, url in pages.items():
            taken[name].append(ask(client, url, "" if url == BARE else session))
    for number in range(person + 1, person + 1 + ROUNDS):
        pages["person"] = f"/people/{number}/"
        for name, times in changed.items():
            record(number)
            times.append(ask(client, pages[name], session))
    bare = statistics.median(taken[BARE])
    titles = f"{'page':<18} {'median ms':>10} {'× bare':>7} {'aim':>5}"
    print(f"{titles} {'after a write: ms':>18} {'× bare':>7}")
    for name, times in taken.items():
        median = statistics.median(times)
        print(f"{name:<18} {median * 1e3:>10.2f} {median / bare:>7.2f}", end="")
        if name in AIMS:
            after = statistics.median(changed[name])
            print(f" {f'≤ {AIMS[name]}':>5} {after * 1e3:>18.2f} {after / bare:>7.2f}", end="")
        print()


def record(number: int) -> None:
    """Half a credit of one person, by another process than the server's."""
    import django

    django.setup()
    from goodstanding.engine.standing.facts import State
    from goodstanding.records.models import Membership, Person
    from goodstanding.services.credits import CreditDetails, record_credit
    from goodstanding.web.door import actor_for

    by = actor_for(Membership.objects.get(), "Olive")
    person = Person.objects.of(by.organisation).get(pk=number)
    record_credit(by=by, person=person, details=CreditDetails("Talk", by.today, 50, State.EARNED))


def ask(client: http.client.HTTPConnection, url: str, session: str) -> float:
    start = time.perf_counter()
    client.request("GET", url, headers={"Cookie": f"sessionid={session}"} if session else {})
    answer = client.getresponse()
    body = answer.read()
    took = time.perf_counter() - start
    if answer.status != 200:
        raise RuntimeError(f"{url}: {answer.status} {body[:200]!r}")
    return took


def lay_out() -> tuple[str, int]:
    """A company with 10,000 people and 40,000 credentials; a session of its owner; a person."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from goodstanding.records.models import Membership, User
    from goodstanding.services.organisations import found_company
    from goodstanding.web.door import actor_for

    user = User.objects.create(email="owner@large.example", name="Olive Owner")
    names = [f"Branch {number:02}" for number in range(BRANCHES)]
    company = found_company(
        user=user, name="Large Restoration (fictional)", time_zone="UTC", branches=names
    )
    person = fill(actor_for(Membership.objects.get(user=user, organisation=company), "Olive"))
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return store.session_key, person


def fill(by) -> int:
    """People and their facts, by one entry of the journal, as an import writes them."""
    from goodstanding.engine.standing.facts import State
    from goodstanding.records import statistics as statistics_of_tables
    from goodstanding.records.facts import CredentialStates, CreditStates, as_json
    from goodstanding.records.models import Branch, FactKind, Person
    from goodstanding.services.access import May
    from goodstanding.services.catching_up import catch_up
    from goodstanding.services.verbs import verb

    random = Random(7)
    branches = list(Branch.objects.of(by.organisation))
    with verb(by, May.IMPORT) as draft:
        people = Person.objects.of(by.organisation).bulk_create(
            [
                Person(
                    organisation=by.organisation,
                    name=f"Person {number:05} Example",
                    number=f"P-{number}",
                    branch=random.choice(branches),
                    role="Technician",
                )
                for number in range(PEOPLE)
            ],
            batch_size=1000,
        )
        for person in people:
            for code in random.sample(CODES, 4):
                issued = by.today - timedelta(days=random.randrange(10, 2_400))
                draft.record(
                    FactKind.CREDENTIAL, person, as_json(CredentialStates(code, issued)), {}
                )
            for _ in range(5):
                earned = by.today - timedelta(days=random.randrange(1, 1_400))
                states = CreditStates(
                    "IICRC", earned, random.choice((200, 350, 700)), random_state(random, State)
                )
                draft.record(FactKind.CREDIT, person, as_json(states), {"title": "Class"})
        draft.what = "Laid out"
    catch_up(by.organisation.pk)
    statistics_of_tables.gather()  # as the worker does every hour
    return people[PEOPLE // 2].pk


def random_state(random: Random, state):
    return random.choice((state.POSTED, state.POSTED, state.SUBMITTED, state.EARNED))


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def await_answer(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


if __name__ == "__main__":
    print(f"Pages of a company with {PEOPLE:,} people and {4 * PEOPLE:,} credentials")
    main()
