"""What stands in the log: in production a line of JSON for each event, without anybody's data.

Names, addresses, codes and whatever people type reach a log by three ways: the address that was
asked for, the message of an exception, and what other libraries say. So requests are told by the
name of their route, exceptions by their kind and where they came from, and of other libraries'
messages only the part that does not change.
"""

import json
import logging
import sqlite3
import traceback
from datetime import UTC, datetime
from typing import Any

from goodstanding.web.request_log import FIELDS, number

OURS = "goodstanding"
FORMATS = ("text", "json")


def configuration(how: str) -> dict[str, Any]:
    """The settings for `logging`. Requests and verbs are told in JSON only."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
            "json": {"()": "goodstanding.config.logs.JsonLines"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": how}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            OURS: {"level": "INFO" if how == "json" else "WARNING"},
            "django": {"handlers": [], "level": "WARNING"},
            "django.request": {"level": "ERROR"},  # what nobody has is no event
        },
    }


class JsonLines(logging.Formatter):
    """An event as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": number(),
            "event": _event(record),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            line["error"], line["frames"] = _error(record.exc_info[1])
        return json.dumps({name: value for name, value in line.items() if value is not None})


def _event(record: logging.LogRecord) -> str:
    """What happened. Of others the message before anything is put into it, and where it stands."""
    if record.name.split(".")[0] == OURS:
        record.args = _named(record.args)
        return record.getMessage()
    where = f"{record.module}:{record.lineno}"
    return f"{record.msg} ({where})" if record.args else where


def _named(args: Any) -> Any:
    """The arguments of a message, exceptions by their kind."""
    if isinstance(args, tuple):
        return tuple(kind(one) if isinstance(one, BaseException) else one for one in args)
    return args


def _error(error: BaseException) -> tuple[str, list[str]]:
    """An exception and those that it came from, without their messages; where it was raised."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    frames = [frame for each in chain for frame in traceback.extract_tb(each.__traceback__)]
    places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return " from ".join(kind(each) for each in chain), places


def kind(error: BaseException) -> str:
    """The kind of an exception, with the number or word by which databases and systems name it."""
    code: object = getattr(error, "sqlstate", None) or getattr(error, "smtp_code", None)
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorname", None)
    elif isinstance(error, OSError):
        code = code or error.errno
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def _short(path: str) -> str:
    """A file by its place in its package."""
    parts = path.replace("\\", "/").split("/")
    roots = [place for place, part in enumerate(parts) if part in ("src", "site-packages")]
    return "/".join(parts[roots[-1] + 1 :] if roots else parts[-2:])
