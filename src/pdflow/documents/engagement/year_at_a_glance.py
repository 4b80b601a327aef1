"""The school year at a glance: training, follow-up, protected time and all other days that were set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Final

import attrs

from pdflow.audience import Audience
from pdflow.calendar import Calendar, Terms
from pdflow.documents.charts.months import Mark, months_from, year_picture
from pdflow.documents.engagement.follow_up import PlanStatus, planned
from pdflow.documents.history.effective_events import Told
from pdflow.documents.history.sessions import engagement_of, sittings, which
from pdflow.documents.page.blocks import (
    Amount,
    Cell,
    Drawing,
    Fact,
    Month,
    Named,
    Paragraph,
    Picture,
    Section,
    Table,
)
from pdflow.documents.page.document import Document
from pdflow.documents.page.reader import Reader
from pdflow.engagement import (
    BaselineSet,
    MeasureChosen,
    MilestoneAdded,
    OutcomeStated,
    PartnerProposed,
    PartnershipAgreed,
    RequestAccepted,
    RevisitPlanned,
    SharingPlanned,
    TimeProtected,
)
from pdflow.kernel.messages import Event
from pdflow.participation import (
    VisitCancelled,
    VisitKind,
    VisitMissed,
    VisitScheduled,
)

ALL = Audience.ALL


class DayKind(StrEnum):
    """What a day of the calendar is set for."""

    TRAINING = "TRAINING"
    FOLLOW_UP = "FOLLOW_UP"
    PROTECTED_TIME = "PROTECTED_TIME"
    REVISIT = "REVISIT"
    SHARING = "SHARING"
    TOUCH_POINT = "TOUCH_POINT"
    MILESTONE = "MILESTONE"
    READING = "READING"


LETTERS: Final = dict(zip(DayKind, "TFPRSCMO", strict=True))
"""The letter of each kind of day."""
DARK: Final = frozenset({DayKind.TRAINING, DayKind.FOLLOW_UP})


@attrs.frozen
class Entry:
    """What is set for a day."""

    day: date
    kind: DayKind
    said: tuple[Cell, ...]


@attrs.frozen
class Visits:
    """The visits planned in a month, by their kind, without those called off or missed."""

    month: date
    planned: dict[VisitKind, int]


@attrs.frozen
class YearAtAGlance(Document):
    """Twelve months, and what is set for their days."""

    title: ClassVar[str] = "School year at a glance"
    engagement: str
    first: date | None
    """The first day of the twelve months; None where no day is set at all."""
    entries: tuple[Entry, ...]
    visits: tuple[Visits, ...]
    calendar: Calendar

    def facts(self) -> Iterator[Fact]:
        yield which(self.engagement)

    def sections(self) -> Iterator[Section]:
        if self.first is None:
            yield Section("", (Paragraph("No day is set yet.", reader=ALL),))
            return
        yield Section("", (Drawing(self._drawn, ALL),))
        rows = [(entry.day, entry.kind, (entry.said,)) for entry in self.entries]
        yield Section("Day by day", (Table("Calendar", ("Day", "What", "About"), rows, reader=ALL),), new_page=True)
        if self.visits:
            counts: list[tuple[Cell, ...]] = [
                (Month(*v.month.timetuple()[:3]), *(v.planned.get(kind, 0) for kind in KINDS)) for v in self.visits
            ]
            yield Section("Visits planned", (Table("Visits", ("Month", *KINDS.values()), counts),))

    def _drawn(self, reader: Reader) -> Picture:
        assert self.first is not None
        marks: dict[date, list[Mark]] = {}
        for entry in self.entries:
            mark = Mark(LETTERS[entry.kind], entry.kind in DARK, reader.label(entry.kind))
            if mark not in marks.setdefault(entry.day, []):
                marks[entry.day].append(mark)
        counts = Counter(reader.label(entry.kind) for entry in self.entries)
        told = ", ".join(f"{label} {count}" for label, count in counts.items())
        name = reader.say(self.title)
        description = f"{reader.written(self.first)}: {told}."
        return year_picture(name, description, self.first, marks, self.calendar.is_open, reader)


KINDS: Final = {
    VisitKind.OBSERVATION: "Observations",
    VisitKind.CHECK_IN: "Check-ins",
    VisitKind.COACHING: "Coaching sessions",
}


def year_at_a_glance(
    engagement: Iterable[Event[Any]],
    participations: Mapping[str, Iterable[Event[Any]]] | None = None,
    *,
    first: date | None = None,
    calendar: Calendar | None = None,
) -> YearAtAGlance:
    """Twelve months of an engagement: from a day given, else from the month in which it starts.

    ``participations`` are the events of each person's stream, for the visits; ``calendar`` says which days are closed
    (weekends, if not given).
    """
    told = Told(engagement)
    entries = sorted(_entries(told), key=lambda entry: (entry.day, list(DayKind).index(entry.kind)))
    accepted = told.last(RequestAccepted)
    start = first or (accepted.start if accepted else min((entry.day for entry in entries), default=None))
    months = [] if start is None else months_from(start, 13)
    within = tuple(entry for entry in entries if months and months[0] <= entry.day < months[-1])
    visits = tuple(_visits(participations or {}, months[:-1]))
    return YearAtAGlance(engagement_of(told), months[0] if months else None, within, visits, calendar or Terms())


def _entries(told: Told) -> Iterator[Entry]:
    for sitting in sittings(told):
        yield Entry(sitting.start.date(), DayKind.TRAINING, (sitting.subject, sitting.site))
    for plan in planned(told):
        if plan.status not in (PlanStatus.DROPPED, PlanStatus.NOT_CHOSEN):
            yield Entry(plan.on, DayKind.FOLLOW_UP, (plan.strategy, Named(plan.owner)))
    for slot in (slot for made in told.each(TimeProtected) for slot in made.slots):
        yield Entry(
            slot.start.date(), DayKind.PROTECTED_TIME, (slot.use, slot.start.time(), Amount(slot.minutes, "min"))
        )
    for revisit in told.each(RevisitPlanned):
        yield Entry(revisit.on, DayKind.REVISIT, (revisit.messages,))
    for sharing in told.each(SharingPlanned):
        if sharing.on is not None:
            yield Entry(sharing.on, DayKind.SHARING, (sharing.how,))
    for milestone in told.each(MilestoneAdded):
        yield Entry(milestone.on, DayKind.MILESTONE, (milestone.title,))
    yield from _partners(told)
    yield from _readings(told)


def _partners(told: Told) -> Iterator[Entry]:
    partners = {proposed.partner: proposed.organisation for proposed in told.each(PartnerProposed)}
    for agreed in told.latest(PartnershipAgreed, lambda agreed: agreed.partner).values():
        yield from (Entry(day, DayKind.TOUCH_POINT, (partners[agreed.partner],)) for day in agreed.touch_points)


def _readings(told: Told) -> Iterator[Entry]:
    statements = {stated.outcome: stated.statement for stated in told.each(OutcomeStated)}
    for measure in told.latest(MeasureChosen, lambda measure: measure.outcome).values():
        yield Entry(measure.collected_by, DayKind.READING, (measure.title,))
    for baseline in told.latest(BaselineSet, lambda baseline: baseline.outcome).values():
        yield Entry(baseline.on, DayKind.READING, (statements[baseline.outcome], baseline.how))


def _visits(participations: Mapping[str, Iterable[Event[Any]]], months: list[date]) -> Iterator[Visits]:
    counted: dict[date, Counter[VisitKind]] = {}
    for events in participations.values():
        told = Told(events)
        off = {event.visit for event in told.events if isinstance(event, VisitCancelled | VisitMissed)}
        for visit in told.each(VisitScheduled):
            if visit.visit not in off:
                counted.setdefault(visit.start.date().replace(day=1), Counter())[visit.kind] += 1
    yield from (Visits(month, dict(counted[month])) for month in months if month in counted)
