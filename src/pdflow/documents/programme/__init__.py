"""Documents about many people, for those who run a programme: progress, caseload, dosage, drift and impact."""

from pdflow.documents.programme.aggregate_copy import AggregateCopy, GroupFigures
from pdflow.documents.programme.caseload import Caseload, CaseloadPerson, CoachLoad, caseload
from pdflow.documents.programme.dosage import Dosage, DosageAggregate, Dose, dosage
from pdflow.documents.programme.drift_report import DriftAggregate, DriftReport, EnrolledPerson, drift_report
from pdflow.documents.programme.drift_rows import DriftRow
from pdflow.documents.programme.fidelity import Fidelity, PersonLevels
from pdflow.documents.programme.impact_report import ImpactAggregate, ImpactReport, impact_report
from pdflow.documents.programme.measured_outcomes import MeasuredOutcome
from pdflow.documents.programme.obligation_rows import ObligationRow
from pdflow.documents.programme.policy_comparison import PolicyComparison, policy_comparison
from pdflow.documents.programme.progress_board import BoardRow, ProgressAggregate, ProgressBoard, progress_board
from pdflow.documents.programme.sustained_outcomes import SustainedOutcome

__all__ = [
    "AggregateCopy",
    "BoardRow",
    "Caseload",
    "CaseloadPerson",
    "CoachLoad",
    "Dosage",
    "DosageAggregate",
    "Dose",
    "DriftAggregate",
    "DriftReport",
    "DriftRow",
    "EnrolledPerson",
    "Fidelity",
    "GroupFigures",
    "ImpactAggregate",
    "ImpactReport",
    "MeasuredOutcome",
    "ObligationRow",
    "PersonLevels",
    "PolicyComparison",
    "ProgressAggregate",
    "ProgressBoard",
    "SustainedOutcome",
    "caseload",
    "dosage",
    "drift_report",
    "impact_report",
    "policy_comparison",
    "progress_board",
]
