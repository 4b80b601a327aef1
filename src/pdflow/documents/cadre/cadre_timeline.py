"""The cadre's timeline: milestones and tasks by months from the start of the engagement (agency guide)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import ClassVar, Final

import attrs

from pdflow.audience import Audience
from pdflow.calendar import months_after
from pdflow.documents.charts import Timeline, TimelineBand, TimelineMark, TimelineRow, timeline_chart
from pdflow.documents.page import (
    Cell,
    Drawing,
    EngagementDocument,
    Fact,
    NameCell,
    Paragraph,
    Picture,
    Reader,
    Section,
    Table,
    day_of,
)
from pdflow.engagement import (
    BAND_MONTHS,
    Band,
    Engagement,
    MilestoneAdded,
    MilestoneDropped,
    MilestoneMoved,
    MilestoneReached,
    RequestAccepted,
    TaskAssigned,
    TaskCompleted,
    TaskMoved,
)
from pdflow.history import EffectiveEvents, engagement_name
from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event
from pdflow.people import PersonId

ALL = Audience.ALL
BANDS: Final = {
    Band.MONTHS_1_TO_6: "Months 1 to 6",
    Band.MONTHS_7_TO_12: "Months 7 to 12",
    Band.BEYOND_YEAR_1: "Beyond year 1",
}


@attrs.frozen
class MilestoneMark:
    """A milestone, the day by which it is to be reached as last moved, and since when it is reached or dropped."""

    milestone: RecordId
    title: str
    band: Band
    on: date
    planned: date
    """The day that was set first."""
    reached: datetime | None
    dropped: datetime | None


@attrs.frozen
class TaskMark:
    """A member's task, the title of the milestone it serves, and when it was done."""

    task: RecordId
    person: PersonId
    title: str
    band: Band
    due: date
    milestone: str
    done: datetime | None


@attrs.frozen
class CadreTimeline(EngagementDocument):
    """Milestones and tasks, band by band."""

    title: ClassVar[str] = "Cadre activities timeline"
    start: date | None
    milestones: tuple[MilestoneMark, ...]
    tasks: tuple[TaskMark, ...]

    def facts(self) -> Iterator[Fact]:
        yield Fact("Start", self.start)
        yield Fact("Tasks done", f"{sum(task.done is not None for task in self.tasks)}/{len(self.tasks)}")

    def sections(self) -> Iterator[Section]:
        if not (self.tasks or self.milestones):
            yield Section("", (Paragraph("No milestone and no task is set yet.", reader=ALL),))
            return
        if self.start is not None:
            yield Section("", (Drawing(self._draw, ALL),))
        for band in Band:
            yield Section(BANDS[band], self._tables(band))

    def _tables(self, band: Band) -> Iterator[Table]:
        group = (Fact("Months", band),)
        if milestones := [_milestone_row(m) for m in self.milestones if m.band is band]:
            headings = ("Reached", "Milestone", "On", "Moved from", "Reached on", "Dropped on")
            yield Table("Milestones", headings, milestones, reader=ALL, group=group)
        tasks = [
            (number, t.done is not None, t.title, NameCell(t.person), t.due, t.milestone, day_of(t.done))
            for number, t in enumerate(self.tasks, 1)
            if t.band is band
        ]
        columns = ("No.", "Done", "Task", "Who", "Due", "Milestone", "Done on")
        yield Table("Tasks", columns, tasks, reader=ALL, group=group, empty="No task in these months.")

    def _draw(self, reader: Reader) -> Picture:
        assert self.start is not None
        rows = tuple(self._rows(reader))
        last = max([months_after(self.start, 12), *(mark.day for row in rows for mark in row.marks)])
        timeline = Timeline(self.start, last, tuple(_bands(self.start, last, reader)), rows)
        description = "; ".join(f"{row.label}: {', '.join(mark.title for mark in row.marks)}" for row in rows)
        return timeline_chart(reader.translate(self.title), description, timeline, reader)

    def _rows(self, reader: Reader) -> Iterator[TimelineRow]:
        """A row of milestones, and one of the tasks of each member, numbered as in the table."""
        marks = tuple(TimelineMark(m.on, m.title) for m in self.milestones if m.dropped is None)
        if marks:
            yield TimelineRow(reader.translate("Milestones"), marks, bold=True)
        numbered = ((reader.name(task.person), number, task) for number, task in enumerate(self.tasks, 1))
        for name, theirs in groupby(sorted(numbered, key=lambda each: each[0]), key=lambda each: each[0]):
            tasks = (TimelineMark(task.due, task.title, number, task.done is not None) for _, number, task in theirs)
            yield TimelineRow(name, tuple(tasks))


def _milestone_row(mark: MilestoneMark) -> tuple[Cell, ...]:
    moved_from = None if mark.planned == mark.on else mark.planned
    return mark.reached is not None, mark.title, mark.on, moved_from, day_of(mark.reached), day_of(mark.dropped)


def _bands(start: date, last: date, reader: Reader) -> Iterator[TimelineBand]:
    for band, (after, over) in BAND_MONTHS.items():
        end = last if over is None else min(months_after(start, over), last)
        yield TimelineBand(reader.translate(BANDS[band]), months_after(start, after), end)


def cadre_timeline(engagement: Iterable[Event[Engagement]]) -> CadreTimeline:
    """Make the timeline of milestones and tasks, the earliest first, from an engagement's events."""
    events = EffectiveEvents(engagement)
    accepted = events.last(RequestAccepted)
    milestones = [*milestone_marks(events)]
    return CadreTimeline(
        engagement_name(events),
        None if accepted is None else accepted.start,
        tuple(sorted(milestones, key=lambda milestone: milestone.on)),
        tuple(sorted(_tasks(events, milestones), key=lambda task: task.due)),
    )


def milestone_marks(events: EffectiveEvents[Engagement]) -> Iterator[MilestoneMark]:
    """The milestones of an engagement, in the order in which they were added."""
    moved = events.latest_by(MilestoneMoved, lambda move: move.milestone)
    reached = events.latest_by(MilestoneReached, lambda event: event.milestone)
    dropped = events.latest_by(MilestoneDropped, lambda event: event.milestone)
    for added in events.of_type(MilestoneAdded):
        name, now = added.milestone, moved.get(added.milestone, added)
        ends = (each[name].at if name in each else None for each in (reached, dropped))
        yield MilestoneMark(name, added.title, now.band, now.on, added.on, *ends)


def _tasks(events: EffectiveEvents[Engagement], milestones: Iterable[MilestoneMark]) -> Iterator[TaskMark]:
    titles = {milestone.milestone: milestone.title for milestone in milestones}
    moved = events.latest_by(TaskMoved, lambda move: move.task)
    done = {completed.task: completed.at for completed in events.of_type(TaskCompleted)}
    for task in events.of_type(TaskAssigned):
        yield TaskMark(
            task=task.task,
            person=task.person,
            title=task.title,
            band=moved.get(task.task, task).band,
            due=moved.get(task.task, task).due,
            milestone="" if task.milestone is None else titles.get(task.milestone, ""),
            done=done.get(task.task),
        )
