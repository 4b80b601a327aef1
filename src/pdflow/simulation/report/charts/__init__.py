"""Charts of a year for the wall of an office (matplotlib, extra: simulation)."""

from pdflow.simulation.report.charts.coach_load import coach_load
from pdflow.simulation.report.charts.files import draw
from pdflow.simulation.report.charts.first_follow_up import first_follow_up
from pdflow.simulation.report.charts.people_by_phase import people_by_phase
from pdflow.simulation.report.charts.practice_in_use import practice_in_use

__all__ = ["coach_load", "draw", "first_follow_up", "people_by_phase", "practice_in_use"]
