"""Observations at the workplace, feedback on them, and artifacts of real work."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import attrs

from pdflow.audience import Audience, PairNote
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.rights import a_supporter, one_of_the_team
from pdflow.participation.state import AT_WORK, LIVE, Artifact, Feedback, Moves, Observation, Participation
from pdflow.participation.support import support_not_begun
from pdflow.participation.visits import visit_not_open
from pdflow.values import ContactMinutes, Level

GOALS = ("priorities", "growth_areas", "steps", "commitments")
"""The ledgers of the goals that an observation may look at; a committed step is found in its commitment."""


class FeedbackKind(StrEnum):
    """When feedback was given: during the observation or in a debrief."""

    REAL_TIME = "REAL_TIME"
    DEBRIEF = "DEBRIEF"


class Source(StrEnum):
    """Where an artifact comes from."""

    OBSERVATION = "OBSERVATION"
    CHECK_IN = "CHECK_IN"
    OWN_WORK = "OWN_WORK"


@attrs.frozen
class Focus:
    """A goal looked at (a committed step, priority, growth area or action step), and how far it is in place."""

    on: RecordId
    level: Level | None = None


@command(by=a_supporter)
class RecordObservation(Command[Participation]):
    """Record an observation at the workplace: setting, minutes, focus, strengths and struggles (Texas model)."""

    observation: RecordId = key("observations")
    setting: str
    minutes: ContactMinutes
    focus: tuple[Focus, ...] = names(*GOALS, unknown="observation.no_focus", each="on", parts=True)
    strengths: PairNote = None
    struggles: PairNote = None
    visit: RecordId | None = names("visits", unknown="visit.unknown", default=None)


@command(by=a_supporter)
class GiveFeedback(Command[Participation]):
    """Give feedback on an observation, during it or in a debrief, with the participant's own reflection."""

    feedback: RecordId = key("feedback")
    observation: RecordId = names("observations", unknown="feedback.no_observation")
    kind: FeedbackKind
    said: PairNote = None
    reflection: PairNote = None


@command(by=one_of_the_team)
class AddArtifact(Command[Participation]):
    """Add evidence from real work; ``reference`` is the host's own reference to it."""

    artifact: RecordId = key("artifacts")
    kind: str
    source: Source
    reference: str = ""
    observation: RecordId | None = names("observations", unknown="artifact.unknown_observation", default=None)
    shows: tuple[Focus, ...] = names(*GOALS, each="on", parts=True, default=())


@event("participation.observation_recorded")
class ObservationRecorded(Event[Participation]):
    """Practice was observed."""

    observation: RecordId
    setting: str
    minutes: ContactMinutes
    focus: Annotated[tuple[Focus, ...], Audience.PAIR]
    strengths: PairNote
    struggles: PairNote
    visit: RecordId | None

    def apply(self, state: Participation) -> None:
        levels = {focus.on: focus.level for focus in self.focus}
        state.observations[self.observation] = Observation(
            self.at, self.header.by.person, self.minutes, levels, self.visit
        )


@event("participation.feedback_given")
class FeedbackGiven(Event[Participation]):
    """Feedback was given on an observation."""

    feedback: RecordId
    observation: RecordId
    kind: FeedbackKind
    said: PairNote
    reflection: PairNote

    def apply(self, state: Participation) -> None:
        state.feedback[self.feedback] = Feedback(self.at, self.observation)


@event("participation.artifact_added")
class ArtifactAdded(Event[Participation]):
    """Evidence from real work was added."""

    artifact: RecordId
    kind: str
    source: Source
    reference: Annotated[str, Audience.PAIR]
    observation: RecordId | None
    shows: Annotated[tuple[Focus, ...], Audience.PAIR]

    def apply(self, state: Participation) -> None:
        levels = {focus.on: focus.level for focus in self.shows}
        state.artifacts[self.artifact] = Artifact(self.at, levels, self.observation)


@fact("observation.no_focus", remedy="SetPriority")
def nothing_to_focus_on(state: Participation) -> Objection:
    """A focused observation needs a goal (PBC)."""
    return not (state.priorities or state.growth_areas or state.steps or state.commitments)


@detail("observation.no_focus", remedy="SetPriority")
def no_focus(state: Participation, record: RecordObservation) -> Objection:
    return not record.focus


@detail("observation.no_findings")
def no_findings(state: Participation, record: RecordObservation) -> Objection:
    return not (record.strengths or record.struggles)


@detail("observation.of_self")
def of_self(state: Participation, record: RecordObservation) -> Objection:
    return {"person": state.person} if record.by.person == state.person else None


@fact("feedback.no_observation", remedy="RecordObservation")
def no_observation(state: Participation) -> Objection:
    """Feedback needs a focused observation (PBC)."""
    return not state.observations


@detail("feedback.not_the_observer")
def not_the_observer(state: Participation, give: GiveFeedback) -> Objection:
    """Whoever takes over from the observer owes the feedback in their place."""
    observation = state.observations.get(give.observation)
    if observation is None or state.answers_for(give.by.person, observation.observer):
        return None
    return {"observer": observation.observer}


def observations_without_feedback(state: Participation, by: datetime | None = None) -> list[RecordId]:
    """The observations of this cycle on which feedback is owed.

    None is owed on one that an open growth area relies on or that a coaching session discussed.

    Args:
        by: Leave out observations and feedback dated later than this.
    """
    began = state.cycles[-1]
    discussed = {feedback.observation for feedback in state.feedback.values() if by is None or feedback.at <= by}
    owed = [
        name
        for name, observation in state.observations.items()
        if name not in discussed and began <= observation.at and (by is None or observation.at <= by)
    ]
    if not owed:
        return owed
    settled = {move.evidence for move in state.moves.values()}
    for area in state.open_growth_areas():
        settled.update(state.growth_areas[area].evidence)
    return [name for name in owed if name not in settled]


MOVES: Moves = (
    move(
        RecordObservation,
        AT_WORK,
        guards=[support_not_begun, nothing_to_focus_on, no_focus, no_findings, of_self, visit_not_open],
        then=ObservationRecorded,
    ),
    move(GiveFeedback, AT_WORK, guards=[no_observation, not_the_observer], then=FeedbackGiven),
    move(AddArtifact, LIVE, then=ArtifactAdded),
)
