"""``manage.py pdflow_rebuild``: the read models made anew."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import CommandError

from pdflow.contrib.django.management.store_command import StoreCommand
from pdflow.contrib.django.upkeep import runner_of
from pdflow.errors import StoreError


class Command(StoreCommand):
    """Makes all rows anew beside those that are read, and swaps them."""

    help = "Makes the read models anew; meanwhile everybody reads the former ones. Run it after an upgrade of pdflow."

    def handle(self, *, database: str, **options: Any) -> None:
        """Rebuild; exit status 1 where a stream cannot be read, or the database is away."""
        unreadable = set[str]()

        def not_read(stream: str, error: Exception) -> None:
            unreadable.add(stream)
            self.complain(f"{stream}: {error}")

        try:
            read = runner_of(database, not_read).rebuild(datetime.now(UTC))
        except StoreError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"events: {read} in the read models")
        if unreadable:
            raise CommandError(f"{len(unreadable)} streams could not be read")
