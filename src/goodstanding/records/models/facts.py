"""Facts that judge, each an append-only row."""

from enum import StrEnum
from typing import ClassVar

from django.db import models

from goodstanding.records.bound import Bound
from goodstanding.records.models.people import Activity, Person


class FactKind(StrEnum):
    """What a fact is about; `records/facts.py` says what each kind states."""

    CREDENTIAL = "credential"
    OBSERVATION = "observation"
    RESTORATION = "restoration"
    ENDING = "ending"
    FEE = "fee"
    CREDIT = "credit"


class Fact(Bound):
    """One version of one fact about a person.

    `key` is the same in all versions of a fact; `credential` is the key of the credential that an
    observation, a restoration or an ending is about. `states` is what the engine judges by;
    `texts` are words about a person, kept apart under a salted `commitment` so that they can be
    erased. Known from entry `recorded_seq` on, up to (not at) `superseded_seq`. `place` orders the
    facts of a person and is carried from version to version. The database refuses any change but
    setting `superseded_seq` once.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12)
    key = models.UUIDField()
    credential = models.UUIDField(null=True, blank=True)
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.BigIntegerField()
    states = models.JSONField()
    texts = models.JSONField(default=dict)
    salt = models.CharField(max_length=32)
    commitment = models.CharField(max_length=64)
    recorded_seq = models.BigIntegerField()
    superseded_seq = models.BigIntegerField(null=True, blank=True)

    class Meta(Bound.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(superseded_seq=None), name="one_live_version"
            ),
            models.UniqueConstraint(fields=["key", "recorded_seq"], name="one_version_an_entry"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "person", "place"], name="fact_person"),
            models.Index(
                fields=["organisation", "credential"],
                condition=models.Q(credential__isnull=False, superseded_seq=None),
                name="fact_about",
            ),
            models.Index(fields=["organisation", "recorded_seq"], name="fact_recorded"),
            models.Index(
                fields=["organisation", "superseded_seq"],
                condition=models.Q(superseded_seq__isnull=False),
                name="fact_superseded",
            ),
        ]
