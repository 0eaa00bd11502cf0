"""Checkpoints: the end of a journal on one day, to be kept where the database is not."""

import re
from typing import NamedTuple

from goodstanding.records.models import Head, Organisation

_FORM = re.compile(
    r"goodstanding checkpoint 1: company (\d{1,18}), entry (\d{1,18}), sha256 ([0-9a-f]{64})"
)


class Illegible(ValueError):
    """A text that is not a checkpoint; the message says so to people."""


class Checkpoint(NamedTuple):
    """The journal of a company (its number) went up to entry `seq`, which had this hash."""

    organisation: int
    seq: int
    hash: str

    def __str__(self) -> str:
        """The checkpoint as one line."""
        return (
            f"goodstanding checkpoint 1: company {self.organisation}, entry {self.seq}, "
            f"sha256 {self.hash}"
        )

    @staticmethod
    def parse(text: str) -> "Checkpoint":
        """Read a line; Illegible when it is not a checkpoint."""
        found = _FORM.fullmatch(" ".join(text.split()))
        if found is None:
            raise Illegible(f"“{text.strip()[:120]}” is not a checkpoint as verify prints it.")
        return Checkpoint(int(found[1]), int(found[2]), found[3])


def checkpoint(organisation: Organisation) -> Checkpoint:
    """The journal as it is now."""
    head = Head.objects.get(organisation=organisation)
    return Checkpoint(organisation.pk, head.seq, head.hash)
