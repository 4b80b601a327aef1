"""Documents: each a value made from the events of streams, of which every reader gets the copy meant for them.

``attendance_roster(events).for_reader(Audience.TEAM)`` is a copy; ``to_markdown``, ``to_csv`` and, with the extra
``documents``, ``pdflow.documents.render.html.to_html`` write it.
"""

from pdflow.documents.cadre.cadre_timeline import CadreTimeline, cadre_timeline
from pdflow.documents.cadre.teach_back import (
    TeachBackCritique,
    TeachBackSessions,
    teach_back_critique,
    teach_back_sessions,
)
from pdflow.documents.engagement.attendance_roster import AttendanceRoster, attendance_roster
from pdflow.documents.engagement.commissioning_brief import CommissioningBrief, commissioning_brief
from pdflow.documents.engagement.follow_up import (
    ElectronicTools,
    FollowUpActionPlan,
    FollowUpContinuum,
    electronic_tools,
    follow_up_continuum,
    follow_up_plan,
)
from pdflow.documents.engagement.logistics import (
    LogisticsChecklist,
    WorkshopRequest,
    logistics_checklist,
    workshop_request,
)
from pdflow.documents.engagement.partnership_ledger import PartnershipLedger, partnership_ledger
from pdflow.documents.engagement.success_checklist import SuccessChecklist, success_checklist
from pdflow.documents.engagement.training import (
    CofacilitationChecklist,
    MeetingElements,
    TrainingActivities,
    TrainingElements,
    cofacilitation_checklist,
    critical_elements_of_meetings,
    critical_elements_of_training,
    training_activities,
)
from pdflow.documents.engagement.year_at_a_glance import YearAtAGlance, year_at_a_glance
from pdflow.documents.page.document import Document, Page
from pdflow.documents.person.person_record import PersonRecord, person_record
from pdflow.documents.person.week_sheet import WeekSheet, week_sheet
from pdflow.documents.programme.caseload import Caseload, caseload
from pdflow.documents.programme.dosage import Dosage, dosage
from pdflow.documents.programme.drift_report import DriftReport, drift_report
from pdflow.documents.programme.impact_report import ImpactReport, impact_report
from pdflow.documents.programme.progress_board import ProgressBoard, progress_board
from pdflow.documents.render.csv import to_csv
from pdflow.documents.render.markdown import to_markdown

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
