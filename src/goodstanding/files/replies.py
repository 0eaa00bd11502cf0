"""What comes back by mail: which letter it is about, whether it bounced, what it says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

MOST_TEXT = 20_000
_ID = re.compile(r"<[^<>\s]{3,250}>")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,250}")
_RECIPIENTS = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc")
_SERVERS = {"mailer-daemon", "postmaster"}
_DELAYED = re.compile(r"(?i)\b(delay|delayed|warning|still being retried)\b")
_TAGS = re.compile(r"<[^>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Reply:
    """A message that came in. `refers_to` are the Message-IDs that it names, its own excluded;
    `came_to` the addresses that it went to, as far as servers wrote them down; `bounced`: a mail
    server says that a letter could not be delivered, for good, to `failed`, where it says so."""

    message_id: str
    refers_to: tuple[str, ...]
    came_to: tuple[str, ...]
    bounced: bool
    failed: tuple[str, ...]
    sender: str
    subject: str
    text: str
    at: datetime | None


def read(content: bytes) -> Reply:
    """A message as it came. Whatever is wrong with it, what can be read is."""
    message = message_from_bytes(content, policy=default)
    own = _ids(message, "Message-ID")
    named = dict.fromkeys(
        [*_ids(message, "In-Reply-To"), *_ids(message, "References"), *_returned(message)]
    )
    return Reply(
        own[0] if own else "",
        tuple(one for one in named if one not in own),
        _came_to(message),
        _bounced(message),
        tuple(dict.fromkeys(_failed(message))),
        parseaddr(_header(message, "From"))[1][:254],
        _header(message, "Subject")[:400],
        _text(message)[:MOST_TEXT],
        _at(message),
    )


def _header(message: Message, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (MessageError, ValueError, IndexError, LookupError):  # what a stranger has written
        return ""


def _ids(message: Message, name: str) -> list[str]:
    return _ID.findall(_header(message, name))


def _returned(message: Message) -> Iterator[str]:
    """Message-IDs of what was sent back with it, whole or its headers alone."""
    for part in message.walk():
        if part is message:
            continue
        if part.get_content_type() == "text/rfc822-headers":
            found = re.search(r"(?im)^message-id:\s*(<[^<>\s]{3,250}>)", _words(part))
            yield from [found[1]] if found else []
        else:
            yield from _ids(part, "Message-ID")


def _came_to(message: Message) -> tuple[str, ...]:
    lines = [line for name in _RECIPIENTS for line in _lines(message, name)]
    return tuple(dict.fromkeys(one for line in lines for one in _ADDRESS.findall(line)))[:50]


def _lines(message: Message, name: str) -> list[str]:
    try:
        return [str(line)[:2000] for line in message.get_all(name, [])]
    except (MessageError, ValueError, IndexError, LookupError):  # what a stranger has written
        return []


def _bounced(message: Message) -> bool:
    """Whether a report of delivery says that it failed, for good; where there is no report, whether
    a mail server writes, and of more than a delay."""
    reports = list(_reports(message))
    if reports:
        return any(_header(one, "Action").casefold() == "failed" for one in reports)
    if message.get("X-Failed-Recipients"):
        return True
    local = parseaddr(_header(message, "From"))[1].partition("@")[0].casefold()
    return local in _SERVERS and not _DELAYED.search(_header(message, "Subject"))


def _failed(message: Message) -> Iterator[str]:
    """Whom it could not be delivered to."""
    for one in _reports(message):
        if _header(one, "Action").casefold() == "failed":
            for name in ("Original-Recipient", "Final-Recipient"):
                yield from _ADDRESS.findall(_header(one, name))
    for line in _lines(message, "X-Failed-Recipients"):
        yield from _ADDRESS.findall(line)


def _reports(message: Message) -> Iterator[Message]:
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            if isinstance(blocks, list):
                yield from (one for one in blocks if isinstance(one, Message))


def _text(message: Message) -> str:
    body = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
    if body is None:
        return ""
    words = _words(body)
    return (_TAGS.sub(" ", words) if body.get_content_type() == "text/html" else words).strip()


def _words(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset() or "utf-8", "replace").replace("\0", "")
    except LookupError:
        return content.decode("utf-8", "replace").replace("\0", "")


def _at(message: Message) -> datetime | None:
    try:
        return parsedate_to_datetime(_header(message, "Date"))
    except (TypeError, ValueError, OverflowError):
        return None
