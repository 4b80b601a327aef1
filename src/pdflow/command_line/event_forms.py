"""Forms of the events themselves: event logs for process miners."""

from __future__ import annotations

import sqlite3
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from pdflow.command_line.export_form import EVENTS, ExportForm, ExportResult, Pieces
from pdflow.errors import StoreError
from pdflow.exchange.event_log import EventLog, LoggedEvent, csv_lines, ocel_json, ocel_xml, xes
from pdflow.exchange.event_log.ocel import write_ocel_sqlite
from pdflow.storage.event_store import EventStore


def _log(store: EventStore, options: Namespace, result: ExportResult) -> Iterable[LoggedEvent]:
    log = EventLog(store, options.audience)
    result.passed_over = log.passed_over
    return result.each(EVENTS, log)


def _written(make: Callable[[Iterable[LoggedEvent]], Iterator[str]]) -> Pieces:
    return lambda store, options, result: make(_log(store, options, result))


def _ocel_sqlite(store: EventStore, options: Namespace, result: ExportResult, place: Path) -> None:
    try:
        write_ocel_sqlite(_log(store, options, result), place)
    except sqlite3.Error as error:
        raise StoreError(str(options.out), str(error)) from None


EVENT_FORMS: Final = {
    "xes": ExportForm(about="an event log in XES, for process miners", make=_written(xes)),
    "ocel-xml": ExportForm(about="an event log about several objects, OCEL 2.0 as XML", make=_written(ocel_xml)),
    "ocel-json": ExportForm(about="the same as JSON", make=_written(ocel_json)),
    "ocel-sqlite": ExportForm(about="the same as a SQLite file", write=_ocel_sqlite),
    "event-csv": ExportForm(
        about="a row for each event, as CSV that a spreadsheet opens safely", make=_written(csv_lines)
    ),
}
"""By name."""
