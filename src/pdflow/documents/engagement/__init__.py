"""Documents of one engagement, from the request to the follow-up; each is made from the engagement's events."""

from pdflow.documents.engagement.attendance_roster import AttendanceRoster, Attendee, SessionRoster, attendance_roster
from pdflow.documents.engagement.calendar_entries import CalendarEntry, DayKind
from pdflow.documents.engagement.cofacilitation_checklist import (
    CofacilitatedTraining,
    CofacilitationChecklist,
    cofacilitation_checklist,
)
from pdflow.documents.engagement.commissioning_brief import (
    AnswerStatus,
    CommissioningAnswer,
    CommissioningBrief,
    commissioning_brief,
)
from pdflow.documents.engagement.critical_elements import CriticalElements
from pdflow.documents.engagement.critical_elements_of_meetings import MeetingElements, critical_elements_of_meetings
from pdflow.documents.engagement.critical_elements_of_training import TrainingElements, critical_elements_of_training
from pdflow.documents.engagement.designed_trainings import DesignedTraining
from pdflow.documents.engagement.electronic_tools import ElectronicTools, electronic_tools
from pdflow.documents.engagement.follow_up_continuum import FollowUpContinuum, follow_up_continuum
from pdflow.documents.engagement.follow_up_plan import (
    BlankFollowUpPlan,
    FollowUpActionPlan,
    blank_follow_up_plan,
    follow_up_plan,
)
from pdflow.documents.engagement.logistics_checklist import Arrangement, LogisticsChecklist, logistics_checklist
from pdflow.documents.engagement.partnership_ledger import Partnership, PartnershipLedger, partnership_ledger
from pdflow.documents.engagement.planned_strategies import PlannedStrategy, PlanStatus, StrategyDelivery
from pdflow.documents.engagement.success_checklist import Advice, SuccessChecklist, Tally, success_checklist
from pdflow.documents.engagement.training_activities import (
    BlankTrainingDesign,
    TrainingActivities,
    blank_training_design,
    training_activities,
)
from pdflow.documents.engagement.workshop_request import (
    BlankWorkshopRequest,
    WorkshopRequest,
    blank_workshop_request,
    workshop_request,
)
from pdflow.documents.engagement.year_at_a_glance import MonthVisits, YearAtAGlance, year_at_a_glance

__all__ = [
    "Advice",
    "AnswerStatus",
    "Arrangement",
    "AttendanceRoster",
    "Attendee",
    "BlankFollowUpPlan",
    "BlankTrainingDesign",
    "BlankWorkshopRequest",
    "CalendarEntry",
    "CofacilitatedTraining",
    "CofacilitationChecklist",
    "CommissioningAnswer",
    "CommissioningBrief",
    "CriticalElements",
    "DayKind",
    "DesignedTraining",
    "ElectronicTools",
    "FollowUpActionPlan",
    "FollowUpContinuum",
    "LogisticsChecklist",
    "MeetingElements",
    "MonthVisits",
    "Partnership",
    "PartnershipLedger",
    "PlanStatus",
    "PlannedStrategy",
    "SessionRoster",
    "StrategyDelivery",
    "SuccessChecklist",
    "Tally",
    "TrainingActivities",
    "TrainingElements",
    "WorkshopRequest",
    "YearAtAGlance",
    "attendance_roster",
    "blank_follow_up_plan",
    "blank_training_design",
    "blank_workshop_request",
    "cofacilitation_checklist",
    "commissioning_brief",
    "critical_elements_of_meetings",
    "critical_elements_of_training",
    "electronic_tools",
    "follow_up_continuum",
    "follow_up_plan",
    "logistics_checklist",
    "partnership_ledger",
    "success_checklist",
    "training_activities",
    "workshop_request",
    "year_at_a_glance",
]
