"""A line in the log for each request: who (by numbers), what (by the name of the route), how long.

Never the address itself, which holds secrets and words that people search for.
"""

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from secrets import token_hex

from django.http import HttpRequest, HttpResponse

FIELDS = ("method", "route", "status", "ms", "company", "user", "verb", "entry")
"""What an event can say besides; all of it numbers and words of ours."""
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_number: ContextVar[str | None] = ContextVar("request", default=None)
_log = logging.getLogger(__name__)


def number() -> str | None:
    """The number of the request that is being answered, which binds its events together."""
    return _number.get()


class RequestLog:
    """Gives each request a number, which the answer carries too, and tells how it went."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        mine = token_hex(6)
        mark = _number.set(mine)
        began = time.monotonic()
        try:
            answer = self._answer(request)
            answer["X-Request-ID"] = mine
            _log.info("request", extra=_told(request, answer, time.monotonic() - began))
        finally:
            _number.reset(mark)
        return answer


def _told(request: HttpRequest, answer: HttpResponse, seconds: float) -> dict[str, object]:
    actor = getattr(request, "actor", None)
    return {
        "method": request.method if request.method in _METHODS else "other",
        "route": request.resolver_match.view_name if request.resolver_match else None,
        "status": answer.status_code,
        "ms": round(seconds * 1000),
        "company": actor.organisation.pk if actor else None,
        "user": actor.user if actor else None,
    }
