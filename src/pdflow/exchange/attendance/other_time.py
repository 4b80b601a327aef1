"""Other time: whether a report shows, by its times, that it is of another day or other hours than the session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from pdflow.exchange.attendance.report import AttendanceRow
from pdflow.exchange.attendance.spans import NOTHING, Span


def other_time(rows: Sequence[AttendanceRow], session: Span, zone: tzinfo) -> dict[str, str] | None:
    """From when to when a report is, and the session, in words for a doubt; None where the report may be of it.

    It may be where any row touches the session, or says nothing of when it was.

    Args:
        zone: In which the days are, and the words.
    """
    found = list[Span]()
    for row in rows:
        span = _span(row, session, zone)
        if span is None or (span[0] <= session[1] and session[0] <= span[1]):
            return None
        found.append(span)
    of_report = min(begin for begin, _ in found), max(end for _, end in found)
    return {"report": _words(of_report, zone), "session": _words(session, zone)}


def _span(row: AttendanceRow, session: Span, zone: tzinfo) -> Span | None:
    """From when to when a row is; one that has no end lasts to that of the session only if it began on its day."""
    begin = row.joined or row.left
    if begin is None:
        return None
    is_of_the_day = begin.astimezone(zone).date() == session[0].astimezone(zone).date()
    open_end = session[1] if is_of_the_day else begin + (row.stated or NOTHING)
    return begin, max(begin, row.left or open_end)


def _words(span: Span, zone: tzinfo) -> str:
    return " - ".join(_word(moment.astimezone(zone)) for moment in span)


def _word(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
