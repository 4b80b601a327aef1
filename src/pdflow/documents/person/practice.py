"""One person's practice at work: contacts, what was seen and said, growth areas, action steps and coaching moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

import attrs

from pdflow.documents.history.effective_events import Told
from pdflow.kernel.fields import RecordId
from pdflow.participation import (
    ActionStepAgreed,
    ActionStepCompleted,
    ActionStepDropped,
    ActionStepExtended,
    ArtifactAdded,
    CheckInHeld,
    CoachingClosed,
    CoachingCutShort,
    CoachingMove,
    Ending,
    FeedbackGiven,
    GrowthAreaCarried,
    GrowthAreaClosed,
    GrowthAreaDropped,
    GrowthAreaIdentified,
    ModelCompared,
    ModelShown,
    ObservationRecorded,
    PracticeCommitted,
    PrioritySet,
    StepsNamed,
    StepsPractised,
    VisitKind,
)
from pdflow.people import PersonId
from pdflow.values import Level

Looked = tuple[tuple[str, Level | None], ...]
"""What was looked at, in words, each with its level."""


@attrs.frozen
class Contact:
    """A time somebody was with the person: an observation, a check-in or a coaching session, which counts or not."""

    at: datetime
    kind: VisitKind
    who: PersonId
    minutes: int | None
    setting: str
    counts: bool


@attrs.frozen
class Seen:
    """What was looked at in a contact or artifact, and what was said about it."""

    at: datetime
    who: PersonId
    looked_at: Looked
    strengths: str | None = None
    struggles: str | None = None
    said: str | None = None
    reflection: str | None = None
    reference: str = ""
    """The host's own pointer to an artifact."""


@attrs.frozen
class GrowthArea:
    """A gap to close: which practice, why this one, and how it was settled."""

    growth_area: RecordId
    since: datetime
    who: PersonId
    practice: str
    rationale: str | None
    considered: str | None
    how: Ending | None
    until: datetime | None


@attrs.frozen
class ActionStep:
    """A step agreed: what, what to look for, what it serves, by when, and how it ended."""

    step: RecordId
    agreed: datetime
    due: date
    statement: str
    look_for: str
    serves: str
    how: Ending | None
    until: datetime | None


@attrs.frozen
class Move:
    """One move of a coaching session: what was said, the steps named, how often and how well they were practised."""

    at: datetime
    who: PersonId
    move: CoachingMove
    note: str | None = None
    steps: tuple[str, ...] = ()
    rounds: int | None = None
    level: Level | None = None


@attrs.frozen
class Practice:
    """All of it, each in the order of time."""

    contacts: tuple[Contact, ...]
    seen: tuple[Seen, ...]
    growth_areas: tuple[GrowthArea, ...]
    steps: tuple[ActionStep, ...]
    moves: tuple[Move, ...]


def practice(told: Told) -> Practice:
    """What a participation's events tell of practice at work."""
    words = words_of(told)
    return Practice(
        contacts=tuple(sorted(_contacts(told), key=lambda contact: contact.at)),
        seen=tuple(sorted(_seen(told, words), key=lambda seen: seen.at)),
        growth_areas=tuple(_growth_areas(told)),
        steps=tuple(_steps(told, words)),
        moves=tuple(_moves(told)),
    )


def words_of(told: Told) -> dict[RecordId, str]:
    """What growth areas, steps, priorities and commitments are called."""
    words = {area.growth_area: area.practice for area in told.each(GrowthAreaIdentified)}
    words |= {step.step: step.statement for step in told.each(ActionStepAgreed)}
    words |= {priority.priority: priority.statement for priority in told.each(PrioritySet)}
    return words | {step.step: step.text for made in told.each(PracticeCommitted) for step in made.steps}


def _contacts(told: Told) -> Iterator[Contact]:
    for event in told.events:
        who, at = event.by.person, event.at
        match event:
            case ObservationRecorded():
                yield Contact(at, VisitKind.OBSERVATION, who, event.minutes, event.setting, True)
            case CheckInHeld():
                yield Contact(at, VisitKind.CHECK_IN, who, event.minutes, "", True)
            case CoachingClosed():
                yield Contact(at, VisitKind.COACHING, who, event.minutes, "", True)
            case CoachingCutShort():
                yield Contact(at, VisitKind.COACHING, who, None, "", False)


def _seen(told: Told, words: Mapping[RecordId, str]) -> Iterator[Seen]:
    for event in told.events:
        who, at = event.by.person, event.at
        match event:
            case ObservationRecorded():
                looked_at = _looked(((focus.on, focus.level) for focus in event.focus), words)
                yield Seen(at, who, looked_at, event.strengths, event.struggles)
            case ArtifactAdded():
                looked_at = _looked(((focus.on, focus.level) for focus in event.shows), words)
                yield Seen(at, who, looked_at, reference=event.reference)
            case CheckInHeld():
                looked_at = _looked(((shown.on, shown.level) for shown in event.shows), words)
                yield Seen(at, who, looked_at, reflection=event.reflection)
            case FeedbackGiven():
                yield Seen(at, who, (), said=event.said, reflection=event.reflection)


def _looked(pairs: Iterable[tuple[RecordId, Level | None]], words: Mapping[RecordId, str]) -> Looked:
    return tuple((words.get(on, on), level) for on, level in pairs)


def _growth_areas(told: Told) -> Iterator[GrowthArea]:
    ends: dict[RecordId, tuple[Ending, datetime]] = {}
    for event in told.events:
        match event:
            case GrowthAreaClosed():
                ends[event.growth_area] = Ending.CLOSED, event.at
            case GrowthAreaCarried():
                ends[event.growth_area] = Ending.CARRIED, event.at
            case GrowthAreaDropped():
                ends[event.growth_area] = Ending.DROPPED, event.at
    for area in told.each(GrowthAreaIdentified):
        how, until = ends.get(area.growth_area, (None, None))
        said = (area.practice, area.rationale, area.considered)
        yield GrowthArea(area.growth_area, area.at, area.by.person, *said, how, until)


def _steps(told: Told, words: Mapping[RecordId, str]) -> Iterator[ActionStep]:
    extended = {longer.step: longer.due for longer in told.each(ActionStepExtended)}
    ends = {done.step: (Ending.COMPLETED, done.at) for done in told.each(ActionStepCompleted)}
    ends |= {dropped.step: (Ending.DROPPED, dropped.at) for dropped in told.each(ActionStepDropped)}
    for step in told.each(ActionStepAgreed):
        due, (how, until) = extended.get(step.step, step.due), ends.get(step.step, (None, None))
        said = (step.statement, step.look_for, words.get(step.serves, step.serves))
        yield ActionStep(step.step, step.at, due, *said, how, until)


def _moves(told: Told) -> Iterator[Move]:
    for event in told.events:
        who, at = event.by.person, event.at
        match event:
            case ModelShown():
                yield Move(at, who, CoachingMove.MODEL, event.model)
            case ModelCompared():
                yield Move(at, who, CoachingMove.COMPARE, event.gap)
            case StepsNamed():
                yield Move(at, who, CoachingMove.STEPS, steps=event.steps)
            case StepsPractised():
                yield Move(at, who, CoachingMove.PRACTICE, event.feedback, rounds=event.rounds, level=event.level)
