"""The journal's entries."""

from typing import ClassVar

from django.db import models

from goodstanding.records.bound import Bound


class Entry(Bound):
    """What one verb did: who, when, what, and the hashes that bind it to the entry before.

    `actor` is "user:7" or "system"; `subjects` are [kind, id] pairs; `details` holds names and
    what changed ({"by": …, "what": …, "changes": [[subject, field, before, after], …], "recorded"
    and "replaced": how many facts}) under a salted `commitment`; `facts` are [id, hash] of the
    rows that it wrote, `superseded` the ids of those that it replaced. The database refuses any
    change.
    """

    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    verb = models.CharField(max_length=40)
    subjects = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    salt = models.CharField(max_length=32)
    commitment = models.CharField(max_length=64)
    facts = models.JSONField(default=list)
    superseded = models.JSONField(default=list)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta(Bound.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "seq"], name="one_entry_a_number")
        ]
