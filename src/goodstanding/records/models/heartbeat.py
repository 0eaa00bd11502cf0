"""Signs of life of what runs in the background."""

from django.db import models


class Heartbeat(models.Model):
    """When a part of the program last said that it is at work."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
