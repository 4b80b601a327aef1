"""What a year costs: prices with their unit and source, and the sum for what was used."""

from __future__ import annotations

from math import ceil
from typing import Final

import attrs

from pdflow.simulation.experiment.counts import Counts
from pdflow.simulation.world.parameter import ASSUMPTION, parameter

BLS_SALARY: Final = "US Bureau of Labor Statistics, 2014: instructional coordinators"
BLS_BENEFITS: Final = "US Bureau of Labor Statistics: employers' costs of state and local government"
SUBSTITUTES: Final = "mean pay in US districts, 2025, from a secondary source"


@attrs.frozen
class Costs:
    """The prices of a year, in dollars. Derive your own with ``attrs.evolve``; a price changes no count."""

    coach_salary: float = parameter(61_550, "dollars a year", BLS_SALARY)
    benefits: float = parameter(0.376, "share of what a coach costs", BLS_BENEFITS)
    substitute_hour: float = parameter(22.32, "dollars an hour", SUBSTITUTES)
    substituted: float = parameter(1.0, "share of hours of training", ASSUMPTION)
    """Hours of training in which a substitute teaches."""
    trainer_day: float = parameter(1_500, "dollars a day and group", ASSUMPTION)
    group_size: int = parameter(30, "people in training together", ASSUMPTION)
    material: float = parameter(50, "dollars a person", ASSUMPTION)

    def of(self, counts: Counts) -> float:
        """Return what a year cost: its coaches, whether busy or not, substitutes, trainers and material."""
        people = sum(group.people for group in counts.groups)
        hours = sum(group.training_hours for group in counts.groups)
        coaches = counts.coach_years * self.coach_salary / (1 - self.benefits)
        trainers = counts.training_days * ceil(people / self.group_size) * self.trainer_day
        return coaches + trainers + hours * self.substituted * self.substitute_hour + people * self.material
