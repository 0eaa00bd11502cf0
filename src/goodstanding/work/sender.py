"""Sends letters to bodies: one recipient in one transaction, and it knows how far each came.

What a server answers before the content (DATA) leaves is final: 4xx is put off, 5xx refused, a
connection that fails put off. After it began to leave, only 250 (sent) and 5xx (refused) are
clear; everything else, silence too, is *unknown* and is never tried again by a machine.
"""

import logging
import re
import smtplib
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections

from goodstanding.records.models import Passage
from goodstanding.services import pausing
from goodstanding.services.leases import Lost
from goodstanding.services.submitting import sending
from goodstanding.services.submitting.sending import Claim, Stale

_LONGEST = 300
"""Seconds after which no other letter is begun; the queue ends a job after 600."""
_ADDRESSES = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")
_log = logging.getLogger(__name__)


class _Answered(Exception):
    """The server said something else than it should have."""

    def __init__(self, code: int, text: bytes) -> None:
        super().__init__(code)
        self.code, self.text = code, text


def send_due() -> int:
    """Send whatever is due; how many were tried."""
    sending.sweep()
    until, tried = time.monotonic() + _LONGEST, 0
    while numbers := sending.due():
        before = tried
        for number in numbers:
            if time.monotonic() > until or pausing.paused() is not None:
                return tried
            tried += send(number)
        if tried == before:
            return tried  # somebody else is at all of them
    return tried


def send(number: int) -> bool:
    """Try one delivery; False when somebody else is at it."""
    close_old_connections()
    claimed = sending.claim(number)
    if claimed is None:
        return False
    try:
        _deliver(claimed)
    except Stale:
        _log.info("A letter was held back.", extra={"delivery": number})
    except Lost:
        _log.warning("A delivery took too long.", extra={"delivery": number})
    return True


def _deliver(claimed: Claim) -> None:
    if not settings.EMAIL_URL or claimed.demo:
        why = "A demonstration sends nothing." if claimed.demo else "No mail server is set up."
        sending.begin(claimed)
        sending.settle(claimed, Passage.WRITTEN, why, _write(claimed))
        return
    state, said = by_server(claimed)
    sending.settle(claimed, state, said)


def by_server(claimed: Claim) -> tuple[Passage, str]:
    """Send by the mail server: what became of it, and what the server said."""
    try:
        with _connection() as server:
            _named(server, claimed)
            sending.begin(claimed)
            return _content(server, claimed.content)
    except _Answered as answer:
        return _before(answer.code), _said(answer.code, answer.text)
    except smtplib.SMTPResponseException as error:
        return _before(error.smtp_code), _said(error.smtp_code, error.smtp_error)
    except (OSError, ssl.SSLError, smtplib.SMTPException, UnicodeError, ValueError) as error:
        return Passage.DEFERRED, f"The mail server could not be reached ({type(error).__name__})."


def _before(code: int) -> Passage:
    """What an answer means before the content left. A server that refuses the sign-in or has no
    encryption is a matter of settings, which a later try finds mended."""
    return Passage.REFUSED if 500 <= code < 600 and code not in _OF_SETTINGS else Passage.DEFERRED


_OF_SETTINGS = {500, 501, 502, 503, 504, 530, 534, 535, 538}


@cache
def _secure() -> ssl.SSLContext:
    """What proves the server's name. Reading the machine's authorities takes a while: once."""
    return ssl.create_default_context()


@contextmanager
def _connection() -> "Iterator[smtplib.SMTP]":
    host, port, patience = settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_PACE.patience
    server = (
        smtplib.SMTP_SSL(host, port, timeout=patience, context=_secure())
        if settings.EMAIL_USE_SSL
        else smtplib.SMTP(host, port, timeout=patience)
    )
    try:
        server.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS:
            server.starttls(context=_secure())
            server.ehlo()
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        yield server
    finally:
        _leave(server)


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye, whatever the server makes of it: what was settled stays so."""
    try:
        if server.sock is not None:
            server.sock.settimeout(2)
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _named(server: smtplib.SMTP, claimed: Claim) -> None:
    """Say from whom and to whom; raises _Answered unless both are taken."""
    for code, text in (server.mail(claimed.comes_back_to), server.rcpt(claimed.recipient)):
        if code not in (250, 251):
            raise _Answered(code, text)


def _content(server: smtplib.SMTP, content: bytes) -> tuple[Passage, str]:
    """Send the content and hear what the server says to it. An _Answered before it left goes on
    to the caller; nothing else does."""
    try:
        code, text = server.docmd("data")
    except (OSError, smtplib.SMTPException):
        return Passage.UNKNOWN, "The connection broke as the content was about to leave."
    if code != 354:
        raise _Answered(code, text)
    try:
        assert server.sock is not None  # noqa: S101 - it has just answered
        server.sock.settimeout(settings.EMAIL_PACE.patience_after)
        server.send(_stuffed(content))
        code, text = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Passage.UNKNOWN, f"No answer came to the content ({type(error).__name__})."
    if 200 <= code < 300:
        return Passage.SENT, _said(code, text)
    return (Passage.REFUSED if 500 <= code < 600 else Passage.UNKNOWN), _said(code, text)


def _stuffed(content: bytes) -> bytes:
    """The content as it travels: a dot that begins a line is doubled, and a lone one ends it."""
    doubled = re.sub(rb"(?m)^\.", b"..", content)
    return doubled + (b"" if doubled.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _said(code: int, text: bytes | str) -> str:
    """What a server said, without anybody's address."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {_ADDRESSES.sub('(address)', ' '.join(words.split()))}"[:500]


def _write(claimed: Claim) -> str:
    """The letter as a file of its own name, so that a second try writes the same."""
    folder = Path(settings.EMAIL_FILE_PATH)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"submission-{claimed.submission}.eml"
    fresh = file.with_suffix(f".{claimed.token}")
    fresh.touch(mode=0o600)
    fresh.write_bytes(claimed.content)
    fresh.replace(file)
    return file.name
