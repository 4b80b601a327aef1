"""Before anybody travels: what was asked for in the request, and what has to be arranged for each training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.history.effective_events import Told
from pdflow.documents.history.sessions import engagement_of, which
from pdflow.documents.page.blocks import (
    Column,
    Fact,
    Facts,
    Named,
    Paragraph,
    Section,
    Table,
    Words,
    day_of,
)
from pdflow.documents.page.document import Document
from pdflow.engagement import (
    EngagementRequested,
    LogisticsTicked,
    RequestAccepted,
    RequestDeclined,
    TrainingDesigned,
    TrainingRescheduled,
    TrainingScheduled,
)
from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event


@attrs.frozen
class Arrangement:
    """Something to be arranged for a training, by when, and since when it is."""

    item: RecordId
    text: str
    by: date | None
    subject: str
    site: str
    arranged: datetime | None


@attrs.frozen
class LogisticsChecklist(Document):
    """What has to be arranged for each training, and what is."""

    title: ClassVar[str] = "Travel and logistics checklist"
    engagement: str
    items: tuple[Arrangement, ...]

    def facts(self) -> Iterator[Fact]:
        yield which(self.engagement)
        yield Fact("Still to arrange", sum(item.arranged is None for item in self.items), Audience.TEAM)

    def sections(self) -> Iterator[Section]:
        columns = ("Arranged", "What", "Until", "Since")
        for (subject, site), items in self._by_place().items():
            group = (Fact("Training", subject), Fact("Site", site))
            rows = [(item.arranged is not None, item.text, item.by, day_of(item.arranged)) for item in items]
            heading = f"{subject} · {site}" if site else subject
            yield Section(Named(heading), (Table("Logistics", columns, rows, group=group),))
        if not self.items:
            yield Section("", (Paragraph("Nothing to arrange is on record."),))

    def _by_place(self) -> dict[tuple[str, str], list[Arrangement]]:
        found: dict[tuple[str, str], list[Arrangement]] = {}
        for item in self.items:
            found.setdefault((item.subject, item.site), []).append(item)
        return found


def logistics_checklist(engagement: Iterable[Event[Any]]) -> LogisticsChecklist:
    """The travel and logistics items of all trainings, the earliest first, from an engagement's events."""
    told = Told(engagement)
    subjects = {design.training: design.subject for design in told.each(TrainingDesigned)}
    ticks = {tick.item: tick.at for tick in told.each(LogisticsTicked)}
    items = (
        Arrangement(item.item, item.text, item.by, subjects[booking.training], booking.site, ticks.get(item.item))
        for booking in told.events
        if isinstance(booking, TrainingScheduled | TrainingRescheduled)
        for item in booking.logistics
    )
    ordered = sorted(items, key=lambda item: (item.by is None, item.by))
    return LogisticsChecklist(engagement_of(told), tuple(ordered))


@attrs.frozen
class WorkshopRequest(Document):
    """What was asked for, by whom, on what need and data; and what became of the request."""

    title: ClassVar[str] = "Training workshop request"
    engagement: str
    request: EngagementRequested | None
    accepted: RequestAccepted | None
    declined: RequestDeclined | None

    def facts(self) -> Iterator[Fact]:
        yield which(self.engagement)

    def sections(self) -> Iterator[Section]:
        if self.request is None:
            yield Section("", (Paragraph("Nothing has been asked for.", reader=Audience.ALL),))
            return
        yield Section("What is asked for", (_asked(self.request),))
        yield Section("Answer", (self._answer(),))
        yield Section("Signatures", (_signatures(),))

    def _answer(self) -> Facts | Paragraph:
        if self.declined is not None:
            declined = (Fact("Declined on", self.declined.at), Fact("Reason", self.declined.reason))
            return Facts(declined, Audience.ALL)
        if self.accepted is None:
            return Paragraph("Not answered yet.", reader=Audience.ALL)
        accepted = self.accepted
        told = (
            Fact("Accepted on", accepted.at),
            Fact("Start", accepted.start),
            Fact("Planned end", accepted.planned_end),
            Fact("Policy", accepted.policy.name.replace("_", " ").capitalize()),
        )
        return Facts(told, Audience.ALL)


def _asked(request: EngagementRequested) -> Facts:
    told = (
        Fact("Asked by", Named(request.by.person), Audience.TEAM),
        Fact("On", request.at),
        Fact("Need", request.need),
        Fact("What shows it", request.evidence),
        Fact("For whom", request.audience),
        Fact("How many", request.size),
        Fact("Dates wanted", request.dates_wanted),
    )
    return Facts(told, Audience.ALL)


def _signatures() -> Table:
    columns = [Column("Signed by"), *(Column(heading, to_fill_in=True) for heading in ("Name", "Date", "Signature"))]
    rows = ((who, None, None, None) for who in (Words("Whoever asks"), Words("Whoever answers")))
    return Table("Signatures", columns, rows, reader=Audience.ALL)


def workshop_request(engagement: Iterable[Event[Any]]) -> WorkshopRequest:
    """The request of an engagement and its answer, from its events."""
    told = Told(engagement)
    request, accepted = told.last(EngagementRequested), told.last(RequestAccepted)
    return WorkshopRequest(engagement_of(told), request, accepted, told.last(RequestDeclined))
