"""Reactions: the commands that each event causes in other streams, as one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from pdflow.cadre import MemberCleared, MemberReinstated, MemberStoodDown
from pdflow.coordination import engagements, participations, voided_records
from pdflow.coordination.directory import Directory
from pdflow.coordination.envelopes import AddressedCommand, CommandMaker, EventInStream
from pdflow.engagement import (
    BaselineSet,
    EngagementCancelled,
    FollowUpChosen,
    FollowUpGiven,
    FollowUpPlanned,
    FollowUpRevised,
    MeasureChosen,
    OutcomeStated,
    RecordVoided,
    RequirementWaived,
    RosterJoined,
    TrainingCancelled,
    TrainingDelivered,
    TrainingRescheduled,
    TrainingScheduled,
)
from pdflow.kernel.messages import Event
from pdflow.participation import (
    BaselineTaken,
    Enrolled,
    EvaluationSubmitted,
    OutcomeMeasured,
    ParticipationCompleted,
    Reopened,
    Withdrawn,
)

Reaction = Callable[[EventInStream[Any], Directory], Iterable[CommandMaker]]

REACTIONS: Final[Mapping[type[Event[Any]], Reaction]] = {
    RosterJoined: participations.roster_joined,
    OutcomeStated: participations.briefing_changed,
    MeasureChosen: participations.briefing_changed,
    BaselineSet: participations.briefing_changed,
    FollowUpPlanned: participations.briefing_changed,
    FollowUpChosen: participations.briefing_changed,
    FollowUpRevised: participations.briefing_changed,
    RecordVoided: voided_records.record_voided,
    TrainingScheduled: participations.training_booked,
    TrainingRescheduled: participations.training_booked,
    TrainingCancelled: participations.training_cancelled,
    TrainingDelivered: participations.training_delivered,
    FollowUpGiven: participations.follow_up_given,
    RequirementWaived: participations.requirement_waived,
    EngagementCancelled: participations.engagement_cancelled,
    Enrolled: engagements.enrolled,
    Reopened: engagements.reopened,
    EvaluationSubmitted: engagements.evaluation_submitted,
    BaselineTaken: engagements.baseline_taken,
    OutcomeMeasured: engagements.outcome_measured,
    ParticipationCompleted: engagements.participation_ended,
    Withdrawn: engagements.participation_ended,
    MemberCleared: engagements.trainer_cleared,
    MemberStoodDown: engagements.trainer_stood_down,
    MemberReinstated: engagements.trainer_reinstated,
}
"""The reaction to each event that concerns another stream."""


def react(cause: EventInStream[Any], directory: Directory) -> tuple[AddressedCommand, ...]:
    """Give the commands that an event causes for other streams; none for most events.

    Pure and idempotent: the same event gives commands with the same ids, which a desk carries out once.

    Args:
        directory: Answers as of the moment before the event.

    Raises:
        FieldError: A command cannot be made of what the event holds; a relay makes the others all the same.
    """
    return tuple(make() for make in makers(cause, directory))


def makers(cause: EventInStream[Any], directory: Directory) -> Iterable[CommandMaker]:
    """Give what makes the commands that an event causes, one each."""
    reaction = REACTIONS.get(type(cause.event))
    return () if reaction is None else reaction(cause, directory)
