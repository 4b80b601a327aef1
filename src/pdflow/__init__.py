"""A professional-development engagement as a pure domain library: guards that give reasons, events that record.

What a first host needs is here: a ``Desk`` that carries commands out on an event store, ``explain`` for its refusals,
and the three aggregates by name, ``participation``, ``engagement`` and ``cadre``, each with its commands, its events
and its ``decider``. All but values, errors and policies is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from pdflow.audience import Audience, view
from pdflow.errors import (
    CommandIdReused,
    Conflict,
    DecodeError,
    FieldError,
    MissingExtra,
    NaiveTime,
    OutOfRange,
    PdflowError,
    StoreError,
    UnknownCommand,
    UnknownEvent,
    UnknownVersion,
    WrongType,
)
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.refusal import Reason, Refused
from pdflow.people import Handover, Role, Supporter, Tier
from pdflow.policy import AGENCY_CADRE, COLLEGE_CPD, FULL, LIGHT, PROFILES, TEXAS_CYCLE, TEXAS_LEADER, Policy
from pdflow.values import (
    Better,
    EvaluationLevel,
    Evidence,
    Level,
    Measure,
    Outcome,
    OutcomeKind,
    OutcomeOf,
    Strategy,
)

if TYPE_CHECKING:
    from pdflow import cadre, engagement, participation
    from pdflow.desk import AsyncDesk, Desk, Receipt
    from pdflow.kernel.decider import Decider
    from pdflow.language import explain, label
    from pdflow.storage.in_threads import InThreads
    from pdflow.storage.memory import MemoryStore
    from pdflow.storage.sqlite import SqliteStore

__version__ = "0.1.0"

_LOADED_WHEN_ASKED = {
    "AsyncDesk": "pdflow.desk",
    "Decider": "pdflow.kernel.decider",
    "Desk": "pdflow.desk",
    "InThreads": "pdflow.storage.in_threads",
    "MemoryStore": "pdflow.storage.memory",
    "Receipt": "pdflow.desk",
    "SqliteStore": "pdflow.storage.sqlite",
    "explain": "pdflow.language",
    "label": "pdflow.language",
}

__all__ = [
    "AGENCY_CADRE",
    "COLLEGE_CPD",
    "FULL",
    "LIGHT",
    "PROFILES",
    "TEXAS_CYCLE",
    "TEXAS_LEADER",
    "Actor",
    "AsyncDesk",
    "Audience",
    "Better",
    "Command",
    "CommandIdReused",
    "Conflict",
    "Decider",
    "DecodeError",
    "Desk",
    "EvaluationLevel",
    "Event",
    "Evidence",
    "FieldError",
    "Handover",
    "Header",
    "InThreads",
    "Level",
    "Measure",
    "MemoryStore",
    "MissingExtra",
    "NaiveTime",
    "OutOfRange",
    "Outcome",
    "OutcomeKind",
    "OutcomeOf",
    "PdflowError",
    "Policy",
    "Reason",
    "Receipt",
    "Refused",
    "Role",
    "SqliteStore",
    "StoreError",
    "Strategy",
    "Supporter",
    "Tier",
    "UnknownCommand",
    "UnknownEvent",
    "UnknownVersion",
    "WrongType",
    "cadre",
    "engagement",
    "explain",
    "label",
    "participation",
    "view",
]


def __getattr__(name: str) -> object:
    if name in _LOADED_WHEN_ASKED:
        found: object = getattr(import_module(_LOADED_WHEN_ASKED[name]), name)
    elif name in __all__:
        found = import_module(f"pdflow.{name}")
    else:
        raise AttributeError(f"module 'pdflow' has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
