"""Examples of the roster, the timeline and protected time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from pdflow.calendar import months_after
from pdflow.engagement.examples.values import TRAINER, ExampleMaker, days_later, free_name
from pdflow.engagement.milestones import AddMilestone, DropMilestone, MoveMilestone, ReachMilestone
from pdflow.engagement.protected_time import LoseSlot, UseSlot
from pdflow.engagement.roster import AddToRoster, EndParticipation
from pdflow.engagement.state import (
    BAND_MONTHS,
    Band,
    Engagement,
    HowEnded,
    band_and_day,
    band_and_day_of_milestone,
    open_milestones,
    open_slots,
    open_tasks,
)
from pdflow.engagement.timeline import AssignTask, CompleteTask, MoveTask
from pdflow.kernel.examples import first
from pdflow.kernel.fields import RecordId, within_years
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command


def somebody_joins(state: Engagement, header: Header) -> AddToRoster:
    return AddToRoster(header, person=f"participant-{len(state.roster) + 1}", role_title="teacher", site="North")


def a_participation_ended(state: Engagement, header: Header) -> EndParticipation:
    """The end of the first participation still open, else of the last one again."""
    open_ones = (name for name in state.roster if name not in state.ended)
    return EndParticipation(header, person=first(open_ones, reversed(state.ended)), how=HowEnded.COMPLETED)


def a_milestone(state: Engagement, header: Header) -> AddMilestone:
    on = _from_start(state, days_later(header, 60))
    name = free_name(state, "milestone", state.milestones)
    return AddMilestone(header, milestone=name, title="everybody visited once", band=band_of(state, on), on=on)


def a_milestone_reached(state: Engagement, header: Header) -> ReachMilestone:
    return ReachMilestone(header, milestone=first(open_milestones(state)))


def a_milestone_moved(state: Engagement, header: Header, *, milestone: RecordId | None = None) -> MoveMilestone:
    """A move by a week, into the band of the new day."""
    name = milestone or first(open_milestones(state))
    known = name in state.milestones
    on = within_years(band_and_day_of_milestone(state, name)[1] + timedelta(days=7)) if known else header.at.date()
    return MoveMilestone(header, milestone=name, band=band_of(state, on), on=on, reason="exams")


def a_milestone_dropped(state: Engagement, header: Header) -> DropMilestone:
    return DropMilestone(header, milestone=first(reversed(open_milestones(state))), reason="no longer wanted")


def a_task(state: Engagement, header: Header) -> AssignTask:
    due = _from_start(state, days_later(header, 30))
    return AssignTask(
        header,
        task=free_name(state, "task", state.tasks),
        person=TRAINER,
        title="send the reading",
        band=band_of(state, due),
        due=due,
        milestone=next(iter(state.milestones), None),
    )


def a_task_moved(state: Engagement, header: Header, *, task: RecordId | None = None) -> MoveTask:
    """A move by a week, into the band of the new day."""
    task = task or first(open_tasks(state))
    due = within_years(band_and_day(state, task)[1] + timedelta(days=7)) if task in state.tasks else header.at.date()
    return MoveTask(header, task=task, band=band_of(state, due), due=due)


def a_task_completed(state: Engagement, header: Header) -> CompleteTask:
    return CompleteTask(header, task=first(open_tasks(state)))


def _from_start(state: Engagement, day: date) -> date:
    return max(day, state.start or day)


def band_of(state: Engagement, day: date) -> Band:
    """The band of the timeline in which a day falls."""
    start = state.start or day
    begun = [band for band in Band if months_after(start, BAND_MONTHS[band][0]) <= day]
    return begun[-1] if begun else Band.MONTHS_1_TO_6


def a_slot_used(state: Engagement, header: Header) -> UseSlot:
    return UseSlot(header, slot=next_slot(state))


def a_slot_lost(state: Engagement, header: Header) -> LoseSlot:
    return LoseSlot(header, slot=next_slot(state), put_first="exams")


def next_slot(state: Engagement) -> RecordId:
    """The earliest protected slot neither used nor lost."""
    slots = open_slots(state)
    return first(sorted(slots, key=lambda name: slots[name].start))


TIMELINE_EXAMPLES: Final[Mapping[type[Command[Any]], ExampleMaker]] = {
    AddToRoster: somebody_joins,
    EndParticipation: a_participation_ended,
    AddMilestone: a_milestone,
    ReachMilestone: a_milestone_reached,
    MoveMilestone: a_milestone_moved,
    DropMilestone: a_milestone_dropped,
    AssignTask: a_task,
    MoveTask: a_task_moved,
    CompleteTask: a_task_completed,
    UseSlot: a_slot_used,
    LoseSlot: a_slot_lost,
}
