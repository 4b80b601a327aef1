"""``manage.py pdflow_catch_up``: reactions between streams, and the read models."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import UTC, datetime
from time import sleep
from typing import Any

from django.core.management.base import CommandError
from django.db import close_old_connections

from pdflow.contrib.django.management.store_command import StoreCommand
from pdflow.contrib.django.upkeep import only_relay, relay_of, runner_of
from pdflow.errors import DecodeError, StoreError


class Command(StoreCommand):
    """Handles all new events once, or goes on doing so."""

    help = "Carries out what follows from new events in other streams, and brings the read models up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add how often to look again."""
        super().add_arguments(parser)
        parser.add_argument("--follow", type=float, metavar="SECONDS", help="go on, and look again every so often")

    def handle(self, *, database: str, follow: float | None, verbosity: int, **options: Any) -> None:
        """Catch up; exit status 1 where a stream cannot be read, or the database is away."""
        self._verbosity, self._unreadable = verbosity, 0
        try:
            with only_relay(database):
                self._relay, self._runner = relay_of(database, self._passed_over), runner_of(database, self._not_read)
                self._catch_up()
                while follow is not None:
                    sleep(follow)
                    self._look_again()
        except StoreError as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            return
        if self._unreadable:
            raise CommandError(f"{self._unreadable} could not be read")

    def _catch_up(self) -> None:
        reacted = 0 if self._relay is None else self._relay.catch_up()
        projected = self._runner.catch_up(datetime.now(UTC))
        if (reacted or projected) and self._verbosity:
            self.stdout.write(f"events: {reacted} reacted to, {projected} in the read models")

    def _look_again(self) -> None:
        close_old_connections()
        try:
            self._catch_up()
        except StoreError as error:
            self.complain(error)

    def _passed_over(self, cause: Any, error: Exception, addressed: Any) -> None:
        """Say what the relay passes over; a reaction that is refused only where it was asked to say much."""
        if isinstance(error, DecodeError):
            self._not_read(cause.stream, error)
        elif self._verbosity > 1:
            self.complain(f"{cause.stream}: {error}")

    def _not_read(self, stream: str, error: Exception) -> None:
        self._unreadable += 1
        self.complain(f"{stream}: {error}")
