"""The cadre's timeline: milestones and each member's tasks, in the months from the engagement's start (agency guide)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any, ClassVar, Final
from xml.etree.ElementTree import Element

import attrs

from pdflow.audience import Audience
from pdflow.documents.charts.months import months_from
from pdflow.documents.charts.svg import (
    FAINT,
    INK,
    RULE,
    SOFT,
    box,
    diamond,
    dot,
    line,
    picture,
    shortened,
    words,
)
from pdflow.documents.history.effective_events import Told
from pdflow.documents.history.sessions import engagement_of, which
from pdflow.documents.page.blocks import (
    Drawing,
    Fact,
    Named,
    Paragraph,
    Picture,
    Section,
    Table,
)
from pdflow.documents.page.document import Document
from pdflow.documents.page.reader import Reader
from pdflow.engagement import (
    Band,
    MilestoneAdded,
    RequestAccepted,
    TaskAssigned,
    TaskCompleted,
    TaskMoved,
)
from pdflow.engagement.timeline import MONTHS, months_after
from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event
from pdflow.people import PersonId

ALL = Audience.ALL
LEFT: Final = 132.0
WIDTH: Final = 748.0
LANE: Final = 21.0
TOP: Final = 46.0


@attrs.frozen
class Milestone:
    """Something to be reached by a day."""

    milestone: RecordId
    title: str
    band: Band
    on: date


@attrs.frozen
class Task:
    """What one member is to do, by when, for which milestone, and when it was done."""

    task: RecordId
    person: PersonId
    title: str
    band: Band
    due: date
    milestone: str
    done: datetime | None


@attrs.frozen
class CadreTimeline(Document):
    """Milestones and tasks, band by band."""

    title: ClassVar[str] = "Cadre activities timeline"
    engagement: str
    start: date | None
    milestones: tuple[Milestone, ...]
    tasks: tuple[Task, ...]

    def facts(self) -> Iterator[Fact]:
        yield which(self.engagement)
        yield Fact("Start", self.start)
        yield Fact("Tasks done", f"{sum(task.done is not None for task in self.tasks)}/{len(self.tasks)}")

    def sections(self) -> Iterator[Section]:
        if not (self.tasks or self.milestones):
            yield Section("", (Paragraph("No milestone and no task is set yet.", reader=ALL),))
            return
        if self.start is not None:
            yield Section("", (Drawing(self._drawn, ALL),))
        numbers = {task.task: number for number, task in enumerate(self.tasks, 1)}
        for band in Band:
            group = (Fact("Months", band),)
            rows = [(m.on, m.title) for m in self.milestones if m.band is band]
            reached = (Table("Milestones", ("On", "Milestone"), rows, reader=ALL, group=group),) if rows else ()
            todo = [
                (
                    numbers[t.task],
                    t.done is not None,
                    t.title,
                    Named(t.person),
                    t.due,
                    t.milestone,
                    None if t.done is None else t.done.date(),
                )
                for t in self.tasks
                if t.band is band
            ]
            columns = ("No.", "Done", "Task", "Who", "Due", "Milestone", "Done on")
            tasks = Table("Tasks", columns, todo, reader=ALL, group=group, empty="No task in these months.")
            yield Section(BANDS[band], (*reached, tasks))

    def _drawn(self, reader: Reader) -> Picture:
        assert self.start is not None
        name = reader.say(self.title)
        rows: list[tuple[str, Marks]] = []
        if self.milestones:
            rows.append((reader.say("Milestones"), [(m.on, m.title, None) for m in self.milestones]))
        numbered = enumerate(self.tasks, 1)
        marks = sorted(((reader.name(task.person), n, task) for n, task in numbered), key=lambda mark: mark[0])
        for who, theirs in groupby(marks, key=lambda mark: mark[0]):
            rows.append((who, [(task.due, task.title, (n, task.done is not None)) for _, n, task in theirs]))
        description = "; ".join(f"{who}: {', '.join(title for _, title, _ in marks)}" for who, marks in rows)
        return _timeline(name, description, self.start, rows, reader)


BANDS: Final = {
    Band.MONTHS_1_TO_6: "Months 1 to 6",
    Band.MONTHS_7_TO_12: "Months 7 to 12",
    Band.BEYOND_YEAR_1: "Beyond year 1",
}

Marks = list[tuple[date, str, tuple[int, bool] | None]]
"""What stands in a row: its day, what it is, and of a task its number and whether it is done."""


def _timeline(name: str, description: str, start: date, rows: list[tuple[str, Marks]], reader: Reader) -> Picture:
    last = max([months_after(start, 12), *(day for _, marks in rows for day, _, _ in marks)])
    months = [month for month in months_from(start, 240) if month <= last]
    scale = (WIDTH - LEFT - 30) / max((last - start).days, 1)
    shapes: list[Element] = []
    y = TOP
    for who, marks in rows:
        placed = lanes([LEFT + (day - start).days * scale for day, _, _ in sorted(marks)])
        shapes.append(words(0, y + 15, shortened(who, LEFT - 12), bold=marks[0][2] is None))
        for (_, title, told), (x, lane) in zip(sorted(marks), placed, strict=True):
            shapes += _mark(x, y + 11 + lane * LANE, title, told)
        y += LANE * (1 + max(lane for _, lane in placed)) + 6
        shapes.append(line(0, y - 2, WIDTH, y - 2))
    ground = [*_bands(start, last, scale, y, reader), *_months(start, months, scale, y, reader)]
    return picture(name, description, WIDTH, y + 26, *ground, *shapes, *_legend(y + 16, reader))


def lanes(places: list[float]) -> list[tuple[float, int]]:
    """Each place with the first lane in which it does not touch the one before."""
    ends: list[float] = []
    found = []
    for x in places:
        lane = next((lane for lane, end in enumerate(ends) if x - 8 >= end), len(ends))
        ends[lane:] = [x + 24, *ends[lane + 1 :]]
        found.append((x, lane))
    return found


def _mark(x: float, y: float, title: str, told: tuple[int, bool] | None) -> Iterator[Element]:
    if told is None:
        yield diamond(x, y, 7, told=title)
    else:
        number, done = told
        yield dot(x, y, 5.5, fill=INK if done else "#fff", told=title)
        yield words(x + 9, y + 4, str(number), size=10)


def _bands(start: date, last: date, scale: float, bottom: float, reader: Reader) -> Iterator[Element]:
    for place, (band, (after, over)) in enumerate(MONTHS.items()):
        first, end = months_after(start, after), last if over is None else min(months_after(start, over), last)
        if first < end or place == 0:
            x, width = LEFT + (first - start).days * scale, (end - first).days * scale
            if place == 1:
                yield box(x, 0, width, bottom - 2, fill=FAINT)
            yield words(x + 3, 12, shortened(reader.say(BANDS[band]), width, 11), bold=True)


def _months(start: date, months: list[date], scale: float, bottom: float, reader: Reader) -> Iterator[Element]:
    every = 1 if len(months) <= 12 else 3
    for place, month in enumerate(months[1:]):
        x = LEFT + (month - start).days * scale
        yield line(x, 34, x, bottom - 2, dashes="1 3")
        if place % every == 0:
            yield words(x + 2, 30, reader.formats.month(month, reader.language), size=9, fill=SOFT)
    yield line(LEFT, 34, WIDTH, 34, stroke=RULE)


def _legend(y: float, reader: Reader) -> Iterator[Element]:
    marks = ((diamond(8, y, 6), "Milestone"), (dot(120, y, 5.5, fill="#fff"), "Task"), (dot(200, y, 5.5), "Task done"))
    for (shape, label), x in zip(marks, (20, 132, 212), strict=True):
        yield shape
        yield words(x, y + 4, reader.say(label))


def cadre_timeline(engagement: Iterable[Event[Any]]) -> CadreTimeline:
    """Milestones and tasks as they stand, the earliest first, from an engagement's events."""
    told = Told(engagement)
    accepted = told.last(RequestAccepted)
    milestones = [Milestone(m.milestone, m.title, m.band, m.on) for m in told.each(MilestoneAdded)]
    titles = {milestone.milestone: milestone.title for milestone in milestones}
    moved = told.latest(TaskMoved, lambda move: move.task)
    done = {completed.task: completed.at for completed in told.each(TaskCompleted)}
    tasks = [
        Task(
            task=task.task,
            person=task.person,
            title=task.title,
            band=moved.get(task.task, task).band,
            due=moved.get(task.task, task).due,
            milestone="" if task.milestone is None else titles.get(task.milestone, ""),
            done=done.get(task.task),
        )
        for task in told.each(TaskAssigned)
    ]
    return CadreTimeline(
        engagement_of(told),
        None if accepted is None else accepted.start,
        tuple(sorted(milestones, key=lambda milestone: milestone.on)),
        tuple(sorted(tasks, key=lambda task: task.due)),
    )
