"""Nothing is recorded twice because a button was pressed twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone

from goodstanding.records.hashing import digest
from goodstanding.web.door import Asked
from goodstanding.web.forms.typed import ONCE

REMEMBERED = timedelta(days=1)


class Repeated(Exception):
    """The same was recorded from the same form before."""


@contextmanager
def once(request: Asked) -> Iterator[None]:
    """What is done inside is done once for the same user, form and content; else Repeated.

    The mark is a row of the table of sessions, whose key is unique: it is written together with
    what it guards, so that of two presses at the same moment one is refused by the database. A
    form that is changed and sent again is another content. Expired marks go with the sessions.
    """
    form = request.POST.get(ONCE)
    if not form:
        yield
        return
    with transaction.atomic():
        try:
            Session.objects.create(
                session_key=_mark(request.actor.user, request.path, request.POST),
                session_data="",
                expire_date=timezone.now() + REMEMBERED,
            )
        except IntegrityError:
            raise Repeated from None
        yield


def was_recorded(request: Asked) -> bool:
    """Whether the same was recorded from the same form before."""
    if request.method != "POST" or not request.POST.get(ONCE):
        return False
    mark = _mark(request.actor.user, request.path, request.POST)
    return Session.objects.filter(session_key=mark).exists()


def _mark(user: int | None, path: str, typed: QueryDict) -> str:
    """At most 40 characters; no session's key has a hyphen in it."""
    kept = sorted((name, values) for name, values in typed.lists() if "csrf" not in name)
    return f"once-{digest([user, path, kept])[:35]}"
