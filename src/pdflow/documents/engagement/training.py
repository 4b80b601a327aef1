"""Training as designed: its activities, its critical elements, and who does what when several facilitate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.history.effective_events import Told
from pdflow.documents.history.sessions import (
    Sitting,
    engagement_of,
    people,
    sittings,
    which,
)
from pdflow.documents.page.blocks import (
    Amount,
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Named,
    Paragraph,
    Section,
    Share,
    Table,
    Words,
)
from pdflow.documents.page.document import Document
from pdflow.engagement import (
    DutiesAgreed,
    Duty,
    DutyTime,
    PolicyAdopted,
    RequestAccepted,
    TrainingDesigned,
)
from pdflow.engagement.state.vocabulary import TrainingKind
from pdflow.engagement.training_design import practice_share
from pdflow.kernel.messages import Event

ALL = Audience.ALL


@attrs.frozen
class Designed:
    """A training as designed, and its sessions in the calendar."""

    design: TrainingDesigned
    sittings: tuple[Sitting, ...]

    @property
    def minutes(self) -> int:
        """How long its agenda takes."""
        return sum(activity.minutes for activity in self.design.agenda)

    @property
    def practice(self) -> float:
        """The share of its agenda that is practice."""
        return practice_share(self.design.agenda)


def _designed(told: Told) -> tuple[Designed, ...]:
    booked = sittings(told)
    return tuple(
        Designed(design, tuple(sitting for sitting in booked if sitting.training == design.training))
        for design in told.each(TrainingDesigned)
    )


@attrs.frozen
class TrainingActivities(Document):
    """What is done in each training, minute by minute, and what participants will be able to do."""

    title: ClassVar[str] = "Training activities design"
    engagement: str
    trainings: tuple[Designed, ...]
    practice_note: float | None
    """The share of practice below which a note is made."""

    def facts(self) -> Iterator[Fact]:
        yield which(self.engagement)

    def sections(self) -> Iterator[Section]:
        for place, training in enumerate(self.trainings):
            teaches = training.design.kind is TrainingKind.TRAINING
            blocks: list[Block] = [_about(training), *([_objectives(training)] if teaches else []), _agenda(training)]
            blocks += _note(training, self.practice_note)
            yield Section(Named(training.design.subject), blocks, new_page=place > 0)


def _about(training: Designed) -> Facts:
    design = training.design
    told = (
        Fact("Kind", design.kind),
        Fact("Audience", design.audience),
        Fact("Sessions", tuple(sitting.start for sitting in training.sittings)),
        Fact("Minutes", training.minutes),
        Fact("Practice", Share(training.practice) if design.kind is TrainingKind.TRAINING else None),
        Fact("Materials", design.materials),
    )
    return Facts(told, ALL)


def _objectives(training: Designed) -> Table:
    rows = [(objective.text, objective.seen_by) for objective in training.design.objectives]
    columns = ("What participants will be able to do", "Seen by")
    return Table("Objectives", columns, rows, reader=ALL, group=_of(training), empty="No objectives stated.")


def _agenda(training: Designed) -> Table:
    columns = ("From minute", "Activity", "Method", "Practice", "Minutes")
    return Table("Agenda", columns, _timed(training), reader=ALL, group=_of(training))


def _timed(training: Designed) -> Iterator[tuple[Cell, ...]]:
    minute = 0
    for activity in training.design.agenda:
        yield minute, activity.title, activity.method, activity.practice, activity.minutes
        minute += activity.minutes


def _note(training: Designed, below: float | None) -> Iterator[Paragraph]:
    if training.design.kind is TrainingKind.TRAINING and below is not None and training.practice < below:
        told = {"share": Share(training.practice), "below": Share(below)}
        yield Paragraph("Note: {share} of the minutes is practice, less than {below}.", told, ALL)


def _of(training: Designed) -> tuple[Fact, ...]:
    return (Fact("Training", training.design.training),)


def training_activities(engagement: Iterable[Event[Any]]) -> TrainingActivities:
    """The activities design of every training, from an engagement's events."""
    told = Told(engagement)
    policies = [event.policy for event in told.events if isinstance(event, RequestAccepted | PolicyAdopted)]
    below = policies[-1].practice_share_note if policies else None
    return TrainingActivities(engagement_of(told), _designed(told), below)


@attrs.frozen
class CriticalElements(Document):
    """The critical elements of each training or meeting: which its design has, and what it says of them."""

    engagement: str
    designs: tuple[Designed, ...]

    def facts(self) -> Iterator[Fact]:
        yield which(self.engagement)

    def sections(self) -> Iterator[Section]:
        for training in self.designs:
            rows = [(bool(said), Words(element), said) for element, said in _elements(training)]
            columns = ("Present", "Element", "What the design says")
            table = Table("Critical elements", columns, rows, reader=ALL, group=_of(training))
            yield Section(Named(training.design.subject), (table,))


def _elements(training: Designed) -> Iterator[tuple[str, Cell]]:
    design = training.design
    yield "Audience", design.audience
    yield "Pre-assessment or data", design.pre_assessment
    if design.kind is TrainingKind.TRAINING:
        yield "Objectives, each with what shows it", tuple((each.text, each.seen_by) for each in design.objectives)
    yield "Activities", tuple((each.title, Amount(each.minutes, "min")) for each in design.agenda)
    if design.kind is TrainingKind.TRAINING:
        yield "Practice", tuple((each.title, Amount(each.minutes, "min")) for each in design.agenda if each.practice)
    yield "Materials", design.materials
    yield "Evaluation", design.evaluation
    yield "Follow-up", design.follow_up


class TrainingElements(CriticalElements):
    """The critical elements of trainings."""

    title = "Critical elements of training design"


class MeetingElements(CriticalElements):
    """The critical elements of meetings and information sessions."""

    title = "Critical elements of meeting design"


def critical_elements_of_training(engagement: Iterable[Event[Any]]) -> TrainingElements:
    """The critical elements of every training, from an engagement's events."""
    return TrainingElements(*_designs_of(engagement, {TrainingKind.TRAINING}))


def critical_elements_of_meetings(engagement: Iterable[Event[Any]]) -> MeetingElements:
    """The critical elements of every meeting and information session, from an engagement's events."""
    return MeetingElements(*_designs_of(engagement, {TrainingKind.MEETING, TrainingKind.INFORMATION_SESSION}))


def _designs_of(engagement: Iterable[Event[Any]], kinds: set[TrainingKind]) -> tuple[str, tuple[Designed, ...]]:
    told = Told(engagement)
    return engagement_of(told), tuple(training for training in _designed(told) if training.design.kind in kinds)


@attrs.frozen
class Shared:
    """A training that several facilitate, and the duties agreed around it."""

    training: Designed
    duties: tuple[Duty, ...]


@attrs.frozen
class CofacilitationChecklist(Document):
    """Who does what before, during and after each training, to be ticked off on paper."""

    title: ClassVar[str] = "Co-facilitation checklist"
    engagement: str
    trainings: tuple[Shared, ...]

    def facts(self) -> Iterator[Fact]:
        yield which(self.engagement)

    def sections(self) -> Iterator[Section]:
        for shared in self.trainings:
            facilitators = dict.fromkeys(who for sitting in shared.training.sittings for who in sitting.trainers)
            about = Facts((Fact("Facilitators", people(facilitators)),), ALL)
            yield Section(Named(shared.training.design.subject), (about, _duties(shared)))


def _duties(shared: Shared) -> Table:
    order = list(DutyTime)
    duties = sorted(shared.duties, key=lambda duty: order.index(duty.time))
    rows = [(False, duty.time, duty.text, None if duty.owner is None else Named(duty.owner)) for duty in duties]
    columns = (Column("Done"), Column("When"), Column("Duty"), Column("Owner"))
    return Table("Duties", columns, rows, group=_of(shared.training))


def cofacilitation_checklist(engagement: Iterable[Event[Any]]) -> CofacilitationChecklist:
    """The duties agreed around each training, from an engagement's events."""
    told = Told(engagement)
    agreed = told.latest(DutiesAgreed, lambda duties: duties.training)
    shared = (
        Shared(training, agreed[training.design.training].duties)
        for training in _designed(told)
        if training.design.training in agreed
    )
    return CofacilitationChecklist(engagement_of(told), tuple(shared))
