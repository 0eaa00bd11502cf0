"""Messages to a body: composed once, frozen as bytes, read back when an answer refers to them.

No text that a person typed can end a header: every one is brought to a single line, and the
standard library's policy refuses whatever would be left.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import NamedTuple

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]+\.)*[A-Za-z0-9-]+")
_PLAIN_BYTES = SMTP.clone(cte_type="7bit")
"""Every server takes these, also one that knows nothing of 8 bits."""
_BOTH_ENDS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


class Attached(NamedTuple):
    """A file beside the letter."""

    name: str
    media_type: str
    content: bytes


class Mailbox(NamedTuple):
    """Somebody's name and plain address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written to whom. `unsent`: it is a draft, which a mail program opens for sending."""

    sender: Mailbox
    to: Mailbox
    subject: str
    text: str
    message_id: str
    at: datetime
    copies: tuple[Mailbox, ...] = ()
    replies: tuple[Mailbox, ...] = ()
    attached: tuple[Attached, ...] = ()
    original: bytes | None = None
    refers_to: str = ""
    unsent: bool = False


def is_address(text: str) -> bool:
    """Whether it is a plain mail address that any server takes: ASCII, one @, no blanks."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def mailbox(text: str) -> Mailbox | None:
    """The mailbox of "Cascade <credits@cascade.example>" or of a plain address."""
    name, address = parseaddr(_plain(text))
    return Mailbox(name, address) if is_address(address) else None


def composed(letter: Letter) -> bytes:
    """The bytes of a letter, with lines ended as mail servers want them."""
    message = EmailMessage(policy=_PLAIN_BYTES)
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = letter.message_id
    message["From"] = _address(letter.sender)
    message["To"] = _address(letter.to)
    if letter.copies:
        message["Cc"] = [_address(one) for one in letter.copies]
    if letter.replies:
        message["Reply-To"] = [_address(one) for one in letter.replies]
    message["Subject"] = _plain(letter.subject)
    if letter.refers_to:
        message["In-Reply-To"] = message["References"] = letter.refers_to
    if letter.unsent:
        message["X-Unsent"] = "1"
    message.set_content(letter.text)
    for one in letter.attached:
        kind, _, sort = one.media_type.partition("/")
        message.add_attachment(
            one.content, maintype=kind, subtype=sort or "octet-stream", filename=_plain(one.name)
        )
    if letter.original is not None:
        message.add_attachment(
            letter.original, maintype="application", subtype="octet-stream", filename="original.eml"
        )
    return message.as_bytes()


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as columns of plain text, the first row as their heads; the last column at the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = [_line(row, widths) for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    *most, last = zip(row, widths, strict=True)
    return "  ".join([*(cell.ljust(width) for cell, width in most), last[0].rjust(last[1])])


def _plain(text: str) -> str:
    return " ".join(_BOTH_ENDS.sub(" ", text).split())


def _address(one: Mailbox) -> Address:
    return Address(_plain(one.name), addr_spec=one.address)
