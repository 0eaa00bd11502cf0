"""The certificates that prove credits, as a letter carries them."""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from uuid import UUID

from goodstanding.records.models import CertificateDraft, Organisation
from goodstanding.services import evidence
from goodstanding.services.access import Wrong
from goodstanding.services.certificates.found import is_sure, value


class Paper(NamedTuple):
    """A certificate: its hash, a name for people, what it is, how many bytes it has.

    `read` gives the bytes, None where the file is missing or altered; a letter alone asks for them.
    `holder` is the name that was read on it for certain.
    """

    sha256: str
    name: str
    media_type: str
    size: int
    read: Callable[[], bytes | None]
    holder: str = ""

    @property
    def content(self) -> bytes:
        """Its bytes; raises Wrong where it is not what was brought in."""
        content = self.read()
        if content is None:
            raise Wrong(
                "credits",
                f"The certificate “{self.name}” is missing or altered: bring it in again.",
            )
        return content


def evidence_of(
    organisation: Organisation, credits: Iterable[UUID]
) -> dict[UUID, tuple[Paper, ...]]:
    """The certificates of some credits."""
    found = evidence.evidence_of(organisation, credits)
    holders = _holders(organisation, found)
    return {
        key: tuple(
            Paper(
                one.sha256,
                one.name,
                one.media_type,
                one.size,
                one.content,
                holders.get((key, one.number), ""),
            )
            for one in papers
        )
        for key, papers in found.items()
    }


def _holders(organisation: Organisation, keys: Iterable[UUID]) -> dict[tuple[UUID, int], str]:
    """The names that were read for certain on what was confirmed for some credits."""
    drafts = CertificateDraft.objects.of(organisation).filter(credit__in=list(keys))
    rows = drafts.values_list("credit", "file", "found")
    return {
        (credit, file): value(found, "holder")
        for credit, file, found in rows
        if credit and is_sure(found, "holder")
    }
