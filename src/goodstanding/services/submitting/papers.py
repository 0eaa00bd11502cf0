"""The certificates that prove credits, as a letter carries them."""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from uuid import UUID

from goodstanding.records.models import Organisation
from goodstanding.services import evidence
from goodstanding.services.access import Wrong


class Paper(NamedTuple):
    """A certificate: its hash, a name for people, what it is, how many bytes it has.

    `read` gives the bytes, None where the file is missing or altered; a letter alone asks for them.
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
    return {
        key: tuple(
            Paper(one.sha256, one.name, one.media_type, one.size, one.content) for one in papers
        )
        for key, papers in found.items()
    }
