"""The right to do something in the background: claimed for a while, by the database's clock.

Two workers never do the same at once, and one that was thought dead (paused, cut off) cannot
finish what another has taken over: every finishing write proves its token first.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from goodstanding.records.models import Lease as Row


class Lost(Exception):
    """The lease has ended and somebody else may have taken over: whatever was being done must be
    left as it is."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A right that was claimed: what for, and the token that proves it."""

    name: str
    token: int


def claim(name: str, lasts: timedelta) -> Lease | None:
    """The right to do `name` for a while; None when somebody has it."""
    with transaction.atomic():
        Row.objects.bulk_create([Row(name=name, until=Now())], ignore_conflicts=True)
        free = Row.objects.filter(name=name, until__lte=Now())
        if not free.update(token=F("token") + 1, holder=_holder(), until=Now() + lasts):
            return None
        return Lease(name, Row.objects.values_list("token", flat=True).get(name=name))


def prolong(lease: Lease, lasts: timedelta) -> None:
    """Have it longer, from now on; raises Lost when somebody else has it."""
    if not _mine(lease).update(until=Now() + lasts):
        raise Lost


def insist(lease: Lease) -> None:
    """Prove within a transaction that the lease is still one's own, and keep others from taking it
    until the transaction ends; raises Lost."""
    if not _mine(lease).update(holder=F("holder")):
        raise Lost


def give_back(lease: Lease) -> None:
    """Let others have it; nothing happens when they have it already."""
    _mine(lease).update(until=Now())


@contextmanager
def held(name: str, lasts: timedelta) -> Iterator[Lease | None]:
    """Do something under a lease and give it back; None when somebody else is at it."""
    lease = claim(name, lasts)
    try:
        yield lease
    finally:
        if lease is not None:
            give_back(lease)


def _mine(lease: Lease) -> QuerySet[Row]:
    return Row.objects.filter(name=lease.name, token=lease.token)


def _holder() -> str:
    return f"{socket.gethostname()[:80]}:{os.getpid()}"
