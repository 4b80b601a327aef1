"""The school year at a glance: training, follow-up, protected time and all other days that were set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar, Final

import attrs

from pdflow.agenda import Calendar, Terms
from pdflow.audience import Audience
from pdflow.documents.charts import DayMark, months_from, year_calendar
from pdflow.documents.engagement.calendar_entries import CalendarEntry, DayKind, calendar_entries
from pdflow.documents.history import EffectiveEvents, engagement_fact, engagement_name
from pdflow.documents.page import Cell, Document, Drawing, Fact, MonthCell, Paragraph, Picture, Reader, Section, Table
from pdflow.engagement import Engagement, RequestAccepted
from pdflow.kernel.messages import Event
from pdflow.participation import Participation, VisitCancelled, VisitKind, VisitMissed, VisitScheduled

ALL = Audience.ALL
LETTERS: Final = dict(zip(DayKind, "TFPRSCMO", strict=True))
"""The letter of each kind of day."""
DARK: Final = frozenset({DayKind.TRAINING, DayKind.FOLLOW_UP})


@attrs.frozen
class MonthVisits:
    """The visits planned in a month by their kind, without those cancelled or missed."""

    month: date
    planned: dict[VisitKind, int]


@attrs.frozen
class YearAtAGlance(Document):
    """Twelve months, and what their days are set for."""

    title: ClassVar[str] = "School year at a glance"
    engagement: str
    first: date | None
    """The first day of the twelve months; None where no day is set at all."""
    entries: tuple[CalendarEntry, ...]
    visits: tuple[MonthVisits, ...]
    calendar: Calendar

    def facts(self) -> Iterator[Fact]:
        yield engagement_fact(self.engagement)

    def sections(self) -> Iterator[Section]:
        if self.first is None:
            yield Section("", (Paragraph("No day is set yet.", reader=ALL),))
            return
        yield Section("", (Drawing(self._draw, ALL),))
        rows = [(entry.day, entry.kind, (entry.about,)) for entry in self.entries]
        yield Section("Day by day", (Table("Calendar", ("Day", "What", "About"), rows, reader=ALL),), new_page=True)
        if self.visits:
            counts: list[tuple[Cell, ...]] = [
                (MonthCell(*v.month.timetuple()[:3]), *(v.planned.get(kind, 0) for kind in KINDS)) for v in self.visits
            ]
            yield Section("Visits planned", (Table("Visits", ("Month", *KINDS.values()), counts),))

    def _draw(self, reader: Reader) -> Picture:
        assert self.first is not None
        marks: dict[date, list[DayMark]] = {}
        for entry in self.entries:
            mark = DayMark(LETTERS[entry.kind], entry.kind in DARK, reader.label(entry.kind))
            if mark not in marks.setdefault(entry.day, []):
                marks[entry.day].append(mark)
        counts = Counter(reader.label(entry.kind) for entry in self.entries)
        counted = ", ".join(f"{label} {count}" for label, count in counts.items())
        name = reader.translate(self.title)
        description = f"{reader.text(self.first)}: {counted}."
        return year_calendar(name, description, self.first, marks, self.calendar.is_open, reader)


KINDS: Final = {
    VisitKind.OBSERVATION: "Observations",
    VisitKind.CHECK_IN: "Check-ins",
    VisitKind.COACHING: "Coaching sessions",
}


def year_at_a_glance(
    engagement: Iterable[Event[Engagement]],
    participations: Mapping[str, Iterable[Event[Participation]]] | None = None,
    *,
    first: date | None = None,
    calendar: Calendar | None = None,
) -> YearAtAGlance:
    """Make the calendar of twelve months of an engagement.

    Args:
        engagement: Its events.
        participations: The events of each person's stream, for the visits.
        first: A day of the first month; by default the start of the engagement.
        calendar: Which days are closed; by default weekends.
    """
    events = EffectiveEvents(engagement)
    entries = sorted(calendar_entries(events), key=lambda entry: (entry.day, list(DayKind).index(entry.kind)))
    accepted = events.last(RequestAccepted)
    start = first or (accepted.start if accepted else min((entry.day for entry in entries), default=None))
    months = [] if start is None else months_from(start, 13)
    within = tuple(entry for entry in entries if months and months[0] <= entry.day < months[-1])
    visits = tuple(_visits(participations or {}, months[:-1]))
    return YearAtAGlance(engagement_name(events), months[0] if months else None, within, visits, calendar or Terms())


def _visits(participations: Mapping[str, Iterable[Event[Participation]]], months: list[date]) -> Iterator[MonthVisits]:
    counted: dict[date, Counter[VisitKind]] = {}
    for events in participations.values():
        effective = EffectiveEvents(events)
        not_held = {event.visit for event in effective.all if isinstance(event, VisitCancelled | VisitMissed)}
        for visit in effective.of_type(VisitScheduled):
            if visit.visit not in not_held:
                counted.setdefault(visit.start.date().replace(day=1), Counter())[visit.kind] += 1
    yield from (MonthVisits(month, dict(counted[month])) for month in months if month in counted)
