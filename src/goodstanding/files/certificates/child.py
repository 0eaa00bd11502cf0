"""The child process: limits itself, reads one file with certificates, writes what it found.

Started as `main([task, limits as JSON, further arguments])` with the file on standard input. One
JSON object goes back: {"refused": sentence} or the answer of the task.
"""

import json
import sys
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from goodstanding.files.certificates.certificate import certificates
from goodstanding.files.certificates.limits import Limits
from goodstanding.files.certificates.pages import pages_of
from goodstanding.files.guarded.apart import limit_itself
from goodstanding.files.guarded.limits import Refused

DAMAGED = "is damaged, or needs more memory than reading may take: take another copy of it"

SILENT = "says nothing that reads as a certificate: look at it, and type its fields"


def main(arguments: list[str]) -> None:
    """Do the task with the file on standard input."""
    task, bounds, *further = arguments
    limits = Limits(*json.loads(bounds))
    limit_itself(limits.seconds, limits.addresses, limits.memory)
    try:
        answer = _done(task, sys.stdin.buffer.read(limits.file + 1), limits, further)
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    except BaseException:  # whatever a parser raises, it is the file
        answer = {"refused": DAMAGED}
    sys.stdout.write(json.dumps(answer, default=_plain))
    sys.stdout.flush()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value))


def _done(task: str, content: bytes, limits: Limits, further: list[str]) -> dict[str, Any]:
    if task == "picture":
        from goodstanding.files.certificates.looking import picture

        return picture(content, limits, *map(int, further))

    read = pages_of(content, limits)
    found = list(certificates(read.pages))
    if not found and not read.aside:
        read.aside = SILENT
    return {
        "certificates": [asdict(one) for one in found],
        "pages": read.count,
        "how": read.how,
        "aside": read.aside,
    }
