"""What certificates say, until somebody confirms it. None of it is a fact."""

from typing import ClassVar

from django.db import models

from goodstanding.records.bound import Bound
from goodstanding.records.models.evidence import EvidenceFile
from goodstanding.records.models.organisation import User
from goodstanding.records.models.people import Person


class CertificateDraft(Bound):
    """One certificate in a file that was brought in, on its way to a credit.

    A file that waits for its reading has one draft; it becomes one for each certificate found in
    it. `found` is what was read, as JSON; `told` a sentence about what could not be. `page` is
    where it begins (of `pages`), `person` who is meant, `sent_by` whose e-mail brought it and
    `message_id` by which message. `credit` is the key of the credit that it proves once it is
    confirmed, `why` the reason for which it was set aside.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting"
        READ = "read"
        UNREAD = "unread"
        CONFIRMED = "confirmed"
        ASIDE = "aside"

    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="+", db_index=False)
    page = models.IntegerField(default=1)
    pages = models.IntegerField(default=0)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    found = models.JSONField(default=dict, blank=True)
    told = models.TextField(blank=True, default="")
    tries = models.IntegerField(default=0)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    sent_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    message_id = models.CharField(max_length=400, blank=True, default="")
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    credit = models.UUIDField(null=True, blank=True)
    why = models.CharField(max_length=500, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta(Bound.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file"],
                condition=models.Q(state="waiting"),
                name="certificate_read_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "state", "brought_at"], name="certificate_state"),
            models.Index(fields=["organisation", "file"], name="certificate_file"),
            models.Index(fields=["organisation", "person"], name="certificate_person"),
        ]

    def __str__(self) -> str:
        return f"{self.file}, page {self.page}"
