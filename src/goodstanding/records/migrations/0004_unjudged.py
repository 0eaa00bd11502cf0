"""From here on the database itself notes whose cached standing can no longer be believed."""

import django.db.models.deletion
import django.db.models.manager
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from goodstanding.records import guards


def create(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the watches in place, with the guards."""
    guards.create(editor.connection)


def drop(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away before their table goes."""
    guards.drop(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("records", "0003_background")]

    operations = [
        migrations.CreateModel(
            name="Unjudged",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="records.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="records.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "every",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "person"), name="unjudged_once")
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("every", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField("standing", "asks", models.BooleanField(null=True)),
        migrations.AddIndex(
            "standing",
            models.Index(
                fields=["organisation"], condition=models.Q(asks=True), name="standing_asks"
            ),
        ),
        # what was judged before is judged again, as after a change of the rules
        migrations.RunSQL("UPDATE records_standing SET rules = ''", migrations.RunSQL.noop),
        migrations.RunPython(create, drop),
    ]
