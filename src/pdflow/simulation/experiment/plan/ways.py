"""The ways to run a year that a plan compares, by the English words that name them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pdflow.simulation.experiment.design import Alternative
from pdflow.simulation.experiment.setbacks import CoachLeave, HiringFreeze, Setback, SnowWeek

PLANNED: Final = "the plan"
FEWER: Final = "One coach fewer"
TRAINING: Final = "Training days alone"
NOBODY_FOLLOWS_UP: Final[Mapping[str, Any]] = {
    "coach_hours": 0.0,
    "coach_salary": 0.0,
    "coaches": 1,
    "with_manager": 0.0,
}
FOLLOW_UPS: Final[Mapping[str, Mapping[str, Any]]] = {
    TRAINING: NOBODY_FOLLOWS_UP,
    "Feedback, but no coaching sessions": {"coaching_intensive": 0, "coached_anyway": 0.0},
    "Coaching sessions for everybody": {"coaching_general": 1},
    "Check-ins every four weeks": {"check_in_every": 28, "check_in_every_later": 28},
    "Time to practise protected for all": {"protected": 1.0},
}
"""Other ways to follow up, with as many coaches."""
LESS_TIME, LEARN_HALF = "Coaches have a fifth less time", "Visits teach half as much"
LEAVE_WEEKS: Final = 6


def ways_of(planned: Alternative) -> dict[str, Alternative]:
    """Return every way that a plan compares, the plan itself first."""
    numbers = planned.parameters
    fewer = {FEWER: planned.but(coaches=planned.coaches - 1)} if planned.coaches > 1 else {}
    return {
        PLANNED: planned,
        **fewer,
        **{name: planned.but(**settings) for name, settings in FOLLOW_UPS.items()},
        **{name: planned.but(setbacks=(setback,)) for name, setback in setbacks_of(planned).items()},
        LESS_TIME: planned.but(coach_hours=0.8 * numbers.coach_hours),
        LEARN_HALF: planned.but(from_visit=numbers.skill.from_visit / 2),
    }


def setbacks_of(planned: Alternative) -> dict[str, Setback]:
    """Return what may go wrong soon after the first training, when most people are waiting to be seen."""
    week = planned.rounds()[0][-1] // 7 + 2
    found: dict[str, Setback] = {}
    if any(planned.year.works(day) for day in range(7 * week - 7, 7 * week)) and not _trains(planned, week):
        found["A week of snow"] = SnowWeek(week)
    found["A coach on leave for six weeks"] = CoachLeave(week, LEAVE_WEEKS)
    if planned.coaches > 1:
        found["A coach leaves, the place stays empty"] = HiringFreeze(week)
    return found


def _trains(planned: Alternative, week: int) -> bool:
    return any(day // 7 == week - 1 for days in planned.rounds() for day in days)
