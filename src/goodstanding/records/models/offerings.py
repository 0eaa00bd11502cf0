"""What a year is planned with: offerings, who attends them, days off, the planner's settings.

None of it judges anybody, so these are ordinary rows; the journal tells who changed them. `kept`
holds columns of an imported workbook that are not known, as [title, kind, value], and `place` the
row's place in its sheet. What was blank there stays blank here: a `kind` of an offering is then a
course, its `body` the IICRC, a `state` booked, a day off without an end one day, its kind off.
"""

from typing import ClassVar

from django.db import models

from goodstanding.records.bound import Bound
from goodstanding.records.models.people import Activity, Person


class Offering(Bound):
    """Something that people could attend; without days it is online.

    `amount` in hundredths of a credit, `price` and `travel` in cents for each attendant, None
    where they are not known. `seats` None: no limit. `production_days` is an exact decimal number
    ("0.5"), "" where it is worked out from kind and days. `requires` are codes. `activity` is
    what it became when people attended it.
    """

    title = models.CharField(max_length=200)
    provider = models.CharField(max_length=200, blank=True, default="")
    kind = models.CharField(max_length=16, blank=True, default="course")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    amount = models.IntegerField(null=True, blank=True)
    price = models.BigIntegerField(null=True, blank=True)
    travel = models.BigIntegerField(null=True, blank=True)
    seats = models.IntegerField(null=True, blank=True)
    production_days = models.CharField(max_length=40, blank=True, default="")
    city = models.CharField(max_length=120, blank=True, default="")
    body = models.TextField(blank=True, default="IICRC")
    approved = models.BooleanField(null=True, blank=True)
    requires = models.JSONField(default=list, blank=True)
    obtains = models.TextField(blank=True, default="")
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    place = models.BigIntegerField(default=0)
    kept = models.JSONField(default=list, blank=True)

    class Meta(Bound.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "starts_on"], name="offering_starts")
        ]

    def __str__(self) -> str:
        return self.title


class Enrolment(Bound):
    """A person's place in an offering.

    `on` is the day by which an online course is done. `locked`: it stands whatever is planned.
    `credit` is the key of the credit that came of it.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    offering = models.ForeignKey(Offering, models.CASCADE, related_name="+", db_index=False)
    on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=40, blank=True, default="booked")
    locked = models.BooleanField(null=True, blank=True, default=False)
    credit = models.UUIDField(null=True, blank=True)
    place = models.BigIntegerField(default=0)
    kept = models.JSONField(default=list, blank=True)

    class Meta(Bound.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "offering"], name="enrolment_offering"),
            models.Index(fields=["organisation", "person"], name="enrolment_person"),
        ]


class DayOff(Bound):
    """Days on which somebody, or without a person everybody, is off or busy."""

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=8, blank=True, default="off")
    why = models.CharField(max_length=200, blank=True, default="")
    place = models.BigIntegerField(default=0)
    kept = models.JSONField(default=list, blank=True)

    class Meta(Bound.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "starts_on"], name="day_off_starts"),
            models.Index(fields=["organisation", "person"], name="day_off_person"),
        ]


class PlanningSetting(Bound):
    """A setting of the planner as it was written: "max_out" is "20%"."""

    setting = models.CharField(max_length=200)
    value = models.CharField(max_length=200, blank=True, default="")
    place = models.BigIntegerField(default=0)
    kept = models.JSONField(default=list, blank=True)

    class Meta(Bound.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "place"], name="planning_setting_place")
        ]
