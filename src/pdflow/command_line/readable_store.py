"""The store that a command reads, with progress, and without the streams that cannot be read where that is asked."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from pdflow.command_line.damage import damage
from pdflow.command_line.progress import watched
from pdflow.command_line.stores import opened
from pdflow.deciders import DECIDERS
from pdflow.errors import StoreError, listed
from pdflow.storage.event_store import EventStore
from pdflow.storage.migration import StreamCheck
from pdflow.storage.readable_streams import readable_streams


@contextmanager
def readable_store(options: Namespace, wrong: list[str]) -> Iterator[EventStore]:
    """The store of a command's arguments, with progress; without the streams that cannot be read where that is asked.

    Args:
        wrong: To which these are added, and what is damaged; they are also printed, as ``check`` does.

    Raises:
        StoreError: The file is damaged, so that events may be hidden, and it was not asked to pass over what is.
    """
    with opened(options.store) as store, watched(store, options.progress) as events:
        wrong += damage(options.store)
        if wrong and not options.pass_over_unreadable:
            raise StoreError(*_damaged(options.store, wrong))
        if options.pass_over_unreadable:
            events, found = readable_streams(events, DECIDERS)
            wrong += map(problem_line, found)
        for line in wrong:
            print(line, file=sys.stderr)
        yield events


def _damaged(place: str, wrong: list[str]) -> tuple[str, str]:
    found = listed((line.removeprefix(f"{place}: ") for line in wrong), 3)
    return place, f"the file is damaged, which check lists; --pass-over-unreadable leaves out what is lost: {found}"


def problem_line(wrong: StreamCheck) -> str:
    """What is wrong with a stream, and from which version on."""
    place = "" if wrong.version is None else f", version {wrong.version}"
    return f"{wrong.stream}{place}: {wrong.problem}"
