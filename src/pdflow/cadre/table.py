"""The table of a cadre member: every chapter's moves, joined, and the guard that all commands share."""

from __future__ import annotations

from typing import Final

from pdflow.cadre import clearance, corrections, nomination, suspension, teach_back
from pdflow.cadre.chronology import before_nomination
from pdflow.cadre.nomination import Nominate
from pdflow.cadre.state import CadreMember, CadreStage
from pdflow.kernel.decider import Decider

CHAPTERS: Final = (nomination, teach_back, clearance, suspension, corrections)
"""In the order of the story, which is also that of the options and of the documentation."""

decider: Final[Decider[CadreMember]] = Decider(
    "cadre",
    CadreMember,
    CadreStage,
    [chapter.MOVES for chapter in CHAPTERS],
    wrong_phase="cadre.not_in_stage",
    common_guards={before_nomination: frozenset({Nominate})},
)
"""Decides the commands of a cadre member and folds its events."""
