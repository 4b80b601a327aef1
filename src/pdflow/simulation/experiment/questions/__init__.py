"""Questions of somebody who plans a year, each answered by one call (extra: planning)."""

from pdflow.simulation.experiment.questions.coaches import CoachesNeeded, coach_time, coaches_needed, waits
from pdflow.simulation.experiment.questions.differences import seeds_needed, side_by_side, what_changes
from pdflow.simulation.experiment.questions.outcomes import by_site, by_tier, completion, year_after
from pdflow.simulation.experiment.questions.prices import cost_per_person, cost_per_sd
from pdflow.simulation.experiment.questions.search import fewest_coaches

__all__ = [
    "CoachesNeeded",
    "by_site",
    "by_tier",
    "coach_time",
    "coaches_needed",
    "completion",
    "cost_per_person",
    "cost_per_sd",
    "fewest_coaches",
    "seeds_needed",
    "side_by_side",
    "waits",
    "what_changes",
    "year_after",
]
