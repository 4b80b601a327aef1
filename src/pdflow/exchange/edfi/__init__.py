"""Records for a data store of Ed-Fi: professional development events, attendances, and goals.

``EdFiRecords(store, source)`` makes them, ``write_records`` writes them to files that any sender takes, and
``pdflow.exchange.edfi.client`` sends what differs from the last time (extra: http).
"""

from pdflow.exchange.edfi.export import (
    ABSENT,
    DROPPED,
    NO_PERSON,
    NO_PLACE,
    NOT_FOR_READER,
    SAME_DAY,
    EdFiRecords,
    PassedOver,
)
from pdflow.exchange.edfi.files import read_records, write_records
from pdflow.exchange.edfi.ledger import Operation, RecordChange, SentLedger
from pdflow.exchange.edfi.resources import (
    ATTENDANCE_CATEGORIES,
    ATTENDANCES,
    EVENTS,
    GOALS,
    OFFERED_BY,
    PERSONS,
    RESOURCES,
    SOURCE_SYSTEMS,
    EdFiRecord,
    Resource,
)
from pdflow.exchange.edfi.source import EdFiSource, HoursRounding
from pdflow.exchange.edfi.standard import DataStandard

__all__ = [
    "ABSENT",
    "ATTENDANCES",
    "ATTENDANCE_CATEGORIES",
    "DROPPED",
    "EVENTS",
    "GOALS",
    "NOT_FOR_READER",
    "NO_PERSON",
    "NO_PLACE",
    "OFFERED_BY",
    "PERSONS",
    "RESOURCES",
    "SAME_DAY",
    "SOURCE_SYSTEMS",
    "DataStandard",
    "EdFiRecord",
    "EdFiRecords",
    "EdFiSource",
    "HoursRounding",
    "Operation",
    "PassedOver",
    "RecordChange",
    "Resource",
    "SentLedger",
    "read_records",
    "write_records",
]
