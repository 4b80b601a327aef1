"""``manage.py pdflow_check``: whether the streams are the same under this pdflow as before."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from pdflow.contrib.django import project
from pdflow.contrib.django.management.store_command import StoreCommand
from pdflow.contrib.django.store import DjangoStore
from pdflow.errors import PdflowError
from pdflow.storage.migration import StreamCheck, Verdict, check, record as digests_of

WRONG = (Verdict.DIFFERS, Verdict.UNREADABLE, Verdict.MISSING)


class Command(StoreCommand):
    """Replays every stream."""

    help = "Replays every stream under the installed pdflow, and compares it with what was recorded before an upgrade."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the file of digests."""
        super().add_arguments(parser)
        files = parser.add_mutually_exclusive_group()
        files.add_argument("--record", type=Path, metavar="FILE", help="keep what the streams say, to compare later")
        files.add_argument("--compare", type=Path, metavar="FILE", help="compare with what was recorded")

    def handle(self, *, database: str, record: Path | None, compare: Path | None, **options: Any) -> None:
        """Record or check; exit status 1 where a stream differs or cannot be read, or a file is wrong."""
        store = DjangoStore(database)
        try:
            if record is None:
                self._check(store, compare)
            else:
                self._record(store, record)
        except (OSError, PdflowError, ValueError) as error:
            raise CommandError(str(error)) from None

    def _record(self, store: DjangoStore, file: Path) -> None:
        digests = digests_of(store, [desk.decider for desk in project.desks_of(store)])
        file.write_text(json.dumps(digests))
        self.stdout.write(f"streams: {len(digests['streams'])} recorded")

    def _check(self, store: DjangoStore, file: Path | None) -> None:
        digests = None if file is None else json.loads(file.read_text())
        deciders = [desk.decider for desk in project.desks_of(store)]
        counts = Counter(self._verdict(each) for each in check(store, deciders, digests))
        found = ", ".join(f"{count} {verdict.lower().replace('_', ' ')}" for verdict, count in sorted(counts.items()))
        self.stdout.write(f"streams: {found or 'none'}")
        if any(counts[verdict] for verdict in WRONG):
            raise CommandError("not every stream is as it was")

    def _verdict(self, checked: StreamCheck) -> Verdict:
        if checked.verdict in WRONG:
            place = "" if checked.version is None else f", version {checked.version}"
            self.complain(f"{checked.stream}{place}: {checked.problem}")
        return checked.verdict
