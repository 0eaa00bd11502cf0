"""Reading certificates of completion: a file goes in, what it says comes out.

The file is parsed in a process of its own with bounds on memory and time, so that a broken or
hostile one can do no more than be refused with a sentence.
"""

import json
import subprocess
from datetime import date
from decimal import Decimal
from typing import Any

from goodstanding.files.certificates.found import Certificate, Found, Reading
from goodstanding.files.certificates.limits import Limits
from goodstanding.files.guarded.apart import command
from goodstanding.files.guarded.limits import megabytes

LIMITS = Limits()
CHILD = "goodstanding.files.certificates.child"


def read(content: bytes, limits: Limits = LIMITS) -> Reading:
    """The certificates of a PDF or a picture; never raises because of the file."""
    answer = ask("read", content, limits)
    if "certificates" not in answer:
        return Reading((), 0, "", f"The file {answer['refused']}.")
    aside = f"The file {answer['aside']}." if answer["aside"] else ""
    return Reading(
        tuple(map(_certificate, answer["certificates"])), answer["pages"], answer["how"], aside
    )


def ask(task: str, content: bytes, limits: Limits, *further: str) -> dict[str, Any]:
    """The answer of a child that does a task with a file: {"refused": sentence} when it cannot."""
    if not content:
        return {"refused": "is empty: there is nothing in it to read"}
    if len(content) > limits.file:
        return {
            "refused": f"has {megabytes(len(content))}; files of up to {megabytes(limits.file)} "
            "are read: make it smaller, or split it"
        }
    child = command(CHILD, task, json.dumps(limits), *further)
    try:
        done = subprocess.run(  # noqa: S603 (our own module; nothing of the file is in the command)
            child,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {
            "refused": f"takes longer than {limits.seconds} seconds to read: print it as a new "
            "PDF, or photograph it"
        }
    return _decoded(done.stdout)


def _decoded(answer: bytes) -> dict[str, Any]:
    from goodstanding.files.certificates.child import DAMAGED

    try:
        found = json.loads(answer)
    except ValueError:
        return {"refused": DAMAGED}
    return found if isinstance(found, dict) else {"refused": DAMAGED}


def _certificate(sent: dict[str, Any]) -> Certificate:
    day, hours = sent["completed_on"], sent["hours"]
    return Certificate(
        sent["page"],
        _found(sent["holder"]),
        _found(sent["title"]),
        _found(sent["provider"]),
        Found(date.fromisoformat(day["value"]), day["sure"]) if day else None,
        Found(Decimal(hours["value"]), hours["sure"]) if hours else None,
        _found(sent["number"]),
    )


def _found(sent: dict[str, Any] | None) -> Found[str] | None:
    return Found(sent["value"], sent["sure"]) if sent else None
