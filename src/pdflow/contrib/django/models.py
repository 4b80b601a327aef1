"""The tables: events, the places of their readers, snapshots of states, and the rows of the read models."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pdflow.contrib.django.columns import LocalMomentField, NameField, UtcMomentField
from pdflow.contrib.django.entry_rows import entry_row
from pdflow.projections import (
    DriftEntry,
    LearningEntry,
    ObligationEntry,
    ParticipationEntry,
    RefusalEntry,
    StreamEntry,
)

if TYPE_CHECKING:
    Text = models.TextField[str, str]
    TextOrNone = models.TextField[str | None, str | None]
    Number = models.IntegerField[int, int]


class StoredEvent(models.Model):
    """One event of a stream; written by ``DjangoStore`` only, for ``save`` would overwrite another under its key."""

    position: models.BigAutoField[int, int] = models.BigAutoField(_("position"), primary_key=True)
    stream = NameField(_("stream"))
    version: Number = models.IntegerField(_("version"))
    event_id = NameField(_("id"), db_column="id")
    type: Text = models.TextField(_("type"))
    type_version: Number = models.IntegerField(_("version of the type"))
    command_id = NameField(_("command"))
    actor: Text = models.TextField(_("by"))
    role: Text = models.TextField(_("role"))
    occurred_at = LocalMomentField(_("occurred at"))
    recorded_at = UtcMomentField(_("recorded at"))
    data: Text = models.TextField(_("content"))
    notes: TextOrNone = models.TextField(_("notes"), null=True)
    metadata: TextOrNone = models.TextField(_("metadata"), null=True)
    fingerprint: TextOrNone = models.TextField(_("fingerprint"), null=True)

    class Meta:
        """One event for each version of a stream, and one for each id."""

        db_table = "pdflow_events"
        verbose_name = _("event")
        verbose_name_plural = _("events")
        default_permissions = ("view",)
        permissions: ClassVar = [("read_notes", _("Can read personal notes, where they are for this reader"))]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stream", "version"], name="pdflow_events_version"),
            models.UniqueConstraint(fields=["event_id"], name="pdflow_events_id"),
        ]
        indexes: ClassVar = [models.Index(fields=["command_id"], name="pdflow_events_of_command")]

    def __str__(self) -> str:
        return f"{self.stream} {self.version}"


class StoredCheckpoint(models.Model):
    """How far a reader of the feed has come; of read models, in each generation of their rows."""

    class State(models.TextChoices):
        """Rows that are read, those that a rebuild is making, and those that are being removed."""

        LIVE = "LIVE", _("live")
        BUILDING = "BUILDING", _("building")
        DROPPED = "DROPPED", _("dropped")

    generation: models.AutoField[int, int] = models.AutoField(_("generation"), primary_key=True)
    reader = NameField(_("reader"))
    state = NameField(_("state"), choices=State, default=State.LIVE)
    position: models.BigIntegerField[int, int] = models.BigIntegerField(_("position"), default=0)
    as_of = UtcMomentField(_("as of"), null=True)

    class Meta:
        """One live row for each reader."""

        db_table = "pdflow_generations"
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        default_permissions = ("view",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reader"], condition=models.Q(state="LIVE"), name="pdflow_generations_live")
        ]

    def __str__(self) -> str:
        return f"{self.reader} {self.generation}"


class StoredSnapshot(models.Model):
    """The state of a stream at one version, so that the events before need not be read."""

    stream = NameField(_("stream"), primary_key=True)
    version: Number = models.IntegerField(_("version"))
    erasures: Number = models.IntegerField(_("erasures"))
    format: Text = models.TextField(_("format"))
    data: Text = models.TextField(_("content"))

    class Meta:
        """A row for each stream that has one."""

        db_table = "pdflow_snapshots"
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.stream} {self.version}"


class ErasureCount(models.Model):
    """How often anything was erased or rewritten, in one row; none as long as nothing was."""

    count: Number = models.IntegerField(_("erasures"))

    class Meta:
        """One row, so that readers of snapshots know whether theirs may hold what was erased."""

        db_table = "pdflow_erasures"
        verbose_name = _("count of erasures")
        verbose_name_plural = _("count of erasures")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.count)


Participation = entry_row("Participation", ParticipationEntry, __name__, (_("participation"), _("participations")))
Obligation = entry_row("Obligation", ObligationEntry, __name__, (_("obligation"), _("obligations")))
Drift = entry_row("Drift", DriftEntry, __name__, (_("drift"), _("drifts")))
Learning = entry_row("Learning", LearningEntry, __name__, (_("learning"), _("learning histories")))
Stream = entry_row("Stream", StreamEntry, __name__, (_("stream"), _("streams")))
Refusal = entry_row("Refusal", RefusalEntry, __name__, (_("refusal"), _("refusals")))
