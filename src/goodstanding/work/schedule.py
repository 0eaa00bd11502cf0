"""When what runs. The table below is the truth; the rows of the queue are made from it."""

from datetime import datetime
from typing import NamedTuple

from django_q.models import Schedule


class Regular(NamedTuple):
    """A job that runs again and again, safe to run twice."""

    name: str
    job: str
    minutes: int


REGULARS = (
    Regular("heartbeat", "goodstanding.work.jobs.beat", 1),
    Regular("new day", "goodstanding.work.jobs.begin_days", 15),
    Regular("verify", "goodstanding.work.jobs.verify", 30),
    Regular("backup", "goodstanding.work.jobs.back_up", 5),
    Regular("restore drill", "goodstanding.work.jobs.hold_drill", 60),
    Regular("standings", "goodstanding.work.jobs.catch_up_all", 1),
    Regular("imports", "goodstanding.work.jobs.finish_imports", 1),
    Regular("plans", "goodstanding.work.jobs.make_plans", 1),
    Regular("certificates", "goodstanding.work.jobs.read_certificates", 1),
    Regular("answers", "goodstanding.work.jobs.fetch_answers", 5),
    Regular("letters", "goodstanding.work.jobs.send_letters", 1),
    Regular("statistics", "goodstanding.work.jobs.gather_statistics", 60),
    Regular("old sessions", "goodstanding.work.jobs.forget_sessions", 24 * 60),
)


def write(now: datetime) -> None:
    """Bring the rows to what the table says; everything is due at once.

    What was missed while the worker was away runs once, not as often as it was missed.
    """
    Schedule.objects.exclude(name__in=[one.name for one in REGULARS]).delete()
    for one in REGULARS:
        Schedule.objects.update_or_create(
            name=one.name,
            defaults={
                "func": one.job,
                "schedule_type": Schedule.MINUTES,
                "minutes": one.minutes,
                "repeats": -1,
                "next_run": now,
            },
        )
