"""Certificates that a message carries: PDFs, and pictures that are no ornament of a signature."""

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.policy import default
from typing import NamedTuple

from goodstanding.files.certificates import kind

MOST = 20
"""So many of one message are taken."""
MOST_BYTES = 40_000_000
"""Of a message; a larger one is left alone."""
_LEAST_PICTURE = 30_000
"""Bytes under which a picture is a logo, not a certificate."""


class Attachment(NamedTuple):
    """A file in a message, by the name that it came with."""

    name: str
    content: bytes


def attachments(message: bytes) -> tuple[Attachment, ...]:
    """The files in a message that may be certificates. Whatever is wrong with it, the rest is
    taken."""
    if len(message) > MOST_BYTES:
        return ()
    parts = message_from_bytes(message, policy=default).walk()
    return tuple(one for one, _ in zip(_found(parts), range(MOST), strict=False))


def _found(parts: Iterator[Message]) -> Iterator[Attachment]:
    for part in parts:
        content = None if part.is_multipart() else _content(part)
        media_type = kind.media_type(content) if content else None
        if content and media_type and (media_type == kind.PDF or len(content) >= _LEAST_PICTURE):
            yield Attachment(_name(part), content)


def _content(part: Message) -> bytes | None:
    try:
        content = part.get_payload(decode=True)
    except (MessageError, ValueError, LookupError):  # what a stranger has written
        return None
    return content if isinstance(content, bytes) else None


def _name(part: Message) -> str:
    try:
        return part.get_filename() or "by e-mail"
    except (MessageError, ValueError, LookupError, TypeError):
        return "by e-mail"
