"""Read models: rows that answer a host's lists by one indexed query each, kept up to date from the feed of a store.

- ``entries``: the rows: participations, obligations, drift, learning histories, refusals
- ``projection``: ``project``, all entries of one stream at a moment
- ``read_models``: what a database adapter promises; ``pdflow.projections.sqlalchemy`` is one (extra: sqlalchemy)
- ``runner``: catches up with the feed, rebuilds, and follows what was erased
- ``refusals``: ``refusal_log``, for a desk's ``on_refused``; ``reason_of``, what an entry says
- ``portions``: names, as many at a time as one statement can hold
- ``parameters``: what is kept of a reason beside its code
"""

from pdflow.projections.entries import (
    KEY,
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
from pdflow.projections.parameters import names_person, texts_naming
from pdflow.projections.participation import TRAINING
from pdflow.projections.portions import portions
from pdflow.projections.projection import project
from pdflow.projections.read_models import Checkpoint, Generation, GenerationGone, ProjectedStream, ReadModels
from pdflow.projections.refusals import reason_of, refusal_entries, refusal_log
from pdflow.projections.runner import Runner

__all__ = [
    "KEY",
    "PROJECTED",
    "TRAINING",
    "Checkpoint",
    "DriftEntry",
    "Entry",
    "Generation",
    "GenerationGone",
    "Index",
    "LearningEntry",
    "ObligationEntry",
    "ParticipationEntry",
    "ProjectedStream",
    "ReadModels",
    "RefusalEntry",
    "Runner",
    "StreamEntry",
    "names_person",
    "portions",
    "project",
    "reason_of",
    "refusal_entries",
    "refusal_log",
    "texts_naming",
]
