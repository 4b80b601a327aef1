"""Plausible examples of observations, feedback and artifacts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pdflow.kernel.examples import first
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.examples.values import ExampleMaker, free_name, goals_to_look_at, visit_due
from pdflow.participation.observations import (
    AddArtifact,
    GiveFeedback,
    RecordObservation,
    observations_without_feedback,
)
from pdflow.participation.state import FeedbackKind, Focus, Participation, Source, VisitKind
from pdflow.values import Level


def an_observation(state: Participation, header: Header) -> RecordObservation:
    return RecordObservation(
        header,
        observation=free_name(state, "observation", state.observations),
        setting="at work",
        minutes=30,
        focus=tuple([Focus(goal, Level.MOSTLY) for goal in goals_to_look_at(state)]),
        strengths="asks open questions",
        struggles="waits too little for answers",
        visit=visit_due(state, VisitKind.OBSERVATION, header.at),
    )


def feedback(state: Participation, header: Header) -> GiveFeedback:
    owed = (state.observations and observations_without_feedback(state)) or [*reversed(state.observations)]
    own = [
        name
        for name in owed
        if any(
            state.answers_for(header.by.person, observer, header.at) for observer in state.observations[name].observers
        )
    ]
    return GiveFeedback(
        header,
        feedback=free_name(state, "feedback", state.feedback),
        observation=first(own or owed),
        kind=FeedbackKind.DEBRIEF,
        said="the open questions worked",
        reflection="I answered most of them myself",
    )


def an_artifact(state: Participation, header: Header) -> AddArtifact:
    return AddArtifact(
        header,
        artifact=free_name(state, "artifact", state.artifacts),
        kind="lesson plan",
        source=Source.OWN_WORK,
        shows=tuple([Focus(goal, Level.MOSTLY) for goal in goals_to_look_at(state)]),
    )


OBSERVATION_EXAMPLES: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    RecordObservation: an_observation,
    GiveFeedback: feedback,
    AddArtifact: an_artifact,
}
