"""The travel and logistics checklist: what has to be arranged for each training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.page import DayCell, EngagementDocument, Fact, NameCell, Paragraph, Section, Table, day_of
from pdflow.engagement import Engagement, LogisticsTicked, TrainingDesigned, TrainingRescheduled, TrainingScheduled
from pdflow.history import EffectiveEvents, engagement_name
from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event


@attrs.frozen
class Arrangement:
    """An item to arrange for a training, by when, and since when it is arranged."""

    item: RecordId
    text: str
    by: date | None
    subject: str
    start: datetime
    """When the first session of its booking begins."""
    site: str
    arranged: datetime | None


@attrs.frozen
class LogisticsChecklist(EngagementDocument):
    """What has to be arranged for each training, and what is arranged already."""

    title: ClassVar[str] = "Travel and logistics checklist"
    items: tuple[Arrangement, ...]

    def facts(self) -> Iterator[Fact]:
        yield Fact("Still to arrange", sum(item.arranged is None for item in self.items), Audience.TEAM)

    def sections(self) -> Iterator[Section]:
        columns = ("Arranged", "What", "Until", "Since")
        for (subject, start, site), items in self._by_training().items():
            group = (Fact("Training", subject), Fact("First day", DayCell(start)), Fact("Site", NameCell(site)))
            rows = [(item.arranged is not None, item.text, item.by, day_of(item.arranged)) for item in items]
            yield Section(
                ((subject, DayCell(start), NameCell(site)),), (Table("Logistics", columns, rows, group=group),)
            )
        if not self.items:
            yield Section("", (Paragraph("Nothing to arrange is on record."),))

    def _by_training(self) -> dict[tuple[str, datetime, str], list[Arrangement]]:
        found: dict[tuple[str, datetime, str], list[Arrangement]] = {}
        for item in sorted(self.items, key=lambda item: item.start):
            found.setdefault((item.subject, item.start, item.site), []).append(item)
        return found


def logistics_checklist(engagement: Iterable[Event[Engagement]]) -> LogisticsChecklist:
    """Make the checklist of travel and logistics, the earliest item first, from an engagement's events."""
    events = EffectiveEvents(engagement)
    subjects = {design.training: design.subject for design in events.of_type(TrainingDesigned)}
    ticks = {tick.item: tick.at for tick in events.of_type(LogisticsTicked)}
    items = (
        Arrangement(
            item.item,
            item.text,
            item.by,
            subjects[booking.training],
            min(session.start for session in booking.sessions),
            booking.site,
            ticks.get(item.item),
        )
        for booking in events.all
        if isinstance(booking, TrainingScheduled | TrainingRescheduled)
        for item in booking.logistics
    )
    ordered = sorted(items, key=lambda item: (item.by is None, item.by))
    return LogisticsChecklist(engagement_name(events), tuple(ordered))
