"""The tables of the read models."""

from typing import ClassVar

from django.db import migrations, models

from pdflow.contrib.django import columns


class Migration(migrations.Migration):
    """Makes a table for each kind of entry."""

    dependencies: ClassVar = [("pdflow", "0001_events")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Drift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("generation", models.IntegerField(verbose_name="generation")),
                ("stream", columns.NameField(verbose_name="stream")),
                ("number", models.IntegerField(verbose_name="number")),
                ("aggregate", columns.NameField(verbose_name="aggregate")),
                ("cause", columns.NameField(verbose_name="cause")),
                ("since", columns.UtcMomentField(verbose_name="since")),
                ("missed", columns.NameField(null=True, verbose_name="missed")),
                ("command", columns.NameField(verbose_name="command")),
                ("role", columns.NameField(verbose_name="role")),
                ("owner", columns.NameField(null=True, verbose_name="owner")),
                ("through", columns.NameField(null=True, verbose_name="through")),
                ("person", columns.NameField(null=True, verbose_name="person")),
                ("engagement", columns.NameField(null=True, verbose_name="engagement")),
                ("site", columns.NameField(null=True, verbose_name="site")),
            ],
            options={
                "verbose_name": "drift",
                "verbose_name_plural": "drifts",
                "db_table": "pdflow_drifts",
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["generation", "since", "site", "cause"], name="pdflow_drifts_since"),
                    models.Index(fields=["generation", "site", "since"], name="pdflow_drifts_site"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("generation", "stream", "number"), name="pdflow_drifts_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="Learning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("generation", models.IntegerField(verbose_name="generation")),
                ("stream", columns.NameField(verbose_name="stream")),
                ("number", models.IntegerField(verbose_name="number")),
                ("person", columns.NameField(verbose_name="person")),
                ("kind", columns.NameField(verbose_name="kind")),
                ("at", columns.UtcMomentField(verbose_name="at")),
                ("minutes", models.IntegerField(verbose_name="minutes")),
                ("record", columns.NameField(verbose_name="record")),
                ("subject", columns.NameField(null=True, verbose_name="subject")),
                ("by", columns.NameField(null=True, verbose_name="by")),
            ],
            options={
                "verbose_name": "learning",
                "verbose_name_plural": "learning histories",
                "db_table": "pdflow_learning",
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(
                        fields=["generation", "person", "at", "stream", "number"], name="pdflow_learning_person"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("generation", "stream", "number"), name="pdflow_learning_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="Obligation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("generation", models.IntegerField(verbose_name="generation")),
                ("stream", columns.NameField(verbose_name="stream")),
                ("number", models.IntegerField(verbose_name="number")),
                ("aggregate", columns.NameField(verbose_name="aggregate")),
                ("code", columns.NameField(verbose_name="code")),
                ("command", columns.NameField(verbose_name="command")),
                ("role", columns.NameField(verbose_name="role")),
                ("owner", columns.NameField(null=True, verbose_name="owner")),
                ("about", columns.NameField(null=True, verbose_name="about")),
                ("person", columns.NameField(null=True, verbose_name="person")),
                ("engagement", columns.NameField(null=True, verbose_name="engagement")),
                ("site", columns.NameField(null=True, verbose_name="site")),
                ("last_day", models.DateField(verbose_name="last day")),
                ("opens", columns.UtcMomentField(verbose_name="opens")),
                ("due", columns.UtcMomentField(verbose_name="due")),
                ("breach", columns.UtcMomentField(null=True, verbose_name="breach")),
                ("rank", models.IntegerField(verbose_name="rank")),
            ],
            options={
                "verbose_name": "obligation",
                "verbose_name_plural": "obligations",
                "db_table": "pdflow_obligations",
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(
                        fields=["generation", "rank", "due", "stream", "number"], name="pdflow_obligations_urgency"
                    ),
                    models.Index(
                        fields=["generation", "site", "rank", "due", "stream", "number"], name="pdflow_obligations_site"
                    ),
                    models.Index(fields=["generation", "owner", "role", "due"], name="pdflow_obligations_owner"),
                    models.Index(
                        condition=models.Q(("rank", 1)),
                        fields=["generation", "breach"],
                        name="pdflow_obligations_breach",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("generation", "stream", "number"), name="pdflow_obligations_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("generation", models.IntegerField(verbose_name="generation")),
                ("stream", columns.NameField(verbose_name="stream")),
                ("person", columns.NameField(verbose_name="person")),
                ("engagement", columns.NameField(null=True, verbose_name="engagement")),
                ("phase", columns.NameField(verbose_name="phase")),
                ("since", columns.UtcMomentField(verbose_name="since")),
                ("enrolled_at", columns.UtcMomentField(verbose_name="enrolled at")),
                ("site", columns.NameField(verbose_name="site")),
                ("role_title", columns.NameField(verbose_name="role title")),
                ("manager", columns.NameField(null=True, verbose_name="manager")),
                ("coach", columns.NameField(null=True, verbose_name="coach")),
                ("tier", columns.NameField(verbose_name="tier")),
                ("policy", columns.NameField(verbose_name="policy")),
                ("cycle", models.IntegerField(verbose_name="cycle")),
                ("planned_end", models.DateField(null=True, verbose_name="planned end")),
                ("paused_since", columns.UtcMomentField(null=True, verbose_name="paused since")),
                ("paused_until", models.DateField(null=True, verbose_name="paused until")),
                ("last_contact", columns.UtcMomentField(null=True, verbose_name="last contact")),
            ],
            options={
                "verbose_name": "participation",
                "verbose_name_plural": "participations",
                "db_table": "pdflow_participations",
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["generation", "person"], name="pdflow_participations_person"),
                    models.Index(fields=["generation", "coach", "phase", "tier"], name="pdflow_participations_coach"),
                    models.Index(fields=["generation", "site", "phase"], name="pdflow_participations_site"),
                    models.Index(fields=["generation", "phase", "coach", "tier"], name="pdflow_participations_phase"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("generation", "stream"), name="pdflow_participations_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="Refusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("attempt", columns.NameField(verbose_name="attempt")),
                ("number", models.IntegerField(verbose_name="number")),
                ("at", columns.UtcMomentField(verbose_name="at")),
                ("stream", columns.NameField(verbose_name="stream")),
                ("command", columns.NameField(verbose_name="command")),
                ("command_id", columns.NameField(verbose_name="command id")),
                ("actor", columns.NameField(verbose_name="actor")),
                ("role", columns.NameField(verbose_name="role")),
                ("code", columns.NameField(verbose_name="code")),
                ("remedy", columns.NameField(null=True, verbose_name="remedy")),
            ],
            options={
                "verbose_name": "refusal",
                "verbose_name_plural": "refusals",
                "db_table": "pdflow_refusals",
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["at"], name="pdflow_refusals_at"),
                    models.Index(fields=["stream", "at"], name="pdflow_refusals_stream"),
                    models.Index(fields=["actor"], name="pdflow_refusals_actor"),
                ],
                "constraints": [models.UniqueConstraint(fields=("attempt", "number"), name="pdflow_refusals_key")],
            },
        ),
        migrations.CreateModel(
            name="Stream",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("generation", models.IntegerField(verbose_name="generation")),
                ("stream", columns.NameField(verbose_name="stream")),
                ("aggregate", columns.NameField(null=True, verbose_name="aggregate")),
                ("version", models.IntegerField(verbose_name="version")),
                ("ask_again_at", columns.UtcMomentField(null=True, verbose_name="ask again at")),
                ("problem", columns.NameField(null=True, verbose_name="problem")),
            ],
            options={
                "verbose_name": "stream",
                "verbose_name_plural": "streams",
                "db_table": "pdflow_streams",
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["generation", "ask_again_at"], name="pdflow_streams_ask_again"),
                    models.Index(fields=["generation", "problem"], name="pdflow_streams_problem"),
                ],
                "constraints": [models.UniqueConstraint(fields=("generation", "stream"), name="pdflow_streams_key")],
            },
        ),
    ]
