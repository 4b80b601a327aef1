"""Documents about one person: the record of their hours and practice, and their week."""

from pdflow.documents.person.action_steps import ActionStepHistory
from pdflow.documents.person.certificate import Certificate, CertifiedActivity, certificate
from pdflow.documents.person.coaching_moves import CoachingMoveRow
from pdflow.documents.person.everything_on_record import EverythingOnRecord, everything_on_record
from pdflow.documents.person.growth_areas import GrowthAreaHistory
from pdflow.documents.person.outcome_readings import OutcomeReadings
from pdflow.documents.person.person_record import PersonRecord, person_record
from pdflow.documents.person.practice_evidence import PracticeEvidence
from pdflow.documents.person.practice_history import PracticeHistory
from pdflow.documents.person.transcript import Transcript, transcript
from pdflow.documents.person.week_sheet import ToDo, WeekSheet, week_sheet

__all__ = [
    "ActionStepHistory",
    "Certificate",
    "CertifiedActivity",
    "CoachingMoveRow",
    "EverythingOnRecord",
    "GrowthAreaHistory",
    "OutcomeReadings",
    "PersonRecord",
    "PracticeEvidence",
    "PracticeHistory",
    "ToDo",
    "Transcript",
    "WeekSheet",
    "certificate",
    "everything_on_record",
    "person_record",
    "transcript",
    "week_sheet",
]
