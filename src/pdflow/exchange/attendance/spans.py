"""Spans of time: their union, which counts what overlaps once, and what of them lies within a session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

Span = tuple[datetime, datetime]
"""From a moment to a later one, or to the same."""
NOTHING = timedelta()


def union(spans: Iterable[Span]) -> list[Span]:
    """The moments that lie in any of these spans, as spans in order that do not touch."""
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return joined


def length(spans: Iterable[Span]) -> timedelta:
    """The sum of the lengths of spans."""
    return sum((end - begin for begin, end in spans), NOTHING)


def clipped(spans: Iterable[Span], within: Span) -> list[Span]:
    """What of each span lies within another; those of which nothing does are left out."""
    cut = [(max(begin, within[0]), min(end, within[1])) for begin, end in spans]
    return [(begin, end) for begin, end in cut if begin < end]


def gaps(spans: Sequence[Span]) -> tuple[Span, ...]:
    """What lies between spans that are in order and do not touch."""
    return tuple((former[1], later[0]) for former, later in pairwise(spans))


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans have more in common than a moment."""
    return max(one[0], other[0]) < min(one[1], other[1])
