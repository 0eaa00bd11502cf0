"""Imported workbooks against their hashes and against the entries that accepted them."""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast

from goodstanding.records.models import Entry, Head, Import, Organisation
from goodstanding.records.verify.difference import Difference
from goodstanding.records.verify.reading import numbers


class Accepted(NamedTuple):
    """An entry names an import; `sha256` is empty where it was not kept in the entry yet."""

    seq: int
    sha256: str


def differences(organisation: Organisation, head: Head) -> Iterator[Difference]:
    """The workbooks that are not the files that came in, and those that are gone."""
    accepted = _accepted(organisation, head)
    rows = Import.objects.of(organisation)
    missing = {number for number, one in accepted.items() if one.sha256}
    for key in numbers(rows.order_by("pk")):
        for row in rows.filter(pk=key):
            missing.discard(key)
            for text in _wrong(row, accepted.get(key), head):
                yield Difference("import", f"import {key}", text)
    for number in sorted(missing):
        text = f"The workbook that entry {accepted[number].seq} accepted is missing."
        yield Difference("import", f"import {number}", text)


def _accepted(organisation: Organisation, head: Head) -> dict[int, Accepted]:
    """Which entry accepted which import, by the first entry that names it."""
    entries = Entry.objects.of(organisation).filter(seq__lte=head.seq)
    naming = entries.annotate(about=Cast("subjects", TextField())).filter(
        about__contains='"import"'
    )
    found: dict[int, Accepted] = {}
    for seq, subjects in naming.order_by("seq").values_list("seq", "subjects"):
        said = _said(subjects)
        number = said.get("import")
        if isinstance(number, int):
            found.setdefault(number, Accepted(seq, str(said.get("file", ""))))
    return found


def _said(subjects: object) -> dict[str, object]:
    """Subjects by their kinds; of an entry that was changed, what can be understood."""
    pairs = subjects if isinstance(subjects, list) else []
    return {str(pair[0]): pair[1] for pair in pairs if isinstance(pair, list) and len(pair) == 2}


def _wrong(row: Import, accepted: Accepted | None, head: Head) -> Iterator[str]:
    if hashlib.sha256(row.content).hexdigest() != row.sha256:
        yield f"The imported workbook “{row.name}” is not the file that came in."
    elif accepted and accepted.sha256 not in ("", row.sha256):
        yield (
            f"The imported workbook “{row.name}” is another file than the one that entry "
            f"{accepted.seq} accepted."
        )
    if row.accepted_seq is not None and row.accepted_seq > head.seq:
        return  # meanwhile
    if row.accepted_seq != (accepted.seq if accepted else None):
        says = f"that entry {row.accepted_seq}" if row.accepted_seq else "that no entry"
        did = f"entry {accepted.seq}" if accepted else "none"
        yield f"The imported workbook “{row.name}” says {says} accepted it, and {did} did."
