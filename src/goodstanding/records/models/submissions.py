"""What is sent to bodies: letters, where each went, what came back, and who agreed to it."""

from enum import StrEnum
from typing import ClassVar

from django.db import models

from goodstanding.records.bound import Bound
from goodstanding.records.models.organisation import User
from goodstanding.records.models.people import Person


class Fate(StrEnum):
    """How far a letter has come."""

    DRAFT = "draft"
    QUEUED = "queued"
    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ANSWERED = "answered"
    POSTED = "posted"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class Passage(StrEnum):
    """How far a letter has come to one recipient. SENDING: its content is on its way, and only an
    answer of the server can say what became of it."""

    WAITING = "waiting"
    QUEUED = "queued"
    DEFERRED = "deferred"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    WRITTEN = "written"
    CANCELLED = "cancelled"


class SubmissionSettings(Bound):
    """How a company submits. `sender` blank: the address of the installation; `addresses` are of
    bodies, where not the catalogue's."""

    sender = models.CharField(max_length=300, blank=True, default="")
    addresses = models.JSONField(default=dict, blank=True)
    chase_days = models.IntegerField(default=21)
    unsent_days = models.IntegerField(default=14)
    most_megabytes = models.IntegerField(default=10)

    class Meta(Bound.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation"], name="one_submission_settings")
        ]


class Consent(Bound):
    """Somebody agreed that the company submits for him; until `revoked_on`."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    given_on = models.DateField()
    how = models.CharField(max_length=200, blank=True, default="")
    revoked_on = models.DateField(null=True, blank=True)

    class Meta(Bound.Meta):
        indexes: ClassVar = [models.Index(fields=["organisation", "person"], name="consent_person")]


class Submission(Bound):
    """One letter to a body about one person. Its bytes never change once it is made.

    `by_hand`: the person sends it himself. `file`: written there, for want of a mail server.
    `chases`: the letter that was not answered, which this one asks about.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    body = models.TextField()
    by_hand = models.BooleanField(default=False)
    state = models.CharField(max_length=12)
    sender = models.CharField(max_length=254)
    recipient = models.CharField(max_length=254)
    subject = models.CharField(max_length=400)
    text = models.TextField()
    message_id = models.CharField(max_length=254, unique=True)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    file = models.CharField(max_length=120, blank=True, default="")
    note = models.TextField(blank=True, default="")
    chases = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta(Bound.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "state", "made_at"], name="submission_state"),
            models.Index(fields=["organisation", "person"], name="submission_person"),
            models.Index(fields=["organisation", "chases"], name="submission_chases"),
        ]

    def __str__(self) -> str:
        return self.subject


class SubmittedCredit(Bound):
    """A credit in a letter, and what the body said of it: "" (nothing yet), posted, rejected."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="+", db_index=False)
    credit = models.UUIDField()
    amount = models.IntegerField()
    outcome = models.CharField(max_length=12, blank=True, default="")
    why = models.CharField(max_length=500, blank=True, default="")

    class Meta(Bound.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "submission"], name="submitted_of"),
            models.Index(fields=["organisation", "credit"], name="submitted_credit"),
        ]


class Delivery(Bound):
    """A letter on its way to one recipient: the body, or the person who gets a `copy`.

    Whoever delivers has claimed it until `held_until` with a `token`, which grows with each claim
    and which every finishing write proves. `said`: what the server answered, without addresses.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="+", db_index=False)
    recipient = models.CharField(max_length=254)
    copy = models.BooleanField(default=False)
    state = models.CharField(max_length=12)
    tries = models.IntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    token = models.BigIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    said = models.TextField(blank=True, default="")

    class Meta(Bound.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "submission"], name="delivery_of"),
            models.Index(fields=["state", "next_at"], name="delivery_due"),
        ]


class Answer(Bound):
    """What came back to a letter: a reply, a bounce, or what somebody wrote down of it."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=12)
    came_at = models.DateTimeField()
    sender = models.CharField(max_length=254, blank=True, default="")
    subject = models.CharField(max_length=400, blank=True, default="")
    text = models.TextField(blank=True, default="")
    message_id = models.CharField(max_length=400, blank=True, default="")
    content = models.BinaryField(null=True, blank=True)
    seen = models.BooleanField(default=False)

    class Meta(Bound.Meta):
        indexes: ClassVar = [models.Index(fields=["organisation", "submission"], name="answer_of")]
