"""Plans of a year: asked for, made in the background, kept as they were made."""

from typing import ClassVar

from django.db import models

from goodstanding.records.bound import Bound
from goodstanding.records.models.organisation import User


class YearPlan(Bound):
    """A plan of a year for a company, as it was asked for and what came of it.

    `changed` holds the planner's settings that differ from the company's, as they were typed
    (what-if); `seconds` is how long to look at most. `seq` is the journal's last entry when the
    record was read, `on` the day. `said` and `share` (of a hundred) tell how far it is. `answer`
    is what the pages show of a plan that is made; `failed` why there is none, in a sentence.
    `approved_seq` is the entry that made it the company's plan.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting"
        MADE = "made"
        CANCELLED = "cancelled"
        FAILED = "failed"

    year = models.IntegerField()
    changed = models.JSONField(default=dict, blank=True)
    seconds = models.IntegerField(default=30)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    said = models.CharField(max_length=200, blank=True)
    share = models.IntegerField(default=0)
    on = models.DateField(null=True, blank=True)
    seq = models.BigIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    failed = models.TextField(blank=True)
    answer = models.JSONField(null=True, blank=True)
    approved_seq = models.BigIntegerField(null=True, blank=True)

    class Meta(Bound.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "year", "asked_at"], name="year_plan_year")
        ]

    def __str__(self) -> str:
        return f"Plan of {self.year}"
