"""Verifying what is on record, company by company."""

from collections.abc import Iterator

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
from goodstanding.services.clock import today_in

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
