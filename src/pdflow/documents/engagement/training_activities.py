"""The training activities design: objectives and the agenda, minute by minute."""

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
from pdflow.documents.page import (
    BlankForm,
    Block,
    Cell,
    EngagementDocument,
    Fact,
    Facts,
    Paragraph,
    Section,
    ShareCell,
    Table,
    blank_table,
    blanks,
)
from pdflow.engagement import Engagement, PolicyAdopted, RequestAccepted, TrainingKind
from pdflow.history import EffectiveEvents, engagement_name
from pdflow.kernel.messages import Event

ALL = Audience.ALL


@attrs.frozen
class TrainingActivities(EngagementDocument):
    """The activities of each training, minute by minute, and what participants will be able to do."""

    title: ClassVar[str] = "Training activities design"
    trainings: tuple[DesignedTraining, ...]
    practice_note: float | None
    """The share of practice, from 0 to 1, below which a note is made."""

    def sections(self) -> Iterator[Section]:
        for index, training in enumerate(self.trainings):
            teaches = training.design.kind is TrainingKind.TRAINING
            blocks: list[Block] = [_about(training), *([_objectives(training)] if teaches else []), _agenda(training)]
            blocks += _note(training, self.practice_note)
            yield Section(training_heading(training), blocks, new_page=index > 0)


def _about(training: DesignedTraining) -> Facts:
    design = training.design
    facts = (
        Fact("Kind", design.kind),
        Fact("Audience", design.audience),
        Fact("Sessions", tuple(session.start for session in training.sessions)),
        Fact("Minutes", training.minutes),
        Fact("Practice", ShareCell(training.practice) if design.kind is TrainingKind.TRAINING else None),
        Fact("Materials", design.materials),
    )
    return Facts(facts, ALL)


def _objectives(training: DesignedTraining) -> Table:
    rows = [(objective.text, objective.seen_by) for objective in training.design.objectives]
    columns = ("What participants will be able to do", "Seen by")
    return Table("Objectives", columns, rows, reader=ALL, group=training_group(training), empty="No objectives stated.")


def _agenda(training: DesignedTraining) -> Table:
    columns = ("From minute", "Activity", "Method", "Practice", "Minutes")
    return Table("Agenda", columns, _timed(training), reader=ALL, group=training_group(training))


def _timed(training: DesignedTraining) -> Iterator[tuple[Cell, ...]]:
    minute = 0
    for activity in training.design.agenda:
        yield minute, activity.title, activity.method, activity.practice, activity.minutes
        minute += activity.minutes


def _note(training: DesignedTraining, below: float | None) -> Iterator[Paragraph]:
    if training.design.kind is TrainingKind.TRAINING and below is not None and training.practice < below:
        values = {"share": ShareCell(training.practice), "below": ShareCell(below)}
        yield Paragraph("Note: {share} of the minutes is practice, less than {below}.", values, ALL)


class BlankTrainingDesign(BlankForm):
    """The design of a training to fill in by hand, with all its critical elements."""

    __slots__ = ()
    title = TrainingActivities.title

    def sections(self) -> Iterator[Section]:
        about = ("Subject", ("Audience", 2), ("Pre-assessment or data", 2), "Sessions", ("Materials", 2))
        yield Section("", (blanks(*about),))
        objectives = ("What participants will be able to do", "Seen by")
        yield Section("Objectives", (blank_table("Objectives", objectives, 4),))
        agenda = ("From minute", "Activity", "Method", "Practice", "Minutes")
        yield Section("Agenda", (blank_table("Agenda", agenda, 10),))
        yield Section("Afterwards", (blanks(("Evaluation", 2), ("Follow-up", 3)),))


def blank_training_design() -> BlankTrainingDesign:
    """Make the design of a training as a form to fill in by hand."""
    return BlankTrainingDesign()


def training_activities(engagement: Iterable[Event[Engagement]]) -> TrainingActivities:
    """Make the activities design of every training, from an engagement's events."""
    events = EffectiveEvents(engagement)
    policies = [event.policy for event in events.all if isinstance(event, RequestAccepted | PolicyAdopted)]
    below = policies[-1].practice_share_note if policies else None
    return TrainingActivities(engagement_name(events), designed_trainings(events), below)
