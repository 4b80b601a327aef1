"""Lookups of the timeline: the months of its bands, and open tasks and milestones (agency guide)."""

from __future__ import annotations

from datetime import date

from pdflow.engagement.state.state import Engagement, last_recorded
from pdflow.engagement.state.vocabulary import Band
from pdflow.kernel.fields import RecordId

BAND_MONTHS = {Band.MONTHS_1_TO_6: (0, 6), Band.MONTHS_7_TO_12: (6, 12), Band.BEYOND_YEAR_1: (12, None)}
"""For each band, after how many months it begins and ends; the last has no end."""


def open_tasks(state: Engagement) -> list[RecordId]:
    """The tasks that are not completed."""
    return [name for name in state.tasks if name not in state.task_ends]


def open_milestones(state: Engagement) -> list[RecordId]:
    """The milestones that are neither reached nor dropped."""
    return [name for name in state.milestones if name not in state.milestone_ends]


def band_and_day(state: Engagement, task: RecordId) -> tuple[Band, date]:
    """The band and due day of a task, as last moved, else as assigned."""
    moved = last_recorded(state.task_moves, lambda move: move.task == task)
    found = state.tasks[task] if moved is None else state.task_moves[moved]
    return found.band, found.due


def band_and_day_of_milestone(state: Engagement, milestone: RecordId) -> tuple[Band, date]:
    """The band and the day of a milestone, as last moved, else as added."""
    moved = last_recorded(state.milestone_moves, lambda move: move.milestone == milestone)
    found = state.milestones[milestone] if moved is None else state.milestone_moves[moved]
    return found.band, found.on
