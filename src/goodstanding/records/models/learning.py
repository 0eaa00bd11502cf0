"""What a company sets for costs and for a year of learning: ordinary rows, as offerings are."""

from typing import ClassVar

from django.db import models

from goodstanding.records.bound import Bound
from goodstanding.records.models.offerings import Offering


class CostFigure(Bound):
    """A figure of the company's own in place of a shipped one.

    `name` is the engine's ("exam-WRT"); `low` and `high` are cents, or whole months or days; None:
    not known. `source` says where it is from, `read` as of which day.
    """

    name = models.CharField(max_length=80)
    low = models.BigIntegerField(null=True, blank=True)
    high = models.BigIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True, default="")
    read = models.DateField(null=True, blank=True)

    class Meta(Bound.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="cost_figure_name")
        ]


class PatternItem(Bound):
    """One item of the company's yearly pattern: in a quarter (1 to 4), something of a kind.

    `amount` in hundredths of a credit is what it should bring, None where that is open.
    """

    quarter = models.SmallIntegerField()
    kind = models.CharField(max_length=16)
    amount = models.IntegerField(null=True, blank=True)
    place = models.BigIntegerField(default=0)

    class Meta(Bound.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "quarter", "place"], name="pattern_item_quarter")
        ]


class TeachBack(Bound):
    """In a session those who were at an event taught the others what they brought from it."""

    session = models.ForeignKey(Offering, models.CASCADE, related_name="+", db_index=False)
    event = models.ForeignKey(Offering, models.CASCADE, related_name="+", db_index=False)

    class Meta(Bound.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "session"], name="teach_back_session")
        ]
