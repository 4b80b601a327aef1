"""Records of milestones and tasks."""

from __future__ import annotations

from datetime import date

from pdflow.engagement.state.vocabulary import Band
from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Action, Description, Record, record, relies_on
from pdflow.people import PersonId


@record
class Milestone(Record):
    """A milestone, and the day by which it is to be reached."""

    on: date
    title: str
    band: Band

    def described(self, kind: str) -> Description:
        return Description(kind, self.title, self.on)


@record
class MilestoneMove(Action):
    """A move of a milestone to another band or day."""

    band: Band
    on: date
    milestone: RecordId = relies_on()
    reason: str = ""


@record
class MilestoneEnd(Action):
    """The end of a milestone: it was reached, or dropped."""

    reached: bool
    milestone: RecordId = relies_on()
    reason: str = ""


@record
class Task(Record):
    """A task of one person, with its band and due day."""

    person: PersonId
    band: Band
    due: date
    title: str
    milestone: RecordId | None = relies_on()

    def described(self, kind: str) -> Description:
        return Description(kind, self.title, self.due)


@record
class TaskMove(Action):
    """A move of a task to another band or day."""

    band: Band
    due: date
    task: RecordId = relies_on()


@record
class TaskEnd(Action):
    """The completion of a task."""

    task: RecordId = relies_on()
