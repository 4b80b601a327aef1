"""A trainer's readiness: nominated, taught back to peers, cleared subject by subject, until it runs out.

Everything a host needs of a cadre member is here: its commands and events, its state, and ``decider``.
"""

from pdflow.cadre.clearance import Clear, MemberCleared
from pdflow.cadre.nomination import (
    AcceptNomination,
    DeclineNomination,
    MemberNominated,
    Nominate,
    NominationAccepted,
    NominationDeclined,
)
from pdflow.cadre.state.records import ClearedFor, Criterion, Rating
from pdflow.cadre.state.state import Member, Stage
from pdflow.cadre.suspension import (
    MemberReinstated,
    MemberStoodDown,
    RecordVoided,
    Reinstate,
    StandDown,
    VoidRecord,
)
from pdflow.cadre.table import decider
from pdflow.cadre.teachback import (
    Critique,
    Debrief,
    DebriefEvaluated,
    EvaluateDebrief,
    HoldTeachBack,
    TeachBackCritiqued,
    TeachBackDebriefed,
    TeachBackHeld,
)

__all__ = [
    "AcceptNomination",
    "Clear",
    "ClearedFor",
    "Criterion",
    "Critique",
    "Debrief",
    "DebriefEvaluated",
    "DeclineNomination",
    "EvaluateDebrief",
    "HoldTeachBack",
    "Member",
    "MemberCleared",
    "MemberNominated",
    "MemberReinstated",
    "MemberStoodDown",
    "Nominate",
    "NominationAccepted",
    "NominationDeclined",
    "Rating",
    "RecordVoided",
    "Reinstate",
    "Stage",
    "StandDown",
    "TeachBackCritiqued",
    "TeachBackDebriefed",
    "TeachBackHeld",
    "VoidRecord",
    "decider",
]
