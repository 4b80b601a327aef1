"""Timeline: tasks in three bands, counted from the start of the engagement (agency guide)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pdflow.audience import Audience
from pdflow.engagement.chronology import outside_band
from pdflow.engagement.rights import the_coordinator, the_owner_of_the_task
from pdflow.engagement.state import (
    DESIGN_ON,
    Band,
    Engagement,
    Moves,
    Task,
    TaskEnd,
    TaskMove,
    band_and_day,
    kept,
    open_tasks,
)
from pdflow.kernel.fields import RecordId, is_blank, key, names, restates_of
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.people import PersonId, PersonOrBlank


@command(by=the_coordinator)
class AssignTask(Command[Engagement]):
    """Assign a task to one person, due on a day within a band."""

    task: RecordId = key("tasks")
    person: PersonOrBlank | None = None
    title: str
    band: Band
    due: date
    milestone: RecordId | None = names("milestones", default=None)


@command(by=the_owner_of_the_task)
class MoveTask(Command[Engagement]):
    """Move a task to another day, perhaps in another band."""

    task: RecordId = names("tasks", unknown="task.unknown")
    band: Band = restates_of("task", lambda state, task: band_and_day(state, task)[0])
    due: date = restates_of("task", lambda state, task: band_and_day(state, task)[1])


@command(by=the_owner_of_the_task)
class CompleteTask(Command[Engagement]):
    """Record a task as completed."""

    task: RecordId = names("tasks", unknown="task.unknown")


@event("engagement.task_assigned")
class TaskAssigned(Event[Engagement]):
    """A task was assigned."""

    task: Annotated[RecordId, Audience.ALL]
    person: Annotated[PersonId, Audience.ALL]
    title: Annotated[str, Audience.ALL]
    band: Annotated[Band, Audience.ALL]
    due: Annotated[date, Audience.ALL]
    milestone: Annotated[RecordId | None, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.tasks[self.task] = kept(Task, self)


@event("engagement.task_moved")
class TaskMoved(Event[Engagement]):
    """A task was moved to another day."""

    task: Annotated[RecordId, Audience.ALL]
    band: Annotated[Band, Audience.ALL]
    due: Annotated[date, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.task_moves[self.header.id] = TaskMove(self.at, self.header.id, self.band, self.due, self.task)


@event("engagement.task_completed")
class TaskCompleted(Event[Engagement]):
    """A task was completed."""

    task: Annotated[RecordId, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.task_ends[self.task] = TaskEnd(self.at, self.header.id, self.task)


@detail("task.outside_band")
def task_outside_band(state: Engagement, command: AssignTask | MoveTask) -> Objection:
    return outside_band(state, command.band, command.due)


@detail("task.nobody")
def nobody(state: Engagement, assign: AssignTask) -> Objection:
    return is_blank(assign.person)


@fact("task.unknown", remedy="AssignTask")
def no_open_task(state: Engagement) -> Objection:
    return not open_tasks(state)


@detail("task.unknown", remedy="AssignTask")
def task_completed(state: Engagement, move: MoveTask) -> Objection:
    """A task that is completed cannot be moved."""
    end = state.task_ends.get(move.task)
    return {"task": move.task, "done": end.at} if end else None


def unchanged(state: Engagement, move: MoveTask) -> bool:
    if move.header.id in state.task_moves:
        return True
    return move.task in open_tasks(state) and band_and_day(state, move.task) == (move.band, move.due)


def completed_already(state: Engagement, complete: CompleteTask) -> bool:
    return complete.task in state.task_ends


MOVES: Moves = (
    move(AssignTask, DESIGN_ON, guards=[nobody, task_outside_band], then=TaskAssigned),
    move(
        MoveTask,
        DESIGN_ON,
        guards=[no_open_task, task_completed, task_outside_band],
        then=TaskMoved,
        no_op_if=unchanged,
    ),
    move(CompleteTask, DESIGN_ON, guards=[no_open_task], then=TaskCompleted, no_op_if=completed_already),
)
