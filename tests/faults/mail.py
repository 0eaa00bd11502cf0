"""Letters, a mail server with every fault, two workers that are killed: `python -m faults.mail`.

Each letter goes to an address that asks the server for a fault, now and then the server greets too
late, and the workers are killed (or stopped for so long that their claims end, and let go on) at
random moments. Who judges in the end reads two things: the server's log of what it took, and the
final state of the record.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from faults.kills import divided
from faults.world import bring_in, closed, set_up, team_of
from mail_server import Server, mail_server

if TYPE_CHECKING:
    from goodstanding.services.access import Actor

BODIES = (
    *("none", "none", "none", "none", "grey", "refused", "later", "drop-before", "refused-after"),
    *("drop-after", "hang-after", "later-after", "drop-done"),
)
COPIES = ("none", "none", "none", "refused", "drop-after")
FINAL = {"sent", "refused", "unknown"}


def lay_out(dice: Random, letters: int) -> "Actor":
    """A company that has queued so many letters."""
    import company as cast
    from goodstanding.records.models import Consent, Delivery, Person
    from goodstanding.services.submitting.making import submit

    by = cast.actor(cast.company(f"C{dice.randrange(10**9)} Restoration"))
    bring_in(by, "Ann N", letters)
    team = team_of(by)
    for person in team:
        person.number = str(person.pk)
        person.email = f"{dice.choice(COPIES)}-{person.pk}@copy.example"
    Person.objects.of(by.organisation).bulk_update(team, ["number", "email"], batch_size=200)
    Consent.objects.of(by.organisation).bulk_create(
        Consent(organisation=by.organisation, person=one, given_on=date(2026, 1, 2)) for one in team
    )
    for start in range(0, letters, 250):
        some = team[start : start + 250]
        cast.attended(by, *some, provider="Larch School", approved=True)
        submit(by=by, people=some, all_the_same=True)
    ways = list(Delivery.objects.of(by.organisation).filter(copy=False))
    for number, way in enumerate(ways):
        way.recipient = f"{BODIES[number % len(BODIES)]}-{way.pk}@body.example"
    Delivery.objects.of(by.organisation).bulk_update(ways, ["recipient"], batch_size=200)
    return by


def hurry(haste: float) -> None:
    """Seconds instead of minutes. A claim still lasts longer than what is done under it, unless the
    machine is slow: then more becomes unknown, and nothing else."""
    from django.conf import settings

    from goodstanding.config.mail import Pace
    from goodstanding.services.submitting import sending

    settings.EMAIL_PACE = Pace(
        patience=0.8 / haste,
        patience_after=0.4 / haste,
        held=timedelta(seconds=3 / haste),
        on_its_way=timedelta(seconds=2 / haste),
        first_delay=timedelta(seconds=0.1 / haste),
        longest_delay=timedelta(seconds=0.4 / haste),
        most_tries=6,
    )
    sending.AT_ONCE = 40


def work() -> None:
    """A worker: sends until it is killed. A job that fails is begun again by the queue; SQLite
    refuses whoever comes while what a kill has left is rolled back."""
    from django.db import OperationalError

    from goodstanding.work import sender

    while True:
        with suppress(OperationalError):
            sender.send_due()
        time.sleep(0.05)


class Worker:
    """A worker's process, and when its life is going to be disturbed."""

    def __init__(self, dice: Random, longest: float) -> None:
        self.number = divided(work)
        self.until = time.monotonic() + dice.uniform(0.05, longest)
        self.stopped = False

    def stop(self, seconds: float) -> None:
        """Stop it for longer than its claims last; it goes on afterwards as if nothing were."""
        os.kill(self.number, signal.SIGSTOP)
        self.stopped, self.until = True, time.monotonic() + seconds

    def go_on(self, dice: Random, longest: float) -> None:
        """Let it go on."""
        os.kill(self.number, signal.SIGCONT)
        self.stopped, self.until = False, time.monotonic() + dice.uniform(0.05, longest)

    def kill(self) -> None:
        """Kill it."""
        os.kill(self.number, signal.SIGKILL)
        os.waitpid(self.number, 0)


def torment(by: "Actor", dice: Random, kills: int, longest: float) -> Counter[str]:
    """Have two workers send everything, killing and stopping them; what was done to them."""
    done: Counter[str] = Counter()
    with closed():
        workers = [Worker(dice, longest) for _ in range(2)]
    try:
        while not is_quiet(by):
            time.sleep(0.1)
            for at, worker in enumerate(workers):
                if time.monotonic() < worker.until or done["kills"] >= kills > 0:
                    if worker.stopped and time.monotonic() >= worker.until:
                        worker.go_on(dice, longest)
                    continue
                if worker.stopped:
                    worker.go_on(dice, longest)
                elif dice.random() < 0.1 and longest > 1:
                    worker.stop(4.0)
                    done["stops"] += 1
                else:
                    worker.kill()
                    done["kills"] += 1
                    with closed():
                        workers[at] = Worker(dice, longest)
    finally:
        for worker in workers:
            worker.kill()
    return done


def is_quiet(by: "Actor") -> bool:
    """Whether nothing is on its way any more."""
    from django.db import OperationalError

    from goodstanding.records.models import Delivery

    rows = Delivery.objects.of(by.organisation)
    try:
        return not rows.filter(state__in=["queued", "deferred", "sending"]).exists()
    except OperationalError:
        return False


def wrong(by: "Actor", taken: list[tuple[str, str]]) -> list[str]:
    """What is not as it must be, by the server's log and the final state alone."""
    from goodstanding.records.models import Delivery, Fact, Submission, SubmittedCredit
    from goodstanding.services.submitting.showing import doubts

    log, found = Counter(taken), []
    found += [f"the server took {mark} {many} times" for mark, many in log.items() if many > 1]
    seen = {one.delivery.pk for one in doubts(by.organisation)}
    rows = Delivery.objects.of(by.organisation).select_related("submission")
    states: dict[Any, str] = {
        row.key: row.states["state"]
        for row in Fact.objects.of(by.organisation).filter(kind="credit", superseded_seq=None)
    }
    credits = dict(SubmittedCredit.objects.of(by.organisation).values_list("submission", "credit"))
    for row in rows:
        mark = (row.submission.message_id, row.recipient)
        found += _of_one(row.state, bool(log.pop(mark, 0)), row.pk in seen, f"{row.recipient}")
        if not row.copy:
            submitted = states[credits[row.submission_id]] == "submitted"
            if submitted != (row.state == "sent") or row.submission.state != row.state:
                found.append(f"{row.recipient}: {row.state}, but its letter or credit is not")
    found += [f"nobody knows why the server took {mark}" for mark in log]
    if rows.filter(copy=False).count() != Submission.objects.of(by.organisation).count():
        found.append("a letter has no way to the body")
    return found


def _of_one(state: str, taken: bool, visible: bool, name: str) -> list[str]:
    found = []
    if state not in FINAL | {"cancelled", "waiting"}:
        found.append(f"{name} was lost on its way: {state}")
    if state == "sent" and not taken:
        found.append(f"{name} is said to be sent, and the server never took it")
    if taken and state not in ("sent", "unknown"):
        found.append(f"{name} was taken by the server, and is {state}")
    if (state == "unknown") != visible:
        found.append(f"{name}: an unknown that nobody sees, or the other way round")
    return found


def run(server: Server, asked: argparse.Namespace) -> str:
    """All of it; what was done, as a sentence. AssertionError with what was found wrong."""
    from goodstanding.records.models import Delivery

    dice = Random(asked.seed)
    by = lay_out(dice, asked.letters)
    hurry(asked.haste)
    done = torment(by, dice, asked.kills, asked.longest)
    found = wrong(by, server.taken())
    assert not found, f"mail, seed {asked.seed}: {len(found)}: {'; '.join(found[:5])}"
    rows = Delivery.objects.of(by.organisation).filter(copy=False)
    fates = Counter(rows.values_list("state", flat=True))
    ends = ", ".join(f"{many} {state}" for state, many in sorted(fates.items()))
    was = f"{asked.letters} letters, {done['kills']} kills, {done['stops']} stops"
    return f"{was}: nothing lost, nothing twice, every unknown seen ({ends})"


def main() -> None:
    """Run it once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--letters", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=0, help="at most so many; 0: no limit")
    parser.add_argument("--longest", type=float, default=8.0, help="seconds that a worker lives")
    parser.add_argument("--haste", type=float, default=1.0, help="times as fast")
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mail-") as folder:
        log = Path(folder) / "log"
        with mail_server(log, hang=0.8 / asked.haste, slow=1.2 / asked.haste) as server:
            os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{server.moody}"
            os.environ["EMAIL_BOUNCES"] = "back@cascade.example"
            set_up(Path(folder) / "home")
            said = run(server, asked)
    sys.stdout.write(f"  {said} ({time.monotonic() - began:.0f} s)\n")


if __name__ == "__main__":
    main()
