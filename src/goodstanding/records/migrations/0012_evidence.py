"""Files of evidence, and what they prove."""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0011_submissions"),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=255)),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.BigIntegerField()),
                ("kept_at", models.DateTimeField()),
                (
                    "kept_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "every",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "sha256"), name="evidence_kept_once"
                    ),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("every", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("credit", models.UUIDField(blank=True, null=True)),
                ("attached_seq", models.BigIntegerField()),
                ("detached_seq", models.BigIntegerField(blank=True, null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.activity",
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
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.evidencefile",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "every",
                "indexes": [
                    models.Index(fields=["organisation", "credit"], name="evidence_credit"),
                    models.Index(fields=["organisation", "activity"], name="evidence_activity"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("credit", None), ("activity", None), _connector="XOR"),
                        name="evidence_of_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("detached_seq", None)),
                        fields=("file", "credit"),
                        name="evidence_of_credit_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("detached_seq", None)),
                        fields=("file", "activity"),
                        name="evidence_of_activity_once",
                    ),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("every", django.db.models.manager.Manager()),
            ],
        ),
    ]
