"""The store that a command reads, with progress, and without the streams that cannot be read where that is asked."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from pdflow.command_line.progress import watched
from pdflow.command_line.stores import opened
from pdflow.deciders import DECIDERS
from pdflow.storage.event_store import EventStore
from pdflow.storage.migration import StreamCheck
from pdflow.storage.readable_streams import readable_streams


@contextmanager
def readable_store(options: Namespace, wrong: list[StreamCheck]) -> Iterator[EventStore]:
    """The store of a command's arguments, with progress; without the streams that cannot be read where that is asked.

    Args:
        wrong: To which these are added; they are also printed, as ``check`` does.
    """
    with opened(options.store) as store, watched(store, options.progress) as events:
        if options.pass_over_unreadable:
            events, found = readable_streams(events, DECIDERS)
            for each in found:
                print(problem_line(each), file=sys.stderr)
            wrong += found
        yield events


def problem_line(wrong: StreamCheck) -> str:
    """What is wrong with a stream, and from which version on."""
    place = "" if wrong.version is None else f", version {wrong.version}"
    return f"{wrong.stream}{place}: {wrong.problem}"
