"""Two people of the list who were one."""

from typing import ClassVar

from django.db import models

from goodstanding.records.bound import Bound
from goodstanding.records.models.people import Person


class Merge(Bound):
    """Everything of `away` came to `keep` by entry `seq`; taken back by `undone_seq`.

    `did` is what it changed outside the facts: {"keep": {field: [before, after]}, "away":
    {field: value}, "memberships": [numbers]}.
    """

    keep = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    away = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    seq = models.BigIntegerField()
    undone_seq = models.BigIntegerField(null=True, blank=True)
    did = models.JSONField(default=dict)

    class Meta(Bound.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "away"], name="merge_away"),
            models.Index(fields=["organisation", "keep"], name="merge_keep"),
        ]
