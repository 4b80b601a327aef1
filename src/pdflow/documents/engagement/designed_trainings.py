"""Trainings as designed, each with its sessions in the calendar."""

from __future__ import annotations

import attrs

from pdflow.documents.page import Cell, DayCell, Fact, day_of
from pdflow.engagement import Engagement, TrainingDesigned, practice_share
from pdflow.history import EffectiveEvents, TrainingSession, training_sessions


@attrs.frozen
class DesignedTraining:
    """A training as designed, and its sessions in the calendar."""

    design: TrainingDesigned
    sessions: tuple[TrainingSession, ...]

    @property
    def minutes(self) -> int:
        """The minutes of its agenda."""
        return sum(activity.minutes for activity in self.design.agenda)

    @property
    def practice(self) -> float:
        """The share of its agenda that is practice, from 0 to 1."""
        return practice_share(self.design.agenda)


def designed_trainings(events: EffectiveEvents[Engagement]) -> tuple[DesignedTraining, ...]:
    """All trainings and meetings designed, in the order in which they were first designed."""
    booked = training_sessions(events)
    return tuple(
        DesignedTraining(design, tuple(session for session in booked if session.training == design.training))
        for design in events.of_type(TrainingDesigned)
    )


def training_heading(training: DesignedTraining) -> tuple[Cell, ...]:
    """The subject of a training, and the days of its sessions."""
    days = {session.start.date(): DayCell(session.start) for session in training.sessions}
    return (training.design.subject, *days.values())


def training_group(training: DesignedTraining) -> tuple[Fact, ...]:
    """The group of a table that is about one training."""
    first = training.sessions[0].start if training.sessions else None
    return (Fact("Training", training.design.subject), Fact("First day", day_of(first)))
