"""When the database or its disk fails: a sentence instead of a mistake of ours, and nothing lost.

Whatever was to be recorded is recorded wholly or not at all, so that the same can be sent again.
"""

import errno
import sqlite3
import sys
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.defaults import server_error

FULL, AWAY = 507, 503
"""Insufficient Storage; Service Unavailable."""
_AGAIN_AFTER = 5
"""Seconds after which a machine may ask again."""


class Trouble(NamedTuple):
    """What is wrong with the storage, for people, and the status of the answer."""

    status: int
    title: str
    sentence: str


_DISK_FULL = Trouble(
    FULL,
    "The disk is full",
    "The disk of the server is full: nothing was recorded. Tell whoever runs Good Standing to make "
    "room; then send the same again.",
)
_DISK_ILL = Trouble(
    AWAY,
    "The disk reports an error",
    "The disk of the server reports an error: nothing was recorded. Send the same again in a "
    "moment; if that happens again, tell whoever runs Good Standing.",
)
_BUSY = Trouble(
    AWAY,
    "Too much at once",
    "Others were recording for so long that yours had to wait too long: nothing was recorded. Send "
    "the same again.",
)
_GONE = Trouble(
    AWAY,
    "The database is away",
    "The database does not answer: nothing was recorded. It is mostly back within a minute; then "
    "send the same again. If not, tell whoever runs Good Standing.",
)
_BY_ERRNO = {errno.ENOSPC: _DISK_FULL, errno.EDQUOT: _DISK_FULL, errno.EFBIG: _DISK_FULL}
_BY_SQLITE = {
    "SQLITE_FULL": _DISK_FULL,
    "SQLITE_IOERR": _DISK_ILL,
    "SQLITE_CORRUPT": _DISK_ILL,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_READONLY": _GONE,
    "SQLITE_CANTOPEN": _GONE,
    "SQLITE_NOTADB": _GONE,
    "SQLITE_PROTOCOL": _GONE,
}
_BY_SQLSTATE = {
    "53100": _DISK_FULL,
    "53": _GONE,  # too many connections, out of memory
    "58": _DISK_ILL,
    "08": _GONE,
    "57": _GONE,  # shut down, starting up
    "25006": _GONE,  # only for reading: a standby took over
    "40": _BUSY,  # deadlock, could not be ordered
    "55P03": _BUSY,
}


def trouble(error: BaseException | None) -> Trouble | None:
    """What the storage has, by an exception or one that it came from; None: it is none of that."""
    for one in _chain(error):
        found = _of_one(one)
        if found is not None:
            return found
    return None


def failed(request: HttpRequest) -> HttpResponse:
    """The page for whatever nobody caught; nothing is asked of the database for it."""
    found = trouble(sys.exc_info()[1])
    if found is None:
        return server_error(request)
    page = loader.get_template("storage_away.html").render({"trouble": found})
    answer = HttpResponse(page, status=found.status)
    if found.status == AWAY:
        answer["Retry-After"] = str(_AGAIN_AFTER)
    return answer


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _of_one(error: BaseException) -> Trouble | None:
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "")
        return next((each for start, each in _BY_SQLITE.items() if name.startswith(start)), None)
    state = getattr(error, "sqlstate", None)
    if state:
        return _BY_SQLSTATE.get(state) or _BY_SQLSTATE.get(state[:2])
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0)
    driver = type(error).__module__.split(".")[0] == "psycopg"
    return (
        _GONE if driver and type(error).__name__ in ("OperationalError", "InterfaceError") else None
    )
