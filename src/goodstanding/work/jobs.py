"""The jobs: each acts through rows of ours and may run twice without harm."""

import logging

from django.core.management import call_command

from goodstanding.records import statistics
from goodstanding.services import (
    catching_up,
    health,
    imports,
    new_day,
    regular_backups,
    verifying,
    year_plans,
)
from goodstanding.services.certificates import reading
from goodstanding.services.clock import today_at
from goodstanding.work import drill, inbox, sender

_log = logging.getLogger(__name__)


def beat() -> None:
    """Say that schedule, queue and worker are at work."""
    health.beat()


def begin_days() -> None:
    """Bring every company's standings to its own today; one that fails holds up no other."""
    for company in new_day.companies():
        try:
            new_day.begin(company)
        except Exception:
            _log.exception("The standings of company %s could not be brought to today.", company)


def catch_up(company: int) -> None:
    """Work out the standings that a large verb has left to the background."""
    catching_up.catch_up(company)


def catch_up_all() -> None:
    """The same for every company, in case that a worker was stopped in the middle of it."""
    for company in catching_up.companies():
        catch_up(company)


def finish_import(number: int) -> None:
    """Record a large workbook that somebody has accepted."""
    imports.finish(number)


def finish_imports() -> None:
    """The same for every one, in case that a worker was stopped in the middle of it."""
    for number in imports.unfinished():
        finish_import(number)


def make_plan(number: int) -> None:
    """Make a plan that somebody has asked for."""
    year_plans.make(number)


def make_plans() -> None:
    """The same for every one, in case that a worker was stopped in the middle of it."""
    for number in year_plans.waiting():
        make_plan(number)


def read_certificates() -> None:
    """Read certificates that were brought in, also what a stopped worker has left."""
    reading.read_waiting()


def forget_sessions() -> None:
    """Remove sessions that have expired, and marks that nothing is recorded twice."""
    call_command("clearsessions")


def gather_statistics() -> None:
    """Let the database see what its tables hold, to choose by which index it looks for something.

    SQLite never does so by itself; PostgreSQL does.
    """
    statistics.gather()


def verify() -> None:
    """Verify every company's record once a night."""
    verifying.verify_if_due()


def back_up() -> None:
    """Make a backup if one is due."""
    regular_backups.make_if_due()


def hold_drill() -> None:
    """Restore the newest backup somewhere else and verify it, once a week."""
    drill.hold_if_due()


def fetch_answers() -> None:
    """Take in what has come into the mailbox."""
    inbox.fetch(today_at("UTC"))


def send_letters() -> None:
    """Send what is queued for bodies."""
    sender.send_due()
