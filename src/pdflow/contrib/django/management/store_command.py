"""What the commands of the app have in common: the database that they work on."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from pdflow.contrib.django import project


class StoreCommand(BaseCommand):
    """A command on the events of one database."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the database, by default that of the settings."""
        parser.add_argument("--database", default=project.database(), help="the alias of the database with the events")

    def complain(self, text: object) -> None:
        """Say on the error output what is wrong."""
        self.stderr.write(self.style.WARNING(str(text)))
