"""Training design: the critical elements of a training, and an agenda with practice in it (agency guide)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pdflow.audience import Audience
from pdflow.engagement.rights import a_trainer
from pdflow.engagement.state import (
    DESIGN_ON,
    Activity,
    Engagement,
    Moves,
    Objective,
    Training,
    TrainingKind,
    kept,
    part_name_taken,
)
from pdflow.kernel.fields import RecordId, is_blank, key
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.values import SessionId, SubjectId


@command(by=a_trainer)
class DesignTraining(Command[Engagement]):
    """Design a training, an information session or a meeting: its subject, sessions and critical elements."""

    training: RecordId = key("trainings")
    kind: TrainingKind = TrainingKind.TRAINING
    subject: SubjectId
    sessions: tuple[SessionId, ...]
    audience: str = ""
    pre_assessment: str = ""
    objectives: tuple[Objective, ...] = ()
    agenda: tuple[Activity, ...] = ()
    materials: str = ""
    evaluation: str = ""
    follow_up: str = ""


@event("engagement.training_designed")
class TrainingDesigned(Event[Engagement]):
    """A training was designed."""

    training: Annotated[RecordId, Audience.ALL]
    kind: Annotated[TrainingKind, Audience.ALL]
    subject: Annotated[SubjectId, Audience.ALL]
    sessions: Annotated[tuple[SessionId, ...], Audience.ALL]
    audience: Annotated[str, Audience.ALL]
    pre_assessment: Annotated[str, Audience.ALL]
    objectives: Annotated[tuple[Objective, ...], Audience.ALL]
    agenda: Annotated[tuple[Activity, ...], Audience.ALL]
    materials: Annotated[str, Audience.ALL]
    evaluation: Annotated[str, Audience.ALL]
    follow_up: Annotated[str, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.trainings[self.training] = kept(Training, self)


@detail("record.name_taken")
def session_name_taken(state: Engagement, design: DesignTraining) -> Objection:
    return None if design.training in state.trainings else part_name_taken(state, "trainings", design.sessions)


@detail("training.no_objectives")
def no_objectives(state: Engagement, design: DesignTraining) -> Objection:
    return design.kind is TrainingKind.TRAINING and all(is_blank(each.text) for each in design.objectives)


@detail("training.objective_not_measurable")
def objective_not_measurable(state: Engagement, design: DesignTraining) -> Objection:
    vague = tuple(objective.text for objective in design.objectives if is_blank(objective.seen_by))
    return {"objectives": vague} if vague else None


@detail("training.no_practice")
def no_practice(state: Engagement, design: DesignTraining) -> Objection:
    return design.kind is TrainingKind.TRAINING and not practice_share(design.agenda)


@detail("training.critical_element_missing")
def critical_element_missing(state: Engagement, design: DesignTraining) -> Objection:
    """Objectives and practice are critical elements too, and have guards of their own."""
    elements = {
        "audience": is_blank(design.audience),
        "pre_assessment": is_blank(design.pre_assessment),
        "activities": not design.agenda,
        "materials": is_blank(design.materials),
        "evaluation": is_blank(design.evaluation),
        "follow_up": is_blank(design.follow_up),
        "sessions": not design.sessions,
    }
    missing = tuple(name for name, is_missing in elements.items() if is_missing)
    return {"missing": missing} if missing else None


@fact("training.unknown", remedy="DesignTraining")
def no_training_designed(state: Engagement) -> Objection:
    return not state.trainings


def practice_share(agenda: Iterable[Activity]) -> float:
    """The share of an agenda's minutes spent on practice, from 0 to 1."""
    minutes = [(activity.minutes, activity.practice) for activity in agenda]
    whole = sum(length for length, _ in minutes)
    return sum(length for length, practised in minutes if practised) / whole if whole else 0.0


MOVES: Moves = (
    move(
        DesignTraining,
        DESIGN_ON,
        guards=[
            no_objectives,
            objective_not_measurable,
            no_practice,
            critical_element_missing,
            session_name_taken,
        ],
        then=TrainingDesigned,
    ),
)
