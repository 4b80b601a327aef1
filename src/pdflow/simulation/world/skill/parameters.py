"""The parameters of skill: every number with its unit and its source, or marked as fitted or as an assumption."""

from __future__ import annotations

from math import log
from typing import Final

import attrs

from pdflow.simulation.world.parameter import ASSUMPTION, TATEL_ACKERMAN, parameter

IMCI_INDIA: Final = "IMCI in India, doi 10.1007/BF02734143, given the half-life"
LALLY: Final = "Lally et al., 2010: 66 days to a habit, the median"
KRAFT: Final = "fitted: Kraft, Blazar and Hogan, 2018"
KRAFT_PUPILS: Final = "Kraft, Blazar and Hogan, 2018: 0.18 of 0.49"
GARET: Final = "fitted: Garet et al., 2008, the institute"
YOON: Final = "Yoon et al., 2007: more than 14 hours work"
BLAZAR: Final = "Blazar, McNamara and Blue, 2024: coaches differ by 0.25 to 0.30 of an effect of 0.49"
MQI: Final = "MQI coaching trial, 2018: 9 of 72 never took part"


@attrs.frozen
class SkillParameters:
    """A named set of the numbers of skill in one practice. Derive your own with ``attrs.evolve``."""

    name: str = "SCHOOL"

    start: float = parameter(0.32, "of 1, the mean", IMCI_INDIA)
    start_spread: float = parameter(0.18, "of 1, standard deviation", "Benin, 2015, BMC HSR 15:276: 15 to 88 per cent")
    reach: float = parameter(0.38, "of what is above the start, the mean", KRAFT)
    """What somebody can learn of the practice at all."""
    reach_spread: float = parameter(0.20, "of what is above the start, standard deviation", ASSUMPTION)
    from_training: float = parameter(0.40, "of the reach", GARET)
    """What any number of hours of training teaches at most."""
    hours_to_half: float = parameter(14, "hours", YOON)
    """Hours of training that teach half of what training can."""
    from_visit: float = parameter(0.09, "of what is still to learn", KRAFT)
    """What an observation with feedback and a session on the right area teach together."""
    feedback_share: float = parameter(0.3, "of a visit", ASSUMPTION)
    """What feedback teaches of it; the rest is the session's."""
    coach_quality: float = parameter(1.0, "times a session, the mean", ASSUMPTION)
    coach_spread: float = parameter(0.55, "of the mean, standard deviation", BLAZAR)
    never_take_part: float = parameter(0.125, "share of people", MQI)
    """People who come to what is scheduled and take nothing from it."""
    reliability: float = parameter(0.45, "of the variance, of one look", ASSUMPTION)

    on_pupils: float = parameter(0.18 / 0.49, "of the mean effect on instruction in the year", KRAFT_PUPILS)
    """What pupils gain of it, in standard deviations."""

    half_life: float = parameter(195, "days without contact", TATEL_ACKERMAN)
    habit_rate: float = parameter(0.0454, "of what is fresh, a day of use", LALLY)
    step_days: float = parameter(21, "days of use after a contact or a commitment", ASSUMPTION)
    use_protected: float = parameter(0.5, "share of days, where time is protected", ASSUMPTION)
    use_unprotected: float = parameter(0.2, "share of days, where it is not", ASSUMPTION)

    @property
    def fading(self) -> float:
        """What is fresh fades by this share a day."""
        return log(2) / self.half_life

    @property
    def error(self) -> float:
        """The standard deviation of the error of one look."""
        return self.start_spread * float(((1 - self.reliability) / self.reliability) ** 0.5)


SCHOOL: Final = SkillParameters()
"""Teachers, fitted to trials of coaching and of training."""

IMCI: Final = SkillParameters("IMCI", reach=1.0, from_training=0.95, from_visit=0.23, feedback_share=1.0)
"""Health workers and the guideline for sick children, fitted to three readings in India; never a school's default."""
