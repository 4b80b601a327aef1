"""The state of a cadre member: its stages, its records, and the result of a teach-back by a given time."""

from pdflow.cadre.state.records import (
    Clearance,
    ClearedFor,
    Criterion,
    CriterionRating,
    DebriefEvaluation,
    Debriefing,
    PeerCritique,
    TeachBack,
    TeachBackRating,
)
from pdflow.cadre.state.state import (
    ANY,
    CLEARED,
    IN_CADRE,
    NOMINATED,
    NOTHING,
    PREPARING,
    STOOD_DOWN,
    TEACHING,
    CadreMember,
    CadreStage,
    Moves,
)
from pdflow.cadre.state.teach_back_result import TeachBackResult, critiques_of, latest_result

__all__ = [
    "ANY",
    "CLEARED",
    "IN_CADRE",
    "NOMINATED",
    "NOTHING",
    "PREPARING",
    "STOOD_DOWN",
    "TEACHING",
    "CadreMember",
    "CadreStage",
    "Clearance",
    "ClearedFor",
    "Criterion",
    "CriterionRating",
    "DebriefEvaluation",
    "Debriefing",
    "Moves",
    "PeerCritique",
    "TeachBack",
    "TeachBackRating",
    "TeachBackResult",
    "critiques_of",
    "latest_result",
]
