"""CSV lines: the flat frame as a file that a spreadsheet opens safely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pdflow.exchange.event_log.frame import COLUMNS, frame
from pdflow.exchange.event_log.logged_events import LoggedEvent
from pdflow.exchange.event_log.xes import as_text
from pdflow.language import csv_cell


def csv_lines(log: Iterable[LoggedEvent]) -> Iterator[str]:
    """The lines of the file (RFC 4180): write them with ``encoding="utf-8"`` and ``newline=""``.

    The attributes that any event has are columns in the order of their names, empty where an event has none.

    Args:
        log: An EventLog: it is gone through twice.
    """
    attributes = sorted({name for event in log for name in event.attributes})
    columns = (*COLUMNS, *attributes)
    yield f"{','.join(map(csv_cell, columns))}\r\n"
    empty = dict.fromkeys(columns, "")
    for row in frame(log):
        cells = empty | {column: csv_cell(as_text(value)) for column, value in row.items()}
        yield f"{','.join(cells.values())}\r\n"
