"""Documents of the cadre: its timeline, its teach-back sessions, and the critique of one teach-back."""

from pdflow.documents.cadre.cadre_timeline import CadreTimeline, MilestoneMark, TaskMark, cadre_timeline
from pdflow.documents.cadre.teach_back_critique import TeachBackCritique, teach_back_critique
from pdflow.documents.cadre.teach_back_history import TeachBackHistory
from pdflow.documents.cadre.teach_back_sessions import TeachBackSessions, teach_back_sessions

__all__ = [
    "CadreTimeline",
    "MilestoneMark",
    "TaskMark",
    "TeachBackCritique",
    "TeachBackHistory",
    "TeachBackSessions",
    "cadre_timeline",
    "teach_back_critique",
    "teach_back_sessions",
]
