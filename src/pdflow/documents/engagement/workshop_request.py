"""The training workshop request, and the answer to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.page import (
    BlankForm,
    Column,
    EngagementDocument,
    Fact,
    Facts,
    NameCell,
    Paragraph,
    PhraseCell,
    Section,
    Table,
    blanks,
)
from pdflow.engagement import Engagement, EngagementRequested, RequestAccepted, RequestDeclined
from pdflow.history import EffectiveEvents, engagement_name
from pdflow.kernel.messages import Event


@attrs.frozen
class WorkshopRequest(EngagementDocument):
    """What is requested, by whom, for what need and on what data; and the answer."""

    title: ClassVar[str] = "Training workshop request"
    request: EngagementRequested | None
    accepted: RequestAccepted | None
    declined: RequestDeclined | None

    def sections(self) -> Iterator[Section]:
        if self.request is None:
            yield Section("", (Paragraph("Nothing has been asked for.", reader=Audience.ALL),))
            return
        yield Section("What is asked for", (_requested(self.request),))
        yield Section("Answer", (self._answer(),))
        yield Section("Signatures", (_signatures(),))

    def _answer(self) -> Facts | Paragraph:
        if self.declined is not None:
            declined = (Fact("Declined on", self.declined.at), Fact("Reason", self.declined.reason))
            return Facts(declined, Audience.ALL)
        if self.accepted is None:
            return Paragraph("Not answered yet.", reader=Audience.ALL)
        accepted = self.accepted
        facts = (
            Fact("Accepted on", accepted.at),
            Fact("Start", accepted.start),
            Fact("Planned end", accepted.planned_end),
            Fact("Policy", accepted.policy.name.replace("_", " ").capitalize()),
        )
        return Facts(facts, Audience.ALL)


def _requested(request: EngagementRequested) -> Facts:
    facts = (
        Fact("Asked by", NameCell(request.by.person), Audience.TEAM),
        Fact("On", request.at),
        Fact("Need", request.need),
        Fact("What shows it", request.evidence),
        Fact("For whom", request.audience),
        Fact("How many", request.size),
        Fact("Dates wanted", request.dates_wanted),
    )
    return Facts(facts, Audience.ALL)


def _signatures() -> Table:
    columns = [Column("Signed by"), *(Column(heading, to_fill_in=True) for heading in ("Name", "Date", "Signature"))]
    rows = ((who, None, None, None) for who in (PhraseCell("Whoever asks"), PhraseCell("Whoever answers")))
    return Table("Signatures", columns, rows, reader=Audience.ALL)


class BlankWorkshopRequest(BlankForm):
    """The request to fill in by hand."""

    __slots__ = ()
    title = WorkshopRequest.title

    def sections(self) -> Iterator[Section]:
        asked = ("Asked by", "On", ("Need", 3), ("What shows it", 3), ("For whom", 2), "How many", ("Dates wanted", 2))
        yield Section("What is asked for", (blanks(*asked),))
        yield Section("Answer", (blanks("Accepted on", "Start", "Planned end", "Declined on", ("Reason", 2)),))
        yield Section("Signatures", (_signatures(),))


def blank_workshop_request() -> BlankWorkshopRequest:
    """Make the request as a form to fill in by hand."""
    return BlankWorkshopRequest()


def workshop_request(engagement: Iterable[Event[Engagement]]) -> WorkshopRequest:
    """Make the form of an engagement's request and its answer, from its events."""
    events = EffectiveEvents(engagement)
    request, accepted = events.last(EngagementRequested), events.last(RequestAccepted)
    return WorkshopRequest(engagement_name(events), request, accepted, events.last(RequestDeclined))
