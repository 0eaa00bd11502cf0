"""The cache of what the engine says, for sorting and filtering whole companies."""

from typing import ClassVar

from django.db import models

from goodstanding.records.bound import Bound
from goodstanding.records.models.organisation import Branch
from goodstanding.records.models.people import Person


class Unjudged(Bound):
    """Somebody of whom a fact or the cache has changed since he was last judged.

    Written by the database's own triggers (`records.watches`), taken away by `standings.refresh`.
    `person` may be of another company: then a row of the cache was given to the wrong one.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)

    class Meta(Bound.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "person"], name="unjudged_once")
        ]


class Standing(Bound):
    """The engine's answer for one credential, as judged on `judged_on` after entry `judged_seq`.

    A cache: never shown without judging afresh. It holds until the day before `next_change_on`
    (None: for ever) unless facts or rules (`rules`: a hash) change. `branch` and `left_on` are
    copied from the person, so that one index answers the Team page. `asks`: a planned day of the
    cycle has passed and nobody has said whether it happened, or a fee runs out soon. `on_record`:
    posted credits alone keep it on course.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    branch = models.ForeignKey(Branch, models.CASCADE, null=True, related_name="+", db_index=False)
    left_on = models.DateField(null=True)
    credential = models.UUIDField()
    certification = models.TextField()
    state = models.CharField(max_length=16)
    kind = models.CharField(max_length=24)
    label = models.TextField()
    urgency = models.CharField(max_length=24)
    deadline = models.DateField(null=True)
    lapses_on = models.DateField(null=True)
    required = models.IntegerField(null=True)
    posted = models.IntegerField(null=True)
    submitted = models.IntegerField(null=True)
    earned = models.IntegerField(null=True)
    planned = models.IntegerField(null=True)
    short = models.IntegerField(null=True)
    asks = models.BooleanField(null=True)
    on_record = models.BooleanField(null=True)
    judged_on = models.DateField()
    judged_seq = models.BigIntegerField()
    rules = models.CharField(max_length=16)
    next_change_on = models.DateField(null=True)

    class Meta(Bound.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["credential"], name="one_standing_a_credential")
        ]
        indexes: ClassVar = [
            # whether somebody holds what is asked for, from the index alone
            models.Index(
                fields=["organisation", "person", "kind", "certification", "deadline"],
                name="standing_person",
            ),
            models.Index(fields=["organisation", "urgency"], name="standing_urgency"),
            models.Index(
                fields=["organisation"], condition=models.Q(asks=True), name="standing_asks"
            ),
            # what is no longer up to date
            models.Index(fields=["organisation", "next_change_on"], name="standing_next"),
            models.Index(fields=["organisation", "judged_on"], name="standing_judged"),
            models.Index(fields=["organisation", "rules"], name="standing_rules"),
        ]
