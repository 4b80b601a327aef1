"""Observations at the workplace, feedback on them, and artifacts of real work."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, ClassVar, Final

from pdflow.audience import Audience, PairNote
from pdflow.kernel.fields import RecordId, is_blank, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event, with_fields
from pdflow.participation.rights import a_supporter, one_of_the_team
from pdflow.participation.state import (
    AT_WORK,
    LIVE,
    Artifact,
    Feedback,
    FeedbackKind,
    Focus,
    Moves,
    Observation,
    Participation,
    Source,
    VisitKind,
)
from pdflow.participation.support import support_not_begun
from pdflow.participation.visits import VISIT_KEPT
from pdflow.people import PersonId
from pdflow.values import ContactMinutes

MINUTE: Final = timedelta(minutes=1)
GOALS: Final = ("priorities", "growth_areas", "steps", "commitments")
"""The ledgers of the goals that an observation may look at; a committed step is found in its commitment."""


@command(by=a_supporter)
class RecordObservation(Command[Participation]):
    """Record an observation at the workplace: setting, minutes, focus, strengths and struggles (Texas model)."""

    visit_kind: ClassVar[VisitKind] = VisitKind.OBSERVATION
    observation: RecordId = key("observations")
    setting: str
    minutes: ContactMinutes
    focus: tuple[Focus, ...] = names(*GOALS, unknown="observation.no_focus", each="on", parts=True)
    strengths: PairNote = None
    struggles: PairNote = None
    visit: RecordId | None = names("visits", unknown="visit.unknown", default=None)
    observed_with: tuple[PersonId, ...] = ()
    request: RecordId | None = names("requests", unknown="request.unknown", default=None)


@command(by=a_supporter)
class GiveFeedback(Command[Participation]):
    """Give feedback on an observation, during it or in a debrief, with the participant's own reflection."""

    feedback: RecordId = key("feedback")
    observation: RecordId = names("observations", unknown="feedback.no_observation", at_any_time=True)
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


@event("participation.observation_recorded", version=2, upcasters={1: with_fields(observed_with=[], request=None)})
class ObservationRecorded(Event[Participation]):
    """Practice was observed."""

    observation: RecordId
    setting: str
    minutes: ContactMinutes
    focus: Annotated[tuple[Focus, ...], Audience.PAIR]
    strengths: PairNote
    struggles: PairNote
    visit: RecordId | None
    observed_with: tuple[PersonId, ...]
    request: RecordId | None

    def apply(self, state: Participation) -> None:
        levels = {focus.on: focus.level for focus in self.focus}
        state.observations[self.observation] = Observation(
            self.at,
            self.header.by.person,
            self.minutes,
            levels,
            self.visit,
            self.setting,
            self.observed_with,
            self.request,
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
        state.feedback[self.feedback] = Feedback(self.at, self.observation, self.kind)


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
        state.artifacts[self.artifact] = Artifact(
            self.at, levels, self.observation, self.kind, self.source, self.reference
        )


@fact("observation.no_focus", remedy="SetPriority")
def nothing_to_focus_on(state: Participation) -> Objection:
    """A focused observation needs a goal (PBC)."""
    return not (state.priorities or state.growth_areas or state.steps or state.commitments)


@detail("observation.no_focus", remedy="SetPriority")
def no_focus(state: Participation, record: RecordObservation) -> Objection:
    return not record.focus


@detail("observation.no_findings")
def no_findings(state: Participation, record: RecordObservation) -> Objection:
    return is_blank(record.strengths) and is_blank(record.struggles)


@detail("observation.of_self")
def of_self(state: Participation, record: RecordObservation) -> Objection:
    """Nobody observes themselves, alone or with others."""
    observers = (record.by.person, *record.observed_with)
    return {"person": state.person} if state.person in observers else None


@fact("feedback.no_observation", remedy="RecordObservation")
def no_observation(state: Participation) -> Objection:
    """Feedback needs a focused observation (PBC)."""
    return not state.observations


@detail("feedback.not_the_observer")
def not_the_observer(state: Participation, give: GiveFeedback) -> Objection:
    """Feedback is given by whoever observed, or by whoever took over from one of them."""
    observation = state.observations.get(give.observation)
    if observation is None or give.by.person in observation.observers:
        return None
    if any(state.answers_for(give.by.person, each, give.at) for each in observation.observers):
        return None
    return {"observer": observation.observer}


@detail("feedback.empty")
def says_nothing(state: Participation, give: GiveFeedback) -> Objection:
    return is_blank(give.said) and is_blank(give.reflection)


@detail("record.before")
def before_the_observation(state: Participation, give: GiveFeedback) -> Objection:
    """Feedback in real time may lie within the observation's minutes on either side: both times are about."""
    observation = state.observations.get(give.observation)
    if observation is None or give.at >= observation.at:
        return None
    spare = observation.minutes * MINUTE if give.kind is FeedbackKind.REAL_TIME else timedelta()
    return {"record": give.observation, "at": observation.at} if give.at < observation.at - spare else None


@detail("feedback.not_in_real_time")
def after_the_observation(state: Participation, give: GiveFeedback) -> Objection:
    """Feedback once the observation is over is a debrief."""
    observation = state.observations.get(give.observation)
    if observation is None or give.kind is not FeedbackKind.REAL_TIME:
        return None
    end = observation.at + observation.minutes * MINUTE
    return {"observation": give.observation, "end": end} if give.at > end else None


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
        guards=[support_not_begun, nothing_to_focus_on, no_focus, no_findings, of_self, *VISIT_KEPT],
        then=ObservationRecorded,
    ),
    move(
        GiveFeedback,
        AT_WORK,
        guards=[no_observation, not_the_observer, says_nothing, before_the_observation, after_the_observation],
        then=FeedbackGiven,
    ),
    move(AddArtifact, LIVE, then=ArtifactAdded),
)
