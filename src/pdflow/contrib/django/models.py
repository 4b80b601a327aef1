"""The tables: events, the places of their readers, and snapshots of states."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pdflow.contrib.django.columns import LocalMomentField, NameField, UtcMomentField

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


class Checkpoint(models.Model):
    """How far a reader of the feed has come."""

    reader = NameField(_("reader"), primary_key=True)
    position: models.BigIntegerField[int, int] = models.BigIntegerField(_("position"))

    class Meta:
        """A row for each reader."""

        db_table = "pdflow_checkpoints"
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return str(self.reader)


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
