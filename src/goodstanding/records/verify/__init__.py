"""Whether what is on record is as it was written, and the cache as the engine judges.

The chain of the journal's entries is walked from the first to the head; every fact is held
against the hash in its entry, both ways; every cached standing is judged again; imported
workbooks and files of evidence are hashed and held against the entries that name them. What is
read is let go in batches; of a million facts only their numbers are kept in memory. Entries that
are written meanwhile are left to the next time.
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from django.db import connection

from goodstanding.records import guards
from goodstanding.records.models import Organisation
from goodstanding.records.verify import entries, facts, imports, papers, standings
from goodstanding.records.verify.checkpoint import Checkpoint, Illegible, checkpoint
from goodstanding.records.verify.difference import STALE, Difference, Progress, silent

__all__ = [
    "STALE",
    "Checkpoint",
    "Difference",
    "Illegible",
    "against_checkpoint",
    "checkpoint",
    "unguarded",
    "verify",
]


def verify(
    organisation: Organisation,
    on: date,
    checkpoint: Checkpoint | None = None,
    progress: Progress = silent,
) -> tuple[Difference, ...]:
    """Everything about a company that is not as it must be; `on` is its own today.

    Without a checkpoint that was kept elsewhere, a tail that was cut off together with its facts
    and the head cannot be noticed, nor a journal that was rewritten from some entry to its end.
    """
    head = entries.head_of(organisation)
    if head is None or type(head.seq) is not int:
        return (Difference("head", "the head", "The journal has no head that can be read."),)
    return tuple(
        chain(
            entries.differences(organisation, head, progress),
            entries.against(organisation, head, checkpoint) if checkpoint else (),
            facts.differences(organisation, head, progress),
            imports.differences(organisation, head),
            papers.differences(organisation, head),
            standings.differences(organisation, on, progress),
        )
    )


def against_checkpoint(
    organisation: Organisation, checkpoint: Checkpoint
) -> tuple[Difference, ...]:
    """Whether the journal still goes through one more checkpoint."""
    head = entries.head_of(organisation)
    return tuple(entries.against(organisation, head, checkpoint)) if head else ()


def unguarded() -> Iterator[Difference]:
    """The triggers of this database that are not in place, for all companies at once."""
    for name in guards.missing(connection):
        text = f"The trigger {name} is not in place, so that the database does not refuse changes."
        yield Difference("guard", name, text)
