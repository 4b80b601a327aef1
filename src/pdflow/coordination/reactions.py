"""What follows from what: the arrows between the aggregates, as one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from pdflow.cadre import MemberCleared, MemberReinstated, MemberStoodDown
from pdflow.coordination import engagements as engagements, participations as participations
from pdflow.coordination.directory import Addressed, Directory, Happened
from pdflow.engagement import (
    BaselineSet,
    EngagementCancelled,
    FollowUpChosen,
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

Arrow = Callable[[Happened[Any], Directory], Iterable[Addressed]]

ARROWS: Final[Mapping[type[Event[Any]], Arrow]] = {
    RosterJoined: participations.joined,
    OutcomeStated: participations.briefed,
    MeasureChosen: participations.briefed,
    BaselineSet: participations.briefed,
    FollowUpPlanned: participations.briefed,
    FollowUpChosen: participations.briefed,
    FollowUpRevised: participations.briefed,
    RecordVoided: participations.briefed,
    TrainingScheduled: participations.booked,
    TrainingRescheduled: participations.booked,
    TrainingCancelled: participations.called_off,
    TrainingDelivered: participations.delivered,
    RequirementWaived: participations.waived,
    EngagementCancelled: participations.cancelled,
    Enrolled: engagements.enrolled,
    Reopened: engagements.reopened,
    EvaluationSubmitted: engagements.evaluated,
    BaselineTaken: engagements.baseline_taken,
    OutcomeMeasured: engagements.measured,
    ParticipationCompleted: engagements.ended,
    Withdrawn: engagements.ended,
    MemberCleared: engagements.cleared,
    MemberStoodDown: engagements.stood_down,
    MemberReinstated: engagements.reinstated,
}
"""For each event that concerns another stream, what follows from it."""


def react(cause: Happened[Any], directory: Directory) -> tuple[Addressed, ...]:
    """The commands that follow from an event for other streams; none for most events.

    Pure. Delivered twice, an event gives commands with the same ids, which a desk carries out once. The ``directory``
    knows what happened before the event.
    """
    arrow = ARROWS.get(type(cause.event))
    return () if arrow is None else tuple(arrow(cause, directory))
