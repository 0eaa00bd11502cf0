"""An import that is being accepted: its facts prepared, before one entry makes them known."""

from typing import ClassVar

from django.db import models

from goodstanding.records.bound import Bound
from goodstanding.records.models.imports import Import
from goodstanding.records.models.organisation import User
from goodstanding.records.models.people import Person


class Accepting(Bound):
    """An import on its way to the record.

    `basis` says what the rows were prepared against (the journal's head, the day, the rules);
    rows of another basis are thrown away. `total` is how many there will be, once that is known;
    `failed` why it came to nothing, in a sentence.
    """

    staged = models.OneToOneField(
        Import, models.CASCADE, primary_key=True, related_name="accepting"
    )
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    asked_at = models.DateTimeField()
    basis = models.CharField(max_length=64, blank=True)
    total = models.BigIntegerField(null=True)
    failed = models.TextField(blank=True)


class StagedFact(Bound):
    """A fact as the entry will record it, hash and all; `replaces` is the version before it."""

    accepting = models.ForeignKey(Accepting, models.CASCADE, related_name="+", db_index=False)
    number = models.BigIntegerField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=12)
    key = models.UUIDField()
    credential = models.UUIDField(null=True)
    activity = models.BigIntegerField(null=True)
    place = models.BigIntegerField()
    states = models.JSONField()
    texts = models.JSONField(default=dict)
    salt = models.CharField(max_length=32)
    commitment = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    replaces = models.BigIntegerField(null=True)

    class Meta(Bound.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["accepting", "number"], name="staged_fact_number")
        ]
