"""The sums of each company's standings, so that no page adds up thousands of rows."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from goodstanding.records import guards


def drop(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guards and watches away while their tables change."""
    guards.drop(editor.connection)


def create(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards and watches in place again."""
    guards.create(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("records", "0006_import_and_merge")]

    operations = [
        migrations.RunPython(drop, create),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="records.organisation",
                    ),
                ),
                ("counts", models.JSONField(default=dict, null=True)),
                ("edition", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.AddField("person", "counted", models.JSONField(blank=True, null=True)),
        migrations.AddField("standing", "on_record", models.BooleanField(null=True)),
        # who was judged before is judged again, as after a change of the rules; then all are counted
        migrations.RunSQL("UPDATE records_standing SET rules = ''", migrations.RunSQL.noop),
        migrations.RunSQL(
            "INSERT INTO records_tally (organisation_id, counts, edition)"
            " SELECT id, NULL, 0 FROM records_organisation",
            migrations.RunSQL.noop,
        ),
        migrations.RunPython(create, drop),
    ]
