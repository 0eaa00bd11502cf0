"""The certificates that prove credits, as a letter carries them."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from goodstanding.records.models import Organisation
from goodstanding.services import evidence


class Paper(NamedTuple):
    """A certificate: its hash, a name for people, what it is, its bytes."""

    sha256: str
    name: str
    media_type: str
    content: bytes
    holder: str = ""


def evidence_of(
    organisation: Organisation, credits: Iterable[UUID]
) -> dict[UUID, tuple[Paper, ...]]:
    """The certificates of some credits; a file that is missing or altered proves nothing."""
    found = evidence.evidence_of(organisation, credits)
    return {key: tuple(_whole(papers)) for key, papers in found.items()}


def _whole(papers: Iterable[evidence.Paper]) -> Iterable[Paper]:
    for one in papers:
        content = one.content()
        if content is not None:
            yield Paper(one.sha256, one.name, one.media_type, content)
