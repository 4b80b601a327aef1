"""Experiments: alternatives for a year run with many seeds, on one machine or a cluster, and what they come to.

``Design`` says what is compared, ``run_design`` runs it, and the module ``questions`` (extra: planning) answers what is
asked of its ``Results``, with intervals and pictures.
"""

from pdflow.simulation.experiment.costs import Costs
from pdflow.simulation.experiment.counts import Counts, GroupCounts, Times
from pdflow.simulation.experiment.design import Alternative, Design, UnknownSetting, grid
from pdflow.simulation.experiment.replication import ReplicationFailed
from pdflow.simulation.experiment.results import Replication, Results
from pdflow.simulation.experiment.results_file import ResultsFileError
from pdflow.simulation.experiment.run import run_design
from pdflow.simulation.experiment.setbacks import CoachLeave, HiringFreeze, Setback, SnowWeek

__all__ = [
    "Alternative",
    "CoachLeave",
    "Costs",
    "Counts",
    "Design",
    "GroupCounts",
    "HiringFreeze",
    "Replication",
    "ReplicationFailed",
    "Results",
    "ResultsFileError",
    "Setback",
    "SnowWeek",
    "Times",
    "UnknownSetting",
    "grid",
    "run_design",
]
