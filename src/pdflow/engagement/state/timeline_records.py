"""Records of milestones and tasks."""

from __future__ import annotations

from datetime import date

from pdflow.engagement.state.vocabulary import Band
from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Action, Record, record, relies_on
from pdflow.people import PersonId


@record
class Milestone(Record):
    """Something to be reached by a day."""

    on: date


@record
class Task(Record):
    """What one person is to do, by when."""

    person: PersonId
    band: Band
    due: date
    milestone: RecordId | None = relies_on()


@record
class TaskMove(Action):
    """A task's new band and day."""

    band: Band
    due: date
    task: RecordId = relies_on()


@record
class TaskEnd(Action):
    """That a task was done."""

    task: RecordId = relies_on()
