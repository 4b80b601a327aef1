"""The critical elements of a training or meeting design (agency guide)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from pdflow.audience import Audience
from pdflow.documents.engagement.designed_trainings import (
    DesignedTraining,
    designed_trainings,
    training_group,
    training_heading,
)
from pdflow.documents.page import AmountCell, Cell, EngagementDocument, PhraseCell, Section, Table
from pdflow.engagement import Engagement, TrainingKind
from pdflow.history import EffectiveEvents, engagement_name
from pdflow.kernel.messages import Event

ALL = Audience.ALL


@attrs.frozen
class CriticalElements(EngagementDocument):
    """The critical elements of each training or meeting, and what its design has on them."""

    designs: tuple[DesignedTraining, ...]

    def sections(self) -> Iterator[Section]:
        for training in self.designs:
            rows = [(bool(content), PhraseCell(element), content) for element, content in _elements(training)]
            columns = ("Present", "Element", "What the design says")
            table = Table("Critical elements", columns, rows, reader=ALL, group=training_group(training))
            yield Section(training_heading(training), (table,))


def _elements(training: DesignedTraining) -> Iterator[tuple[str, Cell]]:
    design = training.design
    yield "Audience", design.audience
    yield "Pre-assessment or data", design.pre_assessment
    if design.kind is TrainingKind.TRAINING:
        yield "Objectives, each with what shows it", tuple((each.text, each.seen_by) for each in design.objectives)
    yield "Activities", tuple((each.title, AmountCell(each.minutes, "min")) for each in design.agenda)
    if design.kind is TrainingKind.TRAINING:
        yield (
            "Practice",
            tuple((each.title, AmountCell(each.minutes, "min")) for each in design.agenda if each.practice),
        )
    yield "Materials", design.materials
    yield "Evaluation", design.evaluation
    yield "Follow-up", design.follow_up


def designs_of_kinds(
    engagement: Iterable[Event[Engagement]], kinds: set[TrainingKind]
) -> tuple[str, tuple[DesignedTraining, ...]]:
    """The name of an engagement, and its trainings of these kinds."""
    events = EffectiveEvents(engagement)
    return engagement_name(events), tuple(
        training for training in designed_trainings(events) if training.design.kind in kinds
    )
