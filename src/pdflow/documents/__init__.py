"""Documents: each a value made from the events of streams, of which every reader gets the copy meant for them.

``attendance_roster(events).for_reader(Audience.TEAM)`` is a copy; ``to_markdown``, ``to_csv`` and, with the extra
``documents``, ``pdflow.documents.html.to_html`` write it.
"""

from pdflow.documents.calendar import YearAtAGlance, year_at_a_glance
from pdflow.documents.commissioning import CommissioningBrief, commissioning_brief
from pdflow.documents.document import Document, Page
from pdflow.documents.doses import Dosage, dosage
from pdflow.documents.drift import DriftReport, drift_report
from pdflow.documents.followup import (
    ElectronicTools,
    FollowUpActionPlan,
    FollowUpContinuum,
    electronic_tools,
    follow_up_continuum,
    follow_up_plan,
)
from pdflow.documents.impact import ImpactReport, impact_report
from pdflow.documents.loads import Caseload, caseload
from pdflow.documents.logistics import LogisticsChecklist, WorkshopRequest, logistics_checklist, workshop_request
from pdflow.documents.markdown import to_markdown
from pdflow.documents.partnership import PartnershipLedger, partnership_ledger
from pdflow.documents.progress import ProgressBoard, progress_board
from pdflow.documents.record import PersonRecord, person_record
from pdflow.documents.roster import AttendanceRoster, attendance_roster
from pdflow.documents.sheets import to_csv
from pdflow.documents.success import SuccessChecklist, success_checklist
from pdflow.documents.teachback import TeachBackCritique, TeachBackSessions, teach_back_critique, teach_back_sessions
from pdflow.documents.timeline import CadreTimeline, cadre_timeline
from pdflow.documents.training import (
    CofacilitationChecklist,
    MeetingElements,
    TrainingActivities,
    TrainingElements,
    cofacilitation_checklist,
    critical_elements_of_meetings,
    critical_elements_of_training,
    training_activities,
)
from pdflow.documents.week import WeekSheet, week_sheet

__all__ = [
    "AttendanceRoster",
    "CadreTimeline",
    "Caseload",
    "CofacilitationChecklist",
    "CommissioningBrief",
    "Document",
    "Dosage",
    "DriftReport",
    "ElectronicTools",
    "FollowUpActionPlan",
    "FollowUpContinuum",
    "ImpactReport",
    "LogisticsChecklist",
    "MeetingElements",
    "Page",
    "PartnershipLedger",
    "PersonRecord",
    "ProgressBoard",
    "SuccessChecklist",
    "TeachBackCritique",
    "TeachBackSessions",
    "TrainingActivities",
    "TrainingElements",
    "WeekSheet",
    "WorkshopRequest",
    "YearAtAGlance",
    "attendance_roster",
    "cadre_timeline",
    "caseload",
    "cofacilitation_checklist",
    "commissioning_brief",
    "critical_elements_of_meetings",
    "critical_elements_of_training",
    "dosage",
    "drift_report",
    "electronic_tools",
    "follow_up_continuum",
    "follow_up_plan",
    "impact_report",
    "logistics_checklist",
    "partnership_ledger",
    "person_record",
    "progress_board",
    "success_checklist",
    "teach_back_critique",
    "teach_back_sessions",
    "to_csv",
    "to_markdown",
    "training_activities",
    "week_sheet",
    "workshop_request",
    "year_at_a_glance",
]
