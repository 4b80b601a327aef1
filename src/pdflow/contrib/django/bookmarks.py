"""Bookmarks: how far a relay has come, beside the events."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from pdflow.contrib.django.models import StoredCheckpoint
from pdflow.contrib.django.transactions import StoreTransactions


class DjangoBookmark:
    """Keeps a position in the table of checkpoints, under the name of its reader."""

    def __init__(self, reader: str = "coordination", using: str = "default") -> None:
        """Connect to nothing yet.

        Args:
            reader: Its name, another than that of the read models.
            using: The database, by its alias; best that of the store.
        """
        self._reader, self._using = reader, using
        self._transactions = StoreTransactions(using)

    def position(self) -> int:
        """The position kept last."""
        with self._transactions.errors():
            return self._rows().values_list("position", flat=True).first() or 0

    def keep(self, position: int) -> None:
        """Keep a position, unless one further on is kept."""
        with self._transactions.errors(), transaction.atomic(self._using):
            made = StoredCheckpoint(reader=self._reader, position=position)
            StoredCheckpoint.objects.using(self._using).bulk_create([made], ignore_conflicts=True)
            self._rows().filter(position__lt=position).update(position=position)

    def _rows(self) -> QuerySet[StoredCheckpoint]:
        return StoredCheckpoint.objects.using(self._using).filter(
            reader=self._reader, state=StoredCheckpoint.State.LIVE
        )
