"""The cadre: a trainer is nominated, teaches back to peers and is cleared, subject by subject, for a limited time.

Exports all that a host needs of a cadre member: commands, events, the state ``CadreMember``, and ``decider``.

Chapters, in the order of the story: nomination, teachback, clearance, suspension, corrections. Beside them: chronology
(guards of dates), rights, table (the joined lifecycle), state, examples (one of every command).
"""

from pdflow.cadre.clearance import Clear, MemberCleared
from pdflow.cadre.corrections import RecordVoided, VoidRecord
from pdflow.cadre.nomination import (
    AcceptNomination,
    DeclineNomination,
    MemberNominated,
    Nominate,
    NominationAccepted,
    NominationDeclined,
)
from pdflow.cadre.state import (
    TEACHING,
    CadreMember,
    CadreStage,
    Clearance,
    ClearedFor,
    Criterion,
    CriterionRating,
    TeachBackRating,
)
from pdflow.cadre.suspension import MemberReinstated, MemberStoodDown, Reinstate, StandDown
from pdflow.cadre.table import decider
from pdflow.cadre.teach_back import (
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
    "TEACHING",
    "AcceptNomination",
    "CadreMember",
    "CadreStage",
    "Clear",
    "Clearance",
    "ClearedFor",
    "Criterion",
    "CriterionRating",
    "Critique",
    "Debrief",
    "DebriefEvaluated",
    "DeclineNomination",
    "EvaluateDebrief",
    "HoldTeachBack",
    "MemberCleared",
    "MemberNominated",
    "MemberReinstated",
    "MemberStoodDown",
    "Nominate",
    "NominationAccepted",
    "NominationDeclined",
    "RecordVoided",
    "Reinstate",
    "StandDown",
    "TeachBackCritiqued",
    "TeachBackDebriefed",
    "TeachBackHeld",
    "TeachBackRating",
    "VoidRecord",
    "decider",
]
