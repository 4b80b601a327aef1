"""The table of a cadre member: every chapter's moves, joined, and the rule that holds for all of them."""

from __future__ import annotations

from typing import Final

from pdflow.cadre import (
    clearance,
    nomination,
    suspension as standing,
    teachback,
)
from pdflow.cadre.nomination import Nominate
from pdflow.cadre.state.state import Member, Stage
from pdflow.cadre.suspension import before_nomination
from pdflow.kernel.decider import Decider

CHAPTERS: Final = (nomination, teachback, clearance, standing)

decider: Final[Decider[Member]] = Decider(
    "cadre",
    Member,
    Stage,
    [chapter.MOVES for chapter in CHAPTERS],
    wrong_phase="cadre.not_in_stage",
    common_guards={before_nomination: frozenset({Nominate})},
)
"""Decides the commands of a cadre member and folds its events."""
