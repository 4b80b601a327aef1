"""Event logs for process miners: XES, OCEL 2.0, and a flat frame."""

from pdflow.exchange.event_log.csv_lines import csv_lines
from pdflow.exchange.event_log.frame import COLUMNS, frame
from pdflow.exchange.event_log.logged_events import NOT_FOR_READER, EventLog, LoggedEvent, NamedObject
from pdflow.exchange.event_log.ocel import ocel_json, ocel_sqlite, ocel_xml
from pdflow.exchange.event_log.xes import xes

__all__ = [
    "COLUMNS",
    "NOT_FOR_READER",
    "EventLog",
    "LoggedEvent",
    "NamedObject",
    "csv_lines",
    "frame",
    "ocel_json",
    "ocel_sqlite",
    "ocel_xml",
    "xes",
]
