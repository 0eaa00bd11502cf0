"""Imported workbooks against their hashes."""

import hashlib
from collections.abc import Iterator

from goodstanding.records.models import Import, Organisation
from goodstanding.records.verify.difference import Difference
from goodstanding.records.verify.reading import numbers


def differences(organisation: Organisation) -> Iterator[Difference]:
    """The workbooks that are not the files that came in."""
    rows = Import.objects.of(organisation)
    for key in numbers(rows.order_by("pk")):
        for name, content, said in rows.filter(pk=key).values_list("name", "content", "sha256"):
            if hashlib.sha256(content).hexdigest() != said:
                text = f"The imported workbook “{name}” is not the file that came in."
                yield Difference("import", f"import {key}", text)
