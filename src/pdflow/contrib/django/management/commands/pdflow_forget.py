"""``manage.py pdflow_forget``: a person taken out of all streams and read models."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.db import connections, transaction

from pdflow.contrib.django.management.store_command import StoreCommand
from pdflow.contrib.django.store import DjangoStore
from pdflow.contrib.django.upkeep import runner_of
from pdflow.errors import PdflowError
from pdflow.storage.erasure import Forgotten, forget


class Command(StoreCommand):
    """Forgets a person, after a question."""

    help = "Takes a person out of all streams and read models. It cannot be undone, and copies are yours to find."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the person."""
        super().add_arguments(parser)
        parser.add_argument("person", help="the person's id, as the events have it")
        parser.add_argument("--noinput", action="store_false", dest="ask", help="do not ask first")

    def handle(self, *, database: str, person: str, ask: bool, **options: Any) -> None:
        """Forget; exit status 1 where nothing was found, the answer is no, or the database is away."""
        if ask and input("Forget this person for ever? Type 'yes': ") != "yes":
            raise CommandError("nothing was changed")
        try:
            forgotten, refusals = _forget(database, person)
        except PdflowError as error:
            raise CommandError(str(error)) from None
        if not forgotten.events and not refusals:
            raise CommandError("no event and no refusal names this person")
        _vacuum(database)
        events = f"events: {forgotten.events} changed, {forgotten.notes} of them lost notes"
        self.stdout.write(f"{events}; streams: {len(forgotten.streams)}; reasons of refusals: {refusals} removed")


def _forget(database: str, person: str) -> tuple[Forgotten, int]:
    with transaction.atomic(database):
        forgotten = forget(DjangoStore(database), person)
        refusals = runner_of(database).forget(person, forgotten.streams, datetime.now(UTC))
    return forgotten, refusals


def _vacuum(database: str) -> None:
    """Remove the former rows from PostgreSQL's tables, which keep them until then."""
    connection = connections[database]
    if connection.vendor == "postgresql":
        tables = ", ".join(model._meta.db_table for model in apps.get_app_config("pdflow").get_models())
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {tables}")
