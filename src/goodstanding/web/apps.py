"""The pages as an app, for its templates and static files."""

from django.apps import AppConfig


class Web(AppConfig):
    """Pages."""

    name = "goodstanding.web"
    label = "web"
