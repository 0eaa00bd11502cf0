"""Evidence: what lies in the folder against the rows, and the rows against the journal."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.db.models import TextField
from django.db.models.functions import Cast

from goodstanding.records import papers
from goodstanding.records.models import Entry, EvidenceFile, Head, Organisation
from goodstanding.records.verify.difference import Difference

_ARRIVING = 3600
"""Seconds in which a content may wait for its row."""


def differences(organisation: Organisation, head: Head) -> Iterator[Difference]:
    """Files of evidence that are missing, altered, another's, or named by nothing."""
    named = _named(organisation, head)
    kept = dict(EvidenceFile.objects.of(organisation).values_list("pk", "sha256"))
    for number, (seq, sha256) in sorted(named.items()):
        if number not in kept:
            text = f"The evidence that entry {seq} attached is not on record any more."
            yield Difference("evidence", f"evidence {number}", text)
        elif kept[number] != sha256:
            text = f"It is another file than the one that entry {seq} attached."
            yield Difference("evidence", f"evidence {number}", _of(organisation, number, text))
    for row in EvidenceFile.objects.of(organisation).order_by("pk").iterator():
        if wrong := _wrong(organisation, row):
            text = _of(organisation, row.pk, wrong)
            yield Difference("evidence", f"evidence {row.pk}", text)
    yield from _orphans(organisation)


def _named(organisation: Organisation, head: Head) -> dict[int, tuple[int, str]]:
    """Which entry first attached which file, and the hash that it had."""
    entries = Entry.objects.of(organisation).filter(seq__lte=head.seq)
    naming = entries.annotate(about=Cast("subjects", TextField())).filter(
        about__contains='"evidence"'
    )
    found: dict[int, tuple[int, str]] = {}
    for seq, subjects in naming.order_by("seq").values_list("seq", "subjects"):
        pairs = subjects if isinstance(subjects, list) else []
        said = {str(one[0]): one[1] for one in pairs if isinstance(one, list) and len(one) == 2}
        if isinstance(said.get("evidence"), int):
            found.setdefault(said["evidence"], (seq, str(said.get("file", ""))))
    return found


def _wrong(organisation: Organisation, row: EvidenceFile) -> str:
    try:
        place = papers.where(organisation.pk, row.sha256)
    except ValueError:
        return "Its row does not say which file it is."
    made = papers.digest(place)
    if made is None:
        return f"The file is missing: it was {row.sha256} in the folder of evidence."
    return "" if made == row.sha256 else f"The file {row.sha256} is not as it was kept."


def _of(organisation: Organisation, number: int, text: str) -> str:
    row = EvidenceFile.objects.of(organisation).filter(pk=number).first()
    return f"The evidence “{row.name}”: {text}" if row else text


def _orphans(organisation: Organisation) -> Iterator[Difference]:
    here = list(papers.there(organisation.pk))
    kept = set(EvidenceFile.objects.of(organisation).values_list("sha256", flat=True))
    for path in here:
        if path.name not in kept and _is_old(path):
            text = (
                f"The file {path.parent.name}/{path.name} in the folder of evidence belongs to "
                "nothing on record: it was put there by hand, or a machine stopped while it came."
            )
            yield Difference("evidence", f"file {path.name}", text)


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _ARRIVING
    except FileNotFoundError:
        return False
