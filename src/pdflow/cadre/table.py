"""The table of a cadre member: every chapter's moves, joined, and the rule that holds for all of them."""

from __future__ import annotations

from typing import Final

from pdflow.cadre import clearance, nomination, standing, teachback
from pdflow.cadre.nomination import Nominate
from pdflow.cadre.standing import before_nomination
from pdflow.cadre.state import Member, Stage
from pdflow.kernel.decider import Decider

CHAPTERS: Final = (nomination, teachback, clearance, standing)

decider: Final[Decider[Member]] = Decider(
    "cadre",
    Member,
    Stage,
    [chapter.MOVES for chapter in CHAPTERS],
    elsewhere="cadre.not_in_stage",
    throughout={before_nomination: frozenset({Nominate})},
)
"""Decides the commands of a cadre member and folds its events."""
