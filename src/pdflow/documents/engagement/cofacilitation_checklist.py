"""The co-facilitation checklist: who does what before, during and after each training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.engagement.designed_trainings import (
    DesignedTraining,
    designed_trainings,
    training_group,
    training_heading,
)
from pdflow.documents.page import Column, EngagementDocument, Fact, Facts, NameCell, Section, Table, name_cells
from pdflow.engagement import DutiesAgreed, Duty, DutyTime, Engagement
from pdflow.history import EffectiveEvents, engagement_name
from pdflow.kernel.messages import Event

ALL = Audience.ALL


@attrs.frozen
class CofacilitatedTraining:
    """A training that several people facilitate, and the duties that they agreed."""

    training: DesignedTraining
    duties: tuple[Duty, ...]


@attrs.frozen
class CofacilitationChecklist(EngagementDocument):
    """Who does what before, during and after each training, to tick off on paper."""

    title: ClassVar[str] = "Co-facilitation checklist"
    trainings: tuple[CofacilitatedTraining, ...]

    def sections(self) -> Iterator[Section]:
        for index, shared in enumerate(self.trainings):
            facilitators = dict.fromkeys(who for session in shared.training.sessions for who in session.trainers)
            starts = tuple((session.start, NameCell(session.site)) for session in shared.training.sessions)
            about = Facts((Fact("Sessions", starts), Fact("Facilitators", name_cells(facilitators))), ALL)
            yield Section(training_heading(shared.training), (about, _duties(shared)), new_page=index > 0)


def _duties(shared: CofacilitatedTraining) -> Table:
    order = list(DutyTime)
    duties = sorted(shared.duties, key=lambda duty: order.index(duty.time))
    rows = [(False, duty.time, duty.text, None if duty.owner is None else NameCell(duty.owner)) for duty in duties]
    columns = (Column("Done"), Column("When"), Column("Duty"), Column("Owner"))
    return Table("Duties", columns, rows, group=training_group(shared.training))


def cofacilitation_checklist(engagement: Iterable[Event[Engagement]]) -> CofacilitationChecklist:
    """Make the checklist of the duties agreed for each training, from an engagement's events."""
    events = EffectiveEvents(engagement)
    agreed = events.latest_by(DutiesAgreed, lambda duties: duties.training)
    shared = (
        CofacilitatedTraining(training, agreed[training.design.training].duties)
        for training in designed_trainings(events)
        if training.design.training in agreed
    )
    return CofacilitationChecklist(engagement_name(events), tuple(shared))
