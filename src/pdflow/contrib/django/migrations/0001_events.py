"""The tables of the store."""

from typing import ClassVar

from django.db import migrations, models

from pdflow.contrib.django import columns


class Migration(migrations.Migration):
    """Makes the tables of events, checkpoints and snapshots."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="ErasureCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("count", models.IntegerField(verbose_name="erasures")),
            ],
            options={
                "verbose_name": "count of erasures",
                "verbose_name_plural": "count of erasures",
                "db_table": "pdflow_erasures",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StoredSnapshot",
            fields=[
                ("stream", columns.NameField(primary_key=True, serialize=False, verbose_name="stream")),
                ("version", models.IntegerField(verbose_name="version")),
                ("erasures", models.IntegerField(verbose_name="erasures")),
                ("format", models.TextField(verbose_name="format")),
                ("data", models.TextField(verbose_name="content")),
            ],
            options={
                "verbose_name": "snapshot",
                "verbose_name_plural": "snapshots",
                "db_table": "pdflow_snapshots",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StoredCheckpoint",
            fields=[
                ("generation", models.AutoField(primary_key=True, serialize=False, verbose_name="generation")),
                ("reader", columns.NameField(verbose_name="reader")),
                (
                    "state",
                    columns.NameField(
                        choices=[("LIVE", "live"), ("BUILDING", "building"), ("DROPPED", "dropped")],
                        default="LIVE",
                        verbose_name="state",
                    ),
                ),
                ("position", models.BigIntegerField(default=0, verbose_name="position")),
                ("as_of", columns.UtcMomentField(null=True, verbose_name="as of")),
            ],
            options={
                "verbose_name": "checkpoint",
                "verbose_name_plural": "checkpoints",
                "db_table": "pdflow_generations",
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "LIVE")), fields=("reader",), name="pdflow_generations_live"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredEvent",
            fields=[
                ("position", models.BigAutoField(primary_key=True, serialize=False, verbose_name="position")),
                ("stream", columns.NameField(verbose_name="stream")),
                ("version", models.IntegerField(verbose_name="version")),
                ("event_id", columns.NameField(db_column="id", verbose_name="id")),
                ("type", models.TextField(verbose_name="type")),
                ("type_version", models.IntegerField(verbose_name="version of the type")),
                ("command_id", columns.NameField(verbose_name="command")),
                ("actor", models.TextField(verbose_name="by")),
                ("role", models.TextField(verbose_name="role")),
                ("occurred_at", columns.LocalMomentField(verbose_name="occurred at")),
                ("recorded_at", columns.UtcMomentField(verbose_name="recorded at")),
                ("data", models.TextField(verbose_name="content")),
                ("notes", models.TextField(null=True, verbose_name="notes")),
                ("metadata", models.TextField(null=True, verbose_name="metadata")),
                ("fingerprint", models.TextField(null=True, verbose_name="fingerprint")),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "db_table": "pdflow_events",
                "permissions": [("read_notes", "Can read personal notes, where they are for this reader")],
                "default_permissions": ("view",),
                "indexes": [models.Index(fields=["command_id"], name="pdflow_events_of_command")],
                "constraints": [
                    models.UniqueConstraint(fields=("stream", "version"), name="pdflow_events_version"),
                    models.UniqueConstraint(fields=("event_id",), name="pdflow_events_id"),
                ],
            },
        ),
    ]
