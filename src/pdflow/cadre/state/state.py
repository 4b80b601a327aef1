"""The state of a cadre member, folded from its events."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

from pdflow.cadre.state.records import Clearance, ClearedFor, DebriefEvaluation, Debriefing, PeerCritique, TeachBack
from pdflow.kernel.fields import RecordId
from pdflow.kernel.frozen import define
from pdflow.kernel.lifecycle import Move
from pdflow.kernel.records import Aggregate, Turn, ledger
from pdflow.people import PersonId
from pdflow.policy import FULL, Policy


class CadreStage(StrEnum):
    """The stage a trainer has reached."""

    NOTHING = "NOTHING"
    """Not nominated yet: the state before its first event."""
    NOMINATED = "NOMINATED"
    PREPARING = "PREPARING"
    """Teaching back to peers."""
    CLEARED = "CLEARED"
    """Cleared for a subject at least once; every clearance runs out by itself."""
    STOOD_DOWN = "STOOD_DOWN"


NOTHING: Final = CadreStage.NOTHING
NOMINATED: Final = CadreStage.NOMINATED
PREPARING: Final = CadreStage.PREPARING
CLEARED: Final = CadreStage.CLEARED
STOOD_DOWN: Final = CadreStage.STOOD_DOWN
TEACHING: Final = (PREPARING, CLEARED)
"""The stages in which teach-backs are held and clearances granted."""
IN_CADRE: Final = (NOMINATED, PREPARING, CLEARED)
"""The stages of somebody who is in the cadre or on the way into it."""
ANY: Final = (*IN_CADRE, STOOD_DOWN)
"""Every stage after the first event."""


@define
class CadreMember(Aggregate):
    """A trainer: nominated, taught back, cleared subject by subject."""

    format = 3
    always = ("phase", "person", "policy")
    phase: CadreStage = NOTHING
    turned: Turn | None = None
    """The last change of stage."""

    person: PersonId = ""
    subjects: tuple[str, ...] = ()
    """The subjects the person was nominated for."""
    policy: Policy = FULL
    nominated_at: datetime | None = None

    teach_backs: dict[RecordId, TeachBack] = ledger()
    critiques: dict[RecordId, PeerCritique] = ledger()
    debriefs: dict[RecordId, Debriefing] = ledger()
    evaluations: dict[RecordId, DebriefEvaluation] = ledger()
    clearances: dict[RecordId, Clearance] = ledger()

    def running(self, at: datetime) -> tuple[ClearedFor, ...]:
        """The subjects for which the person is cleared at this time, each with the last day of it."""
        longest: dict[str, ClearedFor] = {}
        for clearance in self.clearances.values():
            if clearance.at <= at and clearance.until >= max(
                at.date(), longest.get(clearance.subject, clearance).until
            ):
                longest[clearance.subject] = ClearedFor(clearance.subject, clearance.until)
        return tuple(longest.values())


Moves = tuple[Move[CadreMember], ...]
