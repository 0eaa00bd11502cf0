"""What the standings of a whole company add up to."""

from django.db import models

from goodstanding.records.models.organisation import Organisation


class Tally(models.Model):
    """The sums of a company's standings (`records.tally`), kept up as people are judged.

    A cache of a cache: whenever a row that it was made from is changed, the database itself sets
    `counts` to None, in which it stays unless the program puts the new sums there in the same
    transaction, with the next `edition`. None: not to be had; the background counts anew.
    """

    organisation = models.OneToOneField(Organisation, models.CASCADE, primary_key=True)
    counts = models.JSONField(null=True, default=dict)
    edition = models.BigIntegerField(default=0)
