"""Where mail goes: to the server that EMAIL_URL names, else into files. Where answers come from:
the mailbox that IMAP_URL names."""

import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from goodstanding.config.env import Misconfigured

_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
_MAILBOXES = {"imaps": 993, "imap": 143}
_RETURN = re.compile(r"[A-Za-z0-9._-]{1,24}@(?:[A-Za-z0-9-]+\.)*[A-Za-z0-9-]+")
"""Short, as a number and a proof are put in and 64 characters are the limit."""
_RIGHT = "write smtp+tls://NAME:PASSWORD@SERVER:587, smtps://… or smtp://…"


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a letter to a body may take. `held` has to be longer than greeting, signing in and
    naming the recipient can take; `on_its_way` longer than the content and the answer to it."""

    patience: float = 30.0
    """Seconds for the server to answer anything but the content."""
    patience_after: float = 300.0
    """Seconds for it to take the content and say that it has it."""
    held: timedelta = timedelta(minutes=3)
    on_its_way: timedelta = timedelta(minutes=10)
    first_delay: timedelta = timedelta(minutes=5)
    longest_delay: timedelta = timedelta(hours=6)
    most_tries: int = 24

    def delay(self, tries: int) -> timedelta:
        """How long a delivery that was put off waits, the longer the more often."""
        return min(self.first_delay * int(2 ** min(tries, 20)), self.longest_delay)


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. `smtp+tls` begins in the clear and then encrypts; `smtps` always does."""

    scheme: str
    host: str
    port: int
    user: str
    password: str

    def tells_the_password(self) -> bool:
        """Whether it would send the password over a network unencrypted."""
        return self.scheme == "smtp" and bool(self.password) and self.host not in _THIS_MACHINE


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox that answers come into; `imap` is for a server on this machine only."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    folder: str


def read_mailbox(url: str) -> Mailbox:
    """The mailbox that IMAP_URL names; raises Misconfigured without repeating the password."""
    right = "write imaps://NAME:PASSWORD@SERVER or imaps://NAME:PASSWORD@SERVER/FOLDER"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Misconfigured(f"IMAP_URL is no address of a mailbox: {right}.") from None
    if parts.scheme not in _MAILBOXES or not host or not parts.username:
        raise Misconfigured(f"IMAP_URL is no address of a mailbox: {right}.")
    if parts.scheme == "imap" and host not in _THIS_MACHINE:
        raise Misconfigured(f"IMAP_URL would send its password unencrypted: {right}.")
    return Mailbox(
        parts.scheme,
        host,
        port or _MAILBOXES[parts.scheme],
        unquote(parts.username),
        unquote(parts.password or ""),
        unquote(parts.path.strip("/")) or "INBOX",
    )


def read_bounces(address: str) -> str:
    """The address that EMAIL_BOUNCES names; raises Misconfigured unless "+…" can be put into it."""
    if not _RETURN.fullmatch(address):
        raise Misconfigured(
            f"EMAIL_BOUNCES is “{address}”: write a plain address such as "
            "submissions@company.example, to which your mail server also delivers what comes to "
            "submissions+anything@company.example."
        )
    return address


def read(url: str) -> Server:
    """The server that EMAIL_URL names; raises Misconfigured without repeating the password."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Misconfigured(f"EMAIL_URL is no address of a mail server: {_RIGHT}.") from None
    if parts.scheme not in _PORTS or not host:
        raise Misconfigured(f"EMAIL_URL is no address of a mail server: {_RIGHT}.")
    return Server(
        parts.scheme,
        host,
        port or _PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )
