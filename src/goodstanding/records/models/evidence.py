"""Certificates and other papers that prove hours: files kept by content, and what they prove."""

from typing import ClassVar

from django.db import models

from goodstanding.records.bound import Bound
from goodstanding.records.models.organisation import User
from goodstanding.records.models.people import Activity


class EvidenceFile(Bound):
    """A file that was brought in; its content lies in the folder of evidence under its sha256.

    Neither row nor content is ever changed. One content is kept once for a company; `name` is the
    name that it first came with.
    """

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=40)
    size = models.BigIntegerField()
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta(Bound.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "sha256"], name="evidence_kept_once")
        ]

    def __str__(self) -> str:
        return self.name


class Evidence(Bound):
    """A file proves a credit (its key), or an activity for all who attended it.

    Known from entry `attached_seq` on, up to `detached_seq`.
    """

    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="+", db_index=False)
    credit = models.UUIDField(null=True, blank=True)
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    attached_seq = models.BigIntegerField()
    detached_seq = models.BigIntegerField(null=True, blank=True)

    class Meta(Bound.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(credit=None) ^ models.Q(activity=None), name="evidence_of_one"
            ),
            models.UniqueConstraint(
                fields=["file", "credit"],
                condition=models.Q(detached_seq=None),
                name="evidence_of_credit_once",
            ),
            models.UniqueConstraint(
                fields=["file", "activity"],
                condition=models.Q(detached_seq=None),
                name="evidence_of_activity_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "credit"], name="evidence_credit"),
            models.Index(fields=["organisation", "activity"], name="evidence_activity"),
        ]
