"""The state of a cadre member: how far a trainer is from being cleared, and for which subjects until when."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

import attrs

from pdflow.cadre.state.records import (
    Clearance,
    ClearedFor,
    Debriefing,
    Evaluation,
    TeachBack,
    Verdict,
)
from pdflow.kernel.fields import RecordId
from pdflow.kernel.lifecycle import Move
from pdflow.kernel.records import Aggregate, Turn, ledger
from pdflow.people import PersonId
from pdflow.policy import FULL, Policy


class Stage(StrEnum):
    """How far a trainer has come."""

    NOTHING = "NOTHING"
    """Nobody nominated yet: the state before its first event."""
    NOMINATED = "NOMINATED"
    PREPARING = "PREPARING"
    """Teaching back to peers."""
    CLEARED = "CLEARED"
    """Cleared for a subject at least once; every clearance runs out by itself."""
    STOOD_DOWN = "STOOD_DOWN"


NOTHING: Final = Stage.NOTHING
NOMINATED: Final = Stage.NOMINATED
PREPARING: Final = Stage.PREPARING
CLEARED: Final = Stage.CLEARED
STOOD_DOWN: Final = Stage.STOOD_DOWN
TEACHING: Final = (PREPARING, CLEARED)
STANDING: Final = (NOMINATED, PREPARING, CLEARED)
ANY: Final = (*STANDING, STOOD_DOWN)


@attrs.define
class Member(Aggregate):
    """A trainer on the way to being cleared, subject by subject."""

    phase: Stage = NOTHING
    """The stage."""
    turned: Turn | None = None

    person: PersonId = ""
    subjects: tuple[str, ...] = ()
    """The subjects the person was nominated for."""
    policy: Policy = FULL
    nominated_at: datetime | None = None

    teach_backs: dict[RecordId, TeachBack] = ledger()
    critiques: dict[RecordId, Verdict] = ledger()
    debriefs: dict[RecordId, Debriefing] = ledger()
    evaluations: dict[RecordId, Evaluation] = ledger()
    clearances: dict[RecordId, Clearance] = ledger()

    def running(self, at: datetime) -> tuple[ClearedFor, ...]:
        """The subjects the person is cleared for at this time, each with its last day."""
        last: dict[str, ClearedFor] = {}
        for given in self.clearances.values():
            if given.at <= at and given.until >= max(at.date(), last.get(given.subject, given).until):
                last[given.subject] = ClearedFor(given.subject, given.until)
        return tuple(last.values())


Moves = tuple[Move[Member], ...]
