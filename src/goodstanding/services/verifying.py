"""Verifying what is on record, company by company, by hand and every night."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import Error
from django.utils import timezone

from goodstanding.engine.wording import counted
from goodstanding.records import verify
from goodstanding.records.models import Organisation
from goodstanding.records.verify import (
    STALE,
    Checkpoint,
    Difference,
    Illegible,
    checkpoint,
    unguarded,
)
from goodstanding.records.verify.difference import Progress, silent
from goodstanding.services import leases, outcomes
from goodstanding.services.clock import today_in

_NIGHT = time(4)
"""In the time zone of the installation; after the backup."""
LASTS = timedelta(minutes=15)
"""How long a worker has the right to verify everything; the queue ends him before."""
__all__ = ["STALE", "Checkpoint", "Difference", "Illegible", "Progress", "checkpoint", "unguarded"]


def companies(name: str | None = None) -> list[Organisation]:
    """Every company of this installation, or those of this name (or number)."""
    found = Organisation.objects.order_by("pk")
    if name is None:
        return list(found)
    wanted = name.strip().casefold()
    return [one for one in found if wanted in (one.name.casefold(), str(one.pk))]


def differences(
    organisation: Organisation,
    checkpoints: tuple[Checkpoint, ...] = (),
    progress: Progress = silent,
) -> tuple[Difference, ...]:
    """Everything that is wrong with a company's record today, by all checkpoints that it has."""
    found = verify.verify(organisation, today_in(organisation), None, progress)
    own = (one for one in checkpoints if one.organisation == organisation.pk)
    more = (verify.against_checkpoint(organisation, one) for one in own)
    return (*found, *(one for some in more for one in some))


def lost(checkpoints: tuple[Checkpoint, ...]) -> Iterator[Difference]:
    """Checkpoints of companies that are no longer here."""
    here = set(Organisation.objects.values_list("pk", flat=True))
    for one in checkpoints:
        if one.organisation not in here:
            text = f"There is no company {one.organisation} any more, of which a checkpoint is."
            yield Difference("checkpoint", f"company {one.organisation}", text)


def is_due(now: datetime) -> bool:
    """Whether a night has begun since the record was last verified."""
    last = outcomes.last(outcomes.VERIFY)
    if last is None:
        return Organisation.objects.exists()
    cut_off = last.ended_at is None and last.began_at < now - LASTS
    return cut_off or last.began_at < _last_night(now)


def verify_if_due() -> None:
    """Verify everything when it is due and nobody else is at it."""
    if not is_due(timezone.now()):
        return
    with leases.held(outcomes.VERIFY, LASTS) as lease:
        if lease is not None and is_due(timezone.now()):
            everything()


def everything() -> None:
    """Verify every company, and keep how it went; what differs is for `goodstanding verify` to
    name, since it names people."""
    with outcomes.outcome(outcomes.VERIFY) as telling:
        found, all_of_them = [*unguarded()], companies()
        for company in all_of_them:
            found += differences(company)
        _tell(telling, len(all_of_them), found)


def keep(verified: int, found: Sequence[Difference]) -> None:
    """Keep how verifying everything by hand went; a database that takes nothing hinders nobody."""
    with suppress(Error), outcomes.outcome(outcomes.VERIFY) as telling:
        _tell(telling, verified, found)


def _tell(telling: outcomes.Telling, verified: int, found: Sequence[Difference]) -> None:
    """A sentence without anybody's data."""
    wrong = sum(one.kind != STALE for one in found)
    what = counted(verified, "company", "companies")
    told = f"differs in {counted(wrong, 'place')}" if wrong else "is as it was written"
    telling.good, telling.told = not wrong, f"What is on record of {what} {told}."


def _last_night(now: datetime) -> datetime:
    here = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    night = datetime.combine(here.date(), _NIGHT, here.tzinfo)
    return night if night <= here else night - timedelta(days=1)
