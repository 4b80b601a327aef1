"""Snapshots: a state kept beside the events of its stream, so that a long stream need not be folded from its first."""

from __future__ import annotations

import attrs


@attrs.frozen
class Snapshot:
    """The state of a stream at a version, as text.

    ``erasures`` is the store's count when the events were read: a snapshot of before an erasure may hold what was
    erased, so it is of no use any more. ``format`` tells what wrote it; whoever reads it knows what it can read.
    Nothing that prints a snapshot prints its data.
    """

    stream: str
    version: int
    erasures: int
    format: str
    data: str = attrs.field(repr=False)
