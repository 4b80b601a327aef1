"""Learning histories: what everybody took part in, for systems of human resources and of learning.

``LearningRecords(store, provider)`` makes the records; ``write_history`` and ``read_history`` are the canonical CSV,
``LearningFile(records, TOTARA)`` the file of another system.
"""

from pdflow.exchange.learning_history.canonical import COLUMNS, UnreadableHistory, read_history, write_history
from pdflow.exchange.learning_history.profile import FileColumn, FileProfile, LearningFile, NotCarried, RecordNotCarried
from pdflow.exchange.learning_history.profiles import (
    CORNERSTONE,
    FILE_PROFILES,
    IOMAD,
    LEARNUPON,
    MOODLE_IMPORT_COMPLETION,
    SUCCESSFACTORS_CONNECTOR,
    TOTARA,
    ce_broker,
)
from pdflow.exchange.learning_history.record import CompletionStatus, LearningRecord
from pdflow.exchange.learning_history.records import LearningRecords, NotWritten
from pdflow.exchange.learning_history.success_factors import ExternalLearningEvents

__all__ = [
    "COLUMNS",
    "CORNERSTONE",
    "FILE_PROFILES",
    "IOMAD",
    "LEARNUPON",
    "MOODLE_IMPORT_COMPLETION",
    "SUCCESSFACTORS_CONNECTOR",
    "TOTARA",
    "CompletionStatus",
    "ExternalLearningEvents",
    "FileColumn",
    "FileProfile",
    "LearningFile",
    "LearningRecord",
    "LearningRecords",
    "NotCarried",
    "NotWritten",
    "RecordNotCarried",
    "UnreadableHistory",
    "ce_broker",
    "read_history",
    "write_history",
]
