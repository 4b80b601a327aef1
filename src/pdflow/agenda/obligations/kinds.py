"""The kinds of obligation there are: which command discharges each, and in which role it is owed."""

from __future__ import annotations

from typing import Final

from pdflow.agenda.obligations.obligation import Duty
from pdflow.engagement.state.vocabulary import Side
from pdflow.participation.state.records import VisitKind
from pdflow.people import (
    COACH,
    COMMISSIONER,
    COORDINATOR,
    FACILITATOR,
    MANAGER,
    PARTICIPANT,
    PARTNER,
)

NAME_COACH: Final = Duty("coach.name", "AssignTeam", COORDINATOR)
RETURN: Final = Duty("leave.return", "Resume", MANAGER)
TAKE_BASELINE: Final = Duty("baseline.take", "TakeBaseline", COACH, "outcome")
MAKE_UP: Final = Duty("session.make_up", "RecordAttendance", FACILITATOR, "makes_up")
EVALUATE: Final = Duty("evaluation.submit", "SubmitEvaluation", PARTICIPANT, "session")
BEGIN_SUPPORT: Final = Duty("support.begin", "BeginSupport", COACH)
MEASURE: Final = Duty("outcome.measure", "MeasureOutcome", COACH, "outcome")
WAIVE_MEASURING: Final = Duty("outcome.waive", "Waive", COORDINATOR, says={"requirement": "outcome.not_remeasured"})
"""Of outcomes that can no longer be measured in time: one waiver covers them all, so it is about the first."""

FOLLOW_UP_OBSERVED: Final = Duty("follow_up.first", "RecordObservation", COACH)
FOLLOW_UP_SPOKEN: Final = Duty("follow_up.first", "HoldCheckIn", COACH)
FOLLOW_UP_COACHED: Final = Duty("follow_up.first", "OpenCoaching", COACH)
REVIEW_COMMITMENT: Final = Duty("commitment.review", "HoldCheckIn", COACH)
DEBRIEF: Final = Duty("observation.debrief", "GiveFeedback", COACH, "observation")
HAND_OVER: Final = Duty("observation.hand_over", "AssignTeam", COORDINATOR)
"""Of an observation whose debrief nobody on the team owes: somebody has to take over from the observer."""
REVIEW_STEP: Final = Duty("step.review", "CompleteActionStep", PARTICIPANT, "step")
CHECK_IN: Final = Duty("check_in.hold", "HoldCheckIn", COACH)
OBSERVE: Final = Duty("observation.record", "RecordObservation", COACH)
VISIT: Final = {
    VisitKind.OBSERVATION: Duty("visit.record", "RecordObservation", COACH, "visit"),
    VisitKind.CHECK_IN: Duty("visit.record", "HoldCheckIn", COACH, "visit"),
    VisitKind.COACHING: Duty("visit.record", "OpenCoaching", COACH, "visit"),
}

IDENTIFY_GROWTH_AREA: Final = Duty("growth_area.identify", "IdentifyGrowthArea", COACH)
OPEN_COACHING: Final = Duty("coaching.open", "OpenCoaching", COACH, "growth_area")
RETURN_VISIT: Final = {
    None: Duty("coaching.return_visit", "RecordObservation", COACH),
    VisitKind.OBSERVATION: Duty("coaching.return_visit", "RecordObservation", COACH, "visit"),
    VisitKind.CHECK_IN: Duty("coaching.return_visit", "HoldCheckIn", COACH, "visit"),
    VisitKind.COACHING: Duty("coaching.return_visit", "OpenCoaching", COACH, "visit"),
}
"""By the kind of the visit in the calendar; None where there is none."""
SETTLE_GROWTH_AREA: Final = Duty("growth_area.settle", "CloseGrowthArea", COACH, "growth_area")

PARTICIPATION: Final = (
    NAME_COACH,
    RETURN,
    TAKE_BASELINE,
    MAKE_UP,
    EVALUATE,
    BEGIN_SUPPORT,
    MEASURE,
    WAIVE_MEASURING,
    FOLLOW_UP_OBSERVED,
    FOLLOW_UP_SPOKEN,
    FOLLOW_UP_COACHED,
    REVIEW_COMMITMENT,
    DEBRIEF,
    HAND_OVER,
    REVIEW_STEP,
    CHECK_IN,
    OBSERVE,
    *VISIT.values(),
    IDENTIFY_GROWTH_AREA,
    OPEN_COACHING,
    *RETURN_VISIT.values(),
    SETTLE_GROWTH_AREA,
)
"""What may be owed in a participation."""

GROUP_BASELINE: Final = Duty("baseline.take", "SetBaseline", COMMISSIONER, "outcome")
GROUP_READING: Final = Duty("outcome.measure", "RecordReading", COORDINATOR, "outcome")
GROUP_WAIVER: Final = Duty("outcome.waive", "Waive", COORDINATOR, "subject", {"requirement": "outcome.not_remeasured"})
"""Of a group's outcome that can no longer be measured in time."""
TOUCH_POINT: Final = Duty("partnership.touch_point", "HoldTouchPoint", COMMISSIONER, "partner")
PARTNERSHIP_REVIEW: Final = {
    Side.HOST: Duty("partnership.review", "ReviewPartnership", COMMISSIONER, "partner", {"side": Side.HOST}),
    Side.PARTNER: Duty("partnership.review", "ReviewPartnership", PARTNER, "partner", {"side": Side.PARTNER}),
}
TASK: Final = Duty("task.complete", "CompleteTask", FACILITATOR, "task")
SLOT: Final = Duty("slot.use", "UseSlot", COMMISSIONER, "slot")
STRATEGY: Final = Duty("follow_up.give", "RecordFollowUp", FACILITATOR, "plan")
SESSION: Final = Duty("training.deliver", "DeliverTraining", FACILITATOR, "session")
RESCHEDULE: Final = Duty("training.reschedule", "RescheduleTraining", FACILITATOR, "training")

ENGAGEMENT: Final = (
    GROUP_BASELINE,
    GROUP_READING,
    GROUP_WAIVER,
    TOUCH_POINT,
    *PARTNERSHIP_REVIEW.values(),
    TASK,
    SLOT,
    STRATEGY,
    SESSION,
    RESCHEDULE,
)
"""What may be owed in an engagement."""

RENEW: Final = Duty("clearance.renew", "Clear", COORDINATOR, "subject")
CADRE: Final = (RENEW,)
"""What may be owed of a cadre member's readiness."""
