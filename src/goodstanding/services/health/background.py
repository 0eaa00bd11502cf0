"""What happens in the background: the worker, its queue, backups, drills, verifying; pauses."""

from datetime import datetime, timedelta

from django.db import Error
from django.db.models import Min
from django.utils import timezone
from django_q.models import Failure, OrmQ, Schedule

from goodstanding.engine.wording import counted
from goodstanding.records.models import Heartbeat, Organisation, Outcome, Pause
from goodstanding.services import outcomes
from goodstanding.services.health.line import Line, Lines, ill, look

WORKER = "worker"
"""The name under which the worker says that it is at work."""
PATIENCE = timedelta(minutes=5)
"""A worker that has said nothing for so long is taken for dead; it speaks every minute."""
_SOON = timedelta(minutes=1)
"""Within which the worker takes what is due."""
LONG_QUEUE = timedelta(minutes=15)
"""A job that has waited for so long is one that nobody takes."""
OLD_BACKUP, OLD_DRILL, OLD_VERIFY = timedelta(hours=36), timedelta(days=9), timedelta(hours=50)
_START = (
    "Is it running? Start goodstanding serve, or goodstanding work alone; its log says why not."
)


def worker() -> Lines:
    """Whether the worker says that it is at work."""
    try:
        last = Heartbeat.objects.filter(name=WORKER).values_list("at", flat=True).first()
    except Error:
        return  # said already
    if last is None or timezone.now() - last > PATIENCE:
        told = "The worker in the background has said nothing for five minutes."
        yield ill("worker", "Background", told, _START, vital=True)
    else:
        yield Line("worker", "Background", f"The worker was at work {_ago(last)}.")


def queue() -> Lines:
    """How many jobs wait, since when, and whether any failed."""
    now = timezone.now()
    waiting = OrmQ.objects.filter(lock__lte=now)
    due = Schedule.objects.filter(next_run__lte=now - _SOON).exclude(repeats=0)
    since = waiting.aggregate(oldest=Min("lock"))["oldest"]
    late = due.aggregate(oldest=Min("next_run"))["oldest"]
    oldest = min((one for one in (since, late) if one), default=None)
    many = counted(waiting.count() + due.count(), "job")
    told = f"{many} waiting, the oldest since {_since(oldest)}." if oldest else "Nothing waits."
    failed = Failure.objects.filter(stopped__gt=now - timedelta(days=1)).count()
    if oldest and now - oldest > LONG_QUEUE:
        yield ill("queue", "Queue", told, f"Nobody takes what waits. {_START}")
    elif failed:
        told = f"{told} In the last day {counted(failed, 'job')} failed."
        yield look("queue", "Queue", told, "The log of the worker says why; they are tried again.")
    else:
        yield Line("queue", "Queue", told)


def backup() -> Lines:
    """The last backup."""
    began = Organisation.objects.filter(is_demo=False).aggregate(first=Min("made_at"))["first"]
    remedy = (
        "Let goodstanding serve run through the night, or make one now with goodstanding backup. "
        "Where it failed, the reason stands here: mostly a folder that is full or gone."
    )
    if began is not None:
        yield _run(outcomes.BACKUP, "Last backup", OLD_BACKUP, began, remedy)


def drill() -> Lines:
    """The last time that a backup was restored to try it."""
    last = outcomes.last(outcomes.DRILL)
    if last is not None:
        remedy = "Restore the newest backup into an empty folder yourself: goodstanding restore."
        yield _run(outcomes.DRILL, "Last restore drill", OLD_DRILL, last.began_at, remedy)


def verified() -> Lines:
    """The last time that the record was verified."""
    began = Organisation.objects.aggregate(first=Min("made_at"))["first"]
    remedy = (
        "Run goodstanding verify on the server: it names what differs. Change nothing before you "
        "know how it came about; the last backup before that is what you go back to."
    )
    if began is not None:
        yield _run(outcomes.VERIFY, "Last verified", OLD_VERIFY, began, remedy)


def outgoing() -> Lines:
    """Whether anything goes out of its own accord."""
    for pause in Pause.objects.order_by("since"):
        told = f"Nothing goes out of its own accord since {_since(pause.since)}: {pause.why}"
        remedy = "When this copy is the one that is to write to people: goodstanding resume."
        yield look("outgoing", "Outgoing", told, remedy)


def _run(name: str, title: str, old: timedelta, began: datetime, remedy: str) -> Line:
    """How something went that runs now and then. A new installation has some time for the first;
    `began` is when it could have run at the earliest."""
    last = outcomes.last(name)
    good_at = last.good_at if last else None
    told = _told(last)
    if last and last.ended_at and not last.good:
        return ill(name, title, told, remedy)
    if timezone.now() - (good_at or began) > old:
        when = f"The last good one was {_since(good_at)}." if good_at else "There is none."
        return ill(name, title, f"{when} {told}".strip(), remedy)
    return Line(name, title, told or "Not yet; it comes with the night.")


def _told(last: Outcome | None) -> str:
    if last is None:
        return ""
    if last.ended_at is None:
        return f"It runs since {_since(last.began_at)}."
    went = "" if last.good else "It failed. "
    return f"{_since(last.ended_at)}: {went}{last.told}".strip()


def _since(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _ago(at: datetime) -> str:
    seconds = max(0, round((timezone.now() - at).total_seconds()))
    return f"{counted(seconds, 'second')} ago"
