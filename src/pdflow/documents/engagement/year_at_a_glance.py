"""The school year at a glance: training, follow-up, protected time and all other days that were set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, tzinfo
from functools import partial
from typing import ClassVar, Final

import attrs

from pdflow.agenda import Calendar, Terms
from pdflow.audience import Audience
from pdflow.documents.charts import DayMark, months_between, year_calendar
from pdflow.documents.engagement.calendar_entries import CalendarEntry, DayKind, calendar_entries
from pdflow.documents.page import (
    Cell,
    Drawing,
    EngagementDocument,
    MonthCell,
    Paragraph,
    Picture,
    Reader,
    Section,
    Table,
)
from pdflow.engagement import Engagement, RequestAccepted
from pdflow.history import EffectiveEvents, engagement_name
from pdflow.kernel.messages import Event
from pdflow.language import in_zone
from pdflow.participation import Participation, VisitCancelled, VisitKind, VisitMissed, VisitScheduled

ALL = Audience.ALL
LETTERS: Final = dict(zip(DayKind, "TFPRSCMO", strict=True))
"""The letter of each kind of day."""
ON_A_PAGE: Final = 12
"""The most months in one picture, so that it fits on a page."""
MOST_MONTHS: Final = 36
"""Months from which on those are left out in which no day is set."""
DARK: Final = frozenset({DayKind.TRAINING, DayKind.FOLLOW_UP})


@attrs.frozen
class MonthVisits:
    """The visits planned in a month by their kind, without those cancelled or missed."""

    month: date
    planned: dict[VisitKind, int]


@attrs.frozen
class YearAtAGlance(EngagementDocument):
    """All months of an engagement, and what their days are set for."""

    title: ClassVar[str] = "School year at a glance"
    months: tuple[date, ...]
    """The first days of the months; empty where no day is set at all."""
    entries: tuple[CalendarEntry, ...]
    visits: tuple[MonthVisits, ...]
    calendar: Calendar
    zone: tzinfo | None = None

    def sections(self) -> Iterator[Section]:
        if not self.months:
            yield Section("", (Paragraph("No day is set yet.", reader=ALL),))
            return
        for first in range(0, len(self.months), ON_A_PAGE):
            drawn = partial(self._draw, self.months[first : first + ON_A_PAGE])
            yield Section("", (Drawing(drawn, ALL),), new_page=first > 0)
        rows = [(entry.day, entry.kind, (entry.about,)) for entry in self.entries]
        yield Section("Day by day", (Table("Calendar", ("Day", "What", "About"), rows, reader=ALL),), new_page=True)
        if self.visits:
            counts: list[tuple[Cell, ...]] = [
                (MonthCell(*v.month.timetuple()[:3]), *(v.planned.get(kind, 0) for kind in KINDS)) for v in self.visits
            ]
            yield Section("Visits planned", (Table("Visits", ("Month", *KINDS.values()), counts),))

    def _draw(self, months: Sequence[date], reader: Reader) -> Picture:
        marks: dict[date, list[DayMark]] = {}
        entries = [entry for entry in self.entries if entry.day.replace(day=1) in months]
        for entry in entries:
            mark = DayMark(LETTERS[entry.kind], entry.kind in DARK, reader.label(entry.kind))
            if mark not in marks.setdefault(entry.day, []):
                marks[entry.day].append(mark)
        counts = Counter(reader.label(entry.kind) for entry in entries)
        counted = ", ".join(f"{label} {count}" for label, count in counts.items())
        name = reader.translate(self.title)
        description = f"{reader.text(MonthCell(*months[0].timetuple()[:3]))}: {counted}."
        return year_calendar(name, description, months, marks, self.calendar.is_open, reader)


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
    """Make the calendar of an engagement's whole time, from its start or the first day set to its end or the last.

    Args:
        engagement: Its events.
        participations: The events of each person's stream, for the visits.
        first: A day of the first month, where months before it are to be left out.
        calendar: Which days are closed, and the zone of the days; by default weekends are.
    """
    events, zone = EffectiveEvents(engagement), None if calendar is None else calendar.zone
    entries = sorted(calendar_entries(events, zone), key=lambda entry: (entry.day, list(DayKind).index(entry.kind)))
    visits = tuple(_visits(participations or {}, zone))
    months = _months(events.last(RequestAccepted), [entry.day for entry in entries], [each.month for each in visits])
    kept = [month for month in months if first is None or month >= first.replace(day=1)]
    return YearAtAGlance(
        engagement_name(events),
        months=tuple(kept),
        entries=tuple(entry for entry in entries if entry.day.replace(day=1) in kept),
        visits=tuple(each for each in visits if each.month in kept),
        calendar=calendar or Terms(),
        zone=zone,
    )


def _months(accepted: RequestAccepted | None, days: Iterable[date], visited: Iterable[date]) -> list[date]:
    """All months from the first day to the last, or of a long time only those in which a day is set."""
    planned = [] if accepted is None else [day for day in (accepted.start, accepted.planned_end) if day]
    used = {day.replace(day=1) for day in (*planned, *days, *visited)}
    if not used:
        return []
    every = months_between(min(used), max(used))
    return every if len(every) <= MOST_MONTHS else sorted(used)


def _visits(participations: Mapping[str, Iterable[Event[Participation]]], zone: tzinfo | None) -> list[MonthVisits]:
    counted: dict[date, Counter[VisitKind]] = {}
    for events in participations.values():
        effective = EffectiveEvents(events)
        not_held = {event.visit for event in effective.all if isinstance(event, VisitCancelled | VisitMissed)}
        for visit in effective.of_type(VisitScheduled):
            if visit.visit not in not_held:
                month = in_zone(visit.start, zone).date().replace(day=1)
                counted.setdefault(month, Counter())[visit.kind] += 1
    return [MonthVisits(month, dict(counted[month])) for month in sorted(counted)]
