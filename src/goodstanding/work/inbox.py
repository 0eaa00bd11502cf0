"""Fetches what has come into the mailbox: answers to letters, and certificates that people of the
company send. All else stays there as it was; what was looked at carries a mark, so that it is not
fetched again."""

import imaplib
import logging
from datetime import date, timedelta

from django.conf import settings
from imap_tools import AND, BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from goodstanding.services import leases
from goodstanding.services.certificates import mailed
from goodstanding.services.submitting import inbox

MARK = "GoodStanding"
_AT_ONCE = 200
_LASTS = timedelta(minutes=10)
_SINCE = timedelta(days=60)
_log = logging.getLogger(__name__)


def fetch(today: date) -> int:
    """Take in whatever is new; how many messages were about letters of ours. Nothing without a
    mailbox."""
    if not settings.IMAP_HOST:
        return 0
    with leases.held("inbox", _LASTS) as lease:
        if lease is None:
            return 0
        try:
            return _fetched(today)
        except (OSError, imaplib.IMAP4.error, ImapToolsError) as error:
            _log.warning("The mailbox could not be read: %s", type(error).__name__)
            return 0


def _fetched(today: date) -> int:
    taken = 0
    with _mailbox() as box:
        asked = AND(no_keyword=MARK, date_gte=today - _SINCE)
        for message in box.fetch(asked, mark_seen=False, limit=_AT_ONCE, bulk=False):
            content = message.obj.as_bytes()
            answer = inbox.receive(content)
            if answer is None:
                mailed.take(content)
            box.flag([message.uid or ""], [MARK], True)
            taken += answer is not None
    return taken


def _mailbox() -> BaseMailBox:
    secure = settings.IMAP_SCHEME == "imaps"
    kind = MailBox if secure else MailBoxUnencrypted
    box = kind(settings.IMAP_HOST, settings.IMAP_PORT, timeout=30)
    return box.login(settings.IMAP_USER, settings.IMAP_PASSWORD, settings.IMAP_FOLDER)
