"""What is learned of a practice: from hours of training, from feedback, and from coaching on the right area."""

from __future__ import annotations

from math import exp, log, sqrt

from pdflow.simulation.world.skill.chances import STANDARD, Chances
from pdflow.simulation.world.skill.parameters import SkillParameters


def share_of_training(numbers: SkillParameters, hours: float) -> float:
    """Return which share of what training can teach so many hours teach, in all."""
    return hours**2 / (hours**2 + numbers.hours_to_half**2)


def learned_in_training(numbers: SkillParameters, before: float, hours: float) -> float:
    """Return the share of what is still to learn that hours of training teach after so many hours before."""
    known = numbers.from_training * share_of_training(numbers, before)
    return (numbers.from_training * share_of_training(numbers, before + hours) - known) / (1 - known)


def learned_from_feedback(numbers: SkillParameters) -> float:
    """Return the share of what is still to learn that feedback on an observation teaches."""
    return numbers.feedback_share * numbers.from_visit


def learned_in_session(numbers: SkillParameters, quality: float, use: float) -> float:
    """Return the share of what is still to learn that a session on the right area teaches.

    Args:
        quality: the coach's; 1 is the mean.
        use: the share of days on which what was practised is used afterwards.
    """
    full = (1 - numbers.feedback_share) * numbers.from_visit
    return 1 - float((1 - full) ** (quality * min(use / numbers.use_protected, 1)))


def chance_of_right_area(numbers: SkillParameters, looks: int) -> float:
    """Return the chance that so many looks at practice lead to the growth area that holds it back."""
    return looks * numbers.reliability / (1 + (looks - 1) * numbers.reliability)


def coach_quality(numbers: SkillParameters, coach: Chances, hired: float = 1.0) -> float:
    """Return a coach's quality, log-normal.

    Args:
        hired: the share of applicants who are hired, the best of them.
    """
    spread = sqrt(log(1 + numbers.coach_spread**2))
    rank = 1 - hired * (1 - coach.uniform("quality"))
    return numbers.coach_quality * exp(spread * STANDARD.inv_cdf(rank) - spread**2 / 2)
