"""Workbooks that came in: staged until accepted, and the sheets that no page uses yet."""

from typing import ClassVar

from django.db import models

from goodstanding.records.bound import Bound
from goodstanding.records.models.organisation import User


class Import(Bound):
    """An uploaded workbook. Nothing of it is recorded before it is accepted.

    `content` is the file as it came, kept for the preview; `accepted_seq` the journal entry by
    which it was accepted, `undone_seq` the one by which it was taken back. `did` is what it changed
    outside the facts ({"people": [[person, {field: [before, after]}]], "new": {person: digest},
    "branches": [numbers], "sheets": [[name, place, rows before or null, digest after]]}).
    """

    name = models.CharField(max_length=255)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    accepted_seq = models.BigIntegerField(null=True, blank=True)
    undone_seq = models.BigIntegerField(null=True, blank=True)
    did = models.JSONField(null=True, blank=True)

    class Meta(Bound.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-uploaded_at"], name="import_uploaded")
        ]


class KeptSheet(Bound):
    """A sheet of an imported workbook that goes out again as it came in.

    `rows` are lists of cells, the header first; a cell is None, text, a number, true or false, or
    {"day": "2026-11-22"} or {"instant": "2026-11-22T10:00:00"}.
    """

    name = models.CharField(max_length=200)
    place = models.IntegerField(default=0)
    rows = models.JSONField(default=list)

    class Meta(Bound.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="kept_sheet_name")
        ]
