"""What runs in the background: who may do it, how it went, and whether anything goes out."""

from django.db import models


class Lease(models.Model):
    """The right to do one thing in the background, for a while.

    `token` grows with every claim. Whoever finishes something under a lease proves in the same
    transaction that the token is still his: a worker that was thought dead then changes nothing.
    """

    name = models.CharField(max_length=80, primary_key=True)
    token = models.BigIntegerField(default=0)
    holder = models.CharField(max_length=120, blank=True)
    until = models.DateTimeField()


class Outcome(models.Model):
    """How something that runs now and then (a backup, a drill, verify) went the last time.

    `good` is None while it runs; `good_at` is when it last went well; `told` is one sentence
    without anybody's data.
    """

    name = models.CharField(max_length=40, primary_key=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    good = models.BooleanField(null=True, blank=True)
    good_at = models.DateTimeField(null=True, blank=True)
    told = models.TextField(blank=True)


class Pause(models.Model):
    """While such a row is there, nothing goes out of its own accord; `why` says who or what asked
    for it. A restored copy begins with one, so that two copies never write to the same people."""

    name = models.CharField(max_length=40, primary_key=True)
    since = models.DateTimeField()
    why = models.TextField()
