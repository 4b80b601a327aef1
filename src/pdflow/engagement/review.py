"""Review: outcomes read again, what is concluded from them, and the closing of the effort."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import attrs

from pdflow.audience import Audience
from pdflow.engagement.follow_up_plan import follow_up_outstanding
from pdflow.engagement.outcomes import none_stated
from pdflow.engagement.partnership_review import not_all_reviewed
from pdflow.engagement.request import before_the_last_turn
from pdflow.engagement.rights import the_commissioner, the_programme
from pdflow.engagement.state.sessions import first_training, to_come
from pdflow.engagement.state.state import (
    CLOSED,
    DESIGN_ON,
    FOLLOW_UP,
    Engagement,
    Moves,
    last,
)
from pdflow.engagement.state.summary import (
    Result,
    Summary,
    results,
    summary,
)
from pdflow.engagement.state.training_records import ImpactReview, Reading
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.kernel.records import Turn
from pdflow.values import EvaluationLevel, OutcomeKind, OutcomeOf

OF_THE_GROUP = frozenset({EvaluationLevel.ORGANISATION, EvaluationLevel.USE, EvaluationLevel.LEARNER_OUTCOME})
LEARNT = frozenset({OutcomeKind.ATTITUDE, OutcomeKind.SKILL})


@attrs.frozen
class Conclusion:
    """What is concluded on one outcome."""

    outcome: RecordId
    text: str


@command(by=the_programme)
class RecordReading(Command[Engagement]):
    """Record a reading of an outcome: of the group, or a person's without the person.

    Without a ``level`` it is a reading taken as a baseline. ``supersedes`` names a reading that this one corrects.
    """

    reading: RecordId = key("readings")
    outcome: RecordId = names("outcomes", unknown="outcome.unknown")
    value: float
    on: date
    level: EvaluationLevel | None = None
    at_workplace: bool = False
    supersedes: RecordId | None = None


@command(by=the_commissioner)
class ReviewImpact(Command[Engagement]):
    """Look at every outcome against its baseline, and say what is concluded."""

    review: RecordId = key("impact_reviews")
    conclusions: tuple[Conclusion, ...] = names("outcomes", unknown="outcome.unknown", each="outcome")


@command(by=the_commissioner)
class Close(Command[Engagement]):
    """End an engagement that did what was asked of it."""


@event("engagement.reading_recorded")
class ReadingRecorded(Event[Engagement]):
    """An outcome was read; a reading after the closing stands beside the frozen summary, never in it."""

    reading: RecordId
    outcome: RecordId
    value: float
    on: date
    level: EvaluationLevel | None
    at_workplace: bool
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        told = (self.value, self.on, self.level, self.at_workplace, self.supersedes, self.outcome)
        state.readings[self.reading] = Reading(self.at, *told)


@event("engagement.impact_reviewed")
class ImpactReviewed(Event[Engagement]):
    """Conclusions were drawn from the outcomes as they then stood."""

    review: Annotated[RecordId, Audience.ALL]
    results: Annotated[tuple[Result, ...], Audience.ALL]
    conclusions: Annotated[tuple[Conclusion, ...], Audience.ALL]

    def apply(self, state: Engagement) -> None:
        outcomes = tuple(conclusion.outcome for conclusion in self.conclusions)
        state.impact_reviews[self.review] = ImpactReview(self.at, outcomes)


@event("engagement.closed")
class EngagementClosed(Event[Engagement]):
    """The engagement came to its end; carries its frozen summary."""

    summary: Annotated[Summary, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.left, state.phase, state.turned = state.phase, CLOSED, Turn("EngagementClosed", self.at)


@detail("outcome.before_baseline")
def before_baseline(state: Engagement, record: RecordReading) -> Objection:
    """Of a baseline that was read; one that is itself a baseline cannot precede another."""
    name = last(state.baselines, lambda baseline: baseline.outcome == record.outcome)
    known = state.baselines.get(name or "")
    if known is None or known.value is None or record.level is None or record.on >= known.on:
        return None
    return {"on": record.on, "baseline": known.on}


@fact("outcome.not_remeasured", remedy="RecordReading", waivable=True)
def not_remeasured(state: Engagement) -> Objection:
    """Outcomes of the group; those of a person are judged on each participation."""
    if not state.policy.remeasure_before_complete:
        return None
    of_the_group = (name for name, outcome in state.outcomes.items() if outcome.whose is OutcomeOf.GROUP)
    when = state.policy.measured_when(first_training(state))
    return tuple({"outcome": name} | when for name in of_the_group if not remeasured(state, name))


def remeasured(state: Engagement, outcome: RecordId) -> bool:
    """Whether a reading in the policy's window after the first training is evidence of use or of the organisation.

    Learning does for an attitude or a skill where it was read at the workplace; reaction never does.
    """
    kind = state.outcomes[outcome].kind
    return any(
        reading.outcome == outcome and _counts(kind, reading) and _in_the_window(state, reading.on)
        for reading in state.readings.values()
    )


def _counts(kind: OutcomeKind, reading: Reading) -> bool:
    if reading.level is EvaluationLevel.LEARNING:
        return reading.at_workplace and kind in LEARNT
    return reading.level in OF_THE_GROUP


def _in_the_window(state: Engagement, day: date) -> bool:
    trained = first_training(state)
    return trained is not None and state.policy.measures_after((day - trained).days)


@fact("participation.still_open", remedy="EndParticipation")
def participation_still_open(state: Engagement) -> Objection:
    return {"open": state.still_open} if state.still_open else None


@fact("training.outstanding", remedy="DeliverTraining")
def training_outstanding(state: Engagement) -> Objection:
    return tuple({"session": session.session, "start": session.start} for session in to_come(state))


@fact("impact.not_reviewed", remedy="ReviewImpact", waivable=True)
def impact_not_reviewed(state: Engagement) -> Objection:
    """Where no outcome was stated there is nothing to conclude on."""
    return bool(state.outcomes) and not state.impact_reviews


def closed_already(state: Engagement, close: Close) -> bool:
    return state.phase is CLOSED


def reviewed(state: Engagement, review: ReviewImpact) -> Sequence[ImpactReviewed]:
    return (ImpactReviewed.of(review, results=results(state)),)


def closed(state: Engagement, close: Close) -> Sequence[EngagementClosed]:
    return (EngagementClosed(close.header, summary=summary(state)),)


MOVES: Moves = (
    move(RecordReading, (*DESIGN_ON, CLOSED), guards=[none_stated, before_baseline], then=ReadingRecorded),
    move(ReviewImpact, FOLLOW_UP, guards=[none_stated, not_remeasured], then=reviewed),
    move(
        Close,
        FOLLOW_UP,
        to=CLOSED,
        guards=[
            participation_still_open,
            training_outstanding,
            not_remeasured,
            impact_not_reviewed,
            not_all_reviewed,
            follow_up_outstanding,
            before_the_last_turn,
        ],
        then=closed,
        no_op_if=closed_already,
    ),
)
