"""Whether the last message could be sent; kept in the data folder, as a database may be away."""

import json
import smtplib
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

_FILE = "mail-trouble.json"


class Failure(NamedTuple):
    """A message that could not be sent: when (UTC), and why, without anybody's address."""

    at: str
    why: str


def failed(home: Path, error: OSError) -> None:
    """A message could not be sent."""
    failure = Failure(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", reason(error))
    try:
        (home / _FILE).write_text(json.dumps(failure._asdict()), "utf-8")
    except OSError:
        return  # the disk is another line's trouble


def went(home: Path) -> None:
    """A message was sent: whatever was in the way is over."""
    try:
        (home / _FILE).unlink(missing_ok=True)
    except OSError:
        return


def last_failure(home: Path) -> Failure | None:
    """Why the last message could not be sent; None when it could."""
    try:
        return Failure(**json.loads((home / _FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def reason(error: OSError) -> str:
    """Why, in a word and a number: what servers answer repeats addresses."""
    code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else error.errno
    return f"{type(error).__name__}, {code}" if code else type(error).__name__
