"""The jobs: each acts through rows of ours and may run twice without harm."""

import logging

from django.core.management import call_command

from goodstanding.services import health, new_day, regular_backups, verifying
from goodstanding.work import drill

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


def forget_sessions() -> None:
    """Remove sessions that have expired, and marks that nothing is recorded twice."""
    call_command("clearsessions")


def verify() -> None:
    """Verify every company's record once a night."""
    verifying.verify_if_due()


def back_up() -> None:
    """Make a backup if one is due."""
    regular_backups.make_if_due()


def hold_drill() -> None:
    """Restore the newest backup somewhere else and verify it, once a week."""
    drill.hold_if_due()
