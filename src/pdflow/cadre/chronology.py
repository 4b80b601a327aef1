"""Chronology: guards against dates before the nomination, or before the last change of stage."""

from __future__ import annotations

from datetime import datetime

from pdflow.cadre.state import CadreMember
from pdflow.kernel.guards import Objection, moment


@moment("record.before")
def before_nomination(state: CadreMember, at: datetime) -> Objection:
    nominated = state.nominated_at
    return {"record": "MemberNominated", "at": nominated} if nominated is not None and at < nominated else None


@moment("record.before")
def before_the_last_turn(state: CadreMember, at: datetime) -> Objection:
    """A change of stage cannot precede the one before it; a date before the nomination has its own guard."""
    turned, nominated = state.turned, state.nominated_at
    if turned is None or at >= turned.at or (nominated is not None and at < nominated):
        return None
    return {"record": turned.event, "at": turned.at}
