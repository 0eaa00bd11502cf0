"""From here on the database refuses to change what is on record."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from goodstanding.records import guards


def create(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards in place."""
    guards.create(editor.connection)


def drop(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guards away."""
    guards.drop(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
