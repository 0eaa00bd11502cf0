"""People, and the activities that many of them attend."""

from typing import ClassVar

from django.db import models

from goodstanding.records.bound import Bound
from goodstanding.records.models.organisation import Branch


class Person(Bound):
    """Somebody whose certifications are kept.

    `number` is the company's own or the registrant's; `role` is what the company calls his work
    ("Technician"). `day_cost` in cents. `left_on` is the last day employed. `kept` holds columns
    of an imported workbook that are not known, as [title, kind, value]. `urgency` is a cache of
    the most urgent standing, made with the Standing rows.
    """

    name = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    phone = models.CharField(max_length=80, blank=True, default="")
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=80, blank=True, default="")
    hired_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    day_cost = models.BigIntegerField(null=True, blank=True)
    kept = models.JSONField(default=list, blank=True)
    urgency = models.CharField(max_length=24, default="99")

    class Meta(Bound.Meta):
        indexes: ClassVar = [
            # the last two let SQLite pass over leavers and other branches without reading the row
            models.Index(
                fields=["organisation", "urgency", "name", "left_on", "branch"],
                name="person_urgency",
            ),
            models.Index(fields=["organisation", "name"], name="person_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Activity(Bound):
    """A class, event or booth visit that several people attended; their credits refer to it."""

    title = models.CharField(max_length=200)
    provider = models.CharField(max_length=200, blank=True, default="")
    kind = models.CharField(max_length=16, default="course")
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField()
    amount = models.IntegerField()
    body = models.TextField(default="IICRC")
    approved = models.BooleanField(null=True, blank=True)

    class Meta(Bound.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-ended_on"], name="activity_ended")
        ]

    def __str__(self) -> str:
        return self.title
