"""The projection of one stream: all its entries at a moment, from its events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from pdflow.agenda import next_change
from pdflow.calendar import Calendar
from pdflow.errors import PdflowError
from pdflow.kernel.records import Aggregate
from pdflow.participation import Participation
from pdflow.projections.entries import StreamEntry
from pdflow.projections.participation import learning_entries, participation_entries
from pdflow.projections.read_models import ProjectedStream
from pdflow.projections.worklist import drift_entries, obligation_entries, subject_of
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import ERASED, RecordedEvent

UNREADABLE: Final = (PdflowError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""Errors of a stream's own events. All others, as those of a database's driver, are a store's that is away."""
LONGEST_PROBLEM: Final = 200
"""The characters kept of what is wrong with a stream, so that it can be indexed."""


def project(
    stream: str, rows: Sequence[RecordedEvent], codecs: Mapping[str, Codec[Any]], at: datetime, calendar: Calendar
) -> ProjectedStream:
    """All entries of a stream at a moment; none where it was erased, or is a host's own that no codec is for.

    Args:
        stream: Its name.
        rows: All of its events, as they are stored.
        codecs: By the name of each kind of aggregate.
        at: The moment.
        calendar: The host's calendar; the moment is looked at in its zone.

    Raises:
        UNREADABLE: An event cannot be read, or leads to a state that nothing can be worked out from.
    """
    left = [row for row in rows if row.type != ERASED]
    aggregate = left[0].type.partition(".")[0] if left else ""
    version = rows[-1].version if rows else 0
    if aggregate not in codecs:
        return ProjectedStream(StreamEntry(stream, None, version, None, None))
    codec, here = codecs[aggregate], at.astimezone(calendar.zone)
    events = [codec.from_row(row) for row in left]
    state: Aggregate = codec.decider.fold(events)
    subject = subject_of(stream, aggregate, state, here)
    taken_part = state if isinstance(state, Participation) else None
    return ProjectedStream(
        StreamEntry(stream, aggregate, version, next_change(state, here, calendar), None),
        () if taken_part is None else [*participation_entries(stream, taken_part, here)],
        obligation_entries(subject, state, here, calendar),
        [*drift_entries(subject, state, here, calendar)],
        () if taken_part is None else learning_entries(stream, taken_part, events),
    )


def unreadable(stream: str, rows: Sequence[RecordedEvent], error: Exception) -> ProjectedStream:
    """A stream without entries, and why: of an error that is not pdflow's own only the kind, for it may quote."""
    problem = str(error) if isinstance(error, PdflowError) else type(error).__name__
    return ProjectedStream(StreamEntry(stream, None, rows[-1].version, None, problem[:LONGEST_PROBLEM]))
