"""The time that rows of one person count for: what overlaps once, what lies outside the session not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from attrs import frozen

from pdflow.exchange.attendance.doubts import DoubtCode
from pdflow.exchange.attendance.report import AttendanceRow, RowEvidence
from pdflow.exchange.attendance.spans import NOTHING, Span, clipped, gaps, length, overlap, union

MINUTE = timedelta(minutes=1)


@frozen
class CountedTime:
    """The time that somebody was there, and what of their rows does not count.

    Args:
        counted: Within the session, what overlaps once; None where no row says for how long.
        before: What lay before the session.
        after: What lay after it.
        overlap: What was there twice, such as on two devices.
        gaps: The times between stays, which are not filled.
        doubts: What is in doubt about it.
    """

    counted: timedelta | None
    before: timedelta = NOTHING
    after: timedelta = NOTHING
    overlap: timedelta = NOTHING
    gaps: tuple[Span, ...] = ()
    doubts: tuple[DoubtCode, ...] = ()

    @property
    def minutes(self) -> int | None:
        """What counts in whole minutes, rounded once and half a minute up."""
        return None if self.counted is None else (self.counted + MINUTE / 2) // MINUTE


def counted_time(rows: Iterable[AttendanceRow], session: Span, presence: timedelta | None = None) -> CountedTime:
    """Count the rows of one person: the stays, and of the totals those that no stay is a detail of.

    Args:
        rows: Of one person and one session.
        session: From when to when it was held.
        presence: What a row counts for that says only that somebody was there; None where it counts for no time.
    """
    every = list(rows)
    stays = [span for row in every if row.evidence is RowEvidence.STAY and (span := row.span(session[1]))]
    together = union(stays)
    within = clipped(together, session)
    totals = _Totals([row for row in every if row.evidence is RowEvidence.TOTAL and row.stated is not None], together)
    counted = [length(within)] if stays else []
    counted += totals.counted(session, is_alone=not stays)
    if not counted and presence is not None and any(row.evidence is RowEvidence.PRESENCE for row in every):
        counted = [min(presence, session[1] - session[0])]
    return CountedTime(
        sum(counted, NOTHING) if counted else None,
        before=length((begin, min(end, session[0])) for begin, end in together if begin < session[0]),
        after=length((max(begin, session[1]), end) for begin, end in together if end > session[1]),
        overlap=length(stays) - length(together),
        gaps=gaps(within),
        doubts=(*_doubts(every, stays, within, session), *totals.doubts(session, is_alone=not stays)),
    )


def _doubts(
    rows: Sequence[AttendanceRow], stays: Sequence[Span], within: Sequence[Span], session: Span
) -> Iterator[DoubtCode]:
    if stays and not within:
        yield DoubtCode.OUTSIDE_SESSION
    totals = [row.stated for row in rows if row.evidence is RowEvidence.TOTAL and row.stated is not None]
    detailed = [row for row in rows if row.evidence is RowEvidence.STAY]
    of_stays = [row.stated for row in detailed if row.stated is not None]
    stated = [max(totals)] if totals else of_stays if len(of_stays) == len(detailed) else []
    if stays and stated and abs(sum(stated, NOTHING) - length(union(stays))) > len(stays) * MINUTE:
        yield DoubtCode.TOTAL_DIFFERS


class _Totals:
    """Totals of one person: those with a span by the spans that overlap, and those without one."""

    def __init__(self, rows: Sequence[AttendanceRow], stays: Sequence[Span]) -> None:
        spans = [(row, (row.joined, row.left)) for row in rows if row.joined is not None and row.left is not None]
        free = [(row, span) for row, span in spans if not any(overlap(span, stay) for stay in stays)]
        self.clusters = [
            ([row for row, span in free if overlap(span, whole) or span == whole], whole)
            for whole in union(span for _, span in free)
        ]
        self.without_span = [row for row in rows if row.joined is None or row.left is None]

    def counted(self, session: Span, *, is_alone: bool) -> list[timedelta]:
        """What they count for: never more than they state, nor than of their span lies within the session."""
        spanned = [min(_stated(rows), length(clipped([whole], session))) for rows, whole in self.clusters]
        if spanned or not is_alone or not self.without_span:
            return spanned
        return [min(max(map(_stated_of, self.without_span)), session[1] - session[0])]

    def doubts(self, session: Span, *, is_alone: bool) -> Iterator[DoubtCode]:
        """What is in doubt: where within the span it was, and whether several totals are of one meeting."""
        counts_without = is_alone and not self.clusters and bool(self.without_span)
        if counts_without or any(_stated(rows) < whole[1] - whole[0] - MINUTE for rows, whole in self.clusters):
            yield DoubtCode.NOT_CLIPPABLE
        if any(len(rows) > 1 for rows, _ in self.clusters) or (counts_without and len(self.without_span) > 1):
            yield DoubtCode.SEVERAL_TOTALS


def _stated_of(row: AttendanceRow) -> timedelta:
    return row.stated or NOTHING


def _stated(rows: Sequence[AttendanceRow]) -> timedelta:
    return sum(map(_stated_of, rows), NOTHING)
