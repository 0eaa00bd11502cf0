"""The one data app."""

from django.apps import AppConfig


class Records(AppConfig):
    """The tables of every company on this installation."""

    name = "goodstanding.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
