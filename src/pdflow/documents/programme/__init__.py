"""Documents about many people, for those who run a programme: progress, caseload, dosage, drift and impact."""

from pdflow.documents.programme.caseload import Caseload, CaseloadPerson, CoachLoad, caseload
from pdflow.documents.programme.dosage import Dosage, Dose, dosage
from pdflow.documents.programme.drift_report import DriftReport, DriftRow, drift_report
from pdflow.documents.programme.fidelity import Fidelity
from pdflow.documents.programme.impact_report import ImpactReport, MeasuredOutcome, impact_report
from pdflow.documents.programme.obligation_rows import ObligationRow
from pdflow.documents.programme.progress_board import BoardRow, ProgressBoard, progress_board

__all__ = [
    "BoardRow",
    "Caseload",
    "CaseloadPerson",
    "CoachLoad",
    "Dosage",
    "Dose",
    "DriftReport",
    "DriftRow",
    "Fidelity",
    "ImpactReport",
    "MeasuredOutcome",
    "ObligationRow",
    "ProgressBoard",
    "caseload",
    "dosage",
    "drift_report",
    "impact_report",
    "progress_board",
]
