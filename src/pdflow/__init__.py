"""A professional-development engagement as a pure domain library: guards that give reasons, events that record.

An aggregate is imported by its own name, ``from pdflow import participation``; what all of them share is here.
"""

from pdflow.audience import Audience, view
from pdflow.errors import (
    CommandIdReused,
    Conflict,
    DecodeError,
    MissingExtra,
    NaiveTime,
    OutOfRange,
    PdflowError,
    StoreError,
    UnknownCommand,
    UnknownEvent,
    UnknownVersion,
)
from pdflow.kernel.decider import Decider
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.refusal import Reason, Refused
from pdflow.people import (
    Handover,
    Role,
    Supporter,
    Tier,
)
from pdflow.policy import (
    AGENCY_CADRE,
    COLLEGE_CPD,
    FULL,
    LIGHT,
    PROFILES,
    TEXAS_CYCLE,
    TEXAS_LEADER,
    Policy,
)
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

__version__ = "0.1.0"

__all__ = [
    "AGENCY_CADRE",
    "COLLEGE_CPD",
    "FULL",
    "LIGHT",
    "PROFILES",
    "TEXAS_CYCLE",
    "TEXAS_LEADER",
    "Actor",
    "Audience",
    "Better",
    "Command",
    "CommandIdReused",
    "Conflict",
    "Decider",
    "DecodeError",
    "EvaluationLevel",
    "Event",
    "Evidence",
    "Handover",
    "Header",
    "Level",
    "Measure",
    "MissingExtra",
    "NaiveTime",
    "OutOfRange",
    "Outcome",
    "OutcomeKind",
    "OutcomeOf",
    "PdflowError",
    "Policy",
    "Reason",
    "Refused",
    "Role",
    "StoreError",
    "Strategy",
    "Supporter",
    "Tier",
    "UnknownCommand",
    "UnknownEvent",
    "UnknownVersion",
    "view",
]
