"""What a year is planned with: offerings, enrolments, days off, the planner's settings."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0007_tally"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("provider", models.CharField(blank=True, default="", max_length=200)),
                ("kind", models.CharField(blank=True, default="course", max_length=16)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("amount", models.IntegerField(blank=True, null=True)),
                ("price", models.BigIntegerField(blank=True, null=True)),
                ("travel", models.BigIntegerField(blank=True, null=True)),
                ("seats", models.IntegerField(blank=True, null=True)),
                ("production_days", models.CharField(blank=True, default="", max_length=40)),
                ("city", models.CharField(blank=True, default="", max_length=120)),
                ("body", models.TextField(blank=True, default="IICRC")),
                ("approved", models.BooleanField(blank=True, null=True)),
                ("requires", models.JSONField(blank=True, default=list)),
                ("obtains", models.TextField(blank=True, default="")),
                ("place", models.BigIntegerField(default=0)),
                ("kept", models.JSONField(blank=True, default=list)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "every",
                "indexes": [
                    models.Index(fields=["organisation", "starts_on"], name="offering_starts"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("every", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(blank=True, null=True)),
                ("state", models.CharField(blank=True, default="booked", max_length=40)),
                ("locked", models.BooleanField(blank=True, default=False, null=True)),
                ("credit", models.UUIDField(blank=True, null=True)),
                ("place", models.BigIntegerField(default=0)),
                ("kept", models.JSONField(blank=True, default=list)),
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
                (
                    "offering",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="records.offering",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "every",
                "indexes": [
                    models.Index(fields=["organisation", "offering"], name="enrolment_offering"),
                    models.Index(fields=["organisation", "person"], name="enrolment_person"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("every", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="PlanningSetting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("setting", models.CharField(max_length=200)),
                ("value", models.CharField(blank=True, default="", max_length=200)),
                ("place", models.BigIntegerField(default=0)),
                ("kept", models.JSONField(blank=True, default=list)),
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
                "indexes": [
                    models.Index(fields=["organisation", "place"], name="planning_setting_place"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("every", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="DayOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("kind", models.CharField(blank=True, default="off", max_length=8)),
                ("why", models.CharField(blank=True, default="", max_length=200)),
                ("place", models.BigIntegerField(default=0)),
                ("kept", models.JSONField(blank=True, default=list)),
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
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="records.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "every",
                "indexes": [
                    models.Index(fields=["organisation", "starts_on"], name="day_off_starts"),
                    models.Index(fields=["organisation", "person"], name="day_off_person"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("every", django.db.models.manager.Manager()),
            ],
        ),
    ]
