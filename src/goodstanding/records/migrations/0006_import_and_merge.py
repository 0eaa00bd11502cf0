"""Imports that are prepared and undone, people who were merged, and standings that wait.

Tables with guards get columns that are added without rebuilding them.
"""

from typing import Any

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model: str, **more: Any) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=model, **more
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0004_unjudged")]

    operations = [
        migrations.CreateModel(
            name="Accepting",
            fields=[
                (
                    "staged",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="accepting",
                        serialize=False,
                        to="records.import",
                    ),
                ),
                ("organisation", _to("records.organisation", db_index=False)),
                ("user", _to(settings.AUTH_USER_MODEL, null=True)),
                ("asked_at", models.DateTimeField()),
                ("basis", models.CharField(blank=True, max_length=64)),
                ("total", models.BigIntegerField(null=True)),
                ("failed", models.TextField(blank=True)),
            ],
            options={"abstract": False, "base_manager_name": "every"},
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("every", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", _ID),
                ("organisation", _to("records.organisation", db_index=False)),
                ("keep", _to("records.person", db_index=False)),
                ("away", _to("records.person", db_index=False)),
                ("seq", models.BigIntegerField()),
                ("undone_seq", models.BigIntegerField(blank=True, null=True)),
                ("did", models.JSONField(default=dict)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "every",
                "indexes": [
                    models.Index(fields=["organisation", "away"], name="merge_away"),
                    models.Index(fields=["organisation", "keep"], name="merge_keep"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("every", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="StagedFact",
            fields=[
                ("id", _ID.clone()),
                ("organisation", _to("records.organisation", db_index=False)),
                ("accepting", _to("records.accepting", db_index=False)),
                ("number", models.BigIntegerField()),
                ("person", _to("records.person", db_index=False)),
                ("kind", models.CharField(max_length=12)),
                ("key", models.UUIDField()),
                ("credential", models.UUIDField(null=True)),
                ("activity", models.BigIntegerField(null=True)),
                ("place", models.BigIntegerField()),
                ("states", models.JSONField()),
                ("texts", models.JSONField(default=dict)),
                ("salt", models.CharField(max_length=32)),
                ("commitment", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("replaces", models.BigIntegerField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "every",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("accepting", "number"), name="staged_fact_number"
                    )
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("every", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField("import", "did", models.JSONField(blank=True, null=True)),
        migrations.AddField("import", "undone_seq", models.BigIntegerField(blank=True, null=True)),
        migrations.AddField(
            "organisation", "waiting", models.BigIntegerField(blank=True, null=True)
        ),
        migrations.AddField(
            "organisation", "waiting_of", models.BigIntegerField(blank=True, null=True)
        ),
        migrations.AddField("organisation", "waiting_why", models.TextField(blank=True, null=True)),
        migrations.AddField(
            "person",
            "came_with",
            models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="records.import",
            ),
        ),
        migrations.AddField("person", "gone_seq", models.BigIntegerField(blank=True, null=True)),
        migrations.RemoveIndex(model_name="person", name="person_urgency"),
        migrations.AddIndex(
            "person",
            models.Index(
                fields=["organisation", "urgency", "name", "left_on", "branch", "gone_seq"],
                name="person_urgency",
            ),
        ),
        migrations.AddIndex(
            "person",
            models.Index(
                condition=models.Q(("came_with__isnull", False)),
                fields=["came_with"],
                name="person_came_with",
            ),
        ),
    ]
