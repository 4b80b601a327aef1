"""Read models: rows that answer a host's lists by one indexed query each, kept up to date from the feed of a store.

``entries`` declares them, ``read_models`` what a database adapter promises.
"""

from pdflow.projections.entries import (
    PROJECTED,
    DriftEntry,
    Entry,
    Index,
    LearningEntry,
    ObligationEntry,
    ParticipationEntry,
    RefusalEntry,
    StreamEntry,
)
from pdflow.projections.read_models import Checkpoint, Generation, ProjectedStream, ReadModels

__all__ = [
    "PROJECTED",
    "Checkpoint",
    "DriftEntry",
    "Entry",
    "Generation",
    "Index",
    "LearningEntry",
    "ObligationEntry",
    "ParticipationEntry",
    "ProjectedStream",
    "ReadModels",
    "RefusalEntry",
    "StreamEntry",
]
