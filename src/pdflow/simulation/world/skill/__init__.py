"""Skill in the commissioned practice: learned from training, feedback and coaching, kept by use, faded without."""

from pdflow.simulation.world.skill.chances import Chances
from pdflow.simulation.world.skill.gains import (
    chance_of_right_area,
    coach_quality,
    learned_from_feedback,
    learned_in_session,
    learned_in_training,
)
from pdflow.simulation.world.skill.parameters import IMCI, SCHOOL, SkillParameters
from pdflow.simulation.world.skill.skill import Skill
from pdflow.simulation.world.skill.traits import Traits, traits_of

__all__ = [
    "IMCI",
    "SCHOOL",
    "Chances",
    "Skill",
    "SkillParameters",
    "Traits",
    "chance_of_right_area",
    "coach_quality",
    "learned_from_feedback",
    "learned_in_session",
    "learned_in_training",
    "traits_of",
]
