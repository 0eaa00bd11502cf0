"""People, and the activities that many of them attend."""

from typing import ClassVar

from django.db import models

from goodstanding.records.bound import Bound, BoundManager
from goodstanding.records.models.imports import Import
from goodstanding.records.models.organisation import Branch, Organisation

COMING = 0
"""The `gone_seq` of those who come with an import that is being prepared."""


class People(BoundManager["Person"]):
    """Those who are on the list; who has been taken off it, only when asked for."""

    def of(self, organisation: Organisation) -> models.QuerySet["Person"]:
        """Everybody on the company's list, leavers too."""
        return self.ever(organisation).filter(gone_seq=None)

    def ever(self, organisation: Organisation) -> models.QuerySet["Person"]:
        """Also those whom an undone import had added or who are the same as somebody else."""
        return super().of(organisation)


class Person(Bound):
    """Somebody whose certifications are kept.

    `number` is the company's own or the registrant's; `role` is what the company calls his work
    ("Technician"). `day_cost` in cents. `left_on` is the last day employed. `kept` holds columns
    of an imported workbook that are not known, as [title, kind, value]. `urgency` is a cache of
    the most urgent standing and `counted` of what the company's Tally has of him (None: nothing),
    made with the Standing rows.

    A person is never deleted, as facts of old are about him: `gone_seq` is the entry by which he
    went off the list, COMING while the import `came_with` is being prepared. Nobody who is gone
    has facts that are live.
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
    counted = models.JSONField(null=True, blank=True)
    gone_seq = models.BigIntegerField(null=True, blank=True)
    came_with = models.ForeignKey(
        Import,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )

    objects: ClassVar[People] = People()

    class Meta(Bound.Meta):
        indexes: ClassVar = [
            # the last three let SQLite pass over others without reading the row
            models.Index(
                fields=["organisation", "urgency", "name", "left_on", "branch", "gone_seq"],
                name="person_urgency",
            ),
            models.Index(
                fields=["came_with"],
                condition=models.Q(came_with__isnull=False),
                name="person_came_with",
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
